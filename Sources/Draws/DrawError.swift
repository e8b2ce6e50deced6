/// What can be wrong with how a draw is stated.
public enum DrawError: Error, Sendable, Equatable {
  /// A parameter is infinite or not a number.
  case notFinite(parameter: String)
  /// A standard deviation is negative.
  case negativeDeviation(Double)
  /// A lowest value is above a highest.
  case reversed(low: Double, high: Double)
  /// The most likely value lies outside the lowest and the highest.
  case modeOutside(mode: Double, low: Double, high: Double)
  /// The bounds leave less than a millionth of the distribution.
  case bounds(least: Double?, greatest: Double?, of: String)
  /// Values of the distribution can be too large to hold.
  case outOfRange(String)
  /// No values are given to draw from.
  case noValues
  /// Values that are drawn from are not of one kind with an order.
  case unorderedValues
  /// Two inputs have one name.
  case doubledName(String)
  /// A correlation names what is not drawn.
  case unknownName(String, known: [String])
  /// An input is named by two correlations, or twice by one.
  case correlatedTwice(String)
  /// A correlation of fewer than two inputs.
  case tooFewNames
  /// The matrix does not have a row and a column for each name.
  case shape(names: Int)
  /// The matrix is not its own mirror image at a pair of names.
  case asymmetric(String, String)
  /// An input's correlation with itself is not one.
  case diagonal(String)
  /// A correlation is not between −1 and 1, exclusively.
  case correlationOutside(Double, String, String)
  /// The correlations contradict each other, as is found at an input after those before it.
  case contradiction(String, after: [String])
}

extension DrawError: CustomStringConvertible {
  /// One sentence that a person can act on.
  public var description: String {
    switch self {
    case .notFinite(let parameter): "the \(parameter) must be a finite number"
    case .negativeDeviation(let deviation):
      "a standard deviation cannot be negative, and \(deviation.plainText) is"
    case .reversed(let low, let high): "the lowest value \(low.plainText) is above the highest, \(high.plainText)"
    case .modeOutside(let mode, let low, let high):
      "the most likely value \(mode.plainText) does not lie between \(low.plainText) and \(high.plainText)"
    case .bounds(let least, let greatest, let distribution):
      "less than a millionth of '\(distribution)' lies "
        + [least.map { "at or above \($0.plainText)" }, greatest.map { "at or below \($0.plainText)" }]
        .compactMap { $0 }.joined(separator: " and ")
        + "; state wider bounds"
    case .outOfRange(let distribution):
      "'\(distribution)' can give values beyond 9,200,000,000, the largest that is drawn; state it in a larger unit, "
        + "or bound it by the least and the greatest value that may be drawn"
    case .noValues: "there are no values to draw from"
    case .unorderedValues: "the values to draw from must all be amounts of one currency, days or numbers"
    case .doubledName(let name): "two inputs are named '\(name)'"
    case .unknownName(let name, let known):
      "the correlation names '\(name)', which is not drawn; what is drawn is "
        + known.map { "'\($0)'" }.joined(separator: ", ")
    case .correlatedTwice(let name): "'\(name)' is named twice by what is correlated; put all its correlations into one"
    case .tooFewNames: "a correlation needs the names of at least two inputs"
    case .shape(let names): "the matrix must have \(names) rows of \(names) numbers, a row and a column for each name"
    case .asymmetric(let one, let other):
      "the matrix states two correlations of '\(one)' and '\(other)'; the two places must hold the same number"
    case .diagonal(let name): "the correlation of '\(name)' with itself must be 1"
    case .correlationOutside(let value, let one, let other):
      "the correlation of '\(one)' and '\(other)' must lie between -1 and 1, and \(value.plainText) does not; "
        + "two inputs that always move together are one input"
    case .contradiction(let name, let before):
      "no draws have these correlations (the matrix is not positive definite): those of '\(name)' contradict what is "
        + "stated of " + before.map { "'\($0)'" }.joined(separator: ", ") + ", or leave it nothing of its own"
    }
  }
}

extension Double {
  /// The number as its shortest decimal, without `.0`.
  var plainText: String {
    let text = "\(self)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
