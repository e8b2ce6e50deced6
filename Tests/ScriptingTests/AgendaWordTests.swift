import Testing

/// What a script asks of an outcome: the room left, and the class of a larger cap.
@Suite struct AgendaWordTests {
  @Test func `the room is the cap less what has happened, with the even amount a month`() throws {
    let body = """
      function(outcome)
        local room = outcome:room("hardware", "2026-09-30")
        check(room.cap == "2026" and room.to == date "2026-09-30", "cap and day")
        check(room.left == rmb.million(1000), "nothing of 2026 has happened")
        check(room.monthly < room.left and room.months * 30 == percent(15700), "from 24 April: 7 days of 30, and 5 months")
        check(outcome:room("hardware").to == date "2026-12-31", "else to the end of the period")
        check(outcome:room("financing") == nil, "its caps are not in the book")
      end
      """
    #expect(try differences(expecting: body) == [])
  }

  @Test func `the class is that of the cap needed with the buffer`() throws {
    let body = """
      function(outcome)
        local larger = outcome:class("hardware", { buffer = "10%" })
        check(larger.amount == rmb.million(2046), "1,860 and a tenth of it")
        check(larger.class == "non-exempt" and larger.requirement == "independent-shareholders", "above 5%")
        check(outcome:class("hardware", { buffer = 10 }).amount == larger.amount, "a number is one of percent")
        check(outcome:class("hardware").amount == rmb.million(1860), "no buffer")
      end
      """
    #expect(try differences(expecting: body) == [])
  }

  @Test(arguments: [
    ("outcome:room(\"hardwear\")", "no category 'hardwear' in this book; did you mean 'hardware'?"),
    ("outcome:room(\"hardware\", 5)", "the day to which the room is told must be a date, got the number 5"),
    (
      "outcome:class(\"hardware\", { bufer = 1 })",
      "no key 'bufer' in the options of class; did you mean 'buffer'?"
    ),
    ("outcome:class(\"hardware\", 10)", "the options of class must be a table, got the number 10"),
    ("outcome.rom", "no 'rom' in outcome; did you mean 'room'?"),
  ])
  func misused(call: String, statement: String) throws {
    let told = try differences(expecting: "function(outcome) local it = \(call) end")
    #expect(told == [statement])
  }
}
