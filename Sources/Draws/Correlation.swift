/// How several inputs move together: the correlations of the normal scores behind their draws.
///
/// Each input keeps its own distribution; of two normal inputs the correlation is that of their values, of others it is
/// that of the scores from which they are drawn (a Gaussian copula).
public struct Correlation: Sendable, Hashable {
  /// The names of the inputs, sorted.
  public let names: [String]
  /// The correlations, a row and a column for each of ``names``.
  public let matrix: [[Double]]
  /// The lower triangle L whose product with its mirror image is the matrix (Cholesky's).
  private let factor: [[Double]]

  /// Inputs with a matrix of correlations whose rows and columns are in the order of the names.
  ///
  /// - Throws: ``DrawError`` where names are doubled, the matrix has another shape, is no matrix of correlations, or is
  ///   not positive definite.
  public init(names: [String], matrix: [[Double]]) throws(DrawError) {
    guard names.count >= 2 else { throw .tooFewNames }
    guard matrix.count == names.count, matrix.allSatisfy({ $0.count == names.count }) else {
      throw .shape(names: names.count)
    }
    let order = names.indices.sorted { names[$0] < names[$1] }
    self.names = order.map { names[$0] }
    self.matrix = order.map { row in order.map { matrix[row][$0] } }
    try Self.validate(self.names, self.matrix)
    factor = try Self.factor(of: self.matrix, names: self.names)
  }

  /// Inputs of which any two have the same correlation.
  ///
  /// - Throws: ``DrawError``, as for a matrix.
  public init(names: [String], each correlation: Double) throws(DrawError) {
    try self.init(
      names: names, matrix: names.indices.map { row in names.indices.map { row == $0 ? 1 : correlation } })
  }

  private static func validate(_ names: [String], _ matrix: [[Double]]) throws(DrawError) {
    for (index, name) in names.enumerated() {
      if index > 0, names[index - 1] == name { throw .correlatedTwice(name) }
      guard matrix[index][index] == 1 else { throw .diagonal(name) }
      for other in 0..<index {
        let value = matrix[index][other]
        guard abs(value) < 1 else { throw .correlationOutside(value, names[other], name) }
        guard value == matrix[other][index] else { throw .asymmetric(names[other], name) }
      }
    }
  }

  private static func factor(of matrix: [[Double]], names: [String]) throws(DrawError) -> [[Double]] {
    var rows: [[Double]] = []
    for row in matrix.indices {
      var result: [Double] = []
      for column in 0..<row {
        var rest = matrix[row][column]
        for index in 0..<column { rest -= result[index] * rows[column][index] }
        result.append(rest / rows[column][column])
      }
      let left = result.reduce(1) { $0 - $1 * $1 }
      // What is left of a variance of one: nothing but rounding where the inputs before it decide an input.
      guard left > 1e-12 else { throw .contradiction(names[row], after: Array(names[..<row])) }
      rows.append(result + [left.squareRoot()])
    }
    return rows
  }

  /// What an input is correlated with: `correlated 0.5 with b and 0.2 with c`; nil where it is not named.
  public func words(of name: String) -> String? {
    guard let row = names.firstIndex(of: name) else { return nil }
    let others = names.indices.filter { $0 != row }
    return "correlated " + others.map { "\(matrix[row][$0].plainText) with \(names[$0])" }.joined(separator: " and ")
  }

  /// Scores that are correlated, of independent ones in the order of ``names``.
  public func correlated(_ scores: [Double]) -> [Double] {
    factor.map { row in
      row.indices.reduce(0) { $0 + row[$1] * scores[$1] }
    }
  }
}

extension RandomStream {
  /// The standard normal score of a run.
  public func score(run: UInt64) -> Double { Normal.score(of: share(run: run)) }
}

extension Draw {
  /// The place, among so many equally likely ones, that a random number above zero and below one stands for.
  public static func place(share: Double, of count: Int) -> Int { min(Int(share * Double(count)), count - 1) }

  /// The place, among so many equally likely ones, that a standard normal score stands for.
  public static func place(score: Double, of count: Int) -> Int { place(share: Normal.share(below: score), of: count) }
}
