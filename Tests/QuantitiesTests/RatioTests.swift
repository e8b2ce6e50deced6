import Quantities
import Testing

/// Decimals and ratios: exact, in lowest terms, compared without a rounding.
@Suite struct RatioTests {
  @Test(
    "a decimal keeps every digit that is written",
    arguments: [
      ("6.7", 67, 1), ("1,234.50", 12345, 1), ("-6.7", -67, 1), ("+6.7", 67, 1), ("1e3", 1000, 0), ("1E-3", 1, 3),
      ("12.5e1", 125, 0), ("0.000", 0, 0), ("007", 7, 0), ("999,999,999", 999_999_999, 0), ("0", 0, 0),
    ] as [(String, Int, Int)])
  func decimals(text: String, digits: Int, scale: Int) throws {
    let decimal = try ExactDecimal(parsing: text)
    #expect(decimal.digits == Int128(digits) && decimal.scale == scale)
  }

  @Test(
    "what is no decimal is refused",
    arguments: [
      "", "-", "+", ".", "1.", ".5", "1,23", "1,2345", "1234,567", ",123", "123,", "0,125", "1.234,5", "1e", "e5",
      "1e1.5",
      "1e41", "0x1F", "1 000", "٣", "nan", "inf", "--1", "1-",
    ])
  func notDecimals(text: String) {
    #expect(throws: QuantityError.notDecimal(text)) { try ExactDecimal(parsing: text) }
  }

  @Test func `beyond thirty digits a decimal is too large, not cut`() throws {
    let thirty = String(repeating: "9", count: 30)
    #expect(try ExactDecimal(parsing: thirty).description == thirty)
    for text in [thirty + "9", "1e40", "1e-40", thirty + "e9", "0." + thirty + "1"] {
      #expect(throws: QuantityError.overflow) { try ExactDecimal(parsing: text) }
    }
  }

  @Test(
    "a float is its shortest decimal",
    arguments: [
      (6.7, "6.7"), (0.1 + 0.2, "0.30000000000000004"), (1e22, "10000000000000000000000"), (1e-7, "0.0000001"),
      (-0.0, "0"), (3, "3"),
    ])
  func shortest(number: Double, text: String) throws {
    #expect(try ExactDecimal(shortest: number).description == text)
  }

  @Test func `a float is the decimal that writing it out would give, whatever its size and digits`() throws {
    var numbers = Numbers()
    let borders: [Double] = [
      0, 1e14, 1e15 - 1, 1e15, 1e15 + 1, 9_007_199_254_740_992, 0.1 + 0.2, 1.0 / 3, 2.0 / 3, 1e-14, 1e-15, 1e-16,
      .leastNonzeroMagnitude, 4.35, 1.005, 999_999_999_999_999, 99_999_999_999_999.9, 0.999_999_999_999_999_9,
    ]
    let few = (0..<20_000).map { _ in Double(numbers.number(-20_000_000...20_000_000)) / 10_000 }
    let decimals = (0..<20_000).map { _ in
      Double(numbers.integer() >> 20) / [1.0, 10, 100, 1e4, 1e6, 1e9, 1e12, 1e15][numbers.number(0...7)]
    }
    let any = (0..<20_000).map { _ in Double(bitPattern: UInt64(bitPattern: numbers.integer())) }
    for number in borders + few + decimals + any {
      for signed in [number, -number] {
        let found = Result { () throws(QuantityError) in try ExactDecimal(shortest: signed) }
        let written = Result { () throws(QuantityError) in try ExactDecimal(parsing: "\(signed)") }
        #expect((try? found.get()) == (try? written.get()), "\(signed), HEADROOM_TEST_SEED=\(Numbers.seed)")
      }
    }
  }

  @Test func `a ratio is in lowest terms, whether its terms are small or beyond what 64 bits hold`() throws {
    var numbers = Numbers()
    for _ in 0..<20_000 {
      let (top, bottom) = (Int128(numbers.integer()), Int128(numbers.integer()))
      let factor = Int128(numbers.number(1...1_000_000_000))
      guard bottom != 0, let plain = try? Ratio(top, over: bottom) else { continue }
      #expect(try Ratio(top * factor, over: bottom * factor) == plain, "\(top)/\(bottom), times \(factor)")
      #expect(Int128(plain.numerator) * bottom == top * Int128(plain.denominator))
      var (a, b) = (plain.numerator.magnitude, plain.denominator.magnitude)
      while b != 0 { (a, b) = (b, a % b) }
      #expect(a == 1 && plain.denominator > 0)
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude])
  func `a float that no amount can have is refused`(number: Double) {
    #expect(throws: QuantityError.self) { try ExactDecimal(shortest: number) }
  }

  @Test func `0.1 + 0.2 is no amount of RMB, and 6.7 million is`() throws {
    let sum = try ExactDecimal(shortest: 0.1 + 0.2)
    #expect(throws: QuantityError.tooManyDecimals("0.30000000000000004", .rmb)) { try Money(sum, .rmb) }
    #expect(throws: QuantityError.tooManyDecimals("0.30000000000000004", .rmb)) { try Money(sum, power: 6, .rmb) }
    #expect(try Money(ExactDecimal(shortest: 6.7), power: 6, .rmb).minor == 670_000_000)
    #expect(throws: QuantityError.overflow) { try Money(ExactDecimal(shortest: 1e22), .rmb) }
    #expect(throws: QuantityError.overflow) { try Money(ExactDecimal(parsing: "1"), power: 300, .rmb) }
  }

