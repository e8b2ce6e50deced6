import Agreements
import Evaluation
import Problems
import Reports
import Scripting

/// What `:help` tells: of the prompt itself, of its commands, of every word and type of the language, and of a path.
package enum Topics {
  /// The text on a topic, or the overview for nil.
  ///
  /// - Parameters:
  ///   - topic: a command with its colon or without, a word, a type, `forecast:scale`, or a path of an expression such as
  ///     `book.categories.hardware.forecast:scale`.
  ///   - showing: the book and the outcomes that a path leads through; its surface is what the text is for.
  /// - Throws: ``Problem`` for a topic that is not known, with the nearest name.
  package static func help(_ topic: String?, showing: Showing) throws(Problem) -> String {
    guard let topic = topic?.trimmed, !topic.isEmpty else { return text(overview(showing), showing) }
    return text(try lines(on: topic, showing), showing)
  }

  /// All that help can be asked for by a name, in order; the paths of a book lead to more.
  package static var names: [String] {
    Set(CommandTopic.all.map(\.name) + Language.topics).union(["outcome", "baseline", "_"]).sorted()
  }

  private static func text(_ lines: [String], _ showing: Showing) -> String { lines.map { $0 + "\n" }.joined() }

  // MARK: What a topic is

  private static func lines(on topic: String, _ showing: Showing) throws(Problem) -> [String] {
    if topic.hasPrefix(":") {
      let name = String(topic.dropFirst())
      guard let command = CommandTopic.named(name) else {
        throw unknown("command", topic, among: CommandTopic.all.map { ":" + $0.name })
      }
      return lines(on: command, showing)
    }
    let sections = [
      CommandTopic.named(topic).map { lines(on: $0, showing) }, prompt(topic, showing),
      Language.help(for: topic).map { language($0, topic, showing) },
    ].compactMap { $0 }
    if !sections.isEmpty { return Array(sections.joined(separator: [""])) }
    guard let path = HelpPath(topic) else { throw unknown("topic", topic, among: names) }
    let ids = ids(of: showing.book)
    if path.names.count == 1, let collection = ids[topic] {
      return try PathTopic(HelpPath(["book", collection, topic]), showing: showing).lines()
    }
    if path.names.count == 1 { throw unknown("topic", topic, among: names + ids.keys.sorted()) }
    return try PathTopic(path, showing: showing).lines()
  }

  /// The ids of what a book holds, with the collection of each.
  private static func ids(of book: Book) -> [String: String] {
    let all =
      book.categories.map { ($0.id.name, "categories") } + book.agreements.map { ($0.id.name, "agreements") }
      + book.meetings.map { ($0.id.name, "meetings") } + book.people.map { ($0.id.name, "people") }
    return Dictionary(all) { first, _ in first }
  }

  static func unknown(_ kind: String, _ name: String, among known: [String]) -> Problem {
    Problem(
      "no \(kind) '\(name)' is known\(Spelling.question(name, among: known))",
      hint: kind == "command" ? "commands: \(known.joined(separator: " "))" : ":help lists what there is")
  }

  private static func lines(on command: CommandTopic, _ showing: Showing) -> [String] {
    showing.heading(command.form) + wrapped(command.summary, lead: "  ", width: showing.width, ink: showing.ink)
      + example(command.example, showing)
  }

  /// What the prompt has besides the words of scripts.
  private static func prompt(_ name: String, _ showing: Showing) -> [String]? {
    let words = [
      "outcome": "what comes out of the working copy as it stands, evaluated when it is read",
      "baseline": "what comes out of the unchanged book",
      "_": "the value of the last expression",
    ]
    guard let summary = words[name] else { return nil }
    let own = showing.heading(name) + wrapped(summary, lead: "  ", width: showing.width, ink: showing.ink)
    return Language.help(for: name) == nil ? own + example(["outcome.breaches", "#\(name)"], showing) : own
  }

  private static func language(_ lines: [String], _ topic: String, _ showing: Showing) -> [String] {
    laid(lines, showing) + example(TopicExamples.lines(for: topic) ?? Self.currency(topic), showing)
  }

  /// Every currency is shown as any other.
  private static func currency(_ word: String) -> [String] {
    Language.type(ofWord: word) == "currency" ? ["\(word).million(6.7)"] : []
  }

  // MARK: Layout

  /// Lines of help, wrapped under their own indentation.
  static func laid(_ lines: [String], _ showing: Showing) -> [String] {
    lines.enumerated().flatMap { index, line -> [String] in
      let indent = String(line.prefix { $0 == " " })
      let hanging = wrapped(line, lead: indent, width: showing.width - 2, ink: showing.ink).enumerated().map {
        $0.offset == 0 ? $0.element : "  " + $0.element
      }
      return index == 0 ? hanging.map { showing.ink(.strong, $0) } : hanging
    }
  }

  /// An example of the book at hand, as it is typed; nothing where there is none.
  static func example(_ lines: [String], _ showing: Showing, on category: String? = nil) -> [String] {
    guard !lines.isEmpty, let filled = Examples(showing.book, on: category).filled(lines) else { return [] }
    // Code is not broken: a line that is too long is long.
    return ["", showing.ink(.faint, "example")] + filled.map { "  " + $0 }
  }
}

extension String {
  /// The text without the spaces around it.
  var trimmed: String {
    var view = self[...]
    while view.first?.isWhitespace == true { view.removeFirst() }
    while view.last?.isWhitespace == true { view.removeLast() }
    return String(view)
  }
}
