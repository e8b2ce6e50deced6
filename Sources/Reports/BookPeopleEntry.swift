import Agreements
import Evaluation
import Quantities

// The issuer of a book and its connected persons.
extension BookEntry {
  static func issuer(_ issuer: Issuer) -> Entry {
    let sizes = [
      ("total_assets", issuer.totalAssets), ("revenue", issuer.revenue),
      ("market_capitalisation", issuer.marketCapitalisation), ("profits", issuer.profits),
    ]
    return record(
      "issuer",
      [
        ("name", .text(issuer.name)),
        ("facts", record("facts", issuer.facts.map { ($0.label, .text($0.text)) })),
        ("financial_year_end", .text(issuer.financialYearEnd?.description)),
        ("total_assets", measure(issuer.totalAssets.last)), ("revenue", measure(issuer.revenue.last)),
        ("market_capitalisation", measure(issuer.marketCapitalisation.last)),
        ("sizes", record("sizes", sizes.map { name, measures in (name, .list(measures.map(measure))) })),
        ("subsidiaries", .list(issuer.subsidiaries.map(subsidiary))),
      ])
  }

  private static func measure(_ measure: Issuer.Measure?) -> Entry { measure.map { self.measure($0) } ?? .none }

  private static func measure(_ measure: Issuer.Measure) -> Entry {
    record(
      "measure",
      [
        ("amount", .money(measure.amount)), ("currency", .text(measure.amount.currency.code)),
        ("as_of", .date(measure.asOf)), ("published", .date(measure.published)),
        ("report", .text(measure.report?.rawValue)), ("less_dividends", .money(measure.dividends)),
        ("source", .text(measure.source?.text)),
      ])
  }

  private static func subsidiary(_ subsidiary: Issuer.Subsidiary) -> Entry {
    let years = subsidiary.years.map { year in
      record(
        "year",
        [
          ("end", .date(year.end)), ("assets", .ratio(year.assets)), ("profits", .ratio(year.profits)),
          ("revenue", .ratio(year.revenue)),
        ])
    }
    return record(
      "subsidiary",
      [
        ("id", .text(subsidiary.id.name)), ("name", .text(subsidiary.name)), ("years", .list(years)),
        ("source", .text(subsidiary.source?.text)),
      ])
  }

  // MARK: Connected persons

  static func person(_ person: ConnectedPerson) -> Entry {
    record(
      "connected person",
      [
        ("id", .text(person.id.name)), ("name", .text(person.name)), ("relation", .text(person.relation)),
        ("level", .text(person.level?.rawValue)), ("no_other_limb", flag(person.noOtherLimb)),
        ("shareholdings", .list(person.shareholdings.map(shareholding))),
        ("subsidiary_holdings", .list(person.subsidiaryHoldings.map(subsidiaryHolding))),
        ("directorships", .list(person.directorships.map(directorship))),
        ("held_by", .list(person.heldBy.map(stake))), ("family", .list(person.family.map(familyTie))),
        ("group_of", .list(person.groupOf.map { .text($0.name) })),
        ("board_controlled_by", .list(person.boardControlledBy.map { .text($0.name) })),
        ("source", .text(person.source?.text)),
      ])
  }

  private static func shareholding(_ holding: ConnectedPerson.Shareholding) -> Entry {
    record(
      "shareholding",
      [("from", .date(holding.from)), ("share", .ratio(holding.share)), ("source", .text(holding.source?.text))])
  }

  private static func subsidiaryHolding(_ holding: ConnectedPerson.SubsidiaryHolding) -> Entry {
    record(
      "holding in a subsidiary",
      [
        ("of", .text(holding.subsidiary.name)), ("from", .date(holding.from)), ("share", .ratio(holding.share)),
        ("source", .text(holding.source?.text)),
      ])
  }

  private static func directorship(_ seat: ConnectedPerson.Directorship) -> Entry {
    record(
      "directorship",
      [
        ("of", .text(seat.subsidiary?.name ?? "issuer")), ("from", .date(seat.from)), ("to", .date(seat.to)),
        ("source", .text(seat.source?.text)),
      ])
  }

  private static func stake(_ stake: ConnectedPerson.Stake) -> Entry {
    record(
      "stake",
      [
        ("holder", .text(stake.holder.name)), ("from", .date(stake.from)), ("share", .ratio(stake.share)),
        ("through_issuer", .ratio(stake.throughIssuer)), ("source", .text(stake.source?.text)),
      ])
  }

  private static func familyTie(_ tie: ConnectedPerson.FamilyTie) -> Entry {
    record("family tie", [("person", .text(tie.person.name)), ("tie", .text(tie.kind.rawValue))])
  }
}
