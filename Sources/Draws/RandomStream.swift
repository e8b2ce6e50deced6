/// Random numbers of one named input: any run of it can be drawn without those before it.
///
/// Each number is a function of the seed, the name, the run and nothing else. So a part of a simulation draws what the
/// whole would, and an input that is added draws from its own stream without disturbing the others.
///
/// - Source: the counter-based generator Philox-2×64 with ten rounds (Salmon, Moraes, Dror and Shaw, "Parallel random
///   numbers: as easy as 1, 2, 3", 2011). The run is the counter; seed and name make the key.
public struct RandomStream: Sendable, Hashable {
  private let key: UInt64

  /// The stream of a name under a seed.
  public init(seed: UInt64, name: String) {
    key = Self.mixed(Self.mixed(seed &+ Self.increment) ^ Self.hash(of: name))
  }

  /// Sixty-four random bits of a run; a run that needs several numbers asks for them by `draw`.
  public func bits(run: UInt64, draw: UInt64 = 0) -> UInt64 { Self.philox(counter: (run, draw), key: key).0 }

  /// A random number above zero and below one: the middle of one of 2⁵² equal steps, so that both halves mirror
  /// each other and neither end is ever met.
  public func share(run: UInt64) -> Double { (Double(bits(run: run) >> 12) + 0.5) * 0x1p-52 }

  /// The least number that ``share(run:)`` can be; the greatest is as far below one.
  static let leastShare = 0x1p-53

  // The odd numbers of the paper: a multiplier that spreads bits well, and the golden ratio as a fraction of 2⁶⁴.
  private static let multiplier: UInt64 = 0xD2B7_4407_B1CE_6E93
  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  static func philox(counter: (UInt64, UInt64), key: UInt64) -> (UInt64, UInt64) {
    var (left, right, key) = (counter.0, counter.1, key)
    for _ in 0..<10 {
      let product = left.multipliedFullWidth(by: multiplier)
      (left, right) = (product.high ^ key ^ right, product.low)
      key &+= increment
    }
    return (left, right)
  }

  /// A one-to-one mixing of 64 bits in which each bit of the result depends on all.
  private static func mixed(_ bits: UInt64) -> UInt64 {
    var mixed = bits
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The hash FNV-1a of the bytes of a name.
  private static func hash(of name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
