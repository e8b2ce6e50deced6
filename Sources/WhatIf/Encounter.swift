import Agreements
import Quantities

/// How a change stands to an earlier one of the same stack that speaks of the same thing.
enum Encounter: Hashable {
  /// They set one datum, and only one of them counts for it.
  case conflict(datum: String, winner: Conflict.Winner)
  /// The later says what the earlier has said.
  case repetition(datum: String)
  /// Each has its part in what comes out.
  case combined

  /// What they both set; nil where they set nothing in common.
  var datum: String? {
    switch self {
    case .conflict(let datum, _), .repetition(let datum): datum
    case .combined: nil
    }
  }
}

extension Change {
  /// What two changes must share to meet at all; nil for one that never meets another.
  var subject: String? {
    switch self {
    case .forecast(let category, _), .growth(let category, _, _): "the forecast of \(category)"
    case .propose(let category, let cap, _), .correctCap(let category, let cap, _, _): "the cap \(cap) of \(category)"
    case .reject(let meeting, _), .poll(let meeting, _, _): "the vote of \(meeting)"
    case .shareholding(let person, _, _): "the holding of \(person)"
    case .subsidiaryHolding(let person, let of, _, _): "the holding of \(person) in \(of)"
    case .ownership(let person, let holder, _, _): "the holding of \(holder) in \(person)"
    case .join(let person, let board, _, _), .leave(let person, let board, _):
      "the seat of \(person) on the board of \(board?.name ?? "the issuer")"
    case .exchangeRate(let rate):
      "the rate between " + [rate.from.code, rate.to.code].sorted().joined(separator: " and ")
    case .measure(let measure, _): "the issuer's \(measure.rawValue)"
    case .quote, .group: nil
    default: datum
    }
  }

  /// How the change stands to an earlier one of the same subject; nil where neither touches what the other says.
  func encounter(with earlier: Change) -> Encounter? {
    switch (earlier, self) {
    case (.forecast(_, let one), .forecast(_, let other)): return other.encounter(with: one, of: datum)
    case (.growth(_, _, let one), .growth(_, _, let other)):
      return Days(one).intersection(other).map { set("the growth in \(datum)\($0.words)", after: earlier) }
    case (.growth(_, _, let range), .forecast(_, let edit)): return edit.encounter(withGrowthOver: range, of: datum)
    case (.forecast(_, let edit), .growth(_, _, let range)): return edit.encounter(beforeGrowthOver: range, of: datum)

    case (.propose(_, _, let one), .propose(_, _, let other)):
      // Two proposals that take effect by the same steps do so on the same day, and the newer is in force.
      return one.proposal == other.proposal ? set(datum, after: earlier) : .combined
    case (.correctCap(_, _, let one, _), .correctCap(_, _, let other, _)):
      return one == other ? set("the version \(one) of \(datum)", after: earlier) : nil
    case (.extendTerm, .extendTerm): return earlier == self ? .repetition(datum: datum) : .combined
    case (.correctTerm, .extendTerm): return .combined

    case (.reject(_, let one), .reject(_, let other)):
      if one == nil || one == other { return .repetition(datum: subject ?? datum) }
      return other == nil ? .combined : nil
    case (.reject(_, let rejected), .poll(_, let polled, let poll)):
      return Self.encounter(of: rejected, with: polled, poll, rejection: .earlier, subject ?? datum)
    case (.poll(_, let polled, let poll), .reject(_, let rejected)):
      return Self.encounter(of: rejected, with: polled, poll, rejection: .later, subject ?? datum)
    case (.poll(_, let one, _), .poll(_, let other, _)): return one == other ? set(datum, after: earlier) : nil
    case (.send(.supplement, _, _), .send(.supplement, _, _)):
      return earlier == self ? .repetition(datum: datum) : .combined

    case (.join, .join): return earlier == self ? .repetition(datum: datum) : .combined
    case (.join, .leave), (.leave, .join): return .combined
    default: return since.map { from in dated(from, after: earlier) } ?? set(datum, after: earlier)
    }
  }

  /// The day from which what the change states holds, in place of all that was stated of later days.
  private var since: CivilDate?? {
    switch self {
    case .shareholding(_, _, let from), .subsidiaryHolding(_, _, _, let from), .ownership(_, _, _, let from): from
    case .exchangeRate(let rate): rate.date
    case .measure(_, let value): .some(value.asOf)
    case .size: .some(nil)
    default: .none
    }
  }

