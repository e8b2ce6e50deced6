import Agreements
import Evaluation
import Problems
import Quantities

/// A book as a tree of named values, for JSON.
public enum BookEntry {
  /// `headroom.book/1`: what `headroom book show --format json` prints.
  public static func entry(_ book: Book, file: String, baseline: Outcome) -> Entry {
    record(
      "book",
      [
        ("format", .text("headroom.book/1")), ("file", .text(file)), ("title", .text(book.title)),
        ("rulebook", .text(book.rulebook)), ("currency", .text(book.currency.code)), ("as_of", .date(book.asOf)),
        ("alert_at", .ratio(book.settings.alertAt)), ("cap_step", .money(book.settings.capStep)),
        ("issuer", issuer(book.issuer)),
        ("connected_persons", .list(book.people.map(person))),
        ("agreements", .list(book.agreements.map { agreement($0, in: book) })),
        ("meetings", .list(book.meetings.map(meeting))),
        ("disclosures", .list(book.disclosures.map(disclosure))),
        ("exchange_rates", .list(book.exchangeRates.map(rate))),
        ("directors", .list(book.governance.directors.map(director))),
        ("adviser", .text(book.governance.adviser)),
        ("controls", .list(book.controls.map(control))),
        ("baseline", baseline.entry),
      ]
    ).amounts(in: book.currency)
  }

  /// `headroom.problems/1`: what `headroom book validate --format json` prints.
  public static func problems(_ problems: [Problem], isGood: Bool) -> Entry {
    record(
      "problems",
      [
        ("format", .text("headroom.problems/1")), ("valid", .flag(isGood)),
        ("problems", .list(problems.map(RunEntry.problem))),
      ])
  }

  private static func record(_ title: String, _ fields: [(String, Entry)]) -> Entry { .record(.init(title, fields)) }

  private static func issuer(_ issuer: Issuer) -> Entry {
    record(
      "issuer",
      [
        ("name", .text(issuer.name)),
        ("facts", record("facts", issuer.facts.map { ($0.label, .text($0.text)) })),
        ("total_assets", measure(issuer.totalAssets.last)), ("revenue", measure(issuer.revenue.last)),
        ("market_capitalisation", measure(issuer.marketCapitalisation.last)),
      ])
  }

  private static func measure(_ measure: Issuer.Measure?) -> Entry {
    guard let measure else { return .none }
    return record(
      "measure",
      [
        ("amount", .money(measure.amount)), ("currency", .text(measure.amount.currency.code)),
        ("as_of", .date(measure.asOf)), ("source", .text(measure.source?.text)),
      ])
  }

  private static func person(_ person: ConnectedPerson) -> Entry {
    record(
      "connected person",
      [
        ("id", .text(person.id.name)), ("name", .text(person.name)), ("relation", .text(person.relation)),
        ("no_other_limb", person.noOtherLimb.map { .flag($0) } ?? .none),
        (
          "shareholdings",
          .list(
            person.shareholdings.map {
              record(
                "shareholding",
                [("from", .date($0.from)), ("share", .ratio($0.share)), ("source", .text($0.source?.text))])
            })
        ),
        ("source", .text(person.source?.text)),
      ])
  }

  private static func agreement(_ agreement: Agreement, in book: Book) -> Entry {
    record(
      "agreement",
      [
        ("id", .text(agreement.id.name)), ("name", .text(agreement.name)), ("signed", .date(agreement.signed)),
        ("with", .text(agreement.counterparty.name)),
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
        ("forecast", .list(category.forecast.plans.map(plan))),
        ("source", .text(category.source?.text)),
      ])
  }

  private static func standing(_ standing: Standing) -> [(String, Entry)] {
    switch standing {
    case .inForce(let since): [("in_force_since", .date(since)), ("announced", .none), ("meeting", .none)]
    case .proposed(let proposal):
      [("in_force_since", .none), ("announced", .date(proposal.announced)), ("meeting", .text(proposal.meeting?.name))]
    }
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
        ("assumption", .text(plan.assumption)), ("source", .text(plan.source?.text)),
      ])
  }

  private static func meeting(_ meeting: Meeting) -> Entry {
    let resolutions = meeting.resolutions.map {
      record(
        "resolution",
        [("category", .text($0.category.name)), ("text", .text($0.text)), ("source", .text($0.source?.text))])
    }
    return record(
      "meeting",
      [
        ("id", .text(meeting.id.name)), ("name", .text(meeting.name)), ("kind", .text(meeting.kind.rawValue)),
        ("date", .date(meeting.date)), ("notice_days", .count(meeting.noticeDays)),
        ("circular", .date(meeting.circular)), ("circular_reason", .text(meeting.circularReason)),
        ("abstaining", .list(meeting.abstaining.map { .text($0) })), ("resolutions", .list(resolutions)),
        ("source", .text(meeting.source?.text)),
      ])
  }

  private static func disclosure(_ disclosure: Disclosure) -> Entry {
    record(
      "disclosure",
      [
        ("category", .text(disclosure.category.name)), ("class", .text(disclosure.ratioClass.rawValue)),
        ("largest_cap", .money(disclosure.largestCap)), ("date", .date(disclosure.date)),
        ("source", .text(disclosure.source?.text)),
      ])
  }

  private static func rate(_ rate: ExchangeRate) -> Entry {
    record(
      "exchange rate",
      [
        ("from", .text(rate.from.code)), ("to", .text(rate.to.code)), ("rate", .ratio(rate.rate)),
        ("date", .date(rate.date)), ("source", .text(rate.source?.text)),
      ])
  }

  private static func director(_ director: Governance.Director) -> Entry {
    record(
      "director",
      [
        ("name", .text(director.name)), ("role", .text(director.role)), ("abstains", .text(director.abstains)),
        ("committee", .flag(director.isOnCommittee)),
      ])
  }

  private static func control(_ control: Control) -> Entry {
    record(
      "control",
      [
        ("text", .text(control.text)), ("every", .text(control.every)),
        ("categories", .list(control.categories.map { .text($0.name) })), ("source", .text(control.source?.text)),
      ])
  }
}
