import Quantities

/// One value of a variant: of an input, or of what is measured.
public enum Cell: Sendable, Hashable {
  /// Nothing: no headroom where no cap is in force.
  case none
  /// Yes or no.
  case flag(Bool)
  /// A whole number.
  case integer(Int64)
  /// A number of a script; it is shown as its shortest decimal.
  case number(Double)
  /// An exact amount.
  case money(Money)
  /// A day.
  case date(CivilDate)
  /// An exact ratio.
  case ratio(Ratio)
  /// Words.
  case text(String)
}

extension Cell: CustomStringConvertible {
  /// The value as messages show it: exact, without a trailing fraction where a number has none.
  public var description: String {
    switch self {
    case .none: "nothing"
    case .flag(let flag): flag ? "true" : "false"
    case .integer(let number): "\(number)"
    case .number(let number): Int64(exactly: number).map(\.description) ?? "\(number)"
    case .money(let money): money.description
    case .date(let date): date.description
    case .ratio(let ratio): ratio.description
    case .text(let text): text
    }
  }
}
