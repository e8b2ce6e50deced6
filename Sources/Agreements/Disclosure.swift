import Quantities

/// A class of percentage ratio that the issuer has disclosed for a category: evidence where the figures are not.
public struct Disclosure: Sendable, Hashable {
  /// The classes that announcements state.
  public enum RatioClass: String, Sendable, CaseIterable {
    /// Every ratio is below 0.1%.
    case belowTenthPercent = "below 0.1%"
    /// The highest ratio is above 0.1% and does not exceed 5%.
    case uptoFivePercent = "above 0.1%, not above 5%"
    /// The highest ratio is above 5%.
    case aboveFivePercent = "above 5%"
  }

  /// The category whose largest cap was classed.
  public let category: Category.ID
  /// The class.
  public let ratioClass: RatioClass
  /// The largest cap of the category as it was disclosed.
  public let largestCap: Money
  /// The day of the disclosure: the class holds on the issuer's size of that day.
  public let date: CivilDate
  /// Where this is stated.
  public let source: Source?

  /// A disclosure of a category's class.
  public init(category: Category.ID, ratioClass: RatioClass, largestCap: Money, date: CivilDate, source: Source?) {
    self.category = category
    self.ratioClass = ratioClass
    self.largestCap = largestCap
    self.date = date
    self.source = source
  }
}
