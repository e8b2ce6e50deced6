import Quantities

/// A stretch of time for which the agreement lets a category be traded.
public struct Term: Sendable, Hashable {
  /// Its days.
  public var period: DateRange
  /// How it comes to be in force.
  public var standing: Standing
  /// What is assumed of it where the agreement is silent.
  public let assumption: String?
  /// Where this is stated.
  public let source: Source?

  /// A term as the book states it.
  public init(period: DateRange, standing: Standing, assumption: String? = nil, source: Source?) {
    self.period = period
    self.standing = standing
    self.assumption = assumption
    self.source = source
  }
}
