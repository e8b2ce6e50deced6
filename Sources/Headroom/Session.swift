import Agreements
import BookFiles
import Evaluation
import ListingRules
import LuaSandbox
import Problems
import Quantities
import Scripting
import WhatIf

/// Runs scripts against books: what the command line, a test suite and an embedding program all drive.
///
/// A session holds no state between calls and reads nothing but the files it is given: no clock, no locale, no
/// environment. Scripts run on a thread of its own with a deep stack; the caller waits. Signals belong to the program
/// that embeds it, which may call ``RunControl/cancel()`` from wherever it hears of one.
public struct Session: Sendable {
  /// What a session may be told.
  public struct Options: Sendable {
    /// The book of every script; nil for the `book.yaml` beside each script or above it.
    public var book: String?
    /// The last day of which actuals are taken, in place of the book's.
    public var asOf: CivilDate?
    /// What each step of a scenario may use.
    public var budget = Budget()
    /// How families of scenarios are run.
    public var families = FamilyOptions()
    /// Notes what is read, where a record is kept; nil where none is.
    public var inputs: InputLog?

    /// The defaults: each script with the book beside it, at the book's as-of date, on the default budget.
    public init() {}
  }

  /// What the session was told.
  public let options: Options
  /// Ends what runs.
  public let control: RunControl

  /// A session with options.
  public init(_ options: Options = Options(), control: RunControl = RunControl()) {
    self.options = options
    self.control = control
  }

  /// Loads a book and evaluates it unchanged.
  ///
  /// - Throws: ``Problems``: those of the book and its ledger, all at once.
  public func loadBook(_ path: String) throws(Problems) -> LoadedBook {
    try BookFile.load(path: path, shownAs: path, asOf: options.asOf, rulebooks: Rulebook.all.map(\.name))
  }

  /// What is concluded of a book as it stands.
  ///
  /// - Throws: ``Problems`` where its amounts cannot be computed exactly.
  public func baseline(_ loaded: LoadedBook) throws(Problems) -> Outcome {
    let evaluator = try evaluator(of: loaded)
    do { return try evaluator.evaluate(loaded.book) } catch {
      throw Problems([Problem("\(error)", at: SourcePlace(file: loaded.file, line: 1))])
    }
  }

  /// The families of scenarios that files and folders declare, before any is run.
  ///
  /// - Throws: ``Problems`` where a path is at fault; a script that cannot be loaded declares none.
  public func families(
    in paths: [String], standardInput: () -> [UInt8]? = { nil }
  ) throws(Problems) -> [FamilyResult] {
    let scripts = try ScriptFolder(paths: paths).scripts(standardInput: standardInput)
    return ScriptThread.run {
      scripts.flatMap { found in
        let runner = ScenarioRunner(budget: options.budget, evaluator: Evaluator(), control: control) {
          name, beside throws(ScenarioFailure) in try found.find(name, beside: beside)
        }
        return (try? runner.families(of: found.script)) ?? []
      }
    }
  }

  /// Runs every scenario of files and folders, against the book of each.
  ///
  /// - Parameters:
  ///   - paths: scripts, or folders that are searched for them; `-` is taken from `standardInput`.
  ///   - expecting: whether outcomes are compared with what the scenarios expect.
  ///   - standardInput: gives the text of the script `-`.
  /// - Throws: ``Problems`` where a path or a book is at fault; a script's failure stands in the result.
  public func run(
    _ paths: [String], expecting: Bool = false, standardInput: () -> [UInt8]? = { nil }
  ) throws(Problems) -> [BookResult] {
    var results: [BookResult] = []
    for (path, scripts) in try books(of: paths, standardInput: standardInput) {
      results.append(try run(scripts, on: loadBook(path), expecting: expecting))
    }
    return results
  }

