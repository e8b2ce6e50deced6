import Foundation
import Testing

/// The words of the language, as the page and the help show them: each is run, and each changes something.
@Suite struct WordTests {
  @Test func `every change in the table of the page can be made`() throws {
    let hardware = "book.categories.hardware."
    let receivers = [
      "a meeting": "meetings[\"agm-2026\"]", "a holding": "shareholdings.xiaomi", "a person": "people.xiaomi",
      "a director": "governance.directors[\"Mr. Wang Hang\"]", "a category": "categories.hardware",
    ]
    let rows = [
      "a forecast": hardware + "forecast:", "a cap": hardware, "a term": hardware,
    ]
    let ofTheBook = [
      "a meeting", "a director", "the adviser", "a holding", "a person", "a category", "the issuer's size",
      "the rulebook", "a rate", "a group", "days",
    ]
    var words: [String] = []
    for row in rows.keys.sorted() + ofTheBook {
      let found = quoted(try Readme().row(row, of: "Write a scenario")).filter { $0 != ":owned_by(…)" }
      #expect(!found.isEmpty)
      words += found.map { word in
        if word.hasPrefix("book") { return word }
        return (rows[row] ?? "book.") + (":.".contains(word.prefix(1)) ? receivers[row] ?? "" : "") + word
      }
    }
    #expect(words.count >= 36)
    // Where the page says `amount`, `days` or `…`, any will do; IDC has days without a cap.
    try expectChanges(
      words.map { word in
        word.replacing("(amount, days)", with: "(\"RMB 9 million\", 2026)").replacing("…", with: "rmb.million(9000)")
          .replacing(hardware + "caps:propose", with: "book.categories.idc.caps:propose")
          .replacing(
            hardware + "forecast:growth", with: "book.categories.cloud.forecast:growth")
      })
  }

  @Test func `every change in the help can be made`() throws {
    let help = try headroom("run", "--help").output
    let part = try #require(help.components(separatedBy: "local c = book.categories.hardware\n").last)
    let lines = try #require(part.components(separatedBy: "\n\n").first).components(separatedBy: "\n")
    let code = lines.map {
      $0.replacing(/\ +-- .*/, with: "").replacing(/^\ \ (?=\S)/, with: "\n").replacing(/\ {2,}(?=c\.)/, with: "\n")
    }
    let words = code.joined().split(separator: "\n").map(String.init)
    #expect(words.count >= 16)
    try expectChanges(
      words.map { word in
        let category = word.contains("caps:propose") ? "idc" : word.contains("growth") ? "cloud" : "hardware"
        return "local c = book.categories.\(category) \(word)"
      })
  }

  @Test func `the scenario in the help does what it expects`() throws {
    let help = try headroom("run", "--help").output
    let part = try #require(help.components(separatedBy: "A scenario:\n").last)
    let script = try #require(part.components(separatedBy: "\n\n").first)
    let ending = try headroom("test", "-", "--book", "Scenarios/kingsoft-xiaomi/book.yaml", input: script)
    #expect((ending.status, ending.errors) == (0, ""), "\(ending.output)")
  }

  /// Each of these as a scenario of its own is done, and has made a change.
  private func expectChanges(_ words: [String]) throws {
    // That nothing else connects a holder makes a difference once it has sold.
    let sale = "book.shareholdings.xiaomi:set(\"9.9%\", \"2026-09-01\") "
    // Whoever leaves a board has joined it.
    let seat = "book.people.xiaomi:join(\"issuer\", \"2026-05-01\") "
    let words = words.map { ($0.contains("no_other_limb") ? sale : $0.contains(":leave") ? seat : "") + $0 }
    let script = words.map { "scenario [=[\($0)]=] { change = function(book) \($0) end }" }.joined(separator: "\n")
    let book = "Scenarios/kingsoft-xiaomi/book.yaml"
    let ending = try headroom("run", "-", "--quiet", "--book", book, "--format", "json", input: script)
    #expect((ending.status, ending.errors) == (0, ""))
    let scenarios = try ending.json().at("books.0.scenarios").elements
    #expect(scenarios.count == words.count)
    for scenario in scenarios {
      #expect(scenario["status"] == "done")
      #expect(!scenario["changes"].elements.isEmpty, "\(scenario["name"])")
    }
  }
}
