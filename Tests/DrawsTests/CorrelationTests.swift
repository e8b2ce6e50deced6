import Testing

@testable import Draws

@Suite("Correlated draws")
struct CorrelationTests {
  private func scores(_ names: [String], _ correlation: Correlation) -> [[Double]] {
    let streams = names.map { RandomStream(seed: TestRun.seed, name: $0) }
    let rows = (0..<TestRun.draws).map { run in correlation.correlated(streams.map { $0.score(run: UInt64(run)) }) }
    return names.indices.map { column in rows.map { $0[column] } }
  }

  @Test("normal scores have the correlations stated, and stay normal")
  func matches() throws {
    let stated = try Correlation(names: ["a", "b", "c"], matrix: [[1, 0.6, -0.3], [0.6, 1, 0.2], [-0.3, 0.2, 1]])
    let columns = scores(stated.names, stated)
    let root = Double(TestRun.draws).squareRoot()
    for row in 0..<3 {
      for column in 0..<row {
        let exact = stated.matrix[row][column]
        let error = (1 - exact * exact) / root
        let found = correlation(columns[row], columns[column])
        #expect(abs(found - exact) < TestRun.errors * error, "\(TestRun.words): \(row), \(column)")
      }
      let (sum, squares) = columns[row].reduce((0.0, 0.0)) { ($0.0 + $1, $0.1 + $1 * $1) }
      #expect(abs(sum / root) < TestRun.errors)
      #expect(abs(squares / root - root) < TestRun.errors * 2.squareRoot())
    }
  }

  @Test("the values of two uniform inputs whose scores correlate by 0.5 correlate by 6/π·arcsin(0.25)")
  func copula() throws {
    let draw = try Draw(.uniform(low: 0, high: 1))
    let columns = scores(["a", "b"], try Correlation(names: ["a", "b"], each: 0.5))
      .map { $0.map { draw.value(score: $0).number } }
    let error = 1 / Double(TestRun.draws).squareRoot()
    #expect(abs(correlation(columns[0], columns[1]) - 0.4825837395309975) < TestRun.errors * error, "\(TestRun.words)")
  }

  @Test("names are sorted, and the matrix with them")
  func sorted() throws {
    let one = try Correlation(names: ["c", "a", "b"], matrix: [[1, -0.3, 0.2], [-0.3, 1, 0.6], [0.2, 0.6, 1]])
    let other = try Correlation(names: ["a", "b", "c"], matrix: [[1, 0.6, -0.3], [0.6, 1, 0.2], [-0.3, 0.2, 1]])
    #expect(one == other)
    #expect(one.words(of: "a") == "correlated 0.6 with b and -0.3 with c")
    #expect(one.words(of: "d") == nil)
  }

  @Test("the input that comes first by name keeps its own scores")
  func first() throws {
    let correlation = try Correlation(names: ["growth", "price"], each: 0.6)
    #expect(correlation.correlated([1.25, -0.5]) == [1.25, 0.6 * 1.25 + (1 - 0.6 * 0.6).squareRoot() * -0.5])
  }

  @Test("what is no matrix of correlations is refused in words")
  func faults() {
    let faults: [([String], [[Double]], DrawError)] = [
      (["a"], [[1]], .tooFewNames),
      (["a", "b"], [[1, 0.5]], .shape(names: 2)),
      (["a", "b"], [[1, 0.5], [0.5]], .shape(names: 2)),
      (["a", "b"], [[1, 0.5], [0.4, 1]], .asymmetric("a", "b")),
      (["a", "b"], [[1, 0.5], [0.5, 2]], .diagonal("b")),
      (["a", "b"], [[1, 1], [1, 1]], .correlationOutside(1, "a", "b")),
      (["a", "b"], [[1, -1.5], [-1.5, 1]], .correlationOutside(-1.5, "a", "b")),
      (["a", "a"], [[1, 0.5], [0.5, 1]], .correlatedTwice("a")),
      (["a", "b", "c"], [[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]], .contradiction("c", after: ["a", "b"])),
    ]
    for (names, matrix, fault) in faults {
      #expect(throws: fault) { try Correlation(names: names, matrix: matrix) }
    }
    #expect(throws: DrawError.self) { try Correlation(names: ["a", "b"], each: .nan) }
    #expect(throws: DrawError.contradiction("c", after: ["a", "b"])) {
      try Correlation(names: ["a", "b", "c"], each: -0.5)
    }
    #expect(throws: Never.self) { try Correlation(names: ["a", "b", "c"], each: -0.49) }
    #expect(
      "\(DrawError.contradiction("c", after: ["a", "b"]))"
        == "no draws have these correlations (the matrix is not positive definite): those of 'c' contradict what is "
        + "stated of 'a', 'b', or leave it nothing of its own")
  }
}
