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
  mutating func apply(_ change: Change, at place: SourcePlace?) throws {
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
