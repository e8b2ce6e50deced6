import Agreements
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// The copy of a book on which a scenario's changes are made while its `change` runs.
struct Draft {
  /// The book as it stands now.
  private(set) var book: Book
  /// The changes so far, each with the line that made it.
  private(set) var changes: [AppliedChange] = []

  init(_ book: Book) { self.book = book }

  /// Makes a change, or says why it cannot be made.
  mutating func apply(_ change: Change, at place: ScriptPlace?) throws {
    do {
      let changed = try book.applying(change)
      changes.append(
        AppliedChange(change: change, place: place, isWithoutEffect: change.isWithoutEffect(on: book, giving: changed)))
      book = changed
    } catch {
      throw HostError(error)
    }
  }
}

/// A change that a scenario made, with the line that made it.
public struct AppliedChange: Sendable, Hashable {
  /// The change.
  public let change: Change
  /// The line of the script.
  public let place: ScriptPlace?
  /// Whether the book was the same after it.
  public let isWithoutEffect: Bool
}

extension HostError {
  /// Why a change cannot be made, with the nearest name where one is unknown.
  init(_ error: ChangeError) {
    guard case .unknown(_, let name, let known) = error else {
      self.init(error.description)
      return
    }
    self.init(
      error.description + Spelling.question(name, among: known), token: name,
      hint: "known: \(known.joined(separator: ", "))")
  }
}
