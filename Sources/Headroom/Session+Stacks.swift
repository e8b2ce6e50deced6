import Agreements
import BookFiles
import Evaluation
import Problems
import Reports
import Scripting
import WhatIf

/// Which scenarios of files are run, and what they are compared with.
public struct StackRequest: Sendable {
  /// What outcomes are compared with in place of the unchanged book.
  public var base: StackNames?
  /// The stacks that are run; none for each scenario of the files.
  public var stacks: [StackNames]

  /// A request; by default each scenario beside the unchanged book.
  public init(base: StackNames? = nil, stacks: [StackNames] = []) {
    self.base = base
    self.stacks = stacks
  }

  /// Whether it asks for no more than every scenario beside the unchanged book.
  public var isPlain: Bool { base == nil && stacks.isEmpty }
  fileprivate var names: [StackNames] { (base.map { [$0] } ?? []) + stacks }
}

/// What became of stacks that were asked for by name.
public struct StackResults: Sendable {
  /// The books of which they speak.
  public let books: [BookResult]
  /// What is wrong with names: no scenario, or several, are called so.
  public let problems: [Problem]
}

extension Session {
  /// Runs scenarios of files and folders by their names, stacked in their order, against the book of each.
  ///
  /// A book is left out where it lacks the base, or every stack that is asked for.
  ///
  /// - Throws: ``Problems`` where a path or a book is at fault; a script's failure stands in the result.
  public func run(
    _ paths: [String], stacking request: StackRequest, standardInput: () -> [UInt8]? = { nil }
  ) throws(Problems) -> StackResults {
    if request.isPlain {
      return StackResults(books: try run(paths, standardInput: standardInput), problems: [])
    }
    var answers: [StackAnswer] = []
    for (path, scripts) in try books(of: paths, standardInput: standardInput) {
      answers.append(try answer(request, scripts, on: loadBook(path)))
    }
    return StackResults(books: answers.compactMap(\.book), problems: problems(with: request, answers))
  }

  /// What the steps of each scenario make of its difference to what the result compares it with.
  ///
  /// - Throws: ``Problems`` where the book's rulebook is not known.
  public func diff(_ result: BookResult) throws(Problems) -> BookDiff {
    let evaluator = try evaluator(of: result.book, file: result.file)
    let base = result.base?.parts ?? []
    let scenarios = result.scenarios.filter { $0.failure == nil }.map { scenario in
      BookDiff.ScenarioDiff(
        scenario: scenario,
        attribution: Result { () throws(AttributionError) in
          try Attribution(from: base, to: scenario.parts, of: result.book) { book throws(EvaluationError) in
            try evaluator.evaluate(book)
          }
        })
    }
    return BookDiff(result: result, scenarios: scenarios)
  }

  /// What one book has to say to a request.
  private struct StackAnswer: Sendable {
    /// The result; nil where the book lacks what is asked for.
    var book: BookResult?
    /// What each name in error was wrong with.
    var errors: [StackNames: StackNameError] = [:]
  }

  private func answer(
    _ request: StackRequest, _ found: [FoundScript], on loaded: LoadedBook
  ) throws(Problems) -> StackAnswer {
    let baseline = try baseline(loaded)
    let evaluator = try evaluator(of: loaded)
    options.inputs?.note(loaded, evaluator.rulebook)
    var answer = ScriptThread.run {
      let runner = ScenarioRunner(budget: options.budget, evaluator: evaluator, control: control) {
        name, beside throws(ScenarioFailure) in
        guard let any = found.first else { throw ScenarioFailure(Problem("'\(name)' cannot be found")) }
        let script = try any.find(name, beside: beside)
        options.inputs?.note(.script, script.shownAs)
        return script
      }
      return self.answer(request, found.map(\.script), by: runner, on: loaded, baseline)
    }
    // Without a stack each file is run whole, with its families.
    if request.stacks.isEmpty, let base = answer.book?.base {
      answer.book = try run(found, on: loaded, expecting: false)
      answer.book?.base = base
    }
    return answer
  }

  private func answer(
    _ request: StackRequest, _ scripts: [Script], by runner: ScenarioRunner, on loaded: LoadedBook, _ baseline: Outcome
  ) -> StackAnswer {
    var answer = StackAnswer()
    var selected: [StackNames: StackSelection] = [:]
    for names in request.names {
      do throws(StackNameError) { selected[names] = try runner.select(names, among: scripts) } catch {
        answer.errors[names] = error
      }
    }
    var files = scripts.compactMap { script -> FileResult? in
      options.inputs?.note(.script, script.shownAs)
      do throws(ScenarioFailure) { _ = try runner.names(in: script) } catch {
        return FileResult(file: script.shownAs, scenarios: .failure(error))
      }
      return nil
    }
    let base = request.base.flatMap { selected[$0] }
    let stacks = request.stacks.compactMap { selected[$0] }
    guard request.base == nil || base != nil, request.stacks.isEmpty || !stacks.isEmpty || !files.isEmpty else {
      return answer
    }
    for stack in stacks {
      files.append(FileResult(file: stack.file, scenarios: .success([runner.run(stack, on: loaded.book)])))
    }
    answer.book = BookResult(
      file: loaded.file, book: loaded.book, warnings: loaded.warnings, baseline: baseline,
      base: base.map { runner.run($0, on: loaded.book) }, files: files)
    return answer
  }

  /// Names that no book knows, or that mean several scenarios of one, or that no book has together.
  private func problems(with request: StackRequest, _ answers: [StackAnswer]) -> [Problem] {
    let problems = request.names.flatMap { names -> [Problem] in
      let errors = answers.map { $0.errors[names] }
      let ambiguous = errors.compactMap { if case .ambiguous(let problem)? = $0 { problem } else { nil } }
      if !ambiguous.isEmpty || errors.contains(where: { $0 == nil }) { return ambiguous }
      let unknown = errors.compactMap { if case .unknown(let name, let known)? = $0 { (name, known) } else { nil } }
      return unknown.first.map { [Self.unknown($0.0, among: unknown.flatMap(\.1))] } ?? []
    }
    if problems.isEmpty, answers.allSatisfy({ $0.book == nil }) {
      return [Problem("no book has \(request.names.map { "'\($0.text)'" }.joined(separator: " and ")) together")]
    }
    return problems
  }

  private static func unknown(_ name: String, among known: [String]) -> Problem {
    Problem(
      "no scenario '\(name)' in these files\(Spelling.question(name, among: known))",
      hint: known.isEmpty ? nil : "known: \(known.joined(separator: ", ")); a + of a name is written \\+")
  }
}
