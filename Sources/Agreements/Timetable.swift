import Quantities

/// How long a step of an approval takes, as the book states it: it moves practical dates earlier, never legal ones.
public struct LeadTime: Sendable, Hashable {
  /// The steps that take time before a circular goes out, in their order.
  public enum Step: String, Sendable, Hashable, CaseIterable {
    /// The independent financial adviser's work.
    case adviser
    /// The Exchange's comments on the draft.
    case exchangeComments = "exchange_comments"
    /// Printing and sending.
    case printing
  }

  /// The step.
  public let step: Step
  /// How many business days it takes.
  public let businessDays: Int
  /// Where this is stated.
  public let source: Source?

  /// A step that takes so many business days.
  public init(step: Step, businessDays: Int, source: Source?) {
    self.step = step
    self.businessDays = businessDays
    self.source = source
  }
}

/// A day on which the exchange does not deal though its calendar does not say so, such as one of severe weather.
public struct ClosedDay: Sendable, Hashable {
  /// The day.
  public let date: CivilDate
  /// Why, in the book's words.
  public let reason: String

  /// A closed day with its reason.
  public init(date: CivilDate, reason: String) {
    self.date = date
    self.reason = reason
  }
}

/// Categories whose transactions are, or may be, aggregated and treated as one.
///
/// - Source: rules 14A.81–14A.83; which are is a judgement, so the book states the groups.
public struct AggregationGroup: Sendable, Hashable {
  /// Its name in the book.
  public typealias ID = Identifier<AggregationGroup>

  /// Its name in the book.
  public let id: ID
  /// The categories, two at least.
  public let categories: [Category.ID]
  /// Whether the group's verdict governs; else each category stands alone and the group's is shown beside.
  public var governs: Bool
  /// Why they belong together, in the book's words.
  public let reason: String?
  /// Where this is stated.
  public let source: Source?

  /// A group as the book states it.
  public init(id: ID, categories: [Category.ID], governs: Bool, reason: String?, source: Source?) {
    self.id = id
    self.categories = categories
    self.governs = governs
    self.reason = reason
    self.source = source
  }
}

/// A figure of the rulebook that a scenario changes: "what if the 5% limit were 10%?"
public struct RuleFigure: Sendable, Hashable {
  /// The value of a figure of a rulebook.
  public enum Value: Sendable, Hashable {
    /// A percentage or a share.
    case ratio(Ratio)
    /// An amount.
    case money(Money)
    /// A number of days, months or years.
    case count(Int)
  }

  /// Its name in the rulebook, such as `vote_from`.
  public let name: String
  /// What it is instead.
  public let value: Value

  /// A figure with another value.
  public init(name: String, value: Value) {
    self.name = name
    self.value = value
  }
}
