import Foundation
import Headroom

@testable import Exploring

/// Books of the repository, changed or not, as what is shown of them.
struct ShownBook {
  let baseline: Outcome
  let outcome: Outcome

  /// A book by the name of its folder, after changes; `edit` changes the text of the book and its ledger beforehand.
  init(
    _ name: String = "kingsoft-xiaomi", after changes: [Change] = [], edit: (String) -> String = { $0 }
  ) throws {
    let loaded = try Self.loaded(name, edit: edit)
    let evaluator = Evaluator(rulebook: Rulebook.named(loaded.book.rulebook) ?? .hkexMainBoard)
    baseline = try evaluator.evaluate(loaded.book)
    outcome = try evaluator.evaluate(loaded.book.applying(changes))
  }

  /// A book by the name of its folder as it is read; `edit` changes its text and that of its ledger.
  static func loaded(_ name: String, edit: (String) -> String = { $0 }) throws -> LoadedBook {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Scenarios/\(name)")
    func text(_ file: String) throws -> String {
      try edit(String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8))
    }
    let ledger = try text("ledger.csv")
    return try BookFile.read(Array(text("book.yaml").utf8), file: folder.path + "/book.yaml") { _ in Array(ledger.utf8)
    }
  }

  /// The real book with twice its hardware.
  static func doubled() throws -> ShownBook {
    try ShownBook(after: [.forecast(.init("hardware"), .scale(Ratio(2), nil))])
  }

  /// What shows values of the changed book.
  func showing(_ columns: Int = 100, colours: Bool = false) -> Showing {
    Showing(
      book: outcome.book, baseline: baseline, outcome: outcome,
      surface: Surface(columns: columns, showsColours: colours))
  }
}

extension String {
  /// The text without its colours.
  var withoutColours: String { replacing(/\u{1B}\[[0-9;]*m/, with: "") }

  /// The lines, as they are.
  var lines: [Substring] { split(separator: "\n", omittingEmptySubsequences: false) }
}
