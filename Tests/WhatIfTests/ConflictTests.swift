import Agreements
import Quantities
import Testing

@testable import WhatIf

/// What meets in a stack: two changes of one datum with both values and the one that counts, and what works together.
@Suite struct ConflictTests {
  private func applied(_ changes: [Change]) -> [AppliedChange] {
    changes.enumerated().map {
      AppliedChange(change: $1, place: .init(file: "a.lua", line: $0 + 1), isWithoutEffect: false)
    }
  }

  /// The conflicts in short: `1 2 later`, and `=` for a repetition; then `1 2 together`.
  private func met(_ changes: [Change]) -> [String] {
    let conflicts = Conflicts(applied(changes))
    func line(_ applied: AppliedChange) -> String { "\(applied.place?.line ?? 0)" }
    return conflicts.all.map {
      "\(line($0.earlier)) \(line($0.later)) \($0.isRepetition ? "=" : $0.winner.rawValue)"
    } + conflicts.combinations.map { $0.changes.map(line).joined(separator: " ") + " together" }
  }

  private func forecast(_ edits: ForecastEdit...) -> [Change] { edits.map { .forecast("hardware", $0) } }

  private func rmb(_ millions: Int64) -> Money { Money(minor: millions * 100_000_000, .rmb) }

  // MARK: Forecasts

  @Test func `an amount set or made a total over days that another set is a conflict on the days of both`() throws {
    let (june, half, year) = (try days("2026-06"), try days("2026-06-01..2026-12-31"), try days("2026"))
    let conflict = try #require(Conflicts(applied(forecast(.set(rmb(1), half), .set(rmb(2), june)))).all.first)
    #expect(conflict.datum == "the forecast of hardware for 2026-06-01 to 2026-06-30")
    #expect(conflict.earlier.change.summary == "forecast of hardware: RMB1.0 million evenly over \(half) instead")
    #expect(conflict.counting.change.summary == "forecast of hardware: RMB2.0 million evenly over \(june) instead")
    #expect(met(forecast(.set(rmb(1), june), .total(rmb(2), year))) == ["1 2 later"])
    #expect(met(forecast(.total(rmb(1), year), .total(rmb(2), half))) == ["1 2 later"])
    #expect(met(forecast(.total(rmb(1), year), .remove(june))) == ["1 2 later"])
    #expect(met(forecast(.add(rmb(1), june), .set(rmb(2), year))) == ["1 2 later"])
  }

  @Test func `days that two amounts do not share are no conflict`() throws {
    #expect(try met(forecast(.set(rmb(1), days("2026-06")), .set(rmb(2), days("2026-07")))) == [])
  }

  @Test func `what multiplies or adds works together, and is no conflict`() throws {
    let june = try days("2026-06")
    #expect(met(forecast(.scale(Ratio(2), nil), .scale(Ratio(2), nil))) == ["1 2 together"])
    #expect(met(forecast(.set(rmb(1), june), .add(rmb(1), june), .scale(Ratio(2), nil))) == ["1 2 3 together"])
    // Amounts in an emptied place are how a forecast is written anew.
    #expect(met(forecast(.remove(nil), .set(rmb(1), june))) == ["1 2 together"])
  }

  @Test func `a scaling is replaced where all its days are set anew, and has its part where some remain`() throws {
    let (june, year) = (try days("2026-06"), try days("2026"))
    #expect(met(forecast(.scale(Ratio(2), june), .set(rmb(1), year))) == ["1 2 later"])
    #expect(met(forecast(.scale(Ratio(2), year), .set(rmb(1), june))) == ["1 2 together"])
    #expect(met(forecast(.scale(Ratio(2), year), .total(rmb(1), year))) == ["1 2 later"])
  }

  @Test func `growth after growth is a conflict; of growth and a set amount the amount counts, whichever came first`()
    throws
  {
    let june = try days("2026-06")
    let (one, other) = (Change.growth("cloud", .percent(40), nil), Change.growth("cloud", .percent(50), june))
    #expect(met([one, other]) == ["1 2 later"])
    let set = Change.forecast("cloud", .set(rmb(1), june))
    #expect(met([set, one]) == ["1 2 earlier"])
    #expect(met([other, set]) == ["1 2 later"])
    #expect(met([one, set]) == ["1 2 together"])
  }

  @Test func `the same said twice is a repetition, unless something came between`() throws {
    let june = try days("2026-06")
    #expect(met(forecast(.set(rmb(1), june), .set(rmb(1), june))) == ["1 2 ="])
    #expect(met(forecast(.set(rmb(1), june), .set(rmb(2), june), .set(rmb(1), june))) == ["1 2 later", "2 3 later"])
    #expect(met(forecast(.remove(nil), .remove(june))) == ["1 2 ="])
    #expect(try met([.agm("2026-07-01"), .agm("2026-07-01")]) == ["1 2 ="])
  }

