import Agreements
import Problems
import Quantities

// A category with what is stated of its terms of trade.
extension BookReader {
  func readCategory(_ node: YamlNode, under agreement: String) -> Agreements.Category? {
    let keys = [
      "id", "name", "direction", "pricing", "source", "caps_unstated", "terms", "caps", "forecast", "disclosed",
      "normal_terms", "normal_terms_source", "exemption", "subsidiary_level_confirmed", "subsidiary_level_source",
      "disregarded", "quotations", "commitments",
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
    let normal = readStated(fields, "normal_terms", source: "normal_terms_source")
    let exemption = fields.optional("exemption").flatMap(readExemption)
    let confirmed = readStated(fields, "subsidiary_level_confirmed", source: "subsidiary_level_source")
    let disregarded = fields.list("disregarded").compactMap(readDisregarded)
    let commitments = fields.optionalChoice("commitments", of: Agreements.Category.CommitmentsAre.self)
    let quotations = fields.optional("quotations").flatMap(readQuotationRule)
    guard let id, let name, let direction else { return nil }
    let category = Agreements.Category(
      id: .init(id), name: name, agreement: .init(agreement), direction: direction, terms: terms ?? [], caps: caps,
      capsUnstated: unstated, commitmentsAre: commitments, forecast: Forecast(plans: plans), pricing: pricing,
      normalTerms: normal,
      exemption: exemption, subsidiaryLevelConfirmed: confirmed, disregarded: disregarded, quotationRule: quotations,
      source: source)
    if let disclosed { addDisclosure(disclosed, of: category) }
    return category
  }

  /// A flag with a source of its own, which is no use without it.
  private func readStated(_ fields: Fields, _ key: String, source: String) -> Stated<Bool>? {
    let (flag, stated) = (fields.optionalFlag(key), fields.source(source))
    if stated != nil, !fields.has(key) {
      faults.add(
        "'\(source)' stands here without '\(key)'", at: fields.place(source), hint: "add '\(key): true' or take it out")
    }
    return flag.map { Stated($0, source: stated) }
  }

  private func readExemption(_ node: YamlNode) -> Exemption? {
    guard let fields = Fields(node, "an exemption", keys: ["kind", "facts", "source"], faults: faults) else {
      return nil
    }
    let (kind, facts, source) = (fields.choice("kind", of: Exemption.Kind.self), fields.text("facts"), fields.source())
    guard let kind, let facts else { return nil }
    return Exemption(kind: kind, facts: facts, source: source)
  }

  private func readDisregarded(_ node: YamlNode) -> Stated<SizeMeasure>? {
    guard let fields = Fields(node, "a ratio that is disregarded", keys: ["ratio", "source"], faults: faults) else {
      return nil
    }
    let (measure, source) = (fields.choice("ratio", of: SizeMeasure.self), fields.source())
    return measure.map { Stated($0, source: source) }
  }

  private func readQuotationRule(_ node: YamlNode) -> QuotationRule? {
    guard let fields = Fields(node, "the quotations", keys: ["at_least", "price", "source"], faults: faults) else {
      return nil
    }
    let least = fields.count("at_least", in: 1...100)
    let (price, source) = (fields.choice("price", of: QuotationRule.Price.self), fields.source())
    guard let least, let price else { return nil }
    return QuotationRule(atLeast: least, price: price, source: source)
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
