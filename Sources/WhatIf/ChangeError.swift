import Agreements
import Evaluation
import Quantities

/// Why a change cannot be made.
public enum ChangeError: Error, Sendable, Equatable {
  /// The book has no such category, cap, version, meeting or person.
  case unknown(kind: String, name: String, known: [String])
  /// No plan in the range has a growth that could be replaced.
  case noGrowth(Category.ID, methods: [String])
  /// A range cuts a plan whose growth is one figure for the whole of it.
  case growthOfPart(Category.ID, DateRange)
  /// A ratio below zero.
  case negativeRatio(Ratio)
  /// An amount of another currency than the book's.
  case otherCurrency(Money, book: Currency)
  /// An amount below zero where none may be.
  case negativeAmount(Money)
  /// A meeting on a day that has passed, or before what it votes on is announced.
  case meetingTooEarly(Meeting.ID, CivilDate, after: CivilDate, because: String)
  /// A resolution that the meeting does not have.
  case noResolution(Meeting.ID, Category.ID, known: [String])
  /// A cap whose period overlaps that of another cap of the category.
  case overlappingCap(Cap.ID, DateRange, other: Cap.ID, DateRange)
  /// A cap whose period goes beyond every term of the category.
  case capOutsideTerm(Cap.ID, DateRange, Category.ID, terms: [DateRange])
  /// A new cap without a period.
  case noPeriod(Cap.ID)
  /// A share of the votes below nothing or above all.
  case notAShare(Ratio)
  /// A category whose caps the book does not hold.
  case capsNotInBook(Category.ID)
  /// A measure that must be above zero.
  case notPositive(Money)
  /// The amounts cannot be computed.
  case evaluation(EvaluationError)
}

extension ChangeError: CustomStringConvertible {
  /// One sentence that a person can act on.
  public var description: String {
    switch self {
    case .unknown(let kind, let name, _): "no \(kind) '\(name)' in this book"
    case .noGrowth(let category, let methods):
      "the forecast of \(category) has no growth to replace"
        + (methods.isEmpty ? ": none is stated" : ": it is \(methods.joined(separator: ", "))")
    case .growthOfPart(let category, let period):
      "the growth of \(category) for \(period) is one figure; name a range that holds all of it"
    case .negativeRatio(let ratio): "amounts cannot be multiplied by \(ratio.decimalText), which is below zero"
    case .otherCurrency(let money, let currency): "\(money) is not in the book's currency, \(currency.code)"
    case .negativeAmount(let money): "\(money) is below zero"
    case .meetingTooEarly(let meeting, let date, let after, let because):
      "\(meeting) cannot be on \(date): \(because) \(after)"
    case .noResolution(let meeting, let category, let known):
      "\(meeting) has no resolution on \(category)"
        + (known.isEmpty ? "" : "; it votes on \(known.joined(separator: ", "))")
    case .overlappingCap(let cap, let period, let other, let otherPeriod):
      "the cap \(cap) for \(period) overlaps the cap \(other) for \(otherPeriod)"
    case .capOutsideTerm(let cap, let period, let category, let terms):
      "the cap \(cap) for \(period) does not lie in the term of \(category)"
        + (terms.isEmpty ? "" : ", \(terms.map(\.description).joined(separator: ", "))")
    case .noPeriod(let cap): "the new cap \(cap) needs its days: give 'from' and 'to'"
    case .notAShare(let ratio): "\(ratio) is no share of the votes; it must lie between 0% and 100%"
    case .capsNotInBook(let category): "the book does not hold the caps of \(category), so none can be proposed"
    case .notPositive(let money): "\(money) is not above zero"
    case .evaluation(let error): error.description
    }
  }
}
