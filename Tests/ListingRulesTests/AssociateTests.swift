import Agreements
import ListingRules
import Quantities
import Testing

/// Rules 14A.12 to 14A.16 beyond one step: groups, indirect holdings, boards, and links that are themselves open.
@Suite struct AssociateTests {
  private func stake(_ holder: String, _ basisPoints: Int64, from: String? = nil) throws -> ConnectedPerson.Stake {
    .init(holder: .init(holder), from: try from.map(day), share: .basisPoints(basisPoints), source: nil)
  }

  /// A person with no other limb, held by others.
  private func company(
    _ id: String, relation: String = "person", heldBy: [ConnectedPerson.Stake] = [], groupOf: [String] = [],
    board: [String] = []
  ) -> ConnectedPerson {
    person(
      id, relation: relation, heldBy: heldBy, groupOf: groupOf.map { .init($0) },
      boardControlledBy: board.map { .init($0) }, noOtherLimb: true)
  }

  // MARK: Groups

  @Test func `14A.13: fellow subsidiaries are of one group, stated or by more than half of the votes`() throws {
    let people = try People { people throws in
      try people.add("x", holds: [("2024-01-01", 1200)], noOtherLimb: true)
      people.add(company("parent", groupOf: ["x"]))
      people.add(company("fellow", groupOf: ["parent"]))
      people.add(company("held", heldBy: [try stake("parent", 5001)]))
      people.add(company("half", heldBy: [try stake("parent", 2999)]))
    }
    for id in ["parent", "fellow"] {
      #expect(try people.connection(id, on: "2026-01-01").deciding?.rule == .associateOfCompany)
    }
    #expect(try people.connection("held", on: "2026-01-01").status == .connected)
    #expect(try people.connection("half", on: "2026-01-01").status == .notConnected)
  }

  @Test(
    "14A.13: who holds more than half of a substantial shareholder is its holding company; half is not more",
    arguments: [(5000, Connection.Status.notConnected), (5001, .connected)] as [(Int64, Connection.Status)])
  func holdingCompany(share: Int64, expected: Connection.Status) throws {
    let people = try People { people throws in
      people.add(
        person(
          "x", shareholdings: [.init(from: try day("2024-01-01"), share: .percent(12), source: nil)],
          heldBy: [try stake("top", share)], noOtherLimb: true))
      people.add(
        person(
          "top", shareholdings: [.init(from: try day("2024-01-01"), share: .percent(1), source: nil)],
          noOtherLimb: true))
    }
    #expect(try people.connection("top", on: "2026-01-01").status == expected)
  }

  // MARK: Indirect holdings

  @Test(
    "14A.12(1): what a majority-held company holds counts as held by its holder, what a smaller one holds does not",
    arguments: [(5001, 3000, true), (5000, 3000, false), (5001, 2999, false)] as [(Int64, Int64, Bool)])
  func indirect(middle: Int64, share: Int64, isConnected: Bool) throws {
    let people = try People { people throws in
      people.add(person("ko", relation: "director", noOtherLimb: true))
      people.add(company("middle", heldBy: [try stake("ko", middle)]))
      people.add(company("end", heldBy: [try stake("middle", share)]))
    }
    #expect(try people.connection("end", on: "2026-01-01").status == (isConnected ? .connected : .notConnected))
  }

  @Test(
    "14A.12(1): a controlled company's subsidiaries are associates; what it holds by half or less is not",
    arguments: [(3000, 5001, true), (3000, 5000, false), (2999, 5001, false)] as [(Int64, Int64, Bool)])
  func subsidiaryOfControlled(controls: Int64, share: Int64, isConnected: Bool) throws {
    let people = try People { people throws in
      people.add(person("ko", relation: "director", noOtherLimb: true))
      people.add(company("middle", heldBy: [try stake("ko", controls)]))
      people.add(company("end", heldBy: [try stake("middle", share)]))
    }
    #expect(try people.connection("end", on: "2026-01-01").status == (isConnected ? .connected : .notConnected))
  }

