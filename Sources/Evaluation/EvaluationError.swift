import Kernel
import Quantities

/// Why amounts cannot be computed.
public enum EvaluationError: Error, Sendable, Equatable {
  /// A sum or product does not fit.
  case overflow
  /// The product of several ratios has more digits than are held.
  case tooManyDigits
  /// A year's or period's total is below what has already happened in it.
  case totalBelowActuals(total: Money, actuals: Money, DateRange)
  /// An edit names days of which only actuals are known.
  case noFutureDays(DateRange, asOf: CivilDate)
  /// A shift would move expected amounts to days of which actuals are known.
  case shiftIntoActuals(CivilDate, asOf: CivilDate)
  /// A date that no calendar of the model has.
  case unsupportedDate(String)
}

extension EvaluationError: CustomStringConvertible {
  /// One sentence that a person can act on.
  public var description: String {
    switch self {
    case .overflow: "the amounts are too large to add up exactly"
    case .tooManyDigits: "the ratios have too many digits to be multiplied exactly; write them with fewer decimals"
    case .totalBelowActuals(let total, let actuals, let range):
      "the total of \(range) cannot be \(total): \(actuals) of it has already happened"
    case .noFutureDays(let range, let asOf):
      "\(range) has no day after the as-of date \(asOf); a forecast holds only later days"
    case .shiftIntoActuals(let day, let asOf):
      "the shift would move expected amounts to \(day), which is not after the as-of date \(asOf)"
    case .unsupportedDate(let text): "there is no day \(text) in the calendar"
    }
  }
}

extension EvaluationError {
  /// The sum, or an error where it does not fit.
  static func sum(_ left: Int64, _ right: Int64) throws(EvaluationError) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    if overflow { throw .overflow }
    return sum
  }

  /// The difference, or an error where it does not fit.
  static func difference(_ left: Int64, _ right: Int64) throws(EvaluationError) -> Int64 {
    let (difference, overflow) = left.subtractingReportingOverflow(right)
    if overflow { throw .overflow }
    return difference
  }

  /// Runs the kernel and turns its errors into those of evaluation.
  static func onIntegers<R>(_ body: () throws(KernelError) -> R) throws(EvaluationError) -> R {
    do { return try body() } catch { throw .overflow }
  }

  /// Runs exact arithmetic and turns its errors into those of evaluation.
  static func exactly<R>(_ body: () throws(QuantityError) -> R) throws(EvaluationError) -> R {
    do { return try body() } catch {
      switch error {
      case .noSuchDay(let text), .notDate(let text): throw .unsupportedDate(text)
      default: throw .overflow
      }
    }
  }
}
