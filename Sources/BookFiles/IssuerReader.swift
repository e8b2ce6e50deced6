import Agreements
import Problems
import Quantities

// The issuer, its connected persons and the rates between currencies.
extension BookReader {
  func readIssuer(_ node: YamlNode) -> Issuer? {
    let keys = ["name", "facts", "total_assets", "revenue", "market_capitalisation"]
    guard let fields = Fields(node, "the issuer", keys: keys, faults: faults) else { return nil }
    let name = fields.text("name")
    let facts = fields.optional("facts").map(readFacts) ?? []
    let assets = fields.optional("total_assets").flatMap(readMeasure)
    let revenue = fields.optional("revenue").flatMap(readMeasure)
    let capitalisation = fields.optional("market_capitalisation").flatMap(readMeasure)
    guard let name else { return nil }
    return Issuer(
      name: name, facts: facts, totalAssets: [assets].compactMap(\.self), revenue: [revenue].compactMap(\.self),
      marketCapitalisation: [capitalisation].compactMap(\.self))
  }

  private func readFacts(_ node: YamlNode) -> [Issuer.Fact] {
    guard case .mapping(let pairs) = node.content else {
      faults.add("the facts are \(node.kind) here, not a mapping", at: node, hint: "write each as 'label: text'")
      return []
    }
    return pairs.compactMap { pair in
      guard let text = pair.value.text else {
        faults.add(
          "the fact '\(pair.name)' is \(pair.value.kind), not a text", at: pair.key, hint: "write it as 'label: text'")
        return nil
      }
      return Issuer.Fact(label: pair.name, text: text)
    }
  }

  private func readMeasure(_ node: YamlNode) -> Issuer.Measure? {
    let keys = ["amount", "as_of", "source"]
    guard let fields = Fields(node, "a measure of the issuer's size", keys: keys, faults: faults) else { return nil }
    let amount = fields.money("amount", currency, anyCurrency: true)
    let date = fields.date("as_of")
    let source = fields.source()
    guard let amount, let date else { return nil }
    if amount.minor <= 0 {
      faults.add(
        "nothing can be divided by \(amount)", at: fields.place("amount"),
        hint: "write an amount above zero, or take the measure out where it is not known")
    }
    return Issuer.Measure(amount: amount, asOf: date, source: source)
  }

  func readPerson(_ node: YamlNode) -> ConnectedPerson? {
    let keys = ["id", "name", "relation", "source", "no_other_limb", "shareholdings"]
    guard let fields = Fields(node, "a connected person", keys: keys, faults: faults) else { return nil }
    let id = names.give(.person, fields)
    let (name, relation) = (fields.text("name"), fields.text("relation"))
    let noOtherLimb = fields.optionalFlag("no_other_limb")
    let holdings = fields.list("shareholdings").compactMap(readShareholding)
    for (one, next) in zip(holdings, holdings.dropFirst()) where next.value.from <= one.value.from {
      faults.add(
        "a holding from \(next.value.from) stands below one from \(one.value.from)", at: next.node,
        hint: "list the holdings by their dates, the earliest first, each date once")
    }
    let source = fields.source()
    guard let id, let name, let relation else { return nil }
    return ConnectedPerson(
      id: .init(id), name: name, relation: relation, shareholdings: holdings.map(\.value), noOtherLimb: noOtherLimb,
      source: source)
  }

  private func readShareholding(_ node: YamlNode) -> (value: ConnectedPerson.Shareholding, node: YamlNode)? {
    guard let fields = Fields(node, "a shareholding", keys: ["from", "share", "source"], faults: faults) else {
      return nil
    }
    let (from, share, source) = (fields.date("from"), fields.ratio("share"), fields.source())
    guard let from, let share else { return nil }
    if share < .zero || share > .one {
      faults.add(
        "nobody can hold \(share) of the shares", at: fields.place("share"),
        hint: "write a share from 0% to 100%, with its percent sign: 10.29%")
    }
    return (ConnectedPerson.Shareholding(from: from, share: share, source: source), fields.place("from"))
  }

  func readRate(_ node: YamlNode) -> ExchangeRate? {
    let keys = ["from", "to", "rate", "date", "source"]
    guard let fields = Fields(node, "an exchange rate", keys: keys, faults: faults) else { return nil }
    let (from, to) = (fields.currency("from"), fields.currency("to"))
    let (rate, date, source) = (fields.ratio("rate"), fields.date("date"), fields.source())
    guard let from, let to, let rate, let date else { return nil }
    if from == to {
      faults.add("a rate from \(from.code) to itself says nothing", at: fields.place("to"), hint: "name two currencies")
    }
    if rate <= .zero {
      faults.add(
        "a rate of \(rate.decimalText) is not above zero", at: fields.place("rate"),
        hint: "write how many \(to.code) one \(from.code) is worth")
    }
    return ExchangeRate(from: from, to: to, rate: rate, date: date, source: source)
  }
}