  @Test(
    "a ratio is read as a percentage or a number, and written back",
    arguments: [
      ("35.3%", 353, 1000, "35.3%", "0.353"), ("1.353", 1353, 1000, "135.3%", "1.353"),
      ("-11.8 %", -59, 500, "-11.8%", "-0.118"),
      ("0%", 0, 1, "0%", "0"), ("100%", 1, 1, "100%", "1"),
      ("0.00000001%", 1, 10_000_000_000, "0.00000001%", "0.0000000001"),
    ] as [(String, Int64, Int64, String, String)])
  func reading(text: String, numerator: Int64, denominator: Int64, percent: String, decimal: String) throws {
    let ratio = try Ratio(parsing: text)
    #expect(ratio.numerator == numerator && ratio.denominator == denominator)
    #expect(ratio.description == percent && ratio.decimalText == decimal)
    #expect(try Ratio(parsing: percent) == ratio && Ratio(parsing: decimal) == ratio)
  }

  @Test(arguments: ["", "%", "1/3", "35,3%", "35.3%%", "abc", "1e99"])
  func `what is no ratio is refused`(text: String) {
    #expect(throws: QuantityError.notRatio(text)) { try Ratio(parsing: text) }
  }

  @Test func `a fraction without an end is written as a fraction, and a percentage is cut, not rounded`() throws {
    let third = try Ratio(1, over: 3)
    #expect(third.description == "1/3" && third.decimalText == "1/3")
    #expect(third.percentText() == "33.33%")
    #expect(try Ratio(99_999, over: 100_000).percentText() == "99.99%")
    #expect(try Ratio(-99_999, over: 100_000).percentText(decimals: 0) == "-99%")
  }

  @Test(
    "lowest terms carry the sign above, for integers of any size",
    arguments: [
      (6, -4, -3, 2), (0, -5, 0, 1), (.min, .min, 1, 1), (.min, .max, nil, 0), (.max, .max, 1, 1), (.max, 1, nil, 0),
      (.min, 1, nil, 0), (1, .min, nil, 0), (Int128(Int64.min), 1, Int64.min, 1), (Int128(Int64.min), -1, nil, 0),
      (.min, Int128(1) << 64, Int64.min, 1), (-(Int128(1) << 126), -(Int128(1) << 126), 1, 1),
    ] as [(Int128, Int128, Int64?, Int64)])
  func lowestTerms(numerator: Int128, denominator: Int128, top: Int64?, bottom: Int64) throws {
    guard let top else {
      #expect(throws: QuantityError.overflow) { try Ratio(numerator, over: denominator) }
      return
    }
    let ratio = try Ratio(numerator, over: denominator)
    #expect(ratio.numerator == top && ratio.denominator == bottom)
  }

  @Test func `a ratio over nothing is refused`() {
    #expect(throws: QuantityError.divisionByZero) { try Ratio(1, over: 0) }
    #expect(throws: QuantityError.divisionByZero) { try Ratio(Money(minor: 1, .rmb), of: .zero(.rmb)) }
  }

  @Test func `whole percents and basis points are exact at any size`() throws {
    for value in [Int64.min, -250, -1, 0, 1, 80, 2500, .max] {
      #expect(Ratio.percent(value) == (try? Ratio(Int128(value), over: 100)))
      #expect(Ratio.basisPoints(value) == (try? Ratio(Int128(value), over: 10_000)))
    }
  }

  @Test func `order is that of cross-multiplication, however near two ratios are`() throws {
    let (large, larger) = (try Ratio(Int128(Int64.max) - 1, over: Int128(Int64.max)), Ratio.one)
    #expect(large < larger && !(larger < large) && !(large < large))
    #expect(Ratio(Int64.min) < Ratio(Int64.max))
    var numbers = Numbers()
    for _ in 0..<1000 {
      let (a, b, c, d) = (numbers.integer(), max(1, numbers.integer()), numbers.integer(), max(1, numbers.integer()))
      let (one, other) = (try Ratio(Int128(a), over: Int128(b)), try Ratio(Int128(c), over: Int128(d)))
      #expect((one < other) == (Int128(a) * Int128(d) < Int128(c) * Int128(b)))
    }
  }

  @Test func `sums and products of ratios are exact or an error, never a trap`() throws {
    var numbers = Numbers()
    var errors = 0
    for _ in 0..<1000 {
      let one = try Ratio(Int128(numbers.integer()), over: Int128(max(1, numbers.integer())))
      let other = try Ratio(Int128(numbers.integer()), over: Int128(max(1, numbers.integer())))
      do { #expect(try one.multiplied(by: other) == other.multiplied(by: one)) } catch QuantityError.overflow {
        errors += 1
      }
      do { #expect(try one.adding(other) == other.adding(one)) } catch QuantityError.overflow { errors += 1 }
      _ = (one.description, one.decimalText, one.percentText(decimals: 4))
    }
    #expect(errors > 0, "large ratios must have been tried")
    #expect(try Ratio(1, over: 3).adding(Ratio(1, over: 6)) == Ratio(1, over: 2))
    #expect(throws: QuantityError.overflow) { try Ratio(Int64.min).adding(Ratio(Int64.min)) }
  }
}