  @Test func `14A.12(1): of one group with a controlled company is open, until it is said who holds whom`() throws {
    let people = try People { people throws in
      people.add(person("ko", relation: "director", noOtherLimb: true))
      people.add(company("middle", heldBy: [try stake("ko", 3500)]))
      people.add(company("end", groupOf: ["middle"]))
    }
    let connection = try people.connection("end", on: "2026-01-01")
    #expect(connection.status == .undetermined)
    #expect(connection.wouldDecide == ["whether End is a subsidiary of Middle: its 'held_by' [14A.12]"])
  }

  @Test func `14A.12(2): a board that wider family controls makes an associate`() throws {
    let people = try People { people throws in
      people.add(
        person("ko", relation: "director", family: [.init(to: .init("brother"), .family)], noOtherLimb: true))
      people.add(company("brother", relation: "brother of a director"))
      people.add(company("shop", board: ["brother"]))
    }
    let connection = try people.connection("shop", on: "2026-01-01")
    #expect(connection.status == .connected)
    #expect(connection.deciding?.rule == .associateOfIndividual)
  }

  @Test func `a stake counts from its day, and a newer one of the same holder takes its place`() throws {
    let people = try People { people throws in
      people.add(person("ko", relation: "director", noOtherLimb: true))
      people.add(
        company(
          "shop", heldBy: [try stake("ko", 3000, from: "2026-03-01"), try stake("ko", 2999, from: "2026-09-01")]))
    }
    #expect(try people.connection("shop", on: "2026-02-28").status == .notConnected)
    #expect(try people.connection("shop", on: "2026-03-01").status == .connected)
    #expect(try people.connection("shop", on: "2026-08-31").status == .connected)
    #expect(try people.connection("shop", on: "2026-09-01").status == .notConnected)
  }

  // MARK: Relations in words

  @Test func `a stated director is one though the book knows the family, and has the family's associates`() throws {
    let people = try People { people throws in
      people.add(person("ko", relation: "executive director", family: [.init(to: .init("mei"), .immediate)]))
      people.add(person("mei", relation: "spouse of a director", noOtherLimb: true))
      people.add(company("shop", heldBy: [try stake("ko", 2000), try stake("mei", 1000)]))
    }
    #expect(try people.connection("ko", on: "2026-01-01").levels == [.issuer])
    #expect(try people.connection("mei", on: "2026-01-01").deciding?.rule == .associateOfIndividual)
    #expect(try people.connection("shop", on: "2026-01-01").levels == [.issuer])
  }

