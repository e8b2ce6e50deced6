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
  private static let spices: [[UInt8]] =
    [
      "&a ", "*a", "!t ", "- ", "? ", ": ", "[", "]", "{", "}", "\"", "'", "|", ">", "#", "%", "\n", "\r", "\t", "\\",
      ",", "---\n", "...\n", "\u{2028}",
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

  /// The seed of a run, printed so that a failure can be repeated.
  private static func seed(_ what: String) -> UInt64 {
    let given = ProcessInfo.processInfo.environment["HEADROOM_TEST_SEED"].flatMap { UInt64($0) }
    let seed = given ?? 20_260_423
    print("fuzzing \(what): HEADROOM_TEST_SEED=\(seed)")
    return seed
  }

  private static func rounds(_ usual: Int) -> Int {
    ProcessInfo.processInfo.environment["HEADROOM_TEST_ROUNDS"].flatMap { Int($0) } ?? usual
  }

  /// Lines that may stand before a bomb to hide it from a scanner that reads quotes, comments and texts otherwise than the library.
  private static func cover(_ random: inout Random) -> String {
    let heads = [
      "", "a: ", "- ", "? ", ": ", "b", "- a: ", "a: |", "a: >-", "a: |2", "- |", "a: |1 # ", "\"k\": ", "'k': ",
      "[k]: ", "- - ",
    ]
    let tails = [
      "", "b", "\"", "'", "\"q\"", "'q'", "b \"", "b '", "#", "b # \"", "b#'", "[x, \"", "[x]", "{x: '", "{}", "b: ",
      "|", ">", "\\\"", "\"\\\"",
      "''", "'it''s'", "é\"", "?", "-", "\t", ", \"", "]", "}",
    ]
    let ends = ["\n", "\n", "\n", "\r\n", "\r", "\n\n", "\n \n", " \n"]
    /// Mostly one of the first few, so that the dangerous pairs come often.
    func pick(_ words: [String], _ first: Int) -> String {
      let few = Int.random(in: 0..<3, using: &random) > 0
      return words[Int.random(in: 0..<(few ? first : words.count), using: &random)]
    }
    return (0..<Int.random(in: 1...4, using: &random)).map { _ in
      String(repeating: " ", count: Int.random(in: 0...3, using: &random)) + pick(heads, 3) + pick(tails, 4)
        + pick(ends, 3)
    }.joined()
  }

  @Test func `no text before it hides depth or an alias from the scanner`() throws {
    let seed = Self.seed("the scanner")
    var random = Random(state: seed)
    let bomb = String(repeating: "[", count: 1_100)
    for round in 0..<Self.rounds(3_000) {
      let cover = Self.cover(&random)
      for payload in ["d: \(bomb)", bomb, "  d: \(bomb)", " - \(bomb)", "d: *alias", " - *alias"] {
        // What slips through meets the library's own limits, whose words betray it.
        do throws(Problems) {
          _ = try BookFile.read(Array((cover + payload).utf8), file: "book.yaml") { _ in [] }
        } catch {
          let slipped = error.all.contains {
            $0.statement.contains("nesting level") || $0.statement.contains("undefined alias")
          }
          #expect(!slipped, "seed \(seed), round \(round): \(cover.debugDescription)")
        }
      }
    }
  }

  @Test func `damaged books and ledgers end in a book or in problems`() throws {
    let (seed, rounds) = (Self.seed("books"), Self.rounds(2_000))
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
        #expect(
          !error.all.isEmpty && error.all.allSatisfy { $0.place != nil }, "seed \(seed), round \(round): \(error)")
      }
    }
    #expect(loaded > 0 && loaded < rounds, "seed \(seed): \(loaded) of \(rounds) loaded")
  }
}
