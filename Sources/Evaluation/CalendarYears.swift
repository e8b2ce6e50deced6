import Agreements
import ListingRules
import Quantities

/// What falls due by the year: the issuer's own controls, the annual review and the annual report.
extension Outcome {
  /// The end of financial years: the book's, else 31 December, which is said.
  private var yearEnd: (end: YearEnd, notes: [String]) {
    book.issuer.financialYearEnd.map { ($0, []) }
      ?? (.december, ["the book states no end of financial years ('financial_year_end'): 31 December is assumed"])
  }

  // MARK: Controls

  /// The controls that the book states as monthly, quarterly, half-yearly or yearly, at the end of each such part of the
  /// financial year after the as-of date; other words have no day.
  var controlDrafts: [EntryDraft] {
    book.controls.flatMap { control -> [EntryDraft] in
      guard let months = control.every.flatMap({ Self.months[$0] }) else { return [] }
      let about = control.categories.compactMap { book.category($0) }
      let last = about.isEmpty ? horizon : horizon(of: about)
      return ends(everyMonths: months, through: last).flatMap { day in
        let draft = EntryDraft(
          date: day, what: "\(control.every ?? ""): \(control.text)", who: ApprovalSteps.issuer, category: nil,
          rule: .control, state: nil, notes: months == 1 ? [] : yearEnd.notes, source: control.source)
        guard !about.isEmpty else { return [draft] }
        return about.map { category in
          var copy = draft
          copy.category = category.id
          return copy
        }
      }
    }
  }

  private static let months = ["monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12]

  /// The ends of the parts of financial years that have so many months, after the as-of date and up to a day.
  private func ends(everyMonths count: Int, through last: CivilDate) -> [CivilDate] {
    guard let end = try? yearEnd.end.end(ofYearHolding: book.asOf) else { return [] }
    let parts = (0...(12 / count)).compactMap { try? end.monthEnd(monthsLater: -$0 * count) }
    guard var next = parts.filter({ $0 > book.asOf }).min() else { return [] }
    var result: [CivilDate] = []
    while next <= last {
      result.append(next)
      guard let later = try? next.monthEnd(monthsLater: count, like: end) else { break }
      next = later
    }
    return result
  }

  // MARK: Annual review and report

  /// Of each financial year in which something of a category falls that is not fully exempt: the review, the letter and
  /// the report, as far as they are still to come.
  var annualDrafts: [EntryDraft] {
    categories.flatMap { result -> [EntryDraft] in
      guard let requirement = result.requirement, requirement.asks(for: .announcement) != .fails,
        let category = book.category(result.id), let path = try? CategoryPath(of: category, in: book)
      else { return [] }
      let state: StepState = requirement.asks(for: .announcement) == .holds ? .due : .open
      return years(of: path.amounts, of: category).flatMap { year in
        annualDrafts(of: year, category: result.id, state: state)
      }
    }
  }

  /// The financial years with an amount on some day within the category's terms and caps.
  private func years(of amounts: AmountPath, of category: Category) -> [DateRange] {
    let begins = category.terms.map(\.period.from) + category.caps.compactMap(\.span?.from)
    guard let begin = begins.min() else { return [] }
    var years: [DateRange] = []
    var day = begin
    while day <= amounts.last, let year = try? yearEnd.end.year(holding: day) {
      let days = year.after(begin.previous) ?? year
      if amounts.daysWithAmounts(in: days) != nil { years.append(year) }
      day = year.to.next
    }
    return years
  }

  private func annualDrafts(of year: DateRange, category: Category.ID, state: StepState) -> [EntryDraft] {
    let months = rulebook.figures.annualReportMonths.on(year.to)
    guard let report = try? year.to.monthEnd(monthsLater: months.boundedDays), report > book.asOf else { return [] }
    let days = rulebook.figures.letterBusinessDays.on(year.to).boundedDays
    let letter = rulebook.calendar.day(days, before: report)
    let closed = [rulebook.closedNote(on: report)].compactMap { $0 } + yearEnd.notes
    func draft(_ date: CivilDate, _ what: String, _ who: String, _ rule: Rule, _ notes: [String]) -> EntryDraft {
      EntryDraft(
        date: date, what: "\(what) for the year to \(year.to)", who: who, category: category, rule: rulebook[rule],
        state: state, notes: notes)
    }
    let printing =
      "\(days) business days before the annual report is printed in bulk; the day assumes that it is "
      + "printed on \(report)"
    let certainty = [rulebook.certaintyNote(from: letter, to: report)].compactMap { $0 }
    let drafts = [
      draft(
        letter, "review of the transactions", "the independent directors", .directorsReview,
        ["confirmed in the annual report"] + yearEnd.notes),
      draft(letter, "letter on the transactions", "the auditor", .auditorsLetter, yearEnd.notes),
      draft(
        letter, "copy of the auditor's letter to the Exchange", ApprovalSteps.issuer, .letterToExchange,
        [printing] + certainty + yearEnd.notes),
      draft(
        report, "annual report with the transactions", ApprovalSteps.issuer, .annualReport,
        ["by \(months) months after the year (\(rulebook[.annualReportDate].rule))"] + closed),
    ]
    // What had to happen before the as-of date, the book does not say of.
    return drafts.filter { $0.date >= book.asOf }
  }
}

extension CivilDate {
  /// The same day of the month some months later; the last day of that month where this is the last of its own, or where
  /// `model`, of which it is one of the repetitions, is.
  func monthEnd(monthsLater count: Int, like model: CivilDate? = nil) throws(QuantityError) -> CivilDate {
    let later = try adding(months: count)
    let (year, month, day) = (model ?? self).components
    let (newYear, newMonth, _) = later.components
    let length = CivilDate.days(inMonth: newMonth, of: newYear)
    return try CivilDate(
      newYear, newMonth, day == CivilDate.days(inMonth: month, of: year) ? length : min(day, length))
  }
}

extension Citation {
  /// No rule: a control that the issuer has set itself.
  static let control = Citation("own control", "a control that the issuer has set itself", .noRule)
}
