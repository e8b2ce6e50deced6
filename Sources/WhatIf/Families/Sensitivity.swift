/// What each input does alone, around the baseline.
public struct Sensitivity: Sendable {
  /// One input at one of its values, all others as in the baseline.
  public struct Line: Sendable {
    /// The name of the input.
    public let input: String
    /// Its value.
    public let value: Cell
    /// What is measured, in the order of ``Sensitivity/measures``.
    public let measured: [Cell]

    /// An input at a value.
    public init(input: String, value: Cell, measured: [Cell]) {
      self.input = input
      self.value = value
      self.measured = measured
    }
  }

  /// The names of what is measured.
  public let measures: [String]
  /// What is measured with no input changed.
  public let baseline: [Cell]
  /// The lines, input by input in the order of their names, each by its values as stated.
  public let lines: [Line]
  /// How many lines there are in all; more than ``lines`` where it was interrupted.
  public let count: Int

  /// The lines around a baseline.
  public init(measures: [String], baseline: [Cell], lines: [Line], count: Int) {
    self.measures = measures
    self.baseline = baseline
    self.lines = lines
    self.count = count
  }
}
