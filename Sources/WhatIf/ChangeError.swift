import Agreements
import Evaluation
import Quantities

/// Why a change cannot be made.
public enum ChangeError: Error, Sendable, Equatable {
  /// The book has no such category, cap, version, meeting or person.
  case unknown(kind: String, name: String, known: [String])
  /// No plan in the range has a growth that could be replaced.
  case noGrowth(Category.ID, methods: [String])
  /// A plan that takes the year before, and has days of its own among those.
  case planTooLong(DateRange)
  /// A cut-off after the last day of which actuals are known.
  case cutOffToCome(CivilDate, asOf: CivilDate)
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
  /// Votes below zero.
  case negativeVotes(Meeting.ID)
  /// A document that is not sent before its meeting.
  case tooLateForMeeting(Meeting.ID, Change.Document, CivilDate, meeting: CivilDate)
  /// A seat that the person does not have on that day; on the issuer's board where nil.
  case noSeat(ConnectedPerson.ID, Issuer.Subsidiary.ID?, CivilDate)
  /// A last day before the first, or a publication before the day it speaks of.
  case endsBeforeItBegins(CivilDate, CivilDate)
  /// A figure that no rulebook has.
  case noFigure(String, known: [String])
  /// A value of another kind than the figure's.
  case figureOfAnotherKind(String, needs: String)
  /// A figure below zero.
  case negativeFigure(String)
  /// A count beyond all use.
  case figureTooLarge(String, Int)
  /// A rate from a currency to itself.
  case oneCurrency(Currency)
  /// A rate that is not above zero.
  case rateNotPositive(Ratio)
  /// A group of fewer than two categories, or with one of them twice.
  case notAGroup(AggregationGroup.ID)
  /// A group of a name that the book has already.
  case groupExists(AggregationGroup.ID)
  /// A lead time below zero or of more than a year.
  case notALeadTime(LeadTime.Step, Int)
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
    case .planTooLong(let period):
      "a plan in last year's shape cannot be longer than a year, and this one is for \(period)"
    case .cutOffToCome(let day, let asOf): "the cut-off \(day) is after the as-of date \(asOf)"
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
    case .negativeVotes(let meeting): "nobody can cast fewer than no votes at \(meeting)"
    case .tooLateForMeeting(let meeting, let document, let day, let date):
      "a \(document.rawValue) on \(day) comes too late for \(meeting) on \(date)"
    case .noSeat(let person, let board, let day):
      "\(person) has no seat on the board of \(board?.name ?? "the issuer") on \(day)"
    case .endsBeforeItBegins(let first, let last): "\(last) lies before \(first)"
    case .noFigure(let name, _): "the rulebook has no figure '\(name)'"
    case .figureOfAnotherKind(let name, let kind): "\(name) must be \(kind)"
    case .negativeFigure(let name): "\(name) cannot be below zero"
    case .figureTooLarge(let name, let count): "\(count) is too large for \(name)"
    case .oneCurrency(let currency): "a rate from \(currency.code) to itself says nothing"
    case .rateNotPositive(let rate): "a rate of \(rate.decimalText) is not above zero"
    case .notAGroup(let group): "the group \(group) needs two categories at least, each once"
    case .groupExists(let group): "the book has a group \(group) already"
    case .notALeadTime(let step, let days): "\(step.words) cannot take \(days) business days"
    case .evaluation(let error): error.description
    }
  }
}
