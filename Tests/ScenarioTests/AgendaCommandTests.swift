import Foundation
import Testing

/// `headroom calendar` and `headroom todo`: what they are asked, what they leave out, how they end.
@Suite struct AgendaCommandTests {
  private static let folder = "Scenarios/kingsoft-xiaomi"
  private static let book = folder + "/book.yaml"
  private static let doubled = folder + "/double-hardware.lua"

  private func entries(_ arguments: String...) throws -> [JSON] {
    let ending = try Program(["calendar"] + arguments + ["--format", "json"]).run()
    #expect((ending.status, ending.errors) == (0, ""))
    return try ending.json().at("books.0.scenarios.0.entries").elements
  }

  // MARK: Which outcomes

  @Test(arguments: ["calendar", "todo"])
  func `a book gives its baseline, a script its scenarios, and a name one of them`(command: String) throws {
    func names(_ arguments: String...) throws -> [[JSON]] {
      let ending = try Program([command] + arguments + ["--format", "json"]).run()
      #expect(ending.status == 0, "\(ending.errors)")
      return try ending.json()["books"].elements.map { $0["scenarios"].elements.map { $0["name"] } }
    }
    #expect(try names(Self.book) == [["Baseline"]])
    #expect(try names(Self.doubled) == [["Double hardware procurement"]])
    #expect(try names(Self.book, Self.doubled) == [["Baseline"], ["Double hardware procurement"]])
    #expect(try names("Scenarios", "--scenario", "Double hardware procurement") == [["Double hardware procurement"]])
    #expect(try names(Self.folder)[0].count > 10)
  }

