import Agreements
import ListingRules
import Quantities

extension CategoryEvaluation {
  /// What the agreement's own control of quotations finds; nothing where the agreement asks for none.
  ///
  /// It is a control of the issuer's own: what it finds does not make a scenario less compliant with the Listing Rules.
  func quotationFindings() -> [Finding] {
    guard let rule = category.quotationRule else { return [] }
    return category.quotations.flatMap { findings(of: $0, by: rule) } + [missingQuotations(by: rule)].compactMap { $0 }
  }

  private func findings(of quotation: Quotation, by rule: QuotationRule) -> [Finding] {
    let check = QuotationCheck(quotation, by: rule, direction: category.direction)
    let found = [tooFew(check), notAsAsked(check, quotation, by: rule), notComparable(check, quotation)]
    return found.compactMap { $0 }.map { words, open in
      var finding = Finding(
        .quotation, category.id, rule: citation(of: rule), "\(category.id), \(quotation.period): \(words)")
      finding.on = quotation.period.from
      finding.until = quotation.period.to == quotation.period.from ? nil : quotation.period.to
      finding.amount = quotation.price
      finding.figures = figures(of: quotation, by: rule)
      finding.wouldDecide = open
      return finding
    }
  }

  private func tooFew(_ check: QuotationCheck) -> (String, [String])? {
    guard !check.hasEnough else { return nil }
    let count = check.independent.count
    return ("\(count) independent quotation\(count == 1 ? "" : "s"), and the agreement asks for \(check.atLeast)", [])
  }

  private func notAsAsked(
    _ check: QuotationCheck, _ quotation: Quotation, by rule: QuotationRule
  ) -> (String, [String])? {
    guard !check.worseThan.isEmpty else { return nil }
    let others = check.worseThan.map { "\($0.price) of \($0.from)" }.joined(separator: " and ")
    return ("the price of \(quotation.price) is not \(asked(of: rule)) \(others)", [])
  }

  /// Words, never a guess, where prices stand in two currencies and nothing else decides.
  private func notComparable(_ check: QuotationCheck, _ quotation: Quotation) -> (String, [String])? {
    guard check.price == .undetermined else { return nil }
    let others = check.notComparable.map { "\($0.price) of \($0.from)" }.joined(separator: " and ")
    return (
      "whether the price of \(quotation.price) is as the agreement asks beside \(others) is undetermined",
      ["the prices in one currency"]
    )
  }

  /// The amounts of the ledger for which no quotations are stated, or not for all of their days.
  private func missingQuotations(by rule: QuotationRule) -> Finding? {
    let stated = category.quotations.map(\.period)
    guard let unquoted = unquotedLines(beside: stated) else { return nil }
    let sum = Money(minor: Int64(clamping: unquoted.sum), book.currency)
    var finding = Finding(
      .quotationMissing, category.id, rule: citation(of: rule),
      "\(category.id): no quotations are stated for \(unquoted.count) amount\(unquoted.count == 1 ? "" : "s") of the "
        + "ledger, \(sum) in all")
    finding.on = unquoted.span.from
    finding.until = unquoted.span.to
    finding.amount = sum
    finding.figures = [Evidence(words(of: rule), source: rule.source)]
    if unquoted.count <= Self.mostLines {
      finding.figures += category.ledger.lines.filter { isUnquoted($0, beside: stated) }
        .map { Evidence("actual of \($0.period): \($0.amount)", source: $0.source) }
    }
    return finding
  }

  /// What the lines without quotations come to: all of a ledger where there are no quotations at all, as is usual.
  private func unquotedLines(beside stated: [DateRange]) -> LedgerDays.Charged? {
    let days = category.ledger.days
    if stated.isEmpty, let last = days.span?.to, last <= book.asOf { return days.charged }
    return LedgerDays.Charged(category.ledger.lines.lazy.filter { isUnquoted($0, beside: stated) })
  }

  private func isUnquoted(_ line: LedgerLine, beside stated: [DateRange]) -> Bool {
    line.amount.minor > 0 && line.period.from <= book.asOf && !line.period.subtracting(stated).isEmpty
  }

  private func figures(of quotation: Quotation, by rule: QuotationRule) -> [Evidence] {
    let offers = quotation.offers.map { offer in
      Evidence(
        "\(offer.price) offered by \(offer.from)" + (offer.isIndependent ? "" : ", not independent: not counted"),
        source: quotation.source)
    }
    return [
      Evidence(words(of: rule), source: rule.source),
      Evidence("\(quotation.price) is the connected person's price", source: quotation.source),
    ] + offers
  }

  private func citation(of rule: QuotationRule) -> Citation { Citation("agreement", words(of: rule), .noRule) }

  private func words(of rule: QuotationRule) -> String {
    "at least \(rule.atLeast) quotation\(rule.atLeast == 1 ? "" : "s") of independent third parties, and a price "
      + "\(asked(of: rule)) each of them"
  }

  private func asked(of rule: QuotationRule) -> String {
    let better = category.direction == .income ? "above" : "below"
    return rule.price == .better ? better : "\(better) or equal to"
  }
}
