import Agreements
import Evaluation
import ListingRules
import Quantities
import Testing

/// Rule 14A.37: a written approval in place of a meeting, carried through to caps and findings.
@Suite struct WrittenApprovalTests {
  /// A cap that Parent approves in writing on 4 May 2026; Holder, the counterparty, holds a share of the votes.
  private func outcome(
    _ share: Ratio, waived: Bool? = true, holder: Ratio?, meeting: String? = nil, spends: String = "700.0",
    on spentOn: String = "2026-05-20"
  ) throws -> Outcome {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "600.0")
    try small.plan(.even(try rmb(spends)), spentOn)
    if let holder { small.holdings = [.init(from: try day("2025-01-01"), share: holder, source: nil)] }
    if let meeting { try small.meeting("agm", meeting) }
    var book = try small.book()
    let approval = WrittenApproval(
      holder: "Parent", share: share, date: try day("2026-05-04"), isWaived: waived, source: nil)
    let proposal = Proposal(
      announced: book.asOf, meeting: meeting.map { _ in .init("agm") }, writtenApproval: approval)
    book.categories[0].caps[0].versions.append(
      CapVersion(
        id: .init("revised"), amount: try rmb("1,000.0"), period: try days("2026"), standing: .proposed(proposal),
        source: nil))
    // Connected otherwise than by votes, so that a counterparty without votes is connected, too.
    book.people[0].directorships = [.init(subsidiary: nil, from: try day("2020-01-01"), to: nil, source: nil)]
    return try Evaluator().evaluate(book)
  }

  @Test func `where it stands the cap is in force from its date, without a meeting`() throws {
    let outcome = try outcome(.percent(62), holder: .zero)
    #expect(outcome.isCompliant)
    let version = try #require(outcome.categories[0].cap(.init("2026"))?.versions.last)
    #expect(version.effective == (try day("2026-05-04")))
    #expect(version.state == .voteDue)
    #expect(try outcome.step(.meeting).line == "due on 2026-05-04 by –")
    #expect(try outcome.step(.meeting).who == "Parent")
    #expect(try outcome.step(.vote).state == .notNeeded)
    #expect(try outcome.step(.notice).state == .notNeeded)
    // 14A.46(2): its circular within fifteen business days of the announcement.
    #expect(try outcome.step(.circular).by == day("2026-05-15"))
  }

  @Test func `E40: the counterparty holds 10.29%, so that a holder of 62% cannot approve in writing`() throws {
    let outcome = try outcome(.percent(62), holder: .basisPoints(1029))
    #expect(outcome.breachLines == ["cap 2026/original 2026-05-20 by 100.0"])
    let missing = try #require(outcome.findings.first { $0.kind == .approvalMissing })
    #expect(
      missing.statement.contains(
        "the written approval of Parent does not stand for a meeting: a shareholder would have to abstain"))
    #expect(try outcome.step(.meeting).state == .missing)
    #expect(!outcome.isCompliant)
  }

  @Test func `50% is not more than 50%, and without a waiver none stands`() throws {
    #expect(try outcome(.percent(50), holder: .zero).findings.contains { $0.kind == .approvalMissing })
    #expect(try outcome(.basisPoints(5001), holder: .zero).isCompliant)
    #expect(try !outcome(.percent(62), waived: false, holder: .zero).isCompliant)
  }

  @Test func `a meeting that the proposal names as well still gives the approval`() throws {
    let outcome = try outcome(.percent(62), holder: .basisPoints(1029), meeting: "2026-06-30", spends: "500.0")
    #expect(outcome.isCompliant)
    #expect(outcome.categories[0].cap(.init("2026"))?.versions.last?.effective == (try day("2026-06-30")))
  }

  @Test func `where the book is silent on the waiver it is undetermined, and says what would decide it`() throws {
    let outcome = try outcome(.percent(62), waived: nil, holder: .zero)
    #expect(outcome.breaches == [])
    #expect(!outcome.isCompliant)
    let open = try #require(outcome.undetermined.first { $0.cap == nil })
    #expect(open.wouldDecide == ["whether the Exchange waives the meeting for the written approval of Parent"])
    let broken = try #require(outcome.undetermined.first { $0.cap != nil })
    #expect(broken.statement.hasSuffix("if the written approval does not stand for a meeting"))
    // What breaks the old cap before the approval could stand is a breach either way.
    #expect(try self.outcome(.percent(62), waived: nil, holder: .zero, on: "2026-05-03").breaches.count == 1)
  }

  @Test func `where the book states no holding of the counterparty it is undetermined whether it abstains`() throws {
    let outcome = try outcome(.percent(62), holder: nil)
    let open = try #require(outcome.undetermined.first { $0.cap == nil })
    #expect(open.wouldDecide == ["whether Holder holds votes ('shareholdings' in the book)"])
  }
}
