import Agreements
import Problems
import Quantities

// The agreements with what lies under them.
extension BookReader {
  /// The agreements, and the categories of all of them in the order of the book.
  func readAgreements(_ nodes: [YamlNode]) -> (agreements: [Agreement], categories: [Agreements.Category]) {
    var agreements: [Agreement] = [], categories: [Agreements.Category] = []
    for node in nodes {
      let (agreement, under) = readAgreement(node)
      if let agreement { agreements.append(agreement) }
      categories += under
    }
    return (agreements, categories)
  }

  private func readAgreement(_ node: YamlNode) -> (agreement: Agreement?, categories: [Agreements.Category]) {
    let keys = [
      "id", "name", "signed", "with", "written", "long_term_reason", "source", "references", "supplements",
      "categories",
    ]
    guard let fields = Fields(node, "an agreement", keys: keys, faults: faults) else { return (nil, []) }
    let id = names.give(.agreement, fields)
    let name = fields.text("name")
    let signed = fields.optionalDate("signed")
    let counterparty = fields.text("with")
    if let counterparty { names.use(.person, counterparty, at: fields.place("with")) }
    let references = fields.texts("references")
    let supplements = fields.list("supplements").compactMap(readSupplement)
    let (written, reason) = (fields.optionalFlag("written"), fields.optionalText("long_term_reason"))
    let source = fields.source()
    let categories = fields.requiredList("categories").compactMap { readCategory($0, under: id ?? "") }
    guard let id, let name, let counterparty else { return (nil, categories) }
    let agreement = Agreement(
      id: .init(id), name: name, signed: signed, counterparty: .init(counterparty),
      supplements: supplements.sorted { $0.date < $1.date }, references: references,
      isWritten: written, longTermReason: reason, source: source)
    return (agreement, categories)
  }

  private func readSupplement(_ node: YamlNode) -> Agreement.Supplement? {
    guard let fields = Fields(node, "a supplement", keys: ["date", "effect", "source"], faults: faults) else {
      return nil
    }
    let (date, effect, source) = (fields.date("date"), fields.text("effect"), fields.source())
    guard let date, let effect else { return nil }
    return Agreement.Supplement(date: date, effect: effect, source: source)
  }
}
