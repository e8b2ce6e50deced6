import Foundation
import Headroom
import Reports
import Testing

/// JSON as it is written: exact, in order, and read back as the same by any reader.
@Suite struct JSONTextTests {
  private func record(_ fields: (String, Entry)...) -> Entry { .record(.init("test", fields)) }

  @Test func `a tree is written whole, in its order, two spaces a level`() throws {
    let entry = record(
      ("z", .none), ("yes", .flag(true)), ("no", .flag(false)), ("count", .count(-3)), ("text", .text("a")),
      ("on", .date(try CivilDate(2026, 9, 5))), ("empty", .list([])), ("nothing", record()),
      ("list", .list([.count(1), record(("a", .list([.none])))])))
    #expect(
      JSONText.text(entry) == """
        {
          "z": null,
          "yes": true,
          "no": false,
          "count": -3,
          "text": "a",
          "on": "2026-09-05",
          "empty": [],
          "nothing": {},
          "list": [
            1,
            {
              "a": [
                null
              ]
            }
          ]
        }

        """)
  }

  @Test(arguments: [
    ("\"", #""\"""#), ("\\", #""\\""#), ("\n\t\r", #""\n\t\r""#), ("\u{0}", #""\u0000""#),
    ("\u{1B}[31m", #""\u001b[31m""#),
    ("\u{1F}", #""\u001f""#), ("\u{7F}", #""\u007f""#), ("\r\n", #""\r\n""#), ("/", #""/""#), ("小米集團", #""小米集團""#),
    ("e\u{301}", "\"e\u{301}\""), ("👩‍👩‍👧", #""👩‍👩‍👧""#), ("\u{2028}", "\"\u{2028}\""), ("", #""""#),
  ])
  func `text is escaped where it must be, and nowhere else`(text: String, written: String) {
    #expect(Array(JSONText.text(.text(text)).utf8) == Array((written + "\n").utf8))
  }

  @Test func `every character is read back as it was, in names too`() throws {
    let scalars = [0..<0x300, 0x2000..<0x2100, 0xD7F0..<0xD800, 0xE000..<0xE010, 0xFFF0..<0x10010].joined()
    let text = String(String.UnicodeScalarView(scalars.compactMap { Unicode.Scalar(UInt32($0)) }))
    let read = try JSONDecoder().decode(
      [String: String].self, from: Data(JSONText.text(record((text, .text(text)))).utf8))
    #expect(read.count == 1)
    let scalarsOf: (String) -> [UInt32] = { $0.unicodeScalars.map(\.value) }
    #expect(read.first.map { scalarsOf($0.key) } == scalarsOf(text))
    #expect(read.first.map { scalarsOf($0.value) } == scalarsOf(text))
  }

  @Test(arguments: [
    (Int64(0), Currency.rmb, "0.00"), (1, .rmb, "0.01"), (-1, .rmb, "-0.01"), (10, .rmb, "0.10"),
    (-3_500_000, .hkd, "-35000.00"),
    (860_000_000_00, .rmb, "860000000.00"), (63_684_782_608, .rmb, "636847826.08"),
    (.max, .rmb, "92233720368547758.07"),
    (.min, .rmb, "-92233720368547758.08"), (123, .jpy, "123"), (-5, .krw, "-5"),
  ])
  func `an amount is exact decimal text, with its code where the currency is another`(
    minor: Int64, currency: Currency, text: String
  ) {
    let money = Entry.money(Money(minor: minor, currency))
    #expect(JSONText.text(money.amounts(in: currency)) == "\"\(text)\"\n")
    #expect(JSONText.text(money.amounts(in: .usd)) == "\"\(currency.code) \(text)\"\n")
    #expect(JSONText.text(money) == "\"\(currency.code) \(text)\"\n")
  }

  @Test func `the currency is said of every amount in a tree, and of nothing else`() {
    let tree = record(
      ("a", .list([.money(Money(minor: 100, .rmb)), .money(Money(minor: 100, .hkd))])),
      ("b", record(("c", .money(Money(minor: -7, .rmb))), ("d", .text("RMB 1.00")))))
    #expect(
      tree.amounts(in: .rmb)
        == record(
          ("a", .list([.text("1.00"), .money(Money(minor: 100, .hkd))])),
          ("b", record(("c", .text("-0.07")), ("d", .text("RMB 1.00"))))))
  }

  @Test(arguments: [
    (Int128(186), Int128(100), "1.86"), (1, 3, "1/3"), (2, 6, "1/3"), (1, 8, "0.125"), (-353, 1000, "-0.353"),
    (0, 5, "0"),
    (7, 1, "7"), (1, 1_000_000_000_000_000, "0.000000000000001"),
  ])
  func `a ratio is exact decimal text, or a fraction`(numerator: Int128, denominator: Int128, text: String) throws {
    #expect(JSONText.text(.ratio(try Ratio(numerator, over: denominator))) == "\"\(text)\"\n")
  }

  @Test(arguments: Results.names)
  func `every amount of a result is decimal text with the decimals of its currency`(name: String) throws {
    let text = JSONText.text(RunEntry.result([try Results.of(name)]))
    let names = "amount|limit|cumulative|peak|at_end|total|headroom|lowest_headroom|largest_cap|uncovered"
    let figures = try Regex("\"(?:\(names))\": (?<value>.*?),?\n", as: (Substring, value: Substring).self)
    let values = text.matches(of: figures).map(\.output.value)
    #expect(values.count > 100)
    #expect(values.allSatisfy { $0 == "null" || $0.wholeMatch(of: /"-?\d+\.\d\d"/) != nil })
  }
}
