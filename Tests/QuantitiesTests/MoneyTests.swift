import Quantities
import Testing

/// Amounts are whole minor units: read, written and computed exactly, or refused.
@Suite struct MoneyTests {
  @Test(
    "an amount is read as announcements write it",
    arguments: [
      ("RMB 6.7 million", 670_000_000, Currency.rmb), ("RMB1,860.0 million", 186_000_000_000, .rmb),
      ("HK$1,250,000.50", 125_000_050, .hkd), ("hkd 3 Thousand", 300_000, .hkd),
      ("CNY 1 billion", 100_000_000_000, .rmb),
      ("-RMB 0.01", -1, .rmb), ("RMB-0.01", -1, .rmb), ("JPY 5", 5, .jpy), ("0.00000001 million", 1, .rmb),
      ("  12 ", 1200, .rmb), ("US$0.5 million", 50_000_000, .usd),
    ] as [(String, Int64, Currency)])
  func reading(text: String, minor: Int64, currency: Currency) throws {
    #expect(try Money(parsing: text, implied: .rmb) == Money(minor: minor, currency))
  }

  @Test(
    "anything else is refused, never read in part",
    arguments: [
      "", "RMB", "million", "6.7 millions", "6.7 million RMB", "six", "1,23 million", "12,34.5", "1,2345", ",123",
      "1,,234",
      "0,125 million", "1.2.3", "1.", ".5", "--5", "-RMB-5", "6,7 million", "RMB 1 2", "XYZ 5", "5e6", "0x10", "１２",
      "5%",
      "1_000", "RMB 5 million million",
    ])
  func refusing(text: String) {
    #expect(throws: QuantityError.notMoney(text)) { try Money(parsing: text, implied: .rmb) }
  }

  @Test func `a plain decimal reads as it does with its currency before it, whatever its length`() throws {
    var numbers = Numbers()
    for _ in 0..<2_000 {
      let whole = String(String(numbers.integer().magnitude).prefix(numbers.number(1...20)))
      let fraction = String(repeating: "0", count: numbers.number(0...2)) + String(numbers.number(0...99))
      let text = numbers.number(0...1) == 0 ? whole : whole + "." + fraction
      for (currency, signed) in [(Currency.rmb, text), (.rmb, "-" + text), (.jpy, text)] {
        let plain = Result { () throws(QuantityError) in try Money(parsing: signed, implied: currency).minor }
        let named = Result { () throws(QuantityError) in
          try Money(parsing: signed.hasPrefix("-") ? "-\(currency.code) \(text)" : "\(currency.code) \(text)").minor
        }
        #expect((try? plain.get()) == (try? named.get()), "\(signed) in \(currency)")
      }
    }
  }

  @Test func `an amount without a currency is refused where none is implied`() {
    #expect(throws: QuantityError.notMoney("6.7 million")) { try Money(parsing: "6.7 million") }
  }

  @Test func `a stated currency is taken as stated, whatever is implied`() throws {
    #expect(try Money(parsing: "HKD 5", implied: .rmb).currency == .hkd)
  }

