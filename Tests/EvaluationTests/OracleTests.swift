import Agreements
import Evaluation
import Quantities
import Testing

/// The evaluation against a slow one that was written from the design alone.
@Suite struct OracleTests {
  @Test func `random books come out as the day-by-day oracle says`() throws {
    var seen: [String: Int] = [:]
    for number in 0..<UInt64(TestRun.books) {
      let seed = TestRun.seed &+ number
      let random = try RandomBook(seed: seed)
      let readings = try? Readings(random)
      let outcome = try? Evaluator().evaluate(random.book)
      #expect(
        (readings == nil) == (outcome == nil), "HEADROOM_TEST_SEED=\(seed): one refuses the book, the other does not")
      guard let readings, let outcome else {
        seen["refused", default: 0] += 1
        continue
      }
      let found = Findings(outcome, isOpen: readings.oracles.count > 1), expected = readings.findings
      #expect(
        found == expected, "HEADROOM_TEST_SEED=\(seed) HEADROOM_TEST_BOOKS=1 (\(readings.oracles.count) readings)")
      for word in Set(expected.lines.compactMap { $0.split(separator: " ").first }) {
        seen[String(word), default: 0] += 1
      }
    }
    guard TestRun.books >= 100 else { return }
    // A run of books that say nothing would prove nothing.
    for word in ["cap", "uncovered", "alert", "undetermined", "unplaced", "period"] {
      #expect(seen[word, default: 0] > 0, "HEADROOM_TEST_SEED=\(TestRun.seed): no book shows \(word)")
    }
    #expect(seen["refused", default: 0] < TestRun.books / 3)
  }
}
