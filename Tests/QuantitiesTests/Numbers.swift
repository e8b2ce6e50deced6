import Foundation
import Quantities

/// Random integers that a seed repeats: of all sizes, with the extremes among them.
struct Numbers {
  private var state: UInt64

  /// The seed of this run; HEADROOM_TEST_SEED repeats one.
  static let seed =
    UInt64(ProcessInfo.processInfo.environment["HEADROOM_TEST_SEED"] ?? "") ?? 20_260_423

  init() { state = Self.seed }

  private mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(bits() % UInt64(range.count)) }

  /// Any integer: of a random number of bits, or an extreme.
  mutating func integer() -> Int64 {
    let extremes: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]
    if number(0...9) == 0 { return extremes[number(0...6)] }
    return Int64(bitPattern: bits()) >> Int64(number(0...63))
  }
}
