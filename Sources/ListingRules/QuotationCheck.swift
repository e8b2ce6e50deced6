import Agreements
import Quantities

/// What an agreement's own control finds in the quotations behind one amount or order: how many are of independent third
/// parties, and beside which of them the connected price is not as the agreement asks.
///
/// - Source: the agreement, as the book states it; no Listing Rule sets a number of quotations.
public struct QuotationCheck: Sendable, Hashable {
  /// The offers of independent third parties; what others offer does not count.
  public let independent: [Quotation.Offer]
  /// How many the agreement asks for at least.
  public let atLeast: Int
  /// Those beside which the connected price is not as the agreement asks.
  public let worseThan: [Quotation.Offer]
  /// Those in another currency than the connected price: nothing is converted.
  public let notComparable: [Quotation.Offer]

  /// The check of one set of quotations.
  public init(_ quotation: Quotation, by rule: QuotationRule, direction: Category.Direction) {
    independent = quotation.offers.filter(\.isIndependent)
    atLeast = rule.atLeast
    let comparable = independent.filter { $0.price.currency == quotation.price.currency }
    notComparable = independent.filter { $0.price.currency != quotation.price.currency }
    worseThan = comparable.filter { offer in
      !Self.isAsAsked(quotation.price.minor, beside: offer.price.minor, rule.price, direction)
    }
  }

  /// Whether there are as many offers as the agreement asks for: exactly as many are enough.
  public var hasEnough: Bool { independent.count >= atLeast }

  /// Whether the connected price is as the agreement asks beside every independent offer.
  ///
  /// An offer beside which it is not decides, whatever the others are worth.
  public var price: Verdict { worseThan.isEmpty ? notComparable.isEmpty ? .holds : .undetermined : .fails }

  /// "Better" is strict. The group gains by a lower price where it pays, and by a higher one where it is paid.
  private static func isAsAsked(
    _ connected: Int64, beside other: Int64, _ asked: QuotationRule.Price, _ direction: Category.Direction
  ) -> Bool {
    if connected == other { return asked == .betterOrEqual }
    return direction == .income ? connected > other : connected < other
  }
}
