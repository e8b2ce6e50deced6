/// A currency, with the number of its minor units.
///
/// - Source: ISO 4217, for the number of decimals. `RMB` is the word of announcements for ISO's `CNY`.
public enum Currency: String, Sendable, Hashable, CaseIterable {
  case rmb = "RMB"
  case hkd = "HKD"
  case usd = "USD"
  case eur = "EUR"
  case gbp = "GBP"
  case jpy = "JPY"
  case sgd = "SGD"
  case mop = "MOP"
  case twd = "TWD"
  case krw = "KRW"
  case aud = "AUD"
  case cad = "CAD"
  case chf = "CHF"

  /// Reads a code as it is written in a book: `RMB`, `CNY`, `HK$`, `hkd`; nil for an unknown one.
  public init?(code: some StringProtocol) {
    switch code.uppercased() {
    case "CNY", "CN¥": self = .rmb
    case "HK$": self = .hkd
    case "US$": self = .usd
    case let other:
      guard let known = Currency(rawValue: other) else { return nil }
      self = known
    }
  }

  /// The code that messages and results show.
  public var code: String { rawValue }

  /// How many decimals one unit has: 2 for RMB, 0 for JPY.
  public var decimals: Int {
    switch self {
    case .jpy, .krw: 0
    default: 2
    }
  }

  /// How many minor units make one unit: 100 for RMB.
  public var minorUnits: Int64 { decimals == 0 ? 1 : 100 }
}
