import ListingRules
import Quantities

extension Rulebook {
  /// That nothing is published on a day, and the business day before; nothing where it is a business day.
  func closedNote(on day: CivilDate) -> String? {
    calendar.closure(on: day).map {
      "\(day) is no business day (\($0)); the one before is \(calendar.lastBusinessDay(through: day))"
    }
  }

  /// That the holidays between two days are not certain; nothing where they are gazetted.
  func certaintyNote(from first: CivilDate, to last: CivilDate) -> String? {
    switch calendar.certainty(from: first, to: last) {
    case .gazetted: nil
    case .projected: "the holidays of \(years(first, last)) are projected and may still change"
    case .unknown: "the holidays of \(years(first, last)) are not known: weekends alone are left out"
    }
  }

  /// The years between two days that are not gazetted.
  private func years(_ first: CivilDate, _ last: CivilDate) -> String {
    let years = (min(first, last).year...max(first, last).year).filter { year in
      (try? CivilDate(year, 1, 1)).map { calendar.certainty(on: $0) } != .gazetted
    }
    guard let from = years.first, let to = years.last, from != to else { return "\(years.first ?? first.year)" }
    return "\(from) to \(to)"
  }
}
