import Agreements
import Problems
import Quantities

extension LedgerReading {
  /// What is wrong with the lines beside a book: unknown categories, days to come, overlaps, sums that do not fit.
  ///
  /// - Parameters:
  ///   - categories: the names that the book has.
  ///   - asOf: the last day of which actuals are known.
  ///   - isAsOfChosen: whether the person chose that day in place of the book's; later lines are then only warned about.
  public func checked(against categories: [String], asOf: CivilDate?, isAsOfChosen: Bool) -> [Problem] {
    var problems = unknownCategories(categories)
    if let asOf { problems += isAsOfChosen ? warningsAfter(asOf) : problemsAfter(asOf) }
    let known = Set(categories)
    for (category, mine) in Dictionary(grouping: entries, by: \.category).sorted(by: { $0.key < $1.key })
    where known.contains(category) {
      // An order may be for the days of another, and for days of which some actuals are known.
      problems += overlaps(mine.filter { $0.kind == .actual }) + overflows(mine)
    }
    return problems
  }

  /// Each place is found by counting lines, so that no kind of problem may come without end.
  private static var mostProblems: Int { 100 }

  private func unknownCategories(_ known: [String]) -> [Problem] {
    let names = Set(known)
    return entries.lazy.filter { !names.contains($0.category) }.prefix(Self.mostProblems).map { entry in
      problem(
        "no category '\(entry.category)' in this book" + Spelling.question(entry.category, among: known),
        at: entry.categoryPlace,
        hint: known.isEmpty
          ? "the book has no categories" : "the categories of this book are: \(known.joined(separator: ", "))")
    }
  }

  private func problemsAfter(_ asOf: CivilDate) -> [Problem] {
    entries.lazy.filter { $0.kind == .actual && $0.line.period.to > asOf }.prefix(Self.mostProblems).map { entry in
      problem(
        "this amount reaches to \(entry.line.period.to), after the book's as-of date \(asOf)", at: entry.toPlace,
        hint:
          "move the book's as_of to the last day of which actuals are known, or put the amount into a forecast; an order is of the kind 'committed'"
      )
    }
  }

  private func warningsAfter(_ asOf: CivilDate) -> [Problem] {
    let later = entries.filter { $0.kind == .actual && $0.line.period.to > asOf }
    guard let first = later.first else { return [] }
    let count = later.count == 1 ? "1 line of the ledger reaches" : "\(later.count) lines of the ledger reach"
    return [
      problem(
        "\(count) beyond the as-of date \(asOf) that was asked for", at: first.toPlace, severity: .warning,
        hint: "amounts after that day are not counted as actuals")
    ]
  }

  /// Ranges of one category that share days; a single day within a range may be a credit note and is none.
  private func overlaps(_ entries: [Entry]) -> [Problem] {
    let ranges = entries.enumerated().filter { $0.element.line.period.count > 1 }
      .sorted { ($0.element.line.period.from, $0.offset) < ($1.element.line.period.from, $1.offset) }
    guard var furthest = ranges.first else { return [] }
    var problems: [Problem] = []
    for range in ranges.dropFirst() where problems.count < Self.mostProblems {
      if let shared = range.element.line.period.intersection(furthest.element.line.period) {
        let (first, second) = range.offset < furthest.offset ? (range, furthest) : (furthest, range)
        let other = problem("", at: first.element.fromPlace).place.map { "\($0.line)" } ?? "?"
        problems.append(
          problem(
            "the amounts of '\(range.element.category)' for \(second.element.line.period) and for "
              + "\(first.element.line.period) (line \(other)) share the days \(shared)",
            at: second.element.fromPlace, hint: "split or shorten one, so that no day is counted twice"))
      }
      if range.element.line.period.to > furthest.element.line.period.to { furthest = range }
    }
    return problems
  }

  private func overflows(_ entries: [Entry]) -> [Problem] {
    var sum: Int64 = 0
    for entry in entries {
      let (next, overflow) = sum.addingReportingOverflow(Int64(clamping: entry.line.amount.minor.magnitude))
      if overflow {
        return [
          problem(
            "with this amount the ledger of '\(entry.category)' is too large to add up", at: entry.amountPlace,
            hint: "check the digits and the unit: thousand, million or billion")
        ]
      }
      sum = next
    }
    return []
  }
}
