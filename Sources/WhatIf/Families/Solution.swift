import Quantities

/// What a search over one input found.
public struct Solution: Sendable {
  /// Which value is searched for.
  public enum Want: String, Sendable, CaseIterable {
    /// The first value, in order, for which the condition holds.
    case first
    /// The last value, in order, for which it holds.
    case last
    /// The least value for which it holds: the first, of numbers and amounts.
    case least
    /// The greatest value for which it holds.
    case greatest

    /// Whether the answer is at the upper end.
    public var isUpper: Bool { self == .last || self == .greatest }
  }

  /// A run of neighbouring values with one verdict.
  public struct Interval: Sendable {
    /// Its first value.
    public let from: Cell
    /// Its last value.
    public let to: Cell
    /// Whether the condition holds on it.
    public let holds: Bool

    /// A run of values.
    public init(from: Cell, to: Cell, holds: Bool) {
      self.from = from
      self.to = to
      self.holds = holds
    }
  }

  /// The name of the input.
  public let input: String
  /// Which value is searched for.
  public let want: Want
  /// The value; nil where the condition holds nowhere, or where its verdicts change more than once.
  public let value: Cell?
  /// The next value, for which the verdict is the other; nil where the answer lies at the end of the range.
  public let neighbour: Cell?
  /// The runs of one verdict, in order: one or two where the condition is monotone.
  public let intervals: [Interval]
  /// How many values the range has.
  public let count: Int
  /// How many of them were evaluated.
  public let evaluated: Int

  /// Whether every value was evaluated, so that no change of the verdict can lie between.
  public var isExhaustive: Bool { evaluated == count }
  /// Whether the verdict changes at most once.
  public var isMonotone: Bool { intervals.count <= 2 }

  /// What a search found.
  public init(
    input: String, want: Want, value: Cell?, neighbour: Cell?, intervals: [Interval], count: Int, evaluated: Int
  ) {
    self.input = input
    self.want = want
    self.value = value
    self.neighbour = neighbour
    self.intervals = intervals
    self.count = count
    self.evaluated = evaluated
  }
}
