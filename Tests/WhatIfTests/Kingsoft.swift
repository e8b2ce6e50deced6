import Agreements
import BookFiles
import Evaluation
import Foundation
import Quantities
import Testing
import WhatIf

/// An amount in millions of RMB, as an announcement writes it.
func rmb(_ millions: String) throws -> Money { try Money(parsing: millions + " million", implied: .rmb) }

/// A day.
func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

/// A year, a month, a day or a range.
func days(_ text: String) throws -> DateRange { try DateRange(parsing: text) }

/// The real book, and what becomes of it under changes.
struct Kingsoft {
  /// The book as its file states it.
  let book: Book

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appendingPathComponent("Scenarios/kingsoft-xiaomi/book.yaml")
    book = try BookFile.load(path: file.path, shownAs: "book.yaml").book
  }

  /// The outcome after changes.
  func outcome(_ changes: Change...) throws -> Outcome { try Evaluator().evaluate(book.applying(changes)) }
}

extension Change {
  /// An edit of the forecast of hardware, cloud, IDC or API.
  static func forecast(_ category: String, _ edit: ForecastEdit) -> Change { .forecast(.init(category), edit) }

  /// The annual general meeting on another day.
  static func agm(_ date: String) throws -> Change { .moveMeeting(.init("agm-2026"), try day(date)) }

  /// Hardware purchases at twice what is expected.
  static let doubledHardware = Change.forecast("hardware", .scale(Ratio(2), nil))
}

extension Outcome {
  /// The breaches, as `hardware 2026/original 2026-07-02 3.40869565`; `uncovered` in place of a cap.
  var breachLines: [String] { breaches.map(\.line) }
}

extension Finding {
  /// The finding in one line: category, cap and version, day, millions.
  var line: String {
    let place = cap.map { "\($0)/\(version?.name ?? "?")" } ?? kind.rawValue
    return "\(category?.name ?? "?") \(place) \(on.map { "\($0)" } ?? "–") \(amount?.millionsText ?? "–")"
  }
}

/// A name as text, as the tests write it.
extension Identifier: ExpressibleByStringLiteral {
  /// The name as it is written.
  public init(stringLiteral name: String) { self.init(name) }
}