  @Test(
    "the words of a relation tell whether its associates are connected too, or leave it open",
    arguments: [
      ("director", Connection.Status.connected), ("Non-executive Director of the Company", .connected),
      ("chief executive", .connected), ("Substantial shareholder", .connected),
      ("associate of a director", .notConnected),
      ("company controlled by a director", .notConnected), ("spouse of a director", .notConnected),
      ("connected subsidiary", .notConnected), ("deemed connected", .notConnected), ("old friend", .undetermined),
    ])
  func words(relation: String, expected: Connection.Status) throws {
    let people = try People { people throws in
      people.add(person("other", relation: relation))
      people.add(company("shop", heldBy: [try stake("other", 4000)]))
    }
    #expect(try people.connection("other", on: "2026-01-01").status == .connected)
    let shop = try people.connection("shop", on: "2026-01-01")
    #expect(shop.status == expected)
    #expect(
      shop.wouldDecide
        == (expected == .undetermined
          ? ["whether Other is connected itself [14A.07(1), 14A.07(2)], or 'no_other_limb: true' of other"] : []))
  }

  // MARK: Open links

  @Test func `what hangs on somebody whose connection is open is open itself`() throws {
    let people = try People { people throws in
      try people.add("x", holds: [("2024-01-01", 1029), ("2026-09-01", 999)], noOtherLimb: nil)
      people.add(company("sister", groupOf: ["x"]))
      people.add(company("venture", heldBy: [try stake("x", 3000)]))
      people.add(company("small", heldBy: [try stake("x", 2999)]))
    }
    #expect(try people.connection("sister", on: "2026-08-31").status == .connected)
    for id in ["sister", "venture"] {
      let open = try people.connection(id, on: "2026-09-01")
      #expect(open.status == .undetermined)
      #expect(open.levels == [.none, .subsidiary, .issuer])
      #expect(open.wouldDecide.first?.hasPrefix("whether X is connected itself") == true)
    }
    // Below 30% it is decided, whatever X is.
    #expect(try people.connection("small", on: "2026-09-01").status == .notConnected)
  }

  // MARK: Connected subsidiaries

  @Test(
    "14A.16: a subsidiary is connected in which those connected with the issuer hold 10%, not through it",
    arguments: [(600, 400, 0, true), (600, 399, 0, false), (1500, 0, 501, false), (1500, 0, 500, true)]
      as [(Int64, Int64, Int64, Bool)])
  func connectedSubsidiary(x: Int64, ko: Int64, through: Int64, isConnected: Bool) throws {
    let people = try People { people throws in
      people.subsidiaries = [.init(id: .init("glaze"), name: "Glaze", source: nil)]
      try people.add("x", holds: [("2024-01-01", 1200)], noOtherLimb: true)
      people.add(person("ko", relation: "director", noOtherLimb: true))
      people.add(person("manager", relation: "director", level: .subsidiary, noOtherLimb: true))
      let held = ConnectedPerson.Stake(
        holder: .init("x"), from: nil, share: .basisPoints(x), throughIssuer: .basisPoints(through), source: nil)
      people.add(company("glaze", heldBy: [held, try stake("ko", ko), try stake("manager", 2000)]))
    }
    let connection = try people.connection("glaze", on: "2026-01-01")
    #expect(connection.status == (isConnected ? .connected : .notConnected))
    #expect(connection.deciding?.rule == (isConnected ? .connectedSubsidiary : nil))
  }

  // MARK: Insignificant subsidiaries

  @Test func `14A.09: an associate through two subsidiaries is looked at with both of them`() throws {
    let people = try People { people throws in
      people.subsidiaries = try ([("small", 400), ("large", 4000)] as [(String, Int64)]).map { id, share in
        let year = Issuer.Subsidiary.Year(
          end: try day("2025-12-31"), assets: .basisPoints(share), profits: .zero, revenue: .basisPoints(share))
        return Issuer.Subsidiary(id: .init(id), name: id, years: [year], source: nil)
      }
      let seats = try ["small", "large"].map {
        ConnectedPerson.Directorship(subsidiary: .init($0), from: try day("2020-01-01"), to: nil, source: nil)
      }
      people.add(person("manager", directorships: seats, noOtherLimb: true))
      people.add(company("shop", heldBy: [try stake("manager", 6000)]))
    }
    #expect(try people.connection("manager", on: "2026-01-01").levels == [.subsidiary])
    #expect(try people.connection("shop", on: "2026-01-01").levels == [.subsidiary])
  }

  @Test(
    "14A.09: what one of several subsidiaries has alone may decide; a loss may not, and a gap of years does not",
    arguments: [
      ([("2025-12-31", 1000, 0)], Connection.Status.connected), ([("2025-12-31", 999, 0)], .undetermined),
      ([("2023-12-31", 100, 0), ("2025-12-31", 900, 0)], .undetermined),
      ([("2025-12-31", 100, 2000)], .undetermined),
    ] as [([(String, Int64, Int64)], Connection.Status)])
  func partly(years: [(String, Int64, Int64)], expected: Connection.Status) throws {
    let people = try People { people throws in
      let stated = try years.map { end, share, profits in
        Issuer.Subsidiary.Year(
          end: try day(end), assets: .basisPoints(share), profits: .basisPoints(profits), revenue: .basisPoints(share))
      }
      people.subsidiaries = [
        Issuer.Subsidiary(id: .init("a"), name: "A", years: stated, source: nil),
        .init(id: .init("b"), name: "B", source: nil),
      ]
      let holdings = ["a", "b"].map {
        ConnectedPerson.SubsidiaryHolding(subsidiary: .init($0), from: nil, share: .percent(12), source: nil)
      }
      people.add(person("reed", subsidiaryHoldings: holdings, noOtherLimb: true))
    }
    #expect(try people.connection("reed", on: "2026-06-30").status == expected)
  }
}