  @Test func `of three, each is told against the one that stood`() throws {
    #expect(
      try met([.agm("2026-07-01"), .agm("2026-07-02"), .agm("2026-07-03")]) == ["1 2 later", "2 3 later"])
    let (june, july) = (try days("2026-06"), try days("2026-07"))
    #expect(
      try met(forecast(.set(rmb(1), june), .set(rmb(2), july), .set(rmb(3), days("2026")))) == [
        "1 3 later", "2 3 later",
      ])
  }

  // MARK: Caps, terms and meetings

  @Test func `a version corrected twice is a conflict, two versions of a cap are none`() {
    func correct(_ version: CapVersion.ID, _ millions: Int64) -> Change {
      .correctCap("hardware", "2026", version, rmb(millions))
    }
    #expect(met([correct("revised", 1), correct("revised", 2)]) == ["1 2 later"])
    #expect(met([correct("original", 1), correct("revised", 2)]) == [])
  }

  @Test func `a cap proposed twice by the same steps is a conflict; by other steps each has its days`() throws {
    func propose(_ millions: Int64, _ day: String) throws -> Change {
      let proposal = Proposal(announced: try CivilDate(parsing: day), meeting: nil)
      return .propose("hardware", "2026", .init(amount: rmb(millions), proposal: proposal))
    }
    #expect(try met([propose(1, "2026-05-01"), propose(2, "2026-05-01")]) == ["1 2 later"])
    #expect(try met([propose(1, "2026-05-01"), propose(2, "2026-06-01")]) == ["1 2 together"])
    let second = Change.correctCap("hardware", "2026", "scenario-2", rmb(3))
    #expect(
      try met([propose(1, "2026-05-01"), propose(2, "2026-05-01"), second]) == ["1 2 later", "2 3 later"],
      "the versions that a stack proposes are called in their order")
  }

  @Test func `a meeting moved, then cancelled, or the other way, is a conflict that the last decides`() throws {
    let cancel = Change.cancelMeeting("agm-2026")
    #expect(try met([.agm("2026-07-01"), cancel]) == ["1 2 later"])
    #expect(try met([cancel, .agm("2026-07-01")]) == ["1 2 later"])
    #expect(try met([.agm("2026-07-01"), .moveMeeting("egm", day("2026-07-01"))]) == [])
    #expect(try met([.agm("2026-07-01"), .reject("agm-2026", nil)]) == [], "a vote that fails moves no meeting")
  }

  @Test func `a rejected vote fails whatever its poll, whichever came first`() {
    let won = Change.poll("agm-2026", "cloud", .init(inFavour: 2, against: 1))
    let lost = Change.poll("agm-2026", "cloud", .init(inFavour: 1, against: 2))
    let reject = Change.reject("agm-2026", nil)
    #expect(met([won, reject]) == ["1 2 later"])
    #expect(met([reject, won]) == ["1 2 earlier"])
    #expect(met([reject, lost]) == ["1 2 together"])
    #expect(met([won, lost]) == ["1 2 later"])
    #expect(met([won, .reject("agm-2026", "hardware")]) == [])
    #expect(met([reject, .reject("agm-2026", "cloud")]) == ["1 2 ="])
  }

  // MARK: What holds from a day on

  @Test func `a holding from an earlier day replaces one from a later day; from a later day both hold in turn`() throws
  {
    func hold(_ percent: Int64, _ day: String) throws -> Change {
      .shareholding("xiaomi", .percent(percent), from: try CivilDate(parsing: day))
    }
    #expect(try met([hold(9, "2026-09-01"), hold(8, "2026-05-01")]) == ["1 2 later"])
    #expect(try met([hold(9, "2026-09-01"), hold(8, "2026-09-01")]) == ["1 2 later"])
    #expect(try met([hold(9, "2026-05-01"), hold(8, "2026-09-01")]) == ["1 2 together"])
  }

  @Test func `a rate replaces that of the same pair from its day on, either way round`() throws {
    func rate(_ from: Currency, _ to: Currency, _ day: String) throws -> Change {
      .exchangeRate(.init(from: from, to: to, rate: Ratio(2), date: try CivilDate(parsing: day), source: nil))
    }
    #expect(try met([rate(.hkd, .rmb, "2026-05-02"), rate(.rmb, .hkd, "2026-05-01")]) == ["1 2 later"])
    #expect(try met([rate(.hkd, .rmb, "2026-05-01"), rate(.hkd, .rmb, "2026-05-02")]) == ["1 2 together"])
    #expect(try met([rate(.hkd, .rmb, "2026-05-01"), rate(.usd, .rmb, "2026-05-01")]) == [])
  }

  @Test func `a size replaces all that was stated of it, and a later report stands beside it`() throws {
    let size = Change.size(.revenue, rmb(1))
    let report = Change.measure(.revenue, .init(amount: rmb(2), asOf: try day("2026-06-30"), source: nil))
    #expect(met([size, size]) == ["1 2 ="])
    #expect(met([report, size]) == ["1 2 later"])
    #expect(met([size, report]) == ["1 2 together"])
    #expect(met([size, .size(.totalAssets, rmb(1))]) == [])
  }

  @Test func `ten thousand changes of one forecast are compared in the time of a few`() throws {
    let june = try days("2026-06")
    let changes = Array(repeating: Change.forecast("hardware", .add(rmb(1), june)), count: 10_000)
    #expect(Conflicts(applied(changes)).combinations.map(\.changes.count) == [10_000])
  }
}
