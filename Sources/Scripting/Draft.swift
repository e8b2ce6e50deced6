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

  /// The most changes of a scenario; each is kept, printed and compared with the others.
  private static let most = 10_000

  init(_ book: Book) { self.book = book }

  /// Makes a change, or says why it cannot be made.
  mutating func apply(_ change: Change, at place: SourcePlace?) throws {
    guard changes.count < Self.most else {
      throw HostError("a scenario makes at most \(Self.most) changes", hint: "look for a loop that changes too often")
    }
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
    let unknown: (name: String, known: [String])? =
      switch error {
      case .unknown(_, let name, let known), .noFigure(let name, let known): (name, known)
      default: nil
      }
    guard let (name, known) = unknown else {
      self.init(error.description, hint: Self.hint(error))
      return
    }
    self.init(
      error.description + Spelling.question(name, among: known), token: name,
      hint: known.isEmpty ? "this book has none" : "known: \(known.joined(separator: ", "))")
  }

  private static func hint(_ error: ChangeError) -> String? {
    switch error {
    case .planTooLong: "use it for a year at most, as in use(last_year_shape(), 2026)"
    case .cutOffToCome: "name a day up to the as-of date, or leave the cut-off out"
    case .capOutsideTerm: "extend the term first, as in term:extend(\"2028-12-31\"), or name days within it"
    case .noGrowth: "any forecast can be changed by scale, total, set, add, shift and remove"
    case .meetingTooEarly(_, _, let after, _): "name a day after \(after)"
    case .negativeRatio: "a ratio of 0 takes the amounts away; a growth of -100% does too"
    case .tooLateForMeeting(_, _, _, let meeting): "name a day before \(meeting), or move the meeting first"
    case .noSeat: "seats are told by book.people; one that begins is added by join"
    case .notAGroup: "write add(\"all\", { \"cloud\", \"idc\" })"
    case .rateNotPositive: "write how many units of the second currency one of the first is worth"
    case .overlappingCap(_, _, let other, _): "propose a new version of \(other) instead, or other days"
    default: nil
    }
  }
}
