import Foundation
import Headroom
import Testing

/// The folders that the tests read.
enum Folder {
  /// The package.
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  /// The scripts that are wrong, with what is said of each.
  static let broken = package + "/Tests/ScriptingTests/Broken"
  /// The real case.
  static let kingsoft = package + "/Scenarios/kingsoft-xiaomi"
  /// The invented case in Hong Kong dollars.
  static let harbour = package + "/Scenarios/harbour-lantern"
}

/// The books, read once.
enum Books {
  static let kingsoft = Result { try Session().loadBook(Folder.kingsoft + "/book.yaml").book }
}

/// Runs the scenarios of a text against the real book.
func run(_ text: String, budget: Budget = Budget()) throws -> [ScenarioResult] {
  let book = try Books.kingsoft.get()
  return try ScriptThread.run { () throws(ScenarioFailure) in
    let runner = ScenarioRunner(
      budget: budget, evaluator: Evaluator(rulebook: .hkexMainBoard), control: RunControl()
    ) { name, _ throws(ScenarioFailure) in throw ScenarioFailure(Problem("no file '\(name)' in this test")) }
    return try runner.run(Script(identity: "a.lua", shownAs: "a.lua", text: text), on: book, expecting: true)
  }
}

/// The one scenario whose change is `body`.
func changed(_ body: String) throws -> ScenarioResult {
  try #require(try run("scenario \"Test\" { change = function(book)\n\(body)\nend }").first)
}

/// What a change prints, line by line; a failure is thrown.
func printed(_ body: String) throws -> [String] {
  let result = try changed(body)
  if let failure = result.failure { throw failure }
  return result.printed.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
}

/// The value of an expression, as `tostring` shows it, after changes.
func value(_ expression: String, after changes: String = "") throws -> String {
  try printed("\(changes)\nprint(\(expression))").joined(separator: "\n")
}

/// Why a change cannot be made, in one line.
func refusal(_ body: String) throws -> String? { try changed(body).failure?.problem.statement }

/// The outcome after a change.
func outcome(after body: String) throws -> Outcome { try changed(body).outcome.get() }

/// What became of a cap.
func cap(_ cap: String, _ period: String, of outcome: Outcome) -> CapOutcome? {
  outcome.category(.init(cap))?.cap(.init(period))
}

/// The breaches of an outcome, a line for each: `hardware cap 2026-10-07 RMB0.76086956 million`.
func breaches(_ outcome: Outcome) -> [String] {
  outcome.breaches.map { finding in
    "\(finding.category?.name ?? "-") \(finding.kind.rawValue) \(finding.on.map { "\($0)" } ?? "-") "
      + "\(finding.amount.map { "\($0)" } ?? "-")"
  }
}

/// What an `expect` finds wrong after doubled hardware: the statements of its differences, or of its failure.
func differences(expecting expect: String) throws -> [String] {
  let text = """
    scenario "Test" {
      change = function(book) book.categories.hardware.forecast:scale(2) end,
      expect = \(expect)
    }
    """
  let result = try #require(try run(text).first)
  if let failure = result.failure { return [failure.problem.statement] }
  return try #require(result.differences).map(\.statement)
}

/// A folder with files that goes when the test ends.
final class TemporaryFolder {
  let path: String

  init(_ files: [String: String]) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("headroom-" + UUID().uuidString).path
    for (name, text) in files {
      let file = URL(fileURLWithPath: path).appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Runs one of its scripts, or all of them.
  func run(_ name: String? = nil) throws -> BookResult {
    var options = Session.Options()
    options.book = Folder.kingsoft + "/book.yaml"
    return try #require(try Session(options).run([name.map { path + "/" + $0 } ?? path], expecting: true).first)
  }
}
