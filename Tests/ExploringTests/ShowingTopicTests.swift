import Foundation
import Headroom
import Testing

@testable import Exploring

/// What `:help` tells.
@Suite struct ShowingTopicTests {
  let book: ShownBook

  init() throws { book = try .doubled() }

  private func help(_ topic: String?, _ columns: Int = 80) throws -> String {
    try Topics.help(topic, showing: book.showing(columns))
  }

  @Test("The overview fits a terminal of 24 lines of 80 columns, and names every command")
  func overview() throws {
    let lines = try help(nil).lines
    #expect(lines.count <= 24 && lines.allSatisfy { $0.columns <= 80 })
    for command in CommandTopic.all { #expect(lines.contains { $0.contains(":" + command.name) }, "\(command.name)") }
  }

  @Test("Every command has its form and an example that uses it", arguments: CommandTopic.all)
  func command(_ command: CommandTopic) throws {
    let text = try help(":" + command.name)
    #expect(text.hasPrefix(command.form + "\n") && command.form.hasPrefix(":" + command.name))
    #expect(command.example.contains { $0.hasPrefix(":" + command.name) })
    #expect(try help(command.name).contains(command.form))
  }

  @Test("Help tells of the commands that there are, and of no others")
  func commands() {
    #expect(CommandTopic.all.map(\.name).sorted() == Command.allCases.map(\.rawValue).sorted())
  }

  @Test("Every word, type and method of the language has an example; none is for what does not exist")
  func examples() throws {
    let methods = Language.typeNames.flatMap { type in
      Language.members(of: type).filter { $0.kind == .method }.map { "\(type):\($0.name)" }
    }
    let topics = Language.topics.filter { Language.type(ofWord: $0) != "currency" } + methods
    let known = Set(topics + ["random", "currency"])
    #expect(Set(TopicExamples.topics).subtracting(known).isEmpty)
    // The other book has two connected persons, and so somebody who may hold another.
    let other = try ShownBook("saltmarsh-gem").showing()
    for topic in topics {
      let showing = topic == "person:owned_by" ? other : book.showing()
      #expect(try Topics.help(topic, showing: showing).contains("\nexample\n  "), "\(topic)")
    }
    #expect(try help("hkd").contains("hkd.million(6.7)"))
  }

  @Test("A path through the book documents its end from the language's own table, and says what it is now")
  func path() throws {
    let text = try help("book.categories.hardware")
    #expect(text.hasPrefix("book.categories.hardware: category\n"))
    #expect(text.contains("category.largest_cap: money?, the largest of the newest caps"))
    #expect(text.contains("\nnow\nhardware: Procurement of hardware equipment by the Group\n"))
    #expect(text.contains("\nexample\n  book.categories.hardware\n"))
    #expect(try help("hardware") == text)
  }

  @Test(
    "Names lead from type to type",
    arguments: [
      ("book.categories.hardware.forecast:scale", "forecast:scale(ratio: share, days?: days, to?: string|date)\n"),
      ("book.categories[\"hardware\"].forecast:scale(2)", "forecast:scale(ratio: share"),
      ("book.categories.idc.caps[\"2026\"].versions[1].amount", "version.amount: money\n"),
      ("book.meetings['agm-2026']", "book.meetings[\"agm-2026\"]: meeting\n"),
      ("book.governance.directors[\"Mr. Wang Hang\"].role", "director.role: string\n"),
      ("forecast:scale", "forecast:scale(ratio: share"), ("random:normal", "random:normal(mean: share"),
      ("rmb.million", "currency.million: fun(number: number|string): money\n"),
      ("outcome:explain", "outcome:explain(topic: string|part): derivation\n"),
      ("outcome.categories.hardware.caps", "outcome.categories.hardware.caps: caps of category 'hardware'\n"),
      ("baseline.compliant", "baseline.compliant: boolean\n"),
    ])
  func types(path: String, beginning: String) throws {
    #expect(try help(path).hasPrefix(beginning))
  }

  @Test("An example of a path is about what was asked for")
  func preferred() throws {
    #expect(
      try help("book.categories.hardware.forecast:scale").contains("  book.categories.hardware.forecast:scale(2)\n"))
  }

  @Test(
    "What is not known names the nearest",
    arguments: [
      (":sav", "no command ':sav' is known; did you mean ':save'?"),
      ("scenaro", "no topic 'scenaro' is known; did you mean 'scenario'?"),
      ("hardwar", "no topic 'hardwar' is known; did you mean 'hardware'?"),
      ("book.categories.hardwar", "book.categories has no 'hardwar'; did you mean 'hardware'?"),
      ("forecast:scal", "forecast has no 'scal'; did you mean 'scale'?"),
      ("outcome.breache", "outcome has no 'breache'; did you mean 'breaches'?"), ("1 + 1", "no topic '1 + 1' is known"),
    ])
  func unknown(topic: String, statement: String) {
    do {
      _ = try help(topic)
      Issue.record("\(topic) is known")
    } catch let problem as Problem { #expect(problem.statement == statement) } catch { Issue.record(error) }
  }

  @Test(
    "Examples speak of the book at hand; what it has none of is left out",
    arguments: ["harbour-lantern", "saltmarsh-gem"])
  func otherBooks(name: String) throws {
    let other = try ShownBook(name)
    let ids = other.outcome.book.categories.map(\.id.name)
    let text = try Topics.help("forecast:scale", showing: other.showing())
    #expect(
      ids.contains {
        text.contains("book.categories.\($0).forecast:scale(2)") || text.contains("[\"\($0)\"].forecast:scale(2)")
      })
    for topic in Topics.names { #expect(!(try Topics.help(topic, showing: other.showing())).contains("@")) }
  }

  @Test("Help is as wide as the surface, but for lines of code", arguments: [40, 60, 120])
  func width(columns: Int) throws {
    for topic in Topics.names {
      let told = try help(topic, columns).components(separatedBy: "\nexample\n")[0]
      for line in told.lines where line.columns > columns {
        #expect((line.split(separator: " ").map(\.columns).max() ?? 0) + 8 > columns, "\(line)")
      }
    }
  }
}
