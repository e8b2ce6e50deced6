import Foundation
import Headroom
import Testing

/// The books and scenarios of the repository, run without the program, under the names that a user sees.
enum Results {
  static let names = ["kingsoft-xiaomi", "harbour-lantern"]

  private static let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Scenarios")

  /// A book with its scenarios, or those of one file; `edit` changes the text of the book and of the ledger before they are read.
  static func of(
    _ name: String, only file: String? = nil, expecting: Bool = false, edit: (String) -> String = { $0 }
  ) throws -> BookResult {
    let folder = scenarios.appendingPathComponent(name)
    func text(_ file: String) throws -> String {
      try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    }
    let ledger = try edit(text("ledger.csv"))
    let loaded = try BookFile.read(Array(edit(text("book.yaml")).utf8), file: "Scenarios/\(name)/book.yaml") { _ in
      Array(ledger.utf8)
    }
    let scripts = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".lua") }
      .sorted()
      .map { Script(identity: $0, shownAs: "Scenarios/\(name)/\($0)", text: try text($0)) }
    let evaluator = Evaluator()
    let files = try ScriptThread.run { () throws -> [FileResult] in
      let runner = ScenarioRunner(budget: Budget(), evaluator: evaluator, control: RunControl()) {
        name, _ throws(ScenarioFailure) in
        guard let script = scripts.first(where: { $0.identity == name }) else {
          throw ScenarioFailure(Problem("there is no \(name)"))
        }
        return script
      }
      return try scripts.filter { file == nil || $0.identity == file }.map { script in
        FileResult(
          file: script.shownAs, scenarios: .success(try runner.run(script, on: loaded.book, expecting: expecting)))
      }
    }
    return BookResult(
      file: loaded.file, book: loaded.book, warnings: loaded.warnings, baseline: try evaluator.evaluate(loaded.book),
      files: files)
  }
}

extension String {
  /// The text without its colours.
  var withoutColours: String { replacing(/\u{1B}\[[0-9;]*m/, with: "") }

  /// The lines, as they are.
  var lines: [Substring] { split(separator: "\n", omittingEmptySubsequences: false) }
}
