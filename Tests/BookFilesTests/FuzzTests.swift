import BookFiles
import Foundation
import Problems
import Testing

/// Random damage to the real book: each round ends in a book or in problems with places, never otherwise.
@Suite struct FuzzTests {
  /// SplitMix64: small, and the same on every machine.
  struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// What breaks things: the marks of YAML and CSV, ends of lines, bytes that are no text.
  private static let spices: [[UInt8]] = [
    "&a ", "*a", "!t ", "- ", "? ", ": ", "[", "]", "{", "}", "\"", "'", "|", ">", "#", "%", "\n", "\r", "\t", "\\", ",", "---\n", "...\n", "\u{2028}",
    "\u{FEFF}", "  ", "零", "-", "9", "99999999999999999999", "0", ".", "<<", "\n- ", "\n  ",
  ].map { Array($0.utf8) } + [[0], [0xFF], [0xC0], [0xED, 0xA0, 0x80], [0x80]]

  private static func damage(_ bytes: [UInt8], _ random: inout Random) -> [UInt8] {
    var result = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let at = Int.random(in: 0..<max(1, result.count), using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: result[at] = UInt8.random(in: 0...255, using: &random)
      case 1: result.insert(contentsOf: spices.randomElement(using: &random) ?? [], at: at)
      case 2: result.removeSubrange(at..<min(result.count, at + Int.random(in: 1...40, using: &random)))
      case 3:
        let piece = result[at..<min(result.count, at + Int.random(in: 1...80, using: &random))]
        result.insert(contentsOf: Array(piece), at: Int.random(in: 0...result.count, using: &random))
      default: result.replaceSubrange(at...at, with: spices.randomElement(using: &random) ?? [])
      }
    }
    return result
  }

  @Test func `damaged books and ledgers end in a book or in problems`() throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["HEADROOM_TEST_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...UInt64(UInt32.max))
    let rounds = environment["HEADROOM_TEST_ROUNDS"].flatMap { Int($0) } ?? 2_000
    print("fuzzing books: HEADROOM_TEST_SEED=\(seed)")
    var random = Random(state: seed)
    let book = try Fixtures.bytes(Fixtures.scenario("kingsoft-xiaomi"))
    let ledger = try Fixtures.bytes(Fixtures.scenario("kingsoft-xiaomi", "ledger.csv"))
    var loaded = 0
    for round in 0..<rounds {
      let damagesBook = round % 4 != 0
      let badBook = damagesBook ? Self.damage(book, &random) : book
      let badLedger = damagesBook ? ledger : Self.damage(ledger, &random)
      do throws(Problems) {
        _ = try BookFile.read(badBook, file: "book.yaml") { _ in badLedger }
        loaded += 1
      } catch {
        #expect(!error.all.isEmpty && error.all.allSatisfy { $0.place != nil }, "seed \(seed), round \(round): \(error)")
      }
    }
    #expect(loaded > 0 && loaded < rounds, "seed \(seed): \(loaded) of \(rounds) loaded")
  }
}
