import Agreements
import Quantities

/// How a conclusion follows, as a tree: from the conclusion through rules and arithmetic to stated inputs.
///
/// Each node's ``value`` is what its ``step`` makes of the values of its ``parts``, so that a person, or a test, can
/// compute it again; a leaf is ``Step/given`` and says where it is stated, or that it is assumed.
public struct Derivation: Sendable, Hashable {
  /// What the node says, in words, its value included.
  public let statement: String
  /// What comes out; nil where the node only joins others by words.
  public let value: Value?
  /// How the value follows from those of the parts.
  public let step: Step
  /// The rule by which it follows.
  public let rule: Citation?
  /// Where a given value is stated.
  public let source: Source?
  /// Whether it is an assumption.
  public let isAssumed: Bool
  /// What it follows from, in the order in which ``step`` takes them.
  public let parts: [Derivation]

  /// A value of a derivation.
  public enum Value: Sendable, Hashable {
    /// An exact amount.
    case money(Money)
    /// A day.
    case day(CivilDate)
    /// An exact ratio.
    case ratio(Ratio)
    /// A whole number.
    case count(Int)
    /// Whether a condition holds.
    case verdict(Verdict)
    /// A word, such as a requirement.
    case word(String)
  }

  /// A comparison, exact.
  public enum Comparison: String, Sendable, Hashable {
    case less = "<"
    case atMost = "≤"
    case more = ">"
    case atLeast = "≥"
  }

  /// How a value follows from those of the parts, which are counted from the first.
  public enum Step: Sendable, Hashable {
    /// It is stated, or assumed; there are no parts.
    case given
    /// The sum of amounts, of ratios, or of counts.
    case sum
    /// The first amount, or ratio, less the others.
    case difference
    /// The first amount times the others, which are ratios, rounded down once.
    case scaled
    /// The first amount times the second, a ratio, so many times, rounded down once.
    case compounded(times: Int)
    /// The product of ratios.
    case product
    /// What has fallen by the end of day `day` of `days` of the first amount, spread evenly: ⌊T·day/days⌋, the credit
    /// mirrored.
    case spread(day: Int, of: Int)
    /// The first amount over the second, of one currency.
    case ratio
    /// The first amount at the rate that is the second, a ratio, exactly; the value is in the rate's currency and was
    /// rounded down to its minor units.
    case converted
    /// The ratio of the first amount to the second, at the rate that is the third, a ratio from the first's currency to
    /// the second's.
    case ratioAtRate
    /// The largest of the parts.
    case largest
    /// The earliest of the parts' days.
    case earliest
    /// The latest of the parts' days.
    case latest
    /// That many days after the first part's day; before it where negative.
    case daysAfter(Int)
    /// That many months after the first part's day.
    case monthsAfter(Int)
    /// The business day that many after the first part's day; before it where negative.
    case businessDaysAfter(Int)
    /// How many business days there are after the first part's day, through the second's.
    case businessDaysBetween
    /// Whether the first part compares so with the second.
    case comparison(Comparison)
    /// Whether all parts hold.
    case all
    /// Whether any part holds.
    case any
    /// Whether the first part does not hold.
    case not
    /// What the first part is; the others say why in words.
    case same
    /// What the first part is, where every other part that is a verdict holds.
    case provided
    /// By words, which the rule and the parts explain; nothing to compute.
    case reasoning
  }

  /// A conclusion from parts.
  public init(
    _ statement: String, _ value: Value? = nil, by step: Step = .reasoning, rule: Citation? = nil,
    from parts: [Derivation]
  ) {
    self.statement = statement
    self.value = value
    self.step = step
    self.rule = rule
    self.parts = parts
    source = nil
    isAssumed = false
  }

  /// A stated or assumed input.
  public init(
    given statement: String, _ value: Value? = nil, source: Source?, isAssumed: Bool = false, rule: Citation? = nil
  ) {
    self.statement = statement
    self.value = value
    self.source = source
    self.isAssumed = isAssumed
    self.rule = rule
    step = .given
    parts = []
  }
}
