import Testing

@testable import Draws

@Suite("Streams of random numbers")
struct StreamTests {
  @Test("the generator gives the known answers of its authors")
  func knownAnswers() {
    let ones = UInt64.max
    #expect(RandomStream.philox(counter: (0, 0), key: 0) == (0xca00_a045_9843_d731, 0x66c2_4222_c9a8_45b5))
    #expect(RandomStream.philox(counter: (ones, ones), key: ones) == (0x65b0_21d6_0cd8_310f, 0x4d02_f322_2f86_df20))
    #expect(
      RandomStream.philox(counter: (0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344), key: 0xa409_3822_299f_31d0)
        == (0x0a5e_742c_2997_341c, 0xb0f8_83d3_8000_de5d))
  }

  @Test("a run is drawn without those before it, and again the same")
  func anyRun() {
    let stream = RandomStream(seed: 7, name: "growth")
    let forward = (0..<100).map { stream.bits(run: $0) }
    let backward = (0..<100).reversed().map { RandomStream(seed: 7, name: "growth").bits(run: $0) }
    #expect(forward == backward.reversed())
    #expect(stream.bits(run: .max) == stream.bits(run: .max))
  }

  @Test("a share lies above zero and below one, and both halves mirror each other")
  func shares() {
    let stream = RandomStream(seed: TestRun.seed, name: "growth")
    let shares = (0..<10_000).map { stream.share(run: $0) }
    #expect(shares.allSatisfy { $0 > 0 && $0 < 1 && 1 - (1 - $0) == $0 })
    #expect(RandomStream.leastShare == 0.5 * 0x1p-52)
  }

  @Test("shares fall evenly into 256 parts", arguments: ["a", "b", "growth", "multiplier", ""])
  func equidistribution(name: String) {
    for seed in [TestRun.seed, TestRun.seed &+ 1, 0, .max] {
      let stream = RandomStream(seed: seed, name: name)
      var counts = [Int](repeating: 0, count: 256)
      for run in 0..<25_600 { counts[Int(stream.share(run: UInt64(run)) * 256)] += 1 }
      let chiSquare = counts.reduce(0.0) { $0 + Double(($1 - 100) * ($1 - 100)) / 100 }
      // Of 255 degrees of freedom: mean 255, standard deviation √510.
      #expect(abs(chiSquare - 255) < 6 * 22.583, "\(TestRun.words): seed \(seed)")
    }
  }

  @Test("neighbouring runs, names and seeds have nothing in common")
  func independence() {
    let count = 20_000
    func shares(_ seed: UInt64, _ name: String, from first: Int = 0) -> [Double] {
      let stream = RandomStream(seed: seed, name: name)
      return (first..<first + count).map { stream.share(run: UInt64($0)) }
    }
    let seed = TestRun.seed
    let base = shares(seed, "a")
    let others = [
      shares(seed, "a", from: 1), shares(seed, "a", from: 2), shares(seed, "b"), shares(seed, "A"), shares(seed, "aa"),
      shares(seed &+ 1, "a"), shares(~seed, "a"), shares(seed &+ 1, "b"),
    ]
    for (index, other) in others.enumerated() {
      let found = correlation(base, other)
      #expect(abs(found) < TestRun.errors / Double(count).squareRoot(), "\(TestRun.words): pair \(index)")
      let signs = zip(base, other).count { ($0 < 0.5) == ($1 < 0.5) }
      #expect(abs(Double(signs) - Double(count) / 2) < TestRun.errors * Double(count).squareRoot() / 2, "pair \(index)")
    }
  }

  @Test("any bit of the run, of the draw or of the seed turns half of the bits")
  func avalanche() {
    let seed = TestRun.seed
    let base = RandomStream(seed: seed, name: "growth")
    var turned = [0, 0, 0]
    for bit in 0..<64 {
      for run: UInt64 in 0..<64 {
        let flip: UInt64 = 1 << UInt64(bit)
        let bits = base.bits(run: run)
        turned[0] += (bits ^ base.bits(run: run ^ flip)).nonzeroBitCount
        turned[1] += (bits ^ base.bits(run: run, draw: flip)).nonzeroBitCount
        turned[2] += (bits ^ RandomStream(seed: seed ^ flip, name: "growth").bits(run: run)).nonzeroBitCount
      }
    }
    // 64 · 64 · 64 bits, each turned with probability one half: standard error 256.
    for count in turned { #expect(abs(count - 131_072) < 6 * 256, "\(TestRun.words)") }
  }

  @Test("the first bits of a stream are what they were: other machines give the same")
  func golden() {
    let stream = RandomStream(seed: 7, name: "growth")
    #expect(
      (0..<4).map { stream.bits(run: $0) } == [
        12_762_132_966_124_897_950, 5_578_326_744_210_669_025, 16_683_480_002_028_906_137, 3_779_861_208_888_503_995,
      ])
  }
}
