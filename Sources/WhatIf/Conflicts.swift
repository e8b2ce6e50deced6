import Agreements
import Quantities

/// Two changes of one datum in a stack, of which one counts.
public struct Conflict: Sendable, Hashable {
  /// Which of two changes counts.
  public enum Winner: String, Sendable, Hashable {
    /// The one that was made first.
    case earlier
    /// The one that was made last.
    case later
  }

  /// What both speak of, such as `the meeting agm-2026`; of a forecast with the days that both name.
  public let datum: String
  /// The change that was made first.
  public let earlier: AppliedChange
  /// The change that was made last.
  public let later: AppliedChange
  /// Which of them counts for the datum.
  public let winner: Winner
  /// Whether the later says no other than the earlier.
  public let isRepetition: Bool

  /// The change that counts.
  public var counting: AppliedChange { winner == .later ? later : earlier }
}

/// Changes of one thing that each have a part in what comes out: a forecast that is scaled twice, or added to.
public struct Combination: Sendable, Hashable {
  /// What they speak of.
  public let datum: String
  /// The changes, in their order.
  public let changes: [AppliedChange]
}

/// What meets in a stack: changes of one datum, of which one counts, and changes that work together.
public struct Conflicts: Sendable, Hashable {
  /// The conflicts, by the later change.
  public private(set) var all: [Conflict] = []
  /// What works together, in the order of the first change of each.
  public private(set) var combinations: [Combination] = []

  /// How many changes of one thing a later one is compared with: beyond it a loop is at work, and more says nothing new.
  private static let reach = 100

  private let changes: [AppliedChange]
  private var isCombined: [Bool]

  /// What meets in a list of changes, in the order in which they were made.
  public init(_ changes: [AppliedChange]) {
    self.changes = changes
    isCombined = changes.map { _ in false }
    var standing: [String: [Standing]] = [:]
    var subjects: [String] = []
    for (place, applied) in changes.enumerated() {
      guard let subject = applied.change.subject else { continue }
      let before = standing[subject, default: []]
      if before.isEmpty { subjects.append(subject) }
      standing[subject] = Array(meeting(Standing(applied.change, at: place, after: before), before).suffix(Self.reach))
    }
    let places = Dictionary(grouping: changes.indices.filter { isCombined[$0] }) { changes[$0].change.subject }
    combinations = subjects.compactMap { subject in
      places[subject].map { Combination(datum: subject, changes: $0.map { changes[$0] }) }
    }
  }

  /// Notes how a change meets those that stand before it; gives those that stand after it.
  private mutating func meeting(_ own: Standing, _ before: [Standing]) -> [Standing] {
    let met = before.map { (earlier: $0, encounter: own.encounter(with: $0)) }
    // It repeats an earlier one unless another has come between.
    if let last = met.last(where: { $0.encounter?.datum != nil }), case .repetition(let datum)? = last.encounter {
      note(datum, last.earlier, own, .later, isRepetition: true)
      return own.version == nil ? before : before + [own]
    }
    for (earlier, encounter) in met {
      switch encounter {
      case .combined: (isCombined[earlier.place], isCombined[own.place]) = (true, true)
      case .conflict(let datum, let winner): note(datum, earlier, own, winner)
      case .repetition(let datum): note(datum, earlier, own, .later)
      case nil: break
      }
    }
    return met.filter { $0.encounter?.datum == nil || !own.change.replacesWholly($0.earlier.change) }.map(\.earlier)
      + [own]
  }

  private mutating func note(
    _ datum: String, _ earlier: Standing, _ later: Standing, _ winner: Conflict.Winner, isRepetition: Bool = false
  ) {
    all.append(
      Conflict(
        datum: datum, earlier: changes[earlier.place], later: changes[later.place], winner: winner,
        isRepetition: isRepetition))
  }
}

/// A change that still stands, and the version that it made where it proposed a cap.
private struct Standing {
  let place: Int
  let change: Change
  let version: CapVersion.ID?

  init(_ change: Change, at place: Int, after before: [Standing]) {
    self.place = place
    self.change = change
    guard case .propose = change else {
      version = nil
      return
    }
    version = Change.proposedVersion(after: before.count { $0.version != nil })
  }

  func encounter(with earlier: Standing) -> Encounter? {
    switch (earlier.change, change) {
    case (.propose, .correctCap(_, _, let corrected, _)):
      corrected == earlier.version ? .conflict(datum: change.datum, winner: .later) : nil
    case (.correctCap, .propose): nil
    default: change.encounter(with: earlier.change)
    }
  }
}

extension Change {
  /// The name of the version that a proposal makes of a cap, after `count` others of the scenario.
  static func proposedVersion(after count: Int) -> CapVersion.ID {
    .init(count == 0 ? "scenario" : "scenario-\(count + 1)")
  }

  /// Whether nothing is left of an earlier change that this one meets in a conflict.
  fileprivate func replacesWholly(_ earlier: Change) -> Bool {
    switch (earlier, self) {
    // A proposal is a version of its own, by which later ones are named.
    case (.propose, _), (.forecast, .growth), (.reject, _), (_, .reject): false
    case (.forecast(_, let one), .forecast(_, let other)): other.namesAllDays(of: one)
    case (.growth(_, _, let one), .growth(_, _, let other)): other == nil || one == other
    default: true
    }
  }
}