  /// What holds from a day on replaces what was stated of that day and later ones, and leaves what holds before it.
  private func dated(_ from: CivilDate?, after earlier: Change) -> Encounter {
    guard let from else { return set(datum, after: earlier) }
    guard case .some(.some(let before)) = earlier.since, from <= before else { return .combined }
    return set(subject ?? datum, after: earlier)
  }

  private func set(_ datum: String, after earlier: Change) -> Encounter {
    earlier == self ? .repetition(datum: datum) : .conflict(datum: datum, winner: .later)
  }

  /// A vote that is rejected fails whatever its poll.
  private static func encounter(
    of rejected: Category.ID?, with polled: Category.ID, _ poll: Meeting.Poll, rejection: Conflict.Winner,
    _ datum: String
  ) -> Encounter? {
    guard rejected == nil || rejected == polled else { return nil }
    return poll.passes ? .conflict(datum: "\(datum) on \(polled)", winner: rejection) : .combined
  }
}

// MARK: Forecasts

extension ForecastEdit {
  /// The days that the edit names; all where it names none.
  private var days: Days {
    switch self {
    case .scale(_, let range), .shift(_, _, let range), .remove(let range), .after(_, let range): Days(range)
    case .total(_, let range), .set(_, let range), .add(_, let range): Days(range)
    }
  }

  /// Whether the edit names every day that an earlier one names.
  func namesAllDays(of earlier: ForecastEdit) -> Bool { days.holds(earlier.days) }

  /// How the edit stands to an earlier one of the same forecast.
  fileprivate func encounter(with earlier: ForecastEdit, of forecast: @autoclosure () -> String) -> Encounter? {
    guard let shared = days.intersection(earlier.days) else { return nil }
    var datum: String { forecast() + shared.words }
    if self == earlier, isRepeatable { return .repetition(datum: datum) }
    switch (earlier, self) {
    case (.remove, .remove): return earlier.days.holds(days) ? .repetition(datum: datum) : .combined
    // Amounts in an emptied place are how a forecast is written anew.
    case (.remove, _): return .combined
    case (.set, .set), (.set, .total), (.set, .remove), (.total, .set), (.total, .total), (.total, .remove),
      (.add, .set), (.add, .remove):
      return .conflict(datum: datum, winner: .later)
    case (.add, .total), (.scale, .set), (.scale, .remove), (.after, .set), (.after, .remove):
      return days.holds(earlier.days) ? .conflict(datum: datum, winner: .later) : .combined
    case (.scale, .total): return days == earlier.days ? .conflict(datum: datum, winner: .later) : .combined
    default: return .combined
    }
  }

  /// Whether the same edit made twice says no more than made once.
  private var isRepeatable: Bool {
    switch self {
    case .total, .set, .remove, .after: true
    case .scale, .add, .shift: false
    }
  }

  /// How the edit stands to an earlier change of the growth of the plans.
  fileprivate func encounter(withGrowthOver range: DateRange?, of forecast: String) -> Encounter? {
    guard let shared = days.intersection(Days(range)) else { return nil }
    switch self {
    case .set, .remove:
      return days.holds(Days(range)) ? .conflict(datum: forecast + shared.words, winner: .later) : .combined
    default: return .combined
    }
  }

  /// How the edit stands to a later change of the growth of the plans: edits are made to what the plans give, so that an
  /// amount that one sets stays.
  fileprivate func encounter(beforeGrowthOver range: DateRange?, of forecast: String) -> Encounter? {
    guard let shared = days.intersection(Days(range)) else { return nil }
    switch self {
    case .set, .remove, .total: return .conflict(datum: forecast + shared.words, winner: .earlier)
    default: return .combined
    }
  }
}

/// The days that a change names: a range, or all.
private struct Days: Hashable {
  let range: DateRange?

  init(_ range: DateRange?) { self.range = range }

  /// ` for 2026-01-01 to 2026-12-31`, or nothing.
  var words: String { range.map { " for \($0)" } ?? "" }

  /// The days that both name; nil for none.
  func intersection(_ other: DateRange?) -> Days? { intersection(Days(other)) }

  func intersection(_ other: Days) -> Days? {
    guard let range else { return other }
    guard let theirs = other.range else { return self }
    return range.intersection(theirs).map { Days($0) }
  }

  /// Whether it names every day that `other` names.
  func holds(_ other: Days) -> Bool {
    guard let range else { return true }
    return other.range.map { range.intersection($0) == $0 } ?? false
  }
}
