import Agreements
import Quantities

extension Connection {
  /// How the connection follows: from each limb of which the book states facts, and from what it says of the others.
  public var derivation: Derivation {
    let verdict: Verdict =
      switch status {
      case .connected: .holds
      case .notConnected: .fails
      case .undetermined: .undetermined
      }
    let rule = deciding?.rule ?? limbs.first?.rule ?? .connectedPerson
    return Derivation(
      statement, .verdict(verdict), by: .any, rule: rulebook[rule], from: limbs.map(\.derivation) + others)
  }

  /// The conclusion in words.
  private var statement: String {
    switch status {
    case .connected:
      let level =
        levels == [.subsidiary] ? " at the level of a subsidiary" : levels == [.issuer] ? "" : ", at an open level"
      return "\(person.name) is connected on \(day)\(level)"
    case .notConnected: return "\(person.name) is not connected on \(day)"
    case .undetermined: return "whether \(person.name) is connected on \(day) is undetermined"
    }
  }

  /// What the book says, or does not, of limbs without facts: nothing where a limb holds already.
  private var others: [Derivation] {
    guard status != .connected else { return [] }
    let isStated = person.noOtherLimb == true
    return [
      Derivation(
        given: isStated
          ? "no other limb makes \(person.name) connected" : "the book is silent on whether another limb applies",
        .verdict(isStated ? .fails : .undetermined), source: person.source ?? Source("the book"),
        rule: rulebook[.connectedPerson])
    ]
  }
}

extension Verdict {
  /// Holds where all do, fails where one fails.
  static func all(_ verdicts: [Verdict]) -> Verdict {
    if verdicts.contains(.fails) { return .fails }
    return verdicts.contains(.undetermined) ? .undetermined : .holds
  }

  /// Holds where one does, fails where all fail.
  static func any(_ verdicts: [Verdict]) -> Verdict {
    if verdicts.contains(.holds) { return .holds }
    return verdicts.contains(.undetermined) ? .undetermined : .fails
  }

  /// What the opposite condition is.
  var negated: Verdict {
    switch self {
    case .holds: .fails
    case .fails: .holds
    case .undetermined: .undetermined
    }
  }
}

extension Ratio {
  /// The exact sum; nil where it does not fit.
  static func sum(_ ratios: [Ratio]) -> Ratio? {
    ratios.reduce(Ratio.zero) { sum, next in try? sum?.adding(next) }
  }

  /// The ratio with the other sign.
  var negated: Ratio { (try? Ratio(-Int128(numerator), over: Int128(denominator))) ?? self }
}
