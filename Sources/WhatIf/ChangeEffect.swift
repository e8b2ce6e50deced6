import Agreements
import Evaluation
import ListingRules
import Quantities

extension Change {
  /// Whether a book stayed the same; of a forecast, whether its amounts did; of a rulebook, whether its figures did.
  ///
  /// Waiting for a vote always has an effect: it shows as soon as the meeting is moved. What a scenario states where the
  /// book says the same has none, though its source is another.
  public func isWithoutEffect(on book: Book, giving changed: Book) -> Bool {
    switch self {
    case .forecast(_, .after): return false
    case .plan(_, let plan) where plan.after != nil: return false
    case .forecast(let id, _), .growth(let id, _, _), .plan(let id, _):
      guard let before = book.category(id), let after = changed.category(id) else { return book == changed }
      let paths = (try? CategoryPath(of: before, in: book), try? CategoryPath(of: after, in: changed))
      guard case (let one?, let other?) = paths else { return false }
      return one.hasSameAmounts(as: other)
    case .ruleFigure:
      guard let rulebook = Rulebook.named(book.rulebook) else { return false }
      return rulebook.adapted(to: book).figures == rulebook.adapted(to: changed).figures
    case .normalTerms(let id, let flag): return book.category(id)?.normalTerms?.value == flag
    case .confirmSubsidiaryLevel(let id, let flag): return book.category(id)?.subsidiaryLevelConfirmed?.value == flag
    case .leadTime(let step, let days): return book.leadTimes.first { $0.step == step }?.businessDays == days
    case .close(let day): return book.closedDays.contains { $0.date == day.date }
    default: return book == changed
    }
  }
}