  /// The scripts of files and folders, by the book that each speaks of.
  func books(
    of paths: [String], standardInput: () -> [UInt8]?
  ) throws(Problems) -> [(path: String, scripts: [FoundScript])] {
    let scripts = try ScriptFolder(paths: paths).scripts(standardInput: standardInput)
    try refuseUnknownInputs(scripts)
    var books: [(path: String, scripts: [FoundScript])] = []
    for script in scripts {
      guard let path = options.book ?? script.book else {
        throw Problems([
          Problem(
            "no book.yaml lies beside \(script.script.shownAs) or above it",
            hint: "name the book: --book path/to/book.yaml")
        ])
      }
      if let index = books.firstIndex(where: { $0.path == path }) {
        books[index].scripts.append(script)
      } else {
        books.append((path, [script]))
      }
    }
    return books
  }

  /// Refuses values for inputs that no family of any script has.
  private func refuseUnknownInputs(_ scripts: [FoundScript]) throws(Problems) {
    guard !options.families.set.isEmpty else { return }
    let inputs = ScriptThread.run {
      scripts.reduce(into: [String: [String]]()) { inputs, found in
        let runner = ScenarioRunner(budget: options.budget, evaluator: Evaluator(), control: control) {
          name, beside throws(ScenarioFailure) in try found.find(name, beside: beside)
        }
        // A script that cannot be loaded is told of when it is run.
        inputs.merge((try? runner.inputs(of: found.script)) ?? [:]) { $0 + $1 }
      }
    }
    let known = inputs.keys.sorted().map { "\($0) (\((inputs[$0] ?? []).joined(separator: ", ")))" }
    let unknown = options.families.set.keys.filter { inputs[$0] == nil }.sorted()
    guard !unknown.isEmpty else { return }
    throw Problems(
      unknown.map { name in
        Problem(
          "no sweep, solve or sensitivity has an input '\(name)'\(Spelling.question(name, among: inputs.keys))",
          hint: known.isEmpty ? nil : "inputs that can be set: \(known.joined(separator: ", "))")
      })
  }

  func run(_ scripts: [FoundScript], on loaded: LoadedBook, expecting: Bool) throws(Problems) -> BookResult {
    let baseline = try baseline(loaded)
    let evaluator = try evaluator(of: loaded)
    options.inputs?.note(loaded, evaluator.rulebook)
    // Lua recurses on the C stack, and its deepest messages need more of it than a pool's thread has.
    let files = ScriptThread.run { () -> [FileResult] in
      scripts.map { found in
        options.inputs?.note(.script, found.script.shownAs)
        let runner = ScenarioRunner(budget: options.budget, evaluator: evaluator, control: control) {
          name, beside throws(ScenarioFailure) in
          let script = try found.find(name, beside: beside)
          options.inputs?.note(.script, script.shownAs)
          return script
        }
        do throws(ScenarioFailure) {
          let scenarios = try runner.run(found.script, on: loaded.book, expecting: expecting)
          var families = options.families
          families.isExpecting = expecting
          return FileResult(
            file: found.script.shownAs, scenarios: .success(scenarios),
            families: try runner.runFamilies(of: found.script, on: loaded.book, families))
        } catch {
          return FileResult(file: found.script.shownAs, scenarios: .failure(error))
        }
      }
    }
    return BookResult(
      file: loaded.file, book: loaded.book, warnings: loaded.warnings, baseline: baseline, files: files)
  }

  /// The evaluator by the book's own rulebook; one that is not known is never replaced by another.
  func evaluator(of loaded: LoadedBook) throws(Problems) -> Evaluator {
    try evaluator(of: loaded.book, file: loaded.file)
  }

  func evaluator(of book: Book, file: String) throws(Problems) -> Evaluator {
    guard let rulebook = Rulebook.named(book.rulebook) else {
      throw Problems([
        Problem(
          "no rulebook '\(book.rulebook)' is known", at: SourcePlace(file: file, line: 1),
          hint: "known rulebooks: \(Rulebook.all.map(\.name).joined(separator: ", "))")
      ])
    }
    return Evaluator(rulebook: rulebook)
  }
}
