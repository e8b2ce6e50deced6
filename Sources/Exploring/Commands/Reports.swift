import Agreements
import Evaluation
import Headroom
import Problems
import Reports
import Scripting
import WhatIf

/// Commands that show what comes out of the working scenario, as the program's reports do.
extension Exploration {
  /// What the working scenario is called: the baseline as long as nothing is changed.
  private var title: String { notebook.changes.isEmpty ? NamedOutcomes.baseline : "Working scenario" }

  /// What comes out of the working scenario.
  func outcome() throws(CommandFault) -> Outcome {
    do { return try notebook.outcome() } catch { throw CommandFault(error.statement, hint: error.hint) }
  }

  private func named() throws(CommandFault) -> [NamedOutcomes] {
    let place = notebook.changes.isEmpty ? nil : SourcePlace(file: notebook.shownAs, line: notebook.lineCount)
    return [NamedOutcomes(try outcome(), named: title, at: place, file: file)]
  }

  private func evaluated<R>(_ body: () throws(EvaluationError) -> R) throws(CommandFault) -> R {
    do { return try body() } catch { throw CommandFault("\(error)") }
  }

  /// The working scenario beside the baseline.
  func diff() throws(CommandFault) -> String {
    guard !notebook.changes.isEmpty else { return "nothing has been changed: what comes out is the baseline\n" }
    let result: ScenarioResult
    do { result = try notebook.result(named: title) } catch { throw CommandFault(error.statement, hint: error.hint) }
    return RunText(folding: ink, width: surface.columns).text(of: result, against: baseline)
  }

  /// How findings follow; without a name those that speak against compliance or differ from the baseline, and all topics.
  func explain(_ topics: [String]) throws(CommandFault) -> String {
    let outcome = try outcome()
    if let wrong = topics.first(where: { asked in !outcome.topics.contains { $0.isNamed(by: asked) } }) {
      let known = outcome.topics.map(\.name)
      let names = known + known.flatMap { $0.split(separator: "/").prefix(2).map(String.init) }
      throw CommandFault(
        "no topic '\(wrong)'\(Spelling.question(wrong, among: names))", token: wrong, hint: ":explain lists all of them"
      )
    }
    let subject = try evaluated { () throws(EvaluationError) in
      try ExplanationSubject(name: title, place: file, outcome: outcome, topics: topics, baseline: baseline)
    }
    return ExplanationText(ink: ink, width: surface.columns).text([subject])
  }

  /// What falls due when.
  func calendar() throws(CommandFault) -> String {
    CalendarText(ink: ink, width: surface.columns).text(try named())
  }

  /// Who must do what by when.
  func toDo() throws(CommandFault) -> String {
    ToDoText(to: nil, buffer: .percent(10), ink: ink, width: surface.columns).text(try named())
  }

  /// Each month of a category, or of all.
  func months(_ category: String?) throws(CommandFault) -> String {
    let known = notebook.book.categories.map(\.id.name)
    if let category, !known.contains(category) {
      throw CommandFault(
        "no category '\(category)' in this book\(Spelling.question(category, among: known))", token: category,
        hint: "categories: \(known.joined(separator: ", "))")
    }
    let text = MonthsText(category: category.map { .init($0) }, ink: ink, width: surface.columns)
    let outcomes = try named()
    return try evaluated { () throws(EvaluationError) in try text.text(outcomes) }
  }

  /// The book with the changes, and what is concluded of it.
  func book() throws(CommandFault) -> String {
    BookText(ink: ink, width: surface.columns).text(notebook.workingBook, file: file, baseline: try outcome())
  }

  /// What the prompt, a command, a word or a path of the book is.
  func help(_ topic: String) throws(CommandFault) -> String {
    let showing = try showing()
    do { return try Topics.help(topic.isEmpty ? nil : topic, showing: showing) } catch {
      throw CommandFault(error.statement, token: topic, hint: error.hint)
    }
  }

  /// What shows values of the working scenario.
  func showing() throws(CommandFault) -> Showing {
    Showing(book: notebook.workingBook, baseline: baseline, outcome: try outcome(), surface: surface)
  }
}
