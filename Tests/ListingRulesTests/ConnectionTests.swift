import Agreements
import ListingRules
import Quantities
import Testing

/// Rule 14A.07(1): a holder of 10% is connected, on the days on which it holds so much.
@Suite struct ConnectionTests {
  private func connection(_ share: Ratio, noOtherLimb: Bool?, on date: String) throws -> Connection {
    let holdings = [
      ConnectedPerson.Shareholding(from: try day("2026-04-23"), share: .basisPoints(1029), source: nil),
      .init(from: try day("2026-09-01"), share: share, source: nil),
    ]
    let person = ConnectedPerson(
      id: .init("xiaomi"), name: "Xiaomi", relation: "substantial shareholder", shareholdings: holdings,
      noOtherLimb: noOtherLimb, source: nil)
    return Connection(of: person, on: try day(date), rulebook: .hkexMainBoard)
  }

  @Test(
    "E34: a holding that falls below 10% ends that limb on its day; at 10.00% it stands",
    arguments: [
      ("2026-08-31", 999, true, Connection.connected), ("2026-09-01", 999, true, .notConnected),
      ("2026-09-01", 1000, true, .connected), ("2026-09-01", 999, nil, .undetermined),
      ("2026-09-01", 999, false, .undetermined), ("2026-01-01", 999, true, .connected),
    ] as [(String, Int64, Bool?, Connection)])
  func dilution(date: String, basisPoints: Int64, noOtherLimb: Bool?, expected: Connection) throws {
    #expect(try connection(.basisPoints(basisPoints), noOtherLimb: noOtherLimb, on: date) == expected)
  }

  @Test func `a holding a hair below 10% is below it`() throws {
    let hair = try Ratio(999_999_999_999, over: 10_000_000_000_000)
    #expect(try connection(hair, noOtherLimb: true, on: "2026-09-01") == .notConnected)
  }

  @Test func `a person without a stated holding is connected by the relation that the book states`() throws {
    let person = ConnectedPerson(
      id: .init("director"), name: "Director", relation: "director", shareholdings: [], noOtherLimb: nil, source: nil)
    #expect(Connection(of: person, on: try day("2026-09-01"), rulebook: .hkexMainBoard) == .connected)
  }
}
