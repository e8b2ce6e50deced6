import Agreements
import Problems
import Quantities

// The columns `price` and `quotations` of a row.
extension LedgerRows {
  typealias Quoted = (price: Money, offers: [Quotation.Offer])

  /// The quotations of a row: nil inside where it states none, nil where they cannot be read.
  mutating func readQuotation(price: CSVTable.Field?, offers: CSVTable.Field?) -> Quoted?? {
    guard let price else {
      guard let offers else { return .some(nil) }
      fault(
        "this row has quotations and no price to compare them with", at: offers,
        hint: "write what the connected person asks into the column 'price'")
      return nil
    }
    guard let money = readAmount(price) else { return nil }
    var read: [Quotation.Offer] = []
    for text in offers?.text.split(separator: ";") ?? [] where !text.trimmingSpaces.isEmpty {
      guard let offer = offers.flatMap({ readOffer(text, at: $0) }) else { return nil }
      read.append(offer)
    }
    return .some((money, read))
  }

  /// One offer, as `Name: amount` or `Name: amount (not independent)`.
  private mutating func readOffer(_ written: Substring, at field: CSVTable.Field) -> Quotation.Offer? {
    var text = written.trimmingSpaces
    let isIndependent = !text.hasSuffix(Self.notIndependent)
    if !isIndependent { text = text.dropLast(Self.notIndependent.count).trimmingSpaces }
    guard let colon = text.lastIndex(of: ":"), !text[..<colon].trimmingSpaces.isEmpty else {
      fault(
        "'\(written.trimmingSpaces.prefix(80))' is no quotation", at: field,
        hint: "write them like 'Alpha Limited: 5.2 million; Beta Limited: 5.4 million (not independent)'")
      return nil
    }
    var amount = field
    amount.text = String(text[text.index(after: colon)...].trimmingSpaces)
    return readAmount(amount).map {
      .init(from: String(text[..<colon].trimmingSpaces), price: $0, isIndependent: isIndependent)
    }
  }

  private static var notIndependent: String { "(not independent)" }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var view = self
    while view.first == " " { view.removeFirst() }
    while view.last == " " { view.removeLast() }
    return view
  }
}
