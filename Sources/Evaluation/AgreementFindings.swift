import Agreements
import ListingRules
import Quantities

/// What the agreement itself must be: in writing, and for a term that is not too long.
extension CategoryEvaluation {
  /// Nothing is asked of the agreement where its category is exempt from everything.
  func agreementFindings() -> [Finding] {
    guard requirement?.decided != .exempt, let agreement = book.agreement(category.agreement) else { return [] }
    return unwritten(agreement) + longTerms(agreement)
  }

  private func unwritten(_ agreement: Agreement) -> [Finding] {
    guard agreement.isWritten == false else { return [] }
    var finding = Finding(
      .notWritten, category.id, rule: rulebook[.writtenAgreement], "\(category.id): \(agreement.name) is not in writing"
    )
    finding.on = agreement.signed
    finding.figures = [Evidence("\(agreement.name): not in writing", source: agreement.source)]
    return [finding]
  }

  /// Terms beyond the longest that is allowed, of which the book states no adviser's reason.
  ///
  /// A term that began before its counterparty was connected runs on as it is, until it is renewed or varied: then its
  /// years are counted from that day.
  private func longTerms(_ agreement: Agreement) -> [Finding] {
    guard agreement.longTermReason == nil, running == nil || running?.varied != nil else { return [] }
    return category.terms.compactMap { term in
      let first = max(term.period.from, running?.varied ?? term.period.from)
      let years = rulebook.figures.longestTermYears.on(term.standing.proposal?.announced ?? first)
      guard connection.levels(on: first) != [.none], let last = Self.lastDay(ofYears: years, from: first),
        term.period.to > last
      else { return nil }
      let start = first == term.period.from ? "" : " from \(first), when the agreement is renewed or varied"
      var finding = Finding(
        .termTooLong, category.id, rule: rulebook[.term],
        "\(category.id): the term \(term.period) is longer than \(years) years\(start), which end on \(last), and the "
          + "book states no adviser's reason for it ('long_term_reason' of the agreement)")
      finding.on = last.next
      finding.until = term.period.to
      finding.figures = [Evidence("term \(term.period)", source: term.source)]
      return finding
    }
  }

  /// The last day of so many years that begin on `first`: 28 July for 29 July, 28 or 29 February for 1 March, and
  /// 28 February for 29 February.
  static func lastDay(ofYears years: Int, from first: CivilDate) -> CivilDate? {
    let months = 12 * years
    guard let ends = try? first.adding(months: months).previous, let eve = try? first.previous.adding(months: months)
    else { return nil }
    return max(ends, eve)
  }
}
