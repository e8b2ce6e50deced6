import Testing

@testable import Draws

@Suite("Nine decimals")
struct NanosTests {
  @Test("a number is rounded to nine decimals, half away from zero")
  func rounding() {
    #expect(Nanos(rounding: 0.353)?.count == 353_000_000)
    #expect(Nanos(rounding: -0.353)?.count == -353_000_000)
    // 2⁻¹⁰ = 0.0009765625 has ten decimals and is exact in binary: exactly half-way.
    #expect(Nanos(rounding: 0x1p-10)?.count == 976_563)
    #expect(Nanos(rounding: -0x1p-10)?.count == -976_563)
    #expect(Nanos(rounding: (0x1p-10).nextDown)?.count == 976_562)
    #expect(Nanos(rounding: 0.000_000_000_499)?.count == 0)
    #expect(Nanos(rounding: 1e-300)?.count == 0)
    #expect(Nanos(rounding: .leastNonzeroMagnitude)?.count == 0)
    #expect(Nanos(rounding: -0.0)?.count == 0)
  }

  @Test("bounds are rounded inwards")
  func inwards() {
    #expect(Nanos(flooring: 0x1p-10)?.count == 976_562)
    #expect(Nanos(ceiling: 0x1p-10)?.count == 976_563)
    #expect(Nanos(flooring: -0x1p-10)?.count == -976_563)
    #expect(Nanos(ceiling: -0x1p-10)?.count == -976_562)
    #expect(Nanos(ceiling: 1e-300)?.count == 1)
    #expect(Nanos(flooring: 3)?.count == 3_000_000_000)
    #expect(Nanos(ceiling: 3)?.count == 3_000_000_000)
  }

  @Test("what is too large, infinite or no number has no such decimal")
  func range() {
    // Numbers of this size are 2⁻¹⁹ apart, and the one below 9.2 thousand million is 9199999999.999998092…
    #expect(Nanos(rounding: 9_199_999_999.999999)?.count == 9_199_999_999_999_998_093)
    #expect(Nanos(rounding: 9.2e9) == nil)
    #expect(Nanos(rounding: -9.2e9) == nil)
    #expect(Nanos(rounding: .infinity) == nil)
    #expect(Nanos(rounding: .nan) == nil)
    #expect(Nanos(flooring: .nan) == nil)
    #expect(Nanos(ceiling: .infinity) == nil)
  }

  @Test("the number of a decimal is the nearest that there is: that which its text reads as")
  func nearest() {
    let stream = RandomStream(seed: TestRun.seed, name: "decimals")
    for run: UInt64 in 0..<5_000 {
      let count = Int64(bitPattern: stream.bits(run: run)) >> Int64(run % 40)
      let digits = String(repeating: "0", count: 10) + String(count.magnitude)
      let text = (count < 0 ? "-" : "") + digits.dropLast(9) + "." + digits.suffix(9)
      #expect(Nanos(count: count).number == Double(text), "\(TestRun.words): \(count)")
    }
    #expect(Nanos(count: .max).number == 9_223_372_036.854775807)
    #expect(Nanos(count: .min).number == -9_223_372_036.854775808)
  }
}
