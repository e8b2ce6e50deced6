import Agreements
import Evaluation
import Quantities
import Testing

/// For fixed amounts and caps that do not fall, a later meeting never helps.
@Suite struct MeetingPropertyTests {
  @Test func `moving a meeting later never turns a scenario that is not compliant into one that is`() throws {
    var seen = (tried: 0, compliant: 0, turned: 0)
    for number in 0..<UInt64(TestRun.books * 3) {
      let seed = TestRun.seed &+ number
      var numbers = SeededNumbers(seed: seed &* 31 &+ 7)
      let random = try RandomBook(seed: seed)
      let early = steady(random.book, isSmall: numbers.chance(50))
      let proposals = early.categories[0].proposals
      guard let voted = proposals.compactMap(\.meeting).first,
        let index = early.meetings.firstIndex(where: { $0.id == voted })
      else { continue }
      // Notice must still reach the meeting on both days.
      guard proposals.allSatisfy({ $0.announced <= early.meetings[index].lastNotice }) else { continue }
      var late = early
      late.meetings[index].date = try late.meetings[index].date.adding(days: numbers.number(1...240))
      guard let before = try? Evaluator().evaluate(early), let after = try? Evaluator().evaluate(late) else { continue }
      #expect(
        before.isCompliant || !after.isCompliant,
        "HEADROOM_TEST_SEED=\(seed): \(early.meetings[index].date) to \(late.meetings[index].date)")
      seen.tried += 1
      if before.isCompliant { seen.compliant += 1 }
      if before.isCompliant, !after.isCompliant { seen.turned += 1 }
    }
    guard TestRun.books >= 200 else { return }
    #expect(seen.tried > TestRun.books && seen.compliant > 0 && seen.turned > 0, "HEADROOM_TEST_SEED=\(TestRun.seed)")
  }

  /// The book with amounts that wait for no meeting, proposals that each name theirs and need its vote, and caps that
  /// never fall; of one in two the amounts are small, so that many books are compliant.
  private func steady(_ book: Book, isSmall: Bool) -> Book {
    var steady = book
    let size = Issuer.Measure(amount: Money(minor: 1, .hkd), asOf: nil, source: nil)
    (steady.issuer.totalAssets, steady.issuer.revenue, steady.issuer.marketCapitalisation) = ([size], [size], [size])
    steady.people[0].shareholdings = Array(book.people[0].shareholdings.prefix(1))
    if isSmall {
      steady.categories[0].ledger = Ledger(lines: [])
      steady.categories[0].forecast.edits.append(.scale(.percent(50), nil))
    }
    func named(_ standing: Standing) -> Standing {
      guard let proposal = standing.proposal else { return standing }
      let meeting = proposal.meeting ?? book.meeting(for: proposal)?.id ?? book.meetings[0].id
      return .proposed(Proposal(announced: proposal.announced, meeting: meeting))
    }
    for index in steady.categories[0].terms.indices {
      steady.categories[0].terms[index].standing = named(steady.categories[0].terms[index].standing)
    }
    for cap in steady.categories[0].caps.indices {
      steady.categories[0].caps[cap].versions = rising(steady.categories[0].caps[cap].versions, named)
    }
    for plan in steady.categories[0].forecast.plans.indices { steady.categories[0].forecast.plans[plan].after = nil }
    steady.categories[0].forecast.edits.removeAll { edit in if case .after = edit { true } else { false } }
    return steady
  }

  /// Versions of one period each of which is at least as high as the one before; an original first, so that the cover
  /// does not start anew.
  private func rising(_ versions: [CapVersion], _ named: (Standing) -> Standing) -> [CapVersion] {
    guard let last = versions.last else { return [] }
    var amounts = versions.map(\.amount).sorted { $0.minor < $1.minor }
    // A first cap much below the next makes the day of the vote matter.
    if amounts.count > 1 { amounts[0] = Money(minor: amounts[0].minor / 20, .hkd) }
    return zip(versions, amounts).map { version, amount in
      CapVersion(
        id: version.id, amount: amount, period: last.period, standing: named(version.standing), source: nil)
    }
  }
}

extension Category {
  /// Every proposal of a term or a cap.
  fileprivate var proposals: [Proposal] {
    (terms.map(\.standing) + caps.flatMap(\.versions).map(\.standing)).compactMap(\.proposal)
  }
}
