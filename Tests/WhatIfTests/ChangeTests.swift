import Agreements
import Evaluation
import Quantities
import Testing
import WhatIf

/// Changes are values: each gives a changed copy, or says why it cannot.
@Suite struct ChangeTests {
  let kingsoft: Kingsoft
  var book: Book { kingsoft.book }

  init() throws { kingsoft = try Kingsoft() }

  private func hardware(_ edit: ForecastEdit) -> Change { .forecast("hardware", edit) }

  private func proposal(on date: String = "2026-04-23", meeting: String? = nil) throws -> Proposal {
    Proposal(announced: try day(date), meeting: meeting.map { .init($0) })
  }

  // MARK: What a change does

  @Test func `a change leaves the book and its outcome as they were`() throws {
    let before = try Evaluator().evaluate(book)
    let changed = try book.applying(.doubledHardware)
    #expect(changed != book)
    #expect(book.category(.init("hardware"))?.forecast.edits == [])
    #expect(try Evaluator().evaluate(book) == before)
  }

  @Test func `several changes in one go are the same as one after another, and their order counts`() throws {
    let set = hardware(.set(try rmb("100.0"), try days("2026-08")))
    let changes: [Change] = [.doubledHardware, set, try .agm("2026-09-30"), .reject(.init("agm-2026"), .init("cloud"))]
    let single = try changes.reduce(book) { try $0.applying($1) }
    #expect(try book.applying(changes) == single)
    let (one, other) = (try kingsoft.outcome(.doubledHardware, set), try kingsoft.outcome(set, .doubledHardware))
    #expect(one != other)
  }

  @Test func `no changes give the same book`() throws { #expect(try book.applying([]) == book) }

  @Test func `a proposed cap is a version beside the others, and a second one has a name of its own`() throws {
    let first = Change.propose(
      .init("hardware"), .init("2026"), .init(amount: try rmb("1,900.0"), proposal: try proposal(meeting: "agm-2026")))
    let cap = try #require(try book.applying([first, first]).category(.init("hardware"))?.cap(.init("2026")))
    #expect(cap.versions.map(\.id.name) == ["original", "revised", "scenario", "scenario-2"])
    #expect(cap.newest?.period == (try days("2026")), "its period is that of the newest version")
    #expect(try kingsoft.outcome(.doubledHardware, first).breaches == [])
  }

  @Test func `a cap for a period that has none needs its days, and then covers them`() throws {
    let period = try days("2028-01-01..2028-07-28")
    let changed = try book.applying(
      .propose(.init("idc"), .init("2028"), .init(amount: try rmb("90.0"), period: period, proposal: try proposal())))
    #expect(try Evaluator().evaluate(changed).findings.filter { $0.kind == .noCapStated } == [])
  }

  @Test func `a meeting that is moved is held again`() throws {
    let changed = try book.applying([.cancelMeeting(.init("agm-2026")), try .agm("2026-07-15")])
    #expect(changed.meeting(.init("agm-2026"))?.isCancelled == false)
    #expect(changed.meeting(.init("agm-2026"))?.date == (try day("2026-07-15")))
  }

  @Test func `a rejection of one category leaves the others of the meeting`() throws {
    let outcome = try kingsoft.outcome(.reject(.init("agm-2026"), .init("cloud")))
    #expect(Set(outcome.breaches.map(\.category?.name)) == ["cloud"])
  }

  @Test func `moving a meeting moves no forecast, unless the forecast waits for it`() throws {
    let late = try Change.agm("2026-09-30")
    func july(_ changes: Change...) throws -> Int64 {
      let changed = try book.applying(changes)
      let category = try #require(changed.category(.init("hardware")))
      return try CategoryPath(of: category, in: changed).amounts.sum(of: days("2026-07"))
    }
    #expect(try july(late) == july())
    #expect(try july(hardware(.after(.init("agm-2026"), nil))) == july())
    #expect(try july(hardware(.after(.init("agm-2026"), nil)), late) == 0)
    #expect(try july(late, hardware(.after(.init("agm-2026"), nil))) == 0)
  }

  @Test func `a holding set by a scenario holds from its day on`() throws {
    let diluted = try book.applying(
      [
        .shareholding(.init("xiaomi"), .basisPoints(999), from: try day("2026-09-01")),
        .noOtherLimb(.init("xiaomi"), true),
      ])
    let person = try #require(diluted.person(.init("xiaomi")))
    #expect(person.shareholding(on: try day("2026-08-31"))?.share == .basisPoints(1029))
    #expect(person.shareholding(on: try day("2026-09-01"))?.share == .basisPoints(999))
    #expect(person.noOtherLimb == true)
  }

  @Test func `a corrected cap and a corrected term are as if the book had stated them`() throws {
    let lower = try kingsoft.outcome(
      .correctCap(.init("hardware"), .init("2026"), .init("revised"), try rmb("929.99999999")))
    #expect(lower.breachLines == ["hardware 2026/revised 2026-12-31 0.00000001"])
    let shorter = try kingsoft.outcome(.correctTerm(.init("hardware"), try days("2025-07-29..2026-12-30")))
    #expect(shorter.breaches.map(\.kind) == [.uncovered])
    #expect(shorter.breaches.first?.on == (try day("2026-12-31")))
  }

  // MARK: Warnings

  @Test func `a change without effect is known, and waiting for a vote is never one`() throws {
    let without: [Change] = [
      hardware(.scale(.one, nil)), hardware(.remove(try days("2027"))), try .agm("2026-06-30"),
      .growth(.init("cloud"), try Ratio(353, over: 1000), nil), .reject(.init("agm-2026"), .init("cloud")),
    ]
    for (change, expected) in zip(without, [true, true, true, true, false]) {
      #expect(change.isWithoutEffect(on: book, giving: try book.applying(change)) == expected, "\(change.summary)")
    }
    let waiting = hardware(.after(.init("agm-2026"), nil))
    #expect(!waiting.isWithoutEffect(on: book, giving: try book.applying(waiting)))
    #expect(!Change.doubledHardware.isWithoutEffect(on: book, giving: try book.applying(.doubledHardware)))
  }
}