  @Test func `more decimals than the currency has are refused, never rounded`() {
    #expect(throws: QuantityError.tooManyDecimals("RMB 0.001", .rmb)) { try Money(parsing: "RMB 0.001") }
    #expect(throws: QuantityError.tooManyDecimals("JPY 0.5", .jpy)) { try Money(parsing: "JPY 0.5") }
    #expect(throws: QuantityError.tooManyDecimals("RMB 6.700000001 million", .rmb)) {
      try Money(parsing: "RMB 6.700000001 million")
    }
  }

  @Test func `the largest amounts are read, and one minor unit more is too large`() throws {
    #expect(try Money(parsing: "RMB 92,233,720,368,547,758.07").minor == .max)
    #expect(try Money(parsing: "-RMB 92,233,720,368,547,758.08").minor == .min)
    for text in [
      "RMB 92,233,720,368,547,758.08", "-RMB 92,233,720,368,547,758.09", "RMB 99999999999999999999999 billion",
    ] {
      #expect(throws: QuantityError.overflow) { try Money(parsing: text) }
    }
  }

  @Test(
    "an amount is written in millions, or in units below ten thousand",
    arguments: [
      (186_000_000_000, "RMB1,860.0 million"), (340_869_565, "RMB3.40869565 million"), (1_000_000, "RMB0.01 million"),
      (999_999, "RMB9999.99"), (95_000, "RMB950.00"), (1, "RMB0.01"), (0, "RMB0.0 million"), (-1, "RMB-0.01"),
      (-670_000_000, "RMB-6.7 million"), (.max, "RMB92,233,720,368.54775807 million"),
      (.min, "RMB-92,233,720,368.54775808 million"),
    ] as [(Int64, String)])
  func writing(minor: Int64, text: String) { #expect("\(Money(minor: minor, .rmb))" == text) }

  @Test func `what is written reads back as the same amount, in every currency`() throws {
    var numbers = Numbers()
    for currency in Currency.allCases {
      for _ in 0..<200 {
        let money = Money(minor: numbers.integer(), currency)
        #expect(try Money(parsing: "\(money)") == money, "HEADROOM_TEST_SEED=\(Numbers.seed)")
        #expect(try Money(parsing: "\(money.millionsText) million", implied: currency) == money)
        #expect(try Money(parsing: money.decimalText, implied: currency) == money)
      }
    }
  }

  @Test func `sums and differences are exact or an error, for any two amounts`() throws {
    var numbers = Numbers()
    for _ in 0..<2000 {
      let (a, b) = (numbers.integer(), numbers.integer())
      let (one, other) = (Money(minor: a, .rmb), Money(minor: b, .rmb))
      #expect((try? one.adding(other).minor) == Int64(exactly: Int128(a) + Int128(b)))
      #expect((try? one.subtracting(other).minor) == Int64(exactly: Int128(a) - Int128(b)))
      #expect(try one.isBelow(other) == (a < b))
    }
  }

  @Test func `two currencies are never added, subtracted or compared`() {
    let (one, other) = (Money(minor: 1, .rmb), Money(minor: 1, .hkd))
    let error = QuantityError.mixedCurrencies(.rmb, .hkd)
    #expect(throws: error) { try one.adding(other) }
    #expect(throws: error) { try one.subtracting(other) }
    #expect(throws: error) { try one.isBelow(other) }
    #expect(throws: error) { try one.roundedUp(toMultipleOf: other) }
    #expect(throws: error) { try Ratio(one, of: other) }
    #expect(error.description == "RMB and HKD cannot be added or compared; convert one of them first")
  }

  @Test(
    "a product rounds towards zero, so that a credit mirrors its amount; a cap rounds away from it",
    arguments: [(10, 3, 4, 7, 8), (-10, 3, 4, -7, -8), (8, 3, 4, 6, 6), (0, 3, 4, 0, 0)]
      as [(Int64, Int, Int, Int64, Int64)])
  func scaling(minor: Int64, numerator: Int, denominator: Int, down: Int64, up: Int64) throws {
    let ratio = try Ratio(Int128(numerator), over: Int128(denominator))
    #expect(try Money(minor: minor, .rmb).scaled(by: ratio).minor == down)
    #expect(try minor.scaledUp(by: ratio) == up)
  }

  @Test func `products of any size are exact or an error`() throws {
    var numbers = Numbers()
    for _ in 0..<2000 {
      let (minor, top) = (numbers.integer(), numbers.integer())
      let bottom = max(1, numbers.integer())
      let ratio = try Ratio(Int128(top), over: Int128(bottom))
      let exact = Int128(minor) * Int128(top) / Int128(bottom)
      #expect((try? minor.scaled(by: ratio)) == Int64(exactly: exact), "\(minor) × \(top)/\(bottom)")
      if let up = try? minor.scaledUp(by: ratio) { #expect((Int128(up) - exact).magnitude <= 1) }
    }
    #expect(throws: QuantityError.overflow) { try Int64.min.scaled(by: Ratio(-1)) }
    #expect(throws: QuantityError.overflow) { try Int64.max.scaledUp(by: Ratio(2)) }
  }

  @Test(
    "a step is reached from below, and kept where it is met",
    arguments: [
      (0, 10, 0), (1, 10, 10), (10, 10, 10), (11, 10, 20), (-1, 10, 0), (-10, 10, -10), (7, 0, 7), (7, -5, 7),
    ]
      as [(Int64, Int64, Int64)])
  func step(minor: Int64, step: Int64, expected: Int64) throws {
    #expect(try Money(minor: minor, .rmb).roundedUp(toMultipleOf: Money(minor: step, .rmb)).minor == expected)
  }

  @Test func `a step beyond the largest amount is an error`() {
    #expect(throws: QuantityError.overflow) {
      try Money(minor: .max, .rmb).roundedUp(toMultipleOf: Money(minor: 1000, .rmb))
    }
    #expect(throws: Never.self) { try Money(minor: .min, .rmb).roundedUp(toMultipleOf: Money(minor: .max, .rmb)) }
  }

  @Test func `codes are read as books write them, and no other`() {
    #expect(Currency(code: "rmb") == .rmb && Currency(code: "CNY") == .rmb && Currency(code: "hk$") == .hkd)
    #expect(Currency(code: "US$") == .usd && Currency(code: "RMB ") == nil && Currency(code: "") == nil)
    #expect(Currency.jpy.minorUnits == 1 && Currency.krw.decimals == 0 && Currency.rmb.minorUnits == 100)
  }
}
