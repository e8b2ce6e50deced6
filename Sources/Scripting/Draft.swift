import Agreements
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// A book with where its parts stand by their names, in one place in memory, so that a word costs no copy of it.
final class BookPlaces: Sendable {
  let book: Book
  let categories: [String: Int]
  let meetings: [String: Int]
  private let asOf: CivilDate

  init(_ book: Book) {
    self.book = book
    func places(_ names: [String]) -> [String: Int] {
      Dictionary(names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }
    categories = places(book.categories.map(\.id.name))
    meetings = places(book.meetings.map(\.id.name))
    asOf = book.asOf
  }

  /// Refuses a plain change that cannot be made, as the book does; what loops make most needs no copy of the book.
  func checking(_ change: Change) throws(ChangeError) {
    switch change {
    case .forecast(let id, .scale(let ratio, _)) where ratio >= .zero && categories[id.name] != nil: break
    case .moveMeeting(let id, let date) where date > asOf && meetings[id.name] != nil: break
    default: try book.checking(change)
    }
  }
}

/// The copy of a book on which a scenario's changes are made while its `change` runs.
///
/// In a family, which has very many of them, changes of forecasts and meetings are only noted: they move nothing to another
/// place, and an evaluator makes all of them at once.
struct Draft {
  /// The book without what is only noted: everything stands at the places where it does in ``book``.
  private(set) var places: BookPlaces
  /// What is only noted, in order.
  private var noted: [Change] = []
  /// The changes so far, each with the line that made it; none of a draft that only notes.
  private(set) var changes: [AppliedChange] = []
  /// All changes so far.
  private(set) var made: [Change] = []
  private var isLight: Bool

  /// The book without what is only noted.
  private var structure: Book {
    get { places.book }
    set { places = BookPlaces(newValue) }
  }

  /// The most changes of a scenario; each is kept, printed and compared with the others.
  private static let most = 10_000

  init(_ book: Book, isLight: Bool = false) { self.init(BookPlaces(book), isLight: isLight) }

  init(_ places: BookPlaces, isLight: Bool = false) {
    self.places = places
    self.isLight = isLight
  }

  /// The draft as it is now, to come back to. An empty list is one of its own, so that the other may grow in its place.
  var mark: Draft {
    var mark = self
    if noted.isEmpty { mark.noted = [] }
    if changes.isEmpty { mark.changes = [] }
    if made.isEmpty { mark.made = [] }
    return mark
  }

  /// Becomes again what it was at a mark.
  mutating func rewind(to mark: Draft) {
    places = mark.places
    isLight = mark.isLight
    Self.rewind(&noted, to: mark.noted)
    Self.rewind(&changes, to: mark.changes)
    Self.rewind(&made, to: mark.made)
  }

  private static func rewind<Element>(_ list: inout [Element], to earlier: [Element]) {
    if earlier.isEmpty { list.removeAll(keepingCapacity: true) } else { list = earlier }
  }

  /// Whether something is only noted.
  var isUnsettled: Bool { !noted.isEmpty }

  /// From now on, changes of forecasts and meetings are only noted.
  mutating func becomeLight() { isLight = true }

  /// Makes what is only noted.
  ///
  /// - Throws: why it cannot be.
  mutating func settle() throws {
    guard !noted.isEmpty else { return }
    do { structure = try structure.applying(noted) } catch { throw HostError(error) }
    noted = []
  }

  /// The book as it stands now, where nothing is only noted.
  var book: Book { structure }

  /// Makes a change, or says why it cannot be made.
  ///
  /// - Parameter place: the line that makes it, looked up where it is kept.
  mutating func apply(_ change: Change, at place: () -> SourcePlace?) throws {
    guard made.count < Self.most else {
      throw HostError("a scenario makes at most \(Self.most) changes", hint: "look for a loop that changes too often")
    }
    do {
      if isLight, change.isPlain {
        try places.checking(change)
        noted.append(change)
      } else {
        try settle()
        let changed = try structure.applying(change)
        if !isLight {
          let isIdle = change.isWithoutEffect(on: structure, giving: changed)
          changes.append(AppliedChange(change: change, place: place(), isWithoutEffect: isIdle))
        }
        structure = changed
      }
    } catch let error as ChangeError {
      throw HostError(error)
    }
    made.append(change)
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
