import Quantities

/// The maximum amount of a category in a cap period, with all its versions.
public struct Cap: Sendable, Hashable {
  /// Its name in the category, usually the year.
  public typealias ID = Identifier<Cap>

  /// Its name in the category, usually the year.
  public let id: ID
  /// Its versions, oldest first; at least one.
  public var versions: [CapVersion]

  /// A cap with its versions.
  public init(id: ID, versions: [CapVersion]) {
    self.id = id
    self.versions = versions
  }

  /// The newest version, in force or proposed.
  public var newest: CapVersion? { versions.last }

  /// From the first day of any version to the last.
  public var span: DateRange? {
    guard let first = versions.map(\.period.from).min(), let last = versions.map(\.period.to).max() else { return nil }
    return try? DateRange(from: first, to: last)
  }
}

/// One version of a cap; a newer one may have another amount and another period.
public struct CapVersion: Sendable, Hashable {
  /// Its name in the cap, such as `original` or `revised`.
  public typealias ID = Identifier<CapVersion>

  /// Its name in the cap, such as `original` or `revised`.
  public let id: ID
  /// The most that may be traded in its period.
  public var amount: Money
  /// The days whose amounts are added up against it.
  public let period: DateRange
  /// How it comes to be in force.
  public let standing: Standing
  /// Where this is stated.
  public let source: Source?

  /// A version as the book or a scenario states it.
  public init(id: ID, amount: Money, period: DateRange, standing: Standing, source: Source?) {
    self.id = id
    self.amount = amount
    self.period = period
    self.standing = standing
    self.source = source
  }
}
