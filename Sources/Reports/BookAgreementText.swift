import Agreements
import Quantities

// The agreements of a book with what lies under them.
extension BookText {
  func agreement(_ agreement: Agreement, in book: Book) -> [String] {
    var lines = head(of: agreement)
    for category in book.categories where category.agreement == agreement.id { lines += [""] + self.category(category) }
    return lines
  }

  /// An agreement without what lies under it.
  package func head(of agreement: Agreement) -> [String] {
    let signed = agreement.signed.map { ", signed \($0)" } ?? ""
    var lines = wrapped(agreement.name, lead: "", width: width, ink: ink).map { ink(.strong, $0) }
    lines += item("agreement", "\(agreement.id)\(signed), with \(agreement.counterparty)", agreement.source)
    if let isWritten = agreement.isWritten { lines += item("", isWritten ? "in writing" : "not in writing", nil) }
    if let reason = agreement.longTermReason { lines += item("", "more than three years: \(reason)", nil) }
    lines += agreement.supplements.flatMap { item("supplement", "\($0.date): \($0.effect)", $0.source) }
    if !agreement.references.isEmpty { lines += item("see", agreement.references.joined(separator: "; "), nil) }
    return lines
  }

  private func category(_ category: Agreements.Category) -> [String] {
    var lines = item("category", "\(category.id): \(category.name) (\(category.direction.rawValue))", category.source)
    if let unstated = category.capsUnstated { lines += item("caps", unstated, nil) }
    for term in category.terms {
      lines += item("term", "\(term.period), \(standing(term.standing))", term.source)
    }
    for cap in category.caps {
      for version in cap.versions {
        let what = "\(cap.id) \(version.id): \(version.amount) for \(version.period), \(standing(version.standing))"
        lines += item("cap", what, version.source)
      }
    }
    for line in category.ledger.lines {
      let what = "\(line.amount) on \(line.period)\(line.isAudited ? ", audited" : "")"
      lines += item("actual", what, line.source)
    }
    for line in category.commitments.lines {
      lines += item("committed", "\(line.amount) on \(line.period)", line.source)
    }
    if let way = category.commitmentsAre { lines += item("", "commitments are \(way.words)", nil) }
    if category.forecast.plans.isEmpty, category.capsUnstated == nil { lines += item("forecast", "none stated", nil) }
    for plan in category.forecast.plans {
      lines += item("forecast", "\(plan.summary) (\(plan.basis.rawValue))", plan.source)
      for dated in plan.method.amounts { lines += item("", "\(dated.amount) on \(dated.days)", nil) }
    }
    if let pricing = category.pricing { lines += item("pricing", pricing, nil) }
    return lines + facts(category) + quotations(category)
  }

  private func facts(_ category: Agreements.Category) -> [String] {
    var lines: [String] = []
    if let terms = category.normalTerms {
      lines += item("terms", "\(terms.value ? "on" : "not on") normal commercial terms or better", terms.source)
    }
    if let exemption = category.exemption {
      lines += item("exemption", "\(exemption.kind.rawValue): \(exemption.facts)", exemption.source)
    }
    if let confirmed = category.subsidiaryLevelConfirmed {
      let what = "\(confirmed.value ? "" : "not ")approved by the board and confirmed by the independent directors"
      lines += item("confirmed", what, confirmed.source)
    }
    return lines
      + category.disregarded.flatMap {
        item("disregarded", "\($0.value.rawValue.replacing("_", with: " ")), with consent", $0.source)
      }
  }

  private func quotations(_ category: Agreements.Category) -> [String] {
    var lines: [String] = []
    if let rule = category.quotationRule {
      let price = rule.price == .better ? "better" : "better or equal"
      lines += item("quotations", "\(rule.atLeast) at least; the connected price is \(price)", rule.source)
    }
    return lines
      + category.quotations.flatMap { quotation in
        let offers = quotation.offers.map { "\($0.from) \($0.price)" + ($0.isIndependent ? "" : " (not independent)") }
        let others = offers.isEmpty ? "no others" : offers.joined(separator: ", ")
        return item("quoted", "\(quotation.price) for \(quotation.period); \(others)", quotation.source)
      }
  }

  private func standing(_ standing: Standing) -> String {
    switch standing {
    case .inForce(let since): "in force since \(since)"
    case .proposed(let proposal):
      "proposed \(proposal.announced)" + (proposal.meeting.map { ", to \($0)" } ?? "")
        + (proposal.writtenApproval.map { ", approved in writing by \($0.holder) with \($0.share) on \($0.date)" } ?? "")
    }
  }
}

extension Agreements.Category.CommitmentsAre {
  fileprivate var words: String {
    switch self {
    case .withinForecast: "held by the forecast"
    case .onTop: "on top of the forecast"
    }
  }
}
