import Agreements
import Evaluation
import Quantities

// The agreements of a book, with what lies under them.
extension BookEntry {
  static func agreement(_ agreement: Agreement, in book: Book) -> Entry {
    record(
      "agreement",
      [
        ("id", .text(agreement.id.name)), ("name", .text(agreement.name)), ("signed", .date(agreement.signed)),
        ("with", .text(agreement.counterparty.name)), ("written", flag(agreement.isWritten)),
        ("long_term_reason", .text(agreement.longTermReason)),
        (
          "supplements",
          .list(
            agreement.supplements.map {
              record(
                "supplement",
                [("date", .date($0.date)), ("effect", .text($0.effect)), ("source", .text($0.source?.text))])
            })
        ),
        ("references", .list(agreement.references.map { .text($0) })),
        ("categories", .list(book.categories.filter { $0.agreement == agreement.id }.map(category))),
        ("source", .text(agreement.source?.text)),
      ])
  }

  private static func category(_ category: Agreements.Category) -> Entry {
    record(
      "category",
      [
        ("id", .text(category.id.name)), ("name", .text(category.name)),
        ("direction", .text(category.direction.rawValue)), ("pricing", .text(category.pricing)),
        ("caps_unstated", .text(category.capsUnstated)),
        ("terms", .list(category.terms.map(term))),
        ("caps", .list(category.caps.map(cap))),
        ("ledger", .list(category.ledger.lines.map(line))),
        ("committed", .list(category.commitments.lines.map(line))),
        ("commitments", .text(category.commitmentsAre?.rawValue)),
        ("forecast", .list(category.forecast.plans.map(plan))),
        ("normal_terms", flag(category.normalTerms?.value)),
        ("normal_terms_source", .text(category.normalTerms?.source?.text)),
        ("exemption", category.exemption.map(exemption) ?? .none),
        ("subsidiary_level_confirmed", flag(category.subsidiaryLevelConfirmed?.value)),
        ("subsidiary_level_source", .text(category.subsidiaryLevelConfirmed?.source?.text)),
        ("disregarded", .list(category.disregarded.map(disregarded))),
        ("quotations", category.quotationRule.map(quotationRule) ?? .none),
        ("quoted", .list(category.quotations.map(quotation))),
        ("source", .text(category.source?.text)),
      ])
  }

  private static func standing(_ standing: Standing) -> [(String, Entry)] {
    let proposal = standing.proposal
    var since: CivilDate?
    if case .inForce(let day) = standing { since = day }
    return [
      ("in_force_since", .date(since)), ("announced", .date(proposal?.announced)),
      ("meeting", .text(proposal?.meeting?.name)),
      ("written_approval", proposal?.writtenApproval.map(writtenApproval) ?? .none),
    ]
  }

  private static func writtenApproval(_ approval: WrittenApproval) -> Entry {
    record(
      "written approval",
      [
        ("by", .text(approval.holder)), ("share", .ratio(approval.share)), ("date", .date(approval.date)),
        ("waived", flag(approval.isWaived)), ("source", .text(approval.source?.text)),
      ])
  }

  private static func term(_ term: Term) -> Entry {
    record(
      "term",
      [("from", .date(term.period.from)), ("to", .date(term.period.to))] + standing(term.standing)
        + [("assumption", .text(term.assumption)), ("source", .text(term.source?.text))])
  }

  private static func cap(_ cap: Cap) -> Entry {
    let versions = cap.versions.map { version in
      record(
        "version",
        [
          ("id", .text(version.id.name)), ("amount", .money(version.amount)), ("from", .date(version.period.from)),
          ("to", .date(version.period.to)),
        ] + standing(version.standing) + [("source", .text(version.source?.text))])
    }
    return record("cap", [("id", .text(cap.id.name)), ("versions", .list(versions))])
  }

  private static func line(_ line: LedgerLine) -> Entry {
    record(
      "ledger line",
      [
        ("from", .date(line.period.from)), ("to", .date(line.period.to)), ("amount", .money(line.amount)),
        ("audited", .flag(line.isAudited)), ("source", .text(line.source?.text)),
      ])
  }

  private static func plan(_ plan: Plan) -> Entry {
    record(
      "plan",
      [
        ("from", .date(plan.period.from)), ("to", .date(plan.period.to)), ("text", .text(plan.summary)),
        ("basis", .text(plan.basis.rawValue)), ("after", .text(plan.after?.name)),
        (
          "amounts",
          .list(
            plan.method.amounts.map {
              record("amount", [("days", .text("\($0.days)")), ("amount", .money($0.amount))])
            })
        ),
        ("assumption", .text(plan.assumption)), ("source", .text(plan.source?.text)),
      ])
  }

  // MARK: Terms of trade

  private static func exemption(_ exemption: Exemption) -> Entry {
    record(
      "exemption",
      [
        ("kind", .text(exemption.kind.rawValue)), ("facts", .text(exemption.facts)),
        ("source", .text(exemption.source?.text)),
      ])
  }

  private static func disregarded(_ ratio: Stated<SizeMeasure>) -> Entry {
    record("disregarded ratio", [("ratio", .text(ratio.value.rawValue)), ("source", .text(ratio.source?.text))])
  }

  private static func quotationRule(_ rule: QuotationRule) -> Entry {
    record(
      "rule for quotations",
      [
        ("at_least", .count(rule.atLeast)), ("price", .text(rule.price.rawValue)), ("source", .text(rule.source?.text)),
      ])
  }

  private static func quotation(_ quotation: Quotation) -> Entry {
    let offers = quotation.offers.map { offer in
      record(
        "offer",
        [("from", .text(offer.from)), ("price", .money(offer.price)), ("independent", .flag(offer.isIndependent))])
    }
    return record(
      "quotation",
      [
        ("from", .date(quotation.period.from)), ("to", .date(quotation.period.to)), ("price", .money(quotation.price)),
        ("offers", .list(offers)), ("source", .text(quotation.source?.text)),
      ])
  }
}
