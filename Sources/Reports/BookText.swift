import Agreements
import Evaluation
import Quantities

/// A book as text for a terminal: all that it holds, each figure with its source.
public struct BookText {
  private let ink: Ink
  private let width: Int

  /// Text with colours or without, in lines of at most `width` characters.
  public init(ink: Ink, width: Int = 100) {
    self.ink = ink
    self.width = width
  }

  /// One sentence that says that a book holds together and how much it holds.
  public static func summary(_ book: Book, file: String) -> String {
    func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
    let caps = book.categories.flatMap(\.caps).flatMap(\.versions).count
    let lines = book.categories.flatMap(\.ledger.lines).count
    return "\(file) holds together: "
      + [
        count(book.agreements.count, "agreement", "agreements"),
        count(book.categories.count, "category", "categories"), count(caps, "cap version", "cap versions"),
        count(lines, "ledger line", "ledger lines"), count(book.meetings.count, "meeting", "meetings"),
      ].joined(separator: ", ") + "; as of \(book.asOf)"
  }

  /// The whole book, then what is concluded of it unchanged.
  public func text(_ book: Book, file: String, baseline: Outcome) -> String {
    var lines = [ink(.strong, book.title), ink(.faint, "\(file), as of \(book.asOf), \(book.rulebook)")]
    lines += [""] + issuer(book) + people(book)
    for agreement in book.agreements { lines += [""] + self.agreement(agreement, in: book) }
    lines += meetings(book) + evidence(book) + governance(book)
    let parts = OutcomeText(ink: ink, width: width)
    lines += ["", ink(.strong, "Concluded of the book as it stands"), ""] + parts.caps(of: baseline)
    let silence = parts.silence(of: baseline)
    if !silence.isEmpty { lines += ["", ink(.strong, "Not stated, or on a boundary")] + silence }
    let assumed = parts.assumptions(of: baseline)
    if !assumed.isEmpty { lines += ["", ink(.strong, "Assumed")] + assumed }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Who

  private func issuer(_ book: Book) -> [String] {
    let measures = [
      ("total assets", book.issuer.totalAssets.last), ("revenue", book.issuer.revenue.last),
      ("market capitalisation", book.issuer.marketCapitalisation.last),
    ]
    var lines = item("issuer", book.issuer.name, nil)
    lines += book.issuer.facts.flatMap { item("", "\($0.label): \($0.text)", nil) }
    lines += measures.flatMap { name, measure in
      measure.map { item("", "\(name) \($0.amount)" + ($0.asOf.map { " as of \($0)" } ?? ""), $0.source) } ?? []
    }
    let unstated = measures.filter { $0.1 == nil }.map(\.0)
    if !unstated.isEmpty { lines += item("", "not stated: \(unstated.joined(separator: ", "))", nil) }
    lines += book.exchangeRates.flatMap {
      item("rate", "1 \($0.from.code) is \($0.rate.decimalText) \($0.to.code) on \($0.date)", $0.source)
    }
    return lines
  }

  private func people(_ book: Book) -> [String] {
    book.people.flatMap { person in
      item("connected", "\(person.id): \(person.name), \(person.relation)", person.source)
        + person.shareholdings.flatMap { item("", "\($0.share) of the votes from \($0.from)", $0.source) }
    }
  }

  // MARK: Agreements

  private func agreement(_ agreement: Agreement, in book: Book) -> [String] {
    let signed = agreement.signed.map { ", signed \($0)" } ?? ""
    var lines = [ink(.strong, agreement.name)]
    lines += item("agreement", "\(agreement.id)\(signed), with \(agreement.counterparty)", agreement.source)
    lines += agreement.supplements.flatMap { item("supplement", "\($0.date): \($0.effect)", $0.source) }
    if !agreement.references.isEmpty { lines += item("see", agreement.references.joined(separator: "; "), nil) }
    for category in book.categories where category.agreement == agreement.id { lines += [""] + self.category(category) }
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
    if category.forecast.plans.isEmpty, category.capsUnstated == nil { lines += item("forecast", "none stated", nil) }
    for plan in category.forecast.plans {
      lines += item("forecast", "\(plan.summary) (\(plan.basis.rawValue))", plan.source)
    }
    if let pricing = category.pricing { lines += item("pricing", pricing, nil) }
    return lines
  }

  private func standing(_ standing: Standing) -> String {
    switch standing {
    case .inForce(let since): "in force since \(since)"
    case .proposed(let proposal):
      "proposed \(proposal.announced)" + (proposal.meeting.map { ", to \($0)" } ?? "")
    }
  }

  // MARK: Votes, evidence, controls

  private func meetings(_ book: Book) -> [String] {
    book.meetings.flatMap { meeting -> [String] in
      let what = "\(meeting.id): \(meeting.name) on \(meeting.date), \(meeting.noticeDays) clear days of notice"
      let circular = meeting.circular.map { date in
        item("", "circular \(date)" + (meeting.circularReason.map { ": \($0)" } ?? ""), nil)
      }
      return [""] + item("meeting", what, meeting.source) + (circular ?? [])
        + meeting.resolutions.flatMap { item("", "votes on \($0.category): \($0.text)", $0.source) }
        + (meeting.abstaining.isEmpty ? [] : item("", "abstaining: \(meeting.abstaining.joined(separator: ", "))", nil))
    }
  }

  private func evidence(_ book: Book) -> [String] {
    guard !book.disclosures.isEmpty else { return [] }
    return [""]
      + book.disclosures.flatMap {
        item("disclosed", "\($0.category), largest cap \($0.largestCap): \($0.ratioClass.rawValue)", $0.source)
      }
  }

  private func governance(_ book: Book) -> [String] {
    var lines = book.governance.directors.flatMap { director in
      item(
        "director",
        "\(director.name), \(director.role)\(director.isOnCommittee ? ", on the independent board committee" : "")"
          + (director.abstains.map { "; abstains: \($0)" } ?? ""), nil)
    }
    if let adviser = book.governance.adviser {
      lines += item("adviser", adviser, book.governance.source)
    }
    lines += book.controls.flatMap { control in
      item("control", control.text + (control.every.map { " (\($0))" } ?? ""), control.source)
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  private func item(_ label: String, _ text: String, _ source: Source?) -> [String] {
    wrapped(
      text + (source.map { " [\($0)]" } ?? ""), lead: padded(label, 12), width: width, tone: .faint, ink: ink)
  }
}
