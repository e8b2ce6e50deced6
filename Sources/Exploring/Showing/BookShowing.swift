import Agreements
import Evaluation
import Quantities
import Reports

// The book itself, its agreements and meetings, and its collections.
extension Showing {
  func bookLines() -> [String] {
    var lines = heading(book.title)
    lines += item("as of", "\(book.asOf), amounts in \(book.currency.code), by \(book.rulebook)")
    lines += item("issuer", book.issuer.name)
    lines += item("holds", holdings)
    for agreement in book.agreements { lines += item(agreement.id.name, agreement.name) }
    for meeting in book.meetings { lines += item(meeting.id.name, words(of: meeting)) }
    return lines + [""] + capsTable(of: book.categories, namesCategories: true)
  }

  private var holdings: String {
    [
      count(book.agreements.count, "agreement", "agreements"),
      count(book.categories.count, "category", "categories"),
      count(book.categories.flatMap(\.caps).count, "cap", "caps"),
      count(book.categories.reduce(0) { $0 + $1.ledger.lines.count }, "ledger line", "ledger lines"),
      count(book.meetings.count, "meeting", "meetings"),
    ].joined(separator: ", ")
  }

  private func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }

  // MARK: One of them

  func lines(ofAgreement id: String) -> [String] {
    guard let agreement = book.agreement(.init(id)) else { return gone("agreement", id) }
    let categories = book.categories.filter { $0.agreement == agreement.id }.map(\.id.name)
    return BookText(ink: ink, width: width).head(of: agreement)
      + (categories.isEmpty
        ? [] : BookText(ink: ink, width: width).item("holds", categories.joined(separator: ", "), nil))
  }

  func lines(ofMeeting id: String) -> [String] {
    guard let meeting = book.meeting(.init(id)) else { return gone("meeting", id) }
    let text = BookText(ink: ink, width: width)
    var lines = text.meeting(meeting)
    lines += text.item("notice", "by \(meeting.lastNotice) at the latest", nil)
    if meeting.isCancelled { lines += text.item("", "CANCELLED: it is not held", nil) }
    let failed = meeting.resolutions.filter(\.fails).map(\.category.name)
    if !failed.isEmpty { lines += text.item("", "REJECTED: \(failed.joined(separator: ", "))", nil) }
    return lines
  }

  private func words(of meeting: Meeting) -> String {
    "\(meeting.name), \(meeting.isCancelled ? "cancelled" : "\(meeting.date)")"
  }

  // MARK: Several

  /// A collection of the book by the name of its field.
  func lines(ofCollection name: String) -> [String] {
    switch name {
    case "categories": capsTable(of: book.categories, namesCategories: true) + withoutCaps
    case "agreements": table(["id", "name", "signed", "with"], book.agreements.map(cells))
    case "meetings": table(["id", "date", "notice by", "votes on", "name"], book.meetings.map(cells))
    case "people": table(["id", "name", "relation"], book.people.map { [$0.id.name, $0.name, $0.relation] })
    case "shareholdings": table(["of", "share", "from"], book.people.map(shareholding))
    case "directors":
      table(["name", "role", "committee", "abstains"], book.governance.directors.map(cells))
    case "groups":
      table(
        ["id", "categories", "governs"],
        book.groups.map { group in
          [group.id.name, group.categories.map(\.name).joined(separator: ", "), group.governs ? "yes" : "no"]
        })
    default: [name.fitForATerminal]
    }
  }

  /// The categories whose caps the book does not hold.
  private var withoutCaps: [String] {
    book.categories.filter { $0.caps.isEmpty }.flatMap { category in
      item(category.id.name, category.capsUnstated ?? "no caps in this book")
    }
  }

  private func cells(of agreement: Agreement) -> [String] {
    [agreement.id.name, agreement.name, agreement.signed.map { "\($0)" } ?? "–", agreement.counterparty.name]
  }

  private func cells(of meeting: Meeting) -> [String] {
    let day = meeting.isCancelled ? "cancelled" : "\(meeting.date)"
    let votes = meeting.resolutions.map { $0.category.name + ($0.fails ? " (rejected)" : "") }
    return [
      meeting.id.name, day, "\(meeting.lastNotice)", votes.isEmpty ? "–" : votes.joined(separator: ", "), meeting.name,
    ]
  }

  private func shareholding(of person: ConnectedPerson) -> [String] {
    let last = person.shareholdings.last
    return [person.id.name, last.map { "\($0.share)" } ?? "–", last.map { "\($0.from)" } ?? "–"]
  }

  private func cells(of director: Governance.Director) -> [String] {
    [director.name, director.role, director.isOnCommittee ? "yes" : "no", director.abstains ?? "–"]
  }

  /// A table of words; the first column names the rows.
  private func table(_ titles: [String], _ rows: [[String]]) -> [String] {
    guard !rows.isEmpty else { return ["none in this book"] }
    var table = TextTable(titles.map { ($0, .left) })
    for row in rows { table.add(row.map { .init($0.fitForATerminal) }) }
    return table.folded(ink, width: width)
  }
}