  @Test(arguments: ["calendar", "todo"])
  func `a scenario that is not there, and a folder without any, make the status 6`(command: String) throws {
    let misspelt = try headroom(command, Self.doubled, "--scenario", "Double hardware procuremnt")
    #expect((misspelt.status, misspelt.output) == (6, ""))
    #expect(
      misspelt.errors == """
        error: no scenario 'Double hardware procuremnt' was found in \(Self.doubled); did you mean 'Double hardware procurement'?
        hint: scenarios: Double hardware procurement

        """)
    let none = try headroom(command, "Tests/QuantitiesTests")
    #expect((none.status, none.output) == (6, ""))
    #expect(none.errors.hasPrefix("error: no scenario was found in Tests/QuantitiesTests\nhint: "))
  }

  @Test(arguments: ["calendar", "todo"])
  func `a broken script is told, and the others are shown all the same`(command: String) throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write("scenario \"Cut off\" {", to: "broken.lua")
      try scratch.write("scenario \"Sound\" {}", to: "sound.lua")
      let ending = try headroom(command, ".", "--format", "json", in: scratch.folder)
      #expect(ending.status == 3)
      #expect(ending.errors.contains("broken.lua:"))
      #expect(try ending.json().at("books.0.scenarios.0.name") == "Sound")
      let alone = try headroom(command, "broken.lua", in: scratch.folder)
      #expect((alone.status, alone.output) == (3, ""))
      try scratch.replace("currency: RMB", with: "curency: RMB", in: "book.yaml")
      let book = try headroom(command, "book.yaml", in: scratch.folder)
      #expect((book.status, book.output) == (5, ""))
      #expect(book.errors.contains("unknown key 'curency'"))
    }
  }

  // MARK: Which days

  @Test func `the days from the first to the last are shown, both included`() throws {
    let all = try entries(Self.book)
    let dates = all.compactMap { $0["date"].string }
    #expect(dates == dates.sorted() && dates.count > 10)
    func shown(_ from: String, _ to: String) throws -> [String] {
      try entries(Self.book, "--from", from, "--to", to).compactMap { $0["date"].string }
    }
    let meeting = dates.filter { $0 == "2026-06-30" }
    #expect(!meeting.isEmpty)
    #expect(try shown("2026-06-30", "2026-06-30") == meeting)
    #expect(try shown("2026-05-01", "2026-06-30") == dates.filter { "2026-05-01" <= $0 && $0 <= "2026-06-30" })
    #expect(try shown("1999-01-01", "1999-12-31") == [])
    let empty = try headroom("calendar", Self.book, "--to", "1999-12-31")
    #expect(empty.output.hasSuffix("Nothing falls due on the days asked for.\n"))
  }

  @Test(arguments: [
    (["calendar", book, "--from", "2026-02-30"], "--from: there is no day 2026-02-30 in the calendar"),
    (["calendar", book, "--to", "soon"], "--to: 'soon' is not a date; write it like 2026-09-30"),
    (
      ["calendar", book, "--from", "2026-07-01", "--to", "2026-06-30"],
      "--to 2026-06-30 lies before --from 2026-07-01"
    ),
    (["calendar", book, "--format", "xml"], "Please provide one of 'table', 'json' or 'ics'."),
    (["calendar"], "Missing expected argument '<paths> ...'"),
    (["todo", book, "--to", "2026"], "--to: '2026' is not a date"),
    (["todo", book, "--buffer", "much"], "--buffer: "),
    (["todo", book, "--buffer=-1%"], "--buffer must lie between 0% and 1000%"),
    (["todo", book, "--format", "ics"], "Please provide one of 'table' and 'json'."),
  ])
  func `a wrong command line makes the status 2`(arguments: [String], message: String) throws {
    let ending = try Program(arguments).run()
    #expect((ending.status, ending.output) == (2, ""))
    #expect(ending.errors.contains(message), "\(ending.errors)")
  }

  // MARK: iCalendar

  @Test func `a run as iCalendar is the calendar of its scenarios, in every run the same`() throws {
    let calendar = try headroom("calendar", Self.doubled, "--format", "ics")
    #expect((calendar.status, calendar.errors) == (0, ""))
    #expect(calendar.output.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"))
    #expect(try headroom("run", Self.doubled, "--format", "ics").output == calendar.output)
    #expect(try headroom("calendar", Self.doubled, environment: ["HEADROOM_FORMAT": "ics"]).output == calendar.output)
    let elsewhere = ["LC_ALL": "de_DE.UTF-8", "TZ": "Pacific/Kiritimati"]
    #expect(
      try headroom("calendar", Self.doubled, "--format", "ics", environment: elsewhere).output == calendar.output)
  }

  @Test func `an entry is an event on its day, and no two share an identity`() throws {
    let entries = try entries(Self.book)
    let ics = try headroom("calendar", Self.book, "--format", "ics").output
    let lines = ics.replacing("\r\n ", with: "").components(separatedBy: "\r\n")
    func values(_ name: String) -> [String] {
      lines.filter { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
    }
    let days = entries.compactMap { $0["date"].string?.replacing("-", with: "") }
    #expect(values("DTSTART;VALUE=DATE:") == days)
    #expect(Set(values("UID:")).count == entries.count)
    #expect(Set(values("DTSTAMP:")) == ["20260423T000000Z"])
    #expect(values("X-WR-CALNAME:") == ["Kingsoft Cloud and Xiaomi: Baseline"])
    #expect(ics.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
  }

  @Test func `of several scenarios each event says its own`() throws {
    let ics = try headroom("calendar", Self.folder, "--format", "ics").output
    let lines = ics.replacing("\r\n ", with: "").components(separatedBy: "\r\n")
    let summaries = lines.filter { $0.hasPrefix("SUMMARY:") }
    #expect(summaries.allSatisfy { $0.hasPrefix("SUMMARY:[") })
    #expect(summaries.contains { $0.hasPrefix("SUMMARY:[Double hardware procurement] ") })
  }

  // MARK: What a result says

  @Test func `doubled hardware says what is to be done by when`() throws {
    let json = try headroom("run", Self.doubled, "--format", "json").json()
    let outcome = json.at("books.0.scenarios.0.outcome")
    let todo = try headroom("todo", Self.doubled, "--format", "json").json().at("books.0.scenarios.0")
    #expect(todo["todo"] == outcome["todo"])
    #expect(!outcome["todo"].elements.isEmpty)
    let schedule = outcome.at("categories.hardware.caps.2026.needed.schedule")
    #expect(schedule["breach"] == "2026-10-07" && schedule["possible"] == true)
    func step(_ kind: String) -> JSON { schedule["steps"].elements.first { $0["kind"].string == kind } ?? .absent }
    #expect((step("meeting")["last"], step("meeting")["prudent"]) == ("2026-10-07", "2026-10-06"))
    #expect((step("notice")["last"], step("notice")["prudent"]) == ("2026-09-22", "2026-09-21"))
    #expect((step("circular")["last"], step("circular")["prudent"]) == ("2026-09-22", "2026-09-21"))
    let meeting = schedule.at("meetings.0")
    #expect((meeting["id"], meeting["notified_by"], meeting["in_time"]) == ("agm-2026", "2026-06-08", true))
    let text = try headroom("run", Self.doubled).output
    #expect(text.contains("by 2026-10-07, prudent 2026-10-06"))
    #expect(text.contains("agm-2026 on 2026-06-30 is in time, if notified by 2026-06-08"))
    #expect(text.contains("\nTo do besides\n"))
  }

  @Test func `the room to a day is the cap less what has happened, and the class follows the buffer`() throws {
    func todo(_ arguments: String...) throws -> JSON {
      try Program(["todo", Self.book, "--format", "json"] + arguments).run().json().at("books.0.scenarios.0")
    }
    let plain = try todo()
    let hardware = plain["rooms"].elements.first { $0["category"] == "hardware" } ?? .absent
    #expect(hardware["cap"] == "2026")
    func idc(_ buffer: String) throws -> JSON {
      try todo("--buffer", buffer)["classes"].elements.first { $0["category"] == "idc" } ?? .absent
    }
    // 90.0 are expected of 2026, and what is above 150.0 no disclosed class decides.
    #expect(try (idc("0%")["amount"], idc("0%")["class"]) == ("90000000.00", "partially-exempt"))
    #expect(try (idc("66%")["amount"], idc("66%")["class"]) == ("149400000.00", "partially-exempt"))
    #expect(try (idc("67%")["amount"], idc("67%")["class"]) == ("150300000.00", "undetermined"))
  }
}
