/// The SHA-256 digest of bytes that come in pieces.
///
/// - Source: FIPS PUB 180-4, sections 5 and 6.2.
public struct SHA256: Sendable {
  private var state = Self.start
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  /// The digest of nothing yet.
  public init() {}

  /// The digest of bytes in sixty-four hexadecimal digits.
  public static func hex(_ bytes: some Collection<UInt8>) -> String {
    var digest = SHA256()
    digest.update(bytes)
    return digest.hex
  }

  /// Takes more bytes.
  public mutating func update(_ bytes: some Collection<UInt8>) {
    length += UInt64(bytes.count)
    pending += bytes
    let whole = pending.count / 64 * 64
    for start in stride(from: 0, to: whole, by: 64) { take(pending[start..<start + 64]) }
    pending.removeFirst(whole)
  }

  /// The digest of all bytes so far in sixty-four hexadecimal digits.
  public var hex: String {
    var copy = self
    let zeros = (119 - pending.count % 64) % 64
    let bits = length &* 8
    copy.update(
      [0x80] + Array(repeating: 0, count: zeros) + (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) })
    return copy.state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  // MARK: One block

  private mutating func take(_ block: ArraySlice<UInt8>) {
    var words = stride(from: block.startIndex, to: block.endIndex, by: 4).map { place in
      block[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    words.reserveCapacity(64)
    for index in 16..<64 {
      let (early, late) = (words[index - 15], words[index - 2])
      let low = Self.turned(early, 7) ^ Self.turned(early, 18) ^ early >> 3
      let high = Self.turned(late, 17) ^ Self.turned(late, 19) ^ late >> 10
      words.append(words[index - 16] &+ low &+ words[index - 7] &+ high)
    }
    mix(words)
  }

  private mutating func mix(_ words: [UInt32]) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let choice = e & f ^ ~e & g
      let first =
        h &+ (Self.turned(e, 6) ^ Self.turned(e, 11) ^ Self.turned(e, 25)) &+ choice
        &+ Self.constants[index] &+ words[index]
      let majority = a & b ^ a & c ^ b & c
      let second = (Self.turned(a, 2) ^ Self.turned(a, 13) ^ Self.turned(a, 22)) &+ majority
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ second)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
  }

  private static func turned(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

  // MARK: The standard's constants, as it defines them

  private static let primes: [UInt128] = (2...311).filter { number in
    !(2..<number).contains { number.isMultiple(of: $0) }
  }.map { UInt128($0) }

  /// The first 32 bits of the fractional parts of the square roots of the first eight primes.
  private static let start: [UInt32] = primes.prefix(8).map { prime in
    fraction { $0 * $0 <= prime << 64 }
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first sixty-four primes.
  private static let constants: [UInt32] = primes.map { prime in
    fraction { $0 * $0 * $0 <= prime << 96 }
  }

  /// The low 32 bits of the greatest number that is not above a root.
  private static func fraction(_ isWithin: (UInt128) -> Bool) -> UInt32 {
    var root: UInt128 = 0
    for bit in (0..<38).reversed() where isWithin(root | 1 << UInt128(bit)) { root |= 1 << UInt128(bit) }
    return UInt32(truncatingIfNeeded: root)
  }
}
