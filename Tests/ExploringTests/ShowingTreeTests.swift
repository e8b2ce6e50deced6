import Headroom
import Testing

@testable import Exploring

/// Tables of scripts and parts of outcomes.
@Suite struct ShowingTreeTests {
  let book: ShownBook

  init() throws { book = try .doubled() }

  private func list(_ items: [ShownValue], omitted: Int = 0) -> ShownValue {
    .table(items.enumerated().map { (.plain("\($0.offset + 1)"), $0.element) }, omitted: omitted)
  }

  private func text(_ value: ShownValue, _ columns: Int = 80) -> String { book.showing(columns).text(of: value) }

  @Test("Nothing, a figure and a text are as they are")
  func single() {
    #expect(text(.nothing) == "nil\n")
    #expect(text(.plain("RMB1,860.0 million")) == "RMB1,860.0 million\n")
    #expect(text(.text("two\nlines")) == "two\nlines\n")
    #expect(text(.plain("353/3000")) == "353/3000 = 11.76…%\n")
    #expect(text(.function(line: 3)) == "function of line 3\n")
    #expect(text(.function(line: 0)) == "function\n")
  }

  @Test("A list of short values is a row; a table aligns its keys, and texts stand in quotes")
  func tables() {
    #expect(text(list([.plain("1"), .text("two"), .plain("2026-10-07")])) == "{ 1, \"two\", 2026-10-07 }\n")
    #expect(
      text(
        .table(
          [
            (.text("amount"), .plain("RMB6.7 million")), (.text("of whom"), .text("Xiaomi")),
            (.plain("7"), .category("cloud")), (.text("inner"), .table([(.text("f"), .function(line: 3))], omitted: 0)),
          ], omitted: 0))
          == """
          amount       RMB6.7 million
          ["of whom"]  "Xiaomi"
          [7]          category cloud
          inner
            f  function of line 3

          """)
    #expect(text(.table([], omitted: 0)) == "none\n")
    #expect(text(list([.plain("1"), .table([(.text("a"), .plain("3"))], omitted: 0)])) == "[1] 1\n[2]\n    a  3\n")
  }

  @Test("What was left off is counted, with the way to all of it")
  func omitted() {
    let one = list([.plain("1")], omitted: 37)
    #expect(text(one) == "{ 1 }\n… 37 more (all: for _, x in ipairs(_) do print(x) end)\n")
    let pairs = ShownValue.table([(.text("a"), .plain("1"))], omitted: 2)
    #expect(text(pairs) == "a  1\n… 2 more (all: for k, v in pairs(_) do print(k, v) end)\n")
  }

  @Test("More than a thousand lines are cut, and the rest is counted")
  func long() {
    let lines = text(.text(Array(repeating: "line", count: 1_200).joined(separator: "\n"))).lines
    #expect(lines.count == 1_002 && lines[1_000] == "… 200 more lines; a part of it is shown by its name")
  }

  @Test("Tables with the same short values are rows of one table")
  func grid() {
    func row(_ month: String, _ amount: String) -> ShownValue {
      .table([(.text("month"), .plain(month)), (.text("amount"), .plain(amount))], omitted: 0)
    }
    #expect(
      text(list([row("2026-07", "RMB3.0 million"), row("2026-08", "RMB12.0 million")]))
        == """
           month           amount
        1  2026-07   RMB3.0 million
        2  2026-08  RMB12.0 million

        """.replacing("   month           amount", with: "     month           amount"))
  }

  @Test("A finding: its statement, then its values by their names; what is not stated is named together")
  func finding() throws {
    guard case .record(let record)? = book.outcome.breaches.first?.entry else { return }
    let text = text(list([.record(record)]))
    #expect(text.hasPrefix("[1] cap 2026-10-07 hardware is above its cap 2026"))
    #expect(text.contains("\n    amount         RMB0.76086956 million\n"))
    #expect(text.contains("\n    nothing for until, otherwise_on\n"))
  }

  @Test("Many findings are a line each, with the way to all of one")
  func findings() {
    let records = book.outcome.findings.compactMap { finding -> ShownValue? in
      if case .record(let record) = finding.entry { .record(record) } else { nil }
    }
    let text = text(list(records))
    #expect(text.contains("[7]  cap 2026-10-07 hardware is above its cap 2026"))
    #expect(text.contains("one of\nthem: _[1]") || text.contains("one of them: _[1]"))
  }

  @Test("Months are a table of the months")
  func months() throws {
    let rows = try book.outcome.months(of: .init("cloud")).rows.compactMap { row -> ShownValue? in
      if case .record(let record) = row.entry { .record(record) } else { nil }
    }
    #expect(text(list(rows), 120).contains("RMB149.1 million") == false)
    #expect(text(list(rows), 120).contains("cumulative"))
  }

  @Test("A part of an outcome: its caps are one table, exact ratios stand beside cut ones")
  func record() {
    guard case .record(let all) = book.outcome.entry, case .record(let categories)? = all["categories"],
      case .record(let hardware)? = categories["hardware"]
    else { return }
    let text = text(.record(hardware), 100)
    #expect(text.hasPrefix("category 'hardware'\n"))
    #expect(text.contains("296/335 = 88.35…%") && text.contains("186%"))
    #expect(text.contains("RMB-860.0 million"))
    #expect(text.contains("in each besides: needed, versions"))
  }

  @Test("A derivation is the tree of its steps")
  func derivation() throws {
    let topic = try #require(book.outcome.topics.first { $0.name.hasPrefix("breach/") })
    guard case .record(let record) = try book.outcome.explain(topic).entry else { return }
    #expect(text(.record(record)).contains("\n  above the cap on 2026-10-07 by RMB0.76086956 million\n"))
  }

  @Test("Any other value shows its type and its fields")
  func object() {
    let term = ShownValue.object(type: "term", fields: [("from", .plain("2025-01-01")), ("to", .nothing)])
    #expect(text(term) == "term\nfrom  2025-01-01\nnothing for to\n")
  }
}
