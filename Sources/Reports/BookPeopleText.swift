import Agreements
import Quantities

// The issuer of a book, its rates and its connected persons.
extension BookText {
  func issuer(_ book: Book) -> [String] {
    let issuer = book.issuer
    let sizes = [
      ("total assets", issuer.totalAssets), ("revenue", issuer.revenue),
      ("market capitalisation", issuer.marketCapitalisation),
    ]
    var lines = item("issuer", issuer.name, nil)
    lines += issuer.facts.flatMap { item("", "\($0.label): \($0.text)", nil) }
    if let end = issuer.financialYearEnd { lines += item("", "financial years end on \(end)", nil) }
    lines += (sizes + [("profits", issuer.profits)]).flatMap { name, measures in
      measures.flatMap { item("", "\(name) \(words($0))", $0.source) }
    }
    let unstated = sizes.filter { $0.1.isEmpty }.map(\.0)
    if !unstated.isEmpty { lines += item("", "not stated: \(unstated.joined(separator: ", "))", nil) }
    lines += issuer.subsidiaries.flatMap(subsidiary)
    lines += book.exchangeRates.flatMap {
      item("rate", "1 \($0.from.code) is \($0.rate.decimalText) \($0.to.code) on \($0.date)", $0.source)
    }
    return lines
  }

  private func words(_ measure: Issuer.Measure) -> String {
    "\(measure.amount)" + (measure.asOf.map { " as of \($0)" } ?? "")
      + (measure.report.map { $0 == .accounts ? ", accounts" : ", interim report" } ?? "")
      + (measure.published.map { ", published \($0)" } ?? "")
      + (measure.dividends.map { ", less dividends of \($0)" } ?? "")
  }

  private func subsidiary(_ subsidiary: Issuer.Subsidiary) -> [String] {
    item("subsidiary", "\(subsidiary.id): \(subsidiary.name)", subsidiary.source)
      + subsidiary.years.flatMap { year in
        item(
          "",
          "of the group in the year to \(year.end): assets \(year.assets), profits \(year.profits), "
            + "revenue \(year.revenue)", nil)
      }
  }

  // MARK: Connected persons

  func people(_ book: Book) -> [String] { book.people.flatMap(person) }

  private func person(_ person: ConnectedPerson) -> [String] {
    let level = person.level == .subsidiary ? ", at the subsidiary level" : ""
    var lines = item("connected", "\(person.id): \(person.name), \(person.relation)\(level)", person.source)
    for holding in person.shareholdings {
      lines += item("", "\(holding.share) of the votes from \(holding.from)", holding.source)
    }
    for holding in person.subsidiaryHoldings {
      lines += item("", "\(holding.share) of \(holding.subsidiary)\(from(holding.from))", holding.source)
    }
    for seat in person.directorships {
      let board = seat.subsidiary?.name ?? "the issuer"
      let last = seat.to.map { " to \($0)" } ?? ""
      lines += item("", "on the board of \(board) from \(seat.from)\(last)", seat.source)
    }
    return lines + ties(person)
  }

  private func ties(_ person: ConnectedPerson) -> [String] {
    var lines = person.heldBy.flatMap { stake in
      let through = stake.throughIssuer > .zero ? ", \(stake.throughIssuer) of it through the issuer" : ""
      return item("", "held by \(stake.holder) with \(stake.share)\(from(stake.from))\(through)", stake.source)
    }
    lines += person.family.flatMap {
      item("", "\($0.kind == .immediate ? "immediate family" : "family") of \($0.person)", nil)
    }
    if !person.groupOf.isEmpty { lines += item("", "of the group of \(names(person.groupOf))", nil) }
    if !person.boardControlledBy.isEmpty {
      lines += item("", "its board is controlled by \(names(person.boardControlledBy))", nil)
    }
    if let closed = person.noOtherLimb {
      lines += item("", closed ? "nothing else connects it" : "something else may connect it", nil)
    }
    return lines
  }

  private func from(_ day: CivilDate?) -> String { day.map { " from \($0)" } ?? "" }

  private func names(_ ids: [ConnectedPerson.ID]) -> String { ids.map(\.name).joined(separator: ", ") }
}
