import Testing

@testable import Draws

@Suite("Functions of our own")
struct ElementaryTests {
  /// How many units of its last place a number is off.
  private func error(_ found: Double, _ exact: FixedPoint) -> Double {
    let unit = FixedPoint(found.ulp)
    return Double((FixedPoint(found) - exact).raw) / Double(unit.raw)
  }

  @Test("the logarithm is off by less than one unit of the last place, from 2⁻²⁰ to 2²⁰")
  func logarithm() {
    let stream = RandomStream(seed: TestRun.seed, name: "logarithm")
    var worst = 0.0
    for run: UInt64 in 0..<3_000 {
      let power = Double(sign: .plus, exponent: Int(run % 40) - 20, significand: 1)
      let x = run % 3 == 0 ? 1 + stream.share(run: run) * 0x1p-10 : (1 + stream.share(run: run)) * power
      worst = max(worst, abs(error(Elementary.log(x), FixedPoint.log(x))))
    }
    #expect(worst < 1, "\(TestRun.words)")
    #expect(Elementary.log(1) == 0)
  }

  @Test("the exponential is off by less than one unit of the last place, from −18 to 18")
  func exponential() {
    let stream = RandomStream(seed: TestRun.seed, name: "exponential")
    var worst = 0.0
    for run: UInt64 in 0..<3_000 {
      let x = (stream.share(run: run) - 0.5) * (run % 2 == 0 ? 36 : 1)
      worst = max(worst, abs(error(Elementary.exp(x), FixedPoint.exp(FixedPoint(x)))))
    }
    #expect(worst < 1, "\(TestRun.words)")
    #expect(Elementary.exp(0) == 1)
  }

  @Test(
    "the ends of the logarithm have their known digits",
    arguments: [
      (0x1p-53, -36.7368005696771013991133), (1e-300, -690.7755278982137051803383), (1e300, 690.7755278982137052579022),
      (9.2e9, 22.94246932100140578178515),
    ] as [(Double, Double)])
  func farLogarithms(x: Double, exact: Double) { #expect(abs(Elementary.log(x) - exact) <= exact.ulp) }

  @Test(
    "the ends of the exponential have their known digits, and end in zero and infinity",
    arguments: [
      (-700, 9.859676543759770856705373e-305), (-50, 1.928749847963917783017343e-22),
      (700, 1.01423205473500450945533e304), (300.5, 3.202519714603632836650322e130), (-708, 0), (709, Double.infinity),
    ] as [(Double, Double)])
  func farExponentials(x: Double, exact: Double) {
    #expect(Elementary.exp(x) == exact || abs(Elementary.exp(x) - exact) <= exact.ulp)
  }

  @Test("between −4 and 4 the normal score of a share gives the share back")
  func scores() {
    let stream = RandomStream(seed: TestRun.seed, name: "scores")
    for run: UInt64 in 0..<2_000 {
      let share = 0.00004 + stream.share(run: run) * (run % 2 == 0 ? 0.99992 : 0.05)
      let score = Normal.score(of: share)
      let margin = max(abs(score), 0.01) * 1e-15
      #expect(FixedPoint.normalShare(below: FixedPoint(score - margin)) < FixedPoint(share), "\(TestRun.words)")
      #expect(FixedPoint.normalShare(below: FixedPoint(score + margin)) > FixedPoint(share), "\(TestRun.words)")
    }
  }

  @Test("between −4 and 4 the share below a normal score is right to two parts in 10¹⁴ of the smaller side")
  func shares() {
    let stream = RandomStream(seed: TestRun.seed, name: "shares")
    for run: UInt64 in 0..<2_000 {
      let score = (stream.share(run: run) - 0.5) * 8
      let exact = FixedPoint.normalShare(below: FixedPoint(score))
      let smaller = Double(min(exact, FixedPoint(1) - exact).raw) * 0x1p-100
      let off = Double((FixedPoint(Normal.share(below: score)) - exact).raw) * 0x1p-100
      // Near one the number itself has no finer steps.
      #expect(abs(off) <= max(smaller * 2e-14, score > 0 ? 0x1p-53 : 0), "\(TestRun.words): \(score)")
    }
  }

  @Test(
    "known percentage points, to the ends",
    arguments: [
      (0x1p-53, -8.209536151601386855630769), (1e-12, -7.034483825301131932614176), (1e-9, -5.997807015007686861445655),
      (1e-6, -4.753424308822898957338864), (0.001, -3.090232306167813535358005), (0.01, -2.326347874040841093075096),
      (0.025, -1.959963984540054211779584), (0.05, -1.644853626951472687952128), (0.25, -0.674489750196081743202227),
      (0.5, 0), (0.6, 0.2533471031357997413246887), (0.975, 1.959963984540053855604431),
    ] as [(Double, Double)])
  func percentagePoints(share: Double, exact: Double) {
    #expect(abs(Normal.score(of: share) - exact) <= abs(exact) * 1e-15)
    #expect(Normal.score(of: 1 - RandomStream.leastShare) == -Normal.score(of: RandomStream.leastShare))
  }

  @Test(
    "known shares, to the ends",
    arguments: [
      (-8.2, 1.201935154273585815244973e-16), (-8, 6.220960574271784123515995e-16),
      (-6, 9.865876450376981407008641e-10),
      (-5, 2.866515718791939116737523e-7), (-2.5, 0.006209665325776135166978105), (-2, 0.02275013194817920720028264),
      (-1.9999, 0.02275553158476718647577332), (0, 0.5), (0.5, 0.6914624612740131036377046),
      (3, 0.9986501019683699054733482),
    ] as [(Double, Double)])
  func knownShares(score: Double, exact: Double) {
    #expect(abs(Normal.share(below: score) - exact) <= exact * 1e-14)
  }

  @Test("a larger share has no smaller score, also where two approximations meet")
  func monotone() {
    let seams = [0.075, 0.925, 1.3887943864964021e-11, 0.5, 0.02425]
    for seam in seams {
      let nanos = (-500...500).map { step in
        Nanos(rounding: Normal.score(of: seam + Double(step) * seam.ulp * 1000))?.count ?? 0
      }
      #expect(zip(nanos, nanos.dropFirst()).allSatisfy { $0 <= $1 }, "at \(seam)")
    }
    let scores = (1..<20_000).map { Normal.score(of: Double($0) / 20_000) }
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 < $1 })
  }
}
