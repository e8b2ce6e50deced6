import Testing

@testable import Draws

@Suite("Draws")
struct DrawTests {
  private let stream = RandomStream(seed: 7, name: "growth")

  private func first(_ draw: Draw) -> [Int64] { (0..<10).map { draw.value(share: stream.share(run: $0)).count } }

  // The figures below come from arithmetic of fifty digits outside this program, rounded to nine decimals.

  @Test("the first ten draws of seed 7 and name growth are these on every machine: uniform")
  func uniform() throws {
    #expect(
      first(try Draw(.uniform(low: 0.1, high: 0.5))) == [
        376_734_646, 220_960_679, 461_765_305, 181_962_675, 139_177_614, 199_858_127, 102_410_512, 423_945_734,
        497_301_388, 186_164_723,
      ])
  }

  @Test("the first ten draws of seed 7 and name growth are these on every machine: normal")
  func normal() throws {
    let draw = try Draw(.normal(mean: 0.353, deviation: 0.15))
    let expected: [Int64] = [
      428_159_453, 275_374_189, 549_067_331, 229_366_685, 158_996_647, 251_659_053, -23_590_264, 484_609_470,
      723_572_494, 234_832_542,
    ]
    #expect(first(draw) == expected)
    #expect((0..<10).map { draw.value(score: stream.score(run: $0)).count } == expected)
    #expect(draw.value(share: stream.share(run: 0)).number == 0.428159453)
  }

  @Test("the first ten draws of seed 7 and name growth are these on every machine: lognormal")
  func lognormal() throws {
    #expect(
      first(try Draw(.lognormal(mean: 0.3, deviation: 0.25))) == [
        1_529_996_970, 1_186_044_296, 1_871_572_311, 1_098_498_751, 976_931_324, 1_140_079_985, 720_614_874,
        1_680_933_202, 2_503_327_439, 1_108_551_532,
      ])
  }

  @Test("the first ten draws of seed 7 and name growth are these on every machine: triangular")
  func triangular() throws {
    #expect(
      first(try Draw(.triangular(low: 0.1, mode: 0.3, high: 0.8))) == [
        471_583_824, 305_875_111, 617_091_941, 269_372_182, 217_098_953, 286_950_112, 129_046_154, 542_032_011,
        751_406_936, 273_659_590,
      ])
  }

  @Test("the first ten draws of seed 7 and name growth are these on every machine: normal between bounds")
  func bounded() throws {
    #expect(
      first(try Draw(.normal(mean: 0.353, deviation: 0.15), least: 0, greatest: 0.5)) == [
        383_882_268, 256_237_105, 457_690_689, 215_003_429, 152_179_884, 235_030_521, 24_605_466, 422_813_347,
        496_645_216, 219_917_820,
      ])
  }

  @Test("the first ten draws of seed 7 and name growth are these on every machine: one of seven")
  func places() {
    let shares = (0..<10).map { stream.share(run: $0) }
    #expect(shares.map { Draw.place(share: $0, of: 7) } == [4, 2, 6, 1, 0, 1, 0, 5, 6, 1])
    #expect(Draw.place(share: RandomStream.leastShare, of: 7) == 0)
    #expect(Draw.place(share: 1 - RandomStream.leastShare, of: 7) == 6)
    #expect(Draw.place(share: 1 - RandomStream.leastShare, of: 1 << 62) == (1 << 62) - (1 << 9))
    #expect(Draw.place(score: 40, of: 7) == 6)
    #expect(Draw.place(score: -40, of: 7) == 0)
  }

  @Test("bounds cut a distribution off: draws keep their shape between them and never pile up at one")
  func cutOff() throws {
    let draw = try Draw(.normal(mean: 0, deviation: 1), least: -0.5, greatest: 2)
    let counts = (0..<20_000).map { draw.value(share: stream.share(run: $0)).count }
    #expect(counts.allSatisfy { (-500_000_000...2_000_000_000).contains($0) })
    #expect(counts.count { $0 == -500_000_000 || $0 == 2_000_000_000 } == 0)
    // Half of what lies between lies below 0.366….
    #expect(draw.value(share: 0.5).count == 366_204_354)
    // Bounds of more than nine decimals are kept too.
    let narrow = try Draw(.uniform(low: 0, high: 1), least: 0.123_456_789_4, greatest: 0.123_466_789_4)
    let ends = [RandomStream.leastShare, 1 - RandomStream.leastShare].map { narrow.value(share: $0).count }
    #expect(ends == [123_456_790, 123_466_789])
  }

  @Test("bounds that leave less than a millionth are refused, with what they leave it of")
  func emptyBounds() throws {
    let normal = Distribution.normal(mean: 0, deviation: 1)
    #expect(throws: DrawError.bounds(least: 4.8, greatest: nil, of: "\(normal)")) { try Draw(normal, least: 4.8) }
    _ = try Draw(normal, least: 4.7)
    #expect(throws: DrawError.bounds(least: nil, greatest: 0, of: "\(Distribution.uniform(low: 0, high: 1))")) {
      try Draw(.uniform(low: 0, high: 1), greatest: 0)
    }
    #expect(throws: DrawError.reversed(low: 2, high: 1)) { try Draw(normal, least: 2, greatest: 1) }
    #expect(throws: DrawError.notFinite(parameter: "bound")) { try Draw(normal, least: .nan) }
    #expect(
      "\(DrawError.bounds(least: 4.8, greatest: nil, of: "\(normal)"))"
        == "less than a millionth of 'normal, mean 0, standard deviation 1' lies at or above 4.8; state wider bounds")
  }

  @Test("a distribution of one value gives it, within bounds that hold it")
  func constants() throws {
    for distribution in [
      Distribution.uniform(low: 2, high: 2), .normal(mean: 2, deviation: 0), .triangular(low: 2, mode: 2, high: 2),
    ] {
      for draw in [try Draw(distribution), try Draw(distribution, least: 2, greatest: 2)] {
        #expect(Set(first(draw)) == [2_000_000_000])
        #expect(draw.value(score: 1.5).count == 2_000_000_000)
      }
      #expect(throws: DrawError.self) { try Draw(distribution, least: 2.000001) }
      #expect(throws: DrawError.self) { try Draw(distribution, greatest: 1.999999) }
    }
    #expect(Set(first(try Draw(.lognormal(mean: 0, deviation: 0)))) == [1_000_000_000])
  }

  @Test("parameters that contradict each other are refused in words")
  func parameters() {
    let faults: [(Distribution, DrawError, String)] = [
      (
        .normal(mean: 0, deviation: -1), .negativeDeviation(-1), "a standard deviation cannot be negative, and -1 is"
      ),
      (.lognormal(mean: .nan, deviation: 1), .notFinite(parameter: "mean"), "the mean must be a finite number"),
      (
        .normal(mean: 0, deviation: .infinity), .notFinite(parameter: "standard deviation"),
        "the standard deviation must be a finite number"
      ),
      (
        .uniform(low: 2, high: 1.5), .reversed(low: 2, high: 1.5), "the lowest value 2 is above the highest, 1.5"
      ),
      (
        .uniform(low: -.infinity, high: 1), .notFinite(parameter: "lowest value"),
        "the lowest value must be a finite number"
      ),
      (
        .triangular(low: 1, mode: 3, high: 2), .modeOutside(mode: 3, low: 1, high: 2),
        "the most likely value 3 does not lie between 1 and 2"
      ),
    ]
    for (distribution, fault, words) in faults {
      #expect(throws: fault) { try Draw(distribution) }
      #expect("\(fault)" == words)
    }
  }

  @Test("what could be drawn beyond 9.2 thousand million is refused when it is stated, not in some run")
  func range() throws {
    for distribution in [
      Distribution.normal(mean: 1_860_000_000, deviation: 1_000_000_000), .lognormal(mean: 20, deviation: 1),
      .uniform(low: 0, high: 1e10), .normal(mean: 1e308, deviation: 1e308), .lognormal(mean: 700, deviation: 100),
      .triangular(low: -9.3e9, mode: 0, high: 1),
    ] {
      #expect(throws: DrawError.outOfRange("\(distribution)")) { try Draw(distribution) }
    }
    // In millions, or with a greatest value, the same can be drawn.
    _ = try Draw(.normal(mean: 1_860, deviation: 1_000))
    let bounded = try Draw(.lognormal(mean: 20, deviation: 1), greatest: 5_000_000_000)
    #expect(bounded.value(score: 9).count <= 5_000_000_000_000_000_000)
    #expect(bounded.value(score: 40).count <= 5_000_000_000_000_000_000)
    #expect(try Draw(.normal(mean: 0, deviation: 1)).value(score: 1e300).count == 9_100_000_000_000_000_000)
  }

  @Test("a draw says what it is")
  func words() throws {
    #expect("\(try Draw(.normal(mean: 0.353, deviation: 0.15)))" == "normal, mean 0.353, standard deviation 0.15")
    #expect(
      "\(try Draw(.uniform(low: 1, high: 3), least: 1.5, greatest: 2))" == "uniform, 1 to 3, at least 1.5, at most 2")
    #expect("\(try Draw(.triangular(low: 0, mode: 1, high: 2.5)))" == "triangular, 0 to 2.5, most likely 1")
    #expect(
      "\(try Draw(.lognormal(mean: 0.3, deviation: 0.25)))"
        == "lognormal, logarithm of mean 0.3 and standard deviation 0.25")
  }
}
