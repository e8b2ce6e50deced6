/// Why measured values cannot be tallied.
public enum TallyError: Error, Sendable, Equatable {
  /// One measure has values of two kinds.
  case mixedKinds(measure: String, one: String, other: String, variant: Int)
  /// A measured number is infinite or not a number.
  case notFinite(measure: String, variant: Int)
}

extension TallyError: CustomStringConvertible {
  /// One sentence that a person can act on; variants are counted from 1.
  public var description: String {
    switch self {
    case .mixedKinds(let measure, let one, let other, let variant):
      "'\(measure)' is \(other) in variant \(variant + 1), but \(one) before it; measure one kind of value, or nothing"
    case .notFinite(let measure, let variant):
      "'\(measure)' is not a finite number in variant \(variant + 1); was something divided by zero?"
    }
  }
}
