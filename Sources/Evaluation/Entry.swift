import Quantities

/// A value of the tree that an outcome is when it is read by name: by a script, by an expectation, by a report.
///
/// One tree serves all three, so that no two can call one figure by different names.
public indirect enum Entry: Sendable, Hashable {
  /// Nothing is stated or concluded.
  case none
  /// Yes or no.
  case flag(Bool)
  /// Words.
  case text(String)
  /// A whole number.
  case count(Int)
  /// An exact amount.
  case money(Money)
  /// A day.
  case date(CivilDate)
  /// An exact ratio.
  case ratio(Ratio)
  /// Several of one kind, in order.
  case list([Entry])
  /// Named values, in the order in which they are shown.
  case record(Record)

  /// Named values, in the order in which they are shown.
  public struct Record: Sendable, Hashable {
    /// What the record is, such as `cap` or `category 'hardware'`: used in messages about unknown names.
    public let title: String
    /// The values with their names.
    public let fields: [Field]

    /// A value with its name.
    public struct Field: Sendable, Hashable {
      /// Its name.
      public let name: String
      /// The value.
      public let value: Entry
    }

    /// A record of named values.
    public init(_ title: String, _ fields: [(String, Entry)]) {
      self.title = title
      self.fields = fields.map { Field(name: $0.0, value: $0.1) }
    }

    /// The value of that name; nil where the record has no such name.
    public subscript(_ name: String) -> Entry? { fields.first { $0.name == name }?.value }

    /// The names, in order.
    public var names: [String] { fields.map(\.name) }
  }

  /// The amount, or `.none` for nil.
  public static func money(_ money: Money?) -> Entry { money.map { .money($0) } ?? .none }
  /// The day, or `.none` for nil.
  public static func date(_ date: CivilDate?) -> Entry { date.map { .date($0) } ?? .none }
  /// The words, or `.none` for nil.
  public static func text(_ text: String?) -> Entry { text.map { .text($0) } ?? .none }
  /// Several words or sentences, in order.
  public static func texts(_ texts: [String]) -> Entry { .list(texts.map { .text($0) }) }
  /// The ratio, or `.none` for nil.
  public static func ratio(_ ratio: Ratio?) -> Entry { ratio.map { .ratio($0) } ?? .none }
}
