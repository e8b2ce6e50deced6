import Agreements
import Problems
import Quantities

// The issuer with its size and its subsidiaries.
extension BookReader {
  func readIssuer(_ node: YamlNode) -> Issuer? {
    let keys = [
      "name", "facts", "financial_year_end", "total_assets", "revenue", "market_capitalisation", "profits",
      "subsidiaries",
    ]
    guard let fields = Fields(node, "the issuer", keys: keys, faults: faults) else { return nil }
    let name = fields.text("name")
    let facts = fields.optional("facts").map(readFacts) ?? []
    let yearEnd = readYearEnd(fields)
    let assets = readMeasures(fields, "total_assets", extra: ["less_dividends"])
    let revenue = readMeasures(fields, "revenue")
    let capitalisation = readMeasures(fields, "market_capitalisation")
    let profits = readMeasures(fields, "profits", isLossAllowed: true)
    let subsidiaries = fields.list("subsidiaries").compactMap(readSubsidiary)
    guard let name else { return nil }
    return Issuer(
      name: name, facts: facts, financialYearEnd: yearEnd, totalAssets: assets, revenue: revenue,
      marketCapitalisation: capitalisation, profits: profits, subsidiaries: subsidiaries)
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

  private func readYearEnd(_ issuer: Fields) -> YearEnd? {
    guard let text = issuer.optionalText("financial_year_end") else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isWritten = parts.count == 2 && parts.allSatisfy { $0.utf8.count == 2 }
    if isWritten, let month = Int(parts[0]), let day = Int(parts[1]), let end = YearEnd(month: month, day: day) {
      return end
    }
    faults.add(
      "'\(text.prefix(80))' is no day on which financial years end", at: issuer.place("financial_year_end"),
      hint: "write its month and day, such as 'financial_year_end: 12-31'")
    return nil
  }

  // MARK: Size

  /// One measure or a list of them, by the day each speaks of.
  private func readMeasures(
    _ issuer: Fields, _ key: String, extra: [String] = [], isLossAllowed: Bool = false
  ) -> [Issuer.Measure] {
    let nodes: [YamlNode]
    if case .list? = issuer.written(key)?.content {
      nodes = issuer.list(key)
    } else {
      nodes = [issuer.optional(key)].compactMap(\.self)
    }
    return nodes.compactMap { readMeasure($0, extra: extra, isLossAllowed: isLossAllowed) }
      .enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }.map(\.element.value)
  }

  private func readMeasure(
    _ node: YamlNode, extra: [String], isLossAllowed: Bool
  ) -> (value: Issuer.Measure, date: CivilDate)? {
    let keys = ["amount", "as_of", "published", "report"] + extra + ["source"]
    guard let fields = Fields(node, "a measure of the issuer's size", keys: keys, faults: faults) else { return nil }
    let amount = fields.money("amount", currency, anyCurrency: true)
    let date = fields.date("as_of")
    let published = fields.optionalDate("published")
    let report = fields.optionalChoice("report", of: Issuer.Measure.Report.self)
    let dividends = fields.optionalMoney("less_dividends", currency, anyCurrency: true)
    let source = fields.source()
    guard let amount, let date else { return nil }
    if amount.minor <= 0, !isLossAllowed {
      faults.add(
        "nothing can be divided by \(amount)", at: fields.place("amount"),
        hint: "write an amount above zero, or take the measure out where it is not known")
    }
    if let published, published < date {
      faults.add(
        "what was published on \(published) cannot speak of \(date)", at: fields.place("published"),
        hint: "a report comes out after the day it speaks of; correct one of the two dates")
    }
    if let dividends { check(dividends, lessOf: amount, fields) }
    let measure = Issuer.Measure(
      amount: amount, asOf: date, published: published, report: report, dividends: dividends, source: source)
    return (measure, date)
  }

  private func check(_ dividends: Money, lessOf amount: Money, _ fields: Fields) {
    if dividends.currency != amount.currency {
      faults.add(
        "dividends in \(dividends.currency.code) are not taken off an amount in \(amount.currency.code)",
        at: fields.place("less_dividends"), hint: "write both in one currency")
    } else if dividends.minor < 0 || dividends.minor >= amount.minor, amount.minor > 0 {
      faults.add(
        "dividends of \(dividends) cannot be taken off \(amount)", at: fields.place("less_dividends"),
        hint: "write what was proposed or declared since, without a sign and less than the amount")
    }
  }

  // MARK: Subsidiaries

  private func readSubsidiary(_ node: YamlNode) -> Issuer.Subsidiary? {
    guard let fields = Fields(node, "a subsidiary", keys: ["id", "name", "years", "source"], faults: faults) else {
      return nil
    }
    let id = names.give(.subsidiary, fields)
    if id == BookWords.issuer {
      faults.add(
        "a subsidiary cannot be called 'issuer', which means the issuer itself", at: fields.place("id"),
        hint: "give it another id")
    }
    let name = fields.text("name")
    let years = fields.list("years").compactMap(readYear)
    for (one, next) in zip(years, years.dropFirst()) where next.value.end <= one.value.end {
      faults.add(
        "the year that ends on \(next.value.end) stands below that of \(one.value.end)", at: next.node,
        hint: "list the years by their ends, the earliest first, each once")
    }
    let source = fields.source()
    guard let id, let name else { return nil }
    return Issuer.Subsidiary(id: .init(id), name: name, years: years.map(\.value), source: source)
  }

  private func readYear(_ node: YamlNode) -> (value: Issuer.Subsidiary.Year, node: YamlNode)? {
    let keys = ["end", "assets", "profits", "revenue"]
    guard let fields = Fields(node, "a subsidiary's year", keys: keys, faults: faults) else { return nil }
    let end = fields.date("end")
    let (assets, profits, revenue) = (fields.ratio("assets"), fields.ratio("profits"), fields.ratio("revenue"))
    for (key, share) in [("assets", assets), ("revenue", revenue)] where share.map({ $0 < .zero }) == true {
      faults.add(
        "\(key) cannot be below zero", at: fields.place(key),
        hint: "write the subsidiary's share of the group's: '\(key): 4.2%'")
    }
    guard let end, let assets, let profits, let revenue else { return nil }
    return (.init(end: end, assets: assets, profits: profits, revenue: revenue), fields.place("end"))
  }
}
