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
