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
    let keys = ["id", "name", "signed", "with", "source", "references", "supplements", "categories"]
    guard let fields = Fields(node, "an agreement", keys: keys, faults: faults) else { return (nil, []) }
    let id = names.give(.agreement, fields)
    let name = fields.text("name")
    let signed = fields.optionalDate("signed")
    let counterparty = fields.text("with")
    if let counterparty { names.use(.person, counterparty, at: fields.place("with")) }
    let references = fields.texts("references")
    let supplements = fields.list("supplements").compactMap(readSupplement)
    let source = fields.source()
    let categories = fields.requiredList("categories").compactMap { readCategory($0, under: id ?? "") }
    guard let id, let name, let counterparty else { return (nil, categories) }
    let agreement = Agreement(
      id: .init(id), name: name, signed: signed, counterparty: .init(counterparty),
      supplements: supplements.sorted { $0.date < $1.date }, references: references, source: source)
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

  private func readCategory(_ node: YamlNode, under agreement: String) -> Agreements.Category? {
    let keys = [
      "id", "name", "direction", "pricing", "source", "caps_unstated", "terms", "caps", "forecast", "disclosed",
    ]
    guard let fields = Fields(node, "a category", keys: keys, faults: faults) else { return nil }
    let id = names.give(.category, fields)
    let name = fields.text("name")
    let direction = fields.choice("direction", of: Agreements.Category.Direction.self)
    let (pricing, source) = (fields.optionalText("pricing"), fields.source())
    let unstated = fields.optionalText("caps_unstated")
    let terms = readTerms(fields, category: id)
    let caps = readCaps(fields, category: id, terms: terms)
    let plans = readPlans(fields)
    let disclosed = fields.optional("disclosed").flatMap(readDisclosed)
    guard let id, let name, let direction else { return nil }
    let category = Agreements.Category(
      id: .init(id), name: name, agreement: .init(agreement), direction: direction, terms: terms ?? [], caps: caps,
      capsUnstated: unstated, forecast: Forecast(plans: plans), pricing: pricing, source: source)
    if let disclosed { addDisclosure(disclosed, of: category) }
    return category
  }

  private typealias Disclosed = (ratioClass: Disclosure.RatioClass, date: CivilDate, source: Source?, node: YamlNode)

  private func readDisclosed(_ node: YamlNode) -> Disclosed? {
    guard let fields = Fields(node, "a disclosed class", keys: ["class", "date", "source"], faults: faults) else {
      return nil
    }
    let ratioClass = fields.choice("class", of: Disclosure.RatioClass.self)
    let (date, source) = (fields.date("date"), fields.source())
    guard let ratioClass, let date else { return nil }
    return (ratioClass, date, source, node)
  }

  private func addDisclosure(_ disclosed: Disclosed, of category: Agreements.Category) {
    guard let largest = category.largestCap else {
      faults.add(
        "a class is disclosed for '\(category.id)', of which the book has no cap", at: disclosed.node,
        hint: "a class speaks of the category's largest cap; state its caps, or take 'disclosed' out")
      return
    }
    disclosures.append(
      Disclosure(
        category: category.id, ratioClass: disclosed.ratioClass, largestCap: largest, date: disclosed.date,
        source: disclosed.source))
  }
}
