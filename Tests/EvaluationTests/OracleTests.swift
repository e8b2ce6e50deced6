import Agreements
import Evaluation
import Quantities
import Testing

/// The evaluation against a slow one that was written from the design alone.
@Suite struct OracleTests {
  @Test func `random books come out as the day-by-day oracle says`() throws {
    var (compared, breaches, open, refused) = (0, 0, 0, 0)
    for number in 0..<UInt64(TestRun.books) {
      let seed = TestRun.seed &+ number
      let random = try RandomBook(seed: seed)
      let readings = try? Readings(random)
      let outcome = try? Evaluator().evaluate(random.book)
      #expect((readings == nil) == (outcome == nil), "HEADROOM_TEST_SEED=\(seed): one refuses the book, the other does not")
      guard let readings, let outcome else {
        refused += 1
        continue
      }
      let found = Findings(outcome, isOpen: readings.oracles.count > 1), expected = readings.findings
      #expect(found == expected, "HEADROOM_TEST_SEED=\(seed) HEADROOM_TEST_BOOKS=1 (\(readings.oracles.count) readings)")
      compared += 1
      breaches += expected.lines.isEmpty ? 0 : 1
      open += readings.oracles.count > 1 ? 1 : 0
    }
    // A run of books that say nothing would prove nothing.
    if TestRun.books >= 100 {
      #expect(compared > TestRun.books / 2 && breaches > TestRun.books / 4 && open > 0 && refused < TestRun.books / 3)
    }
  }
}
