import Agreements
import ListingRules
import Quantities
import Testing

/// Rules 14A.06 to 14A.22: who is connected, by which limb, at which level, on which day.
@Suite struct ConnectionTests {
  // MARK: A holding in the issuer

  @Test(
    "E34: a holding that falls below 10% ends that limb on its day; at 10.00% it stands",
    arguments: [
      ("2026-08-31", 999, true, Connection.Status.connected), ("2026-09-01", 999, true, .notConnected),
      ("2026-09-01", 1000, true, .connected), ("2026-09-01", 999, nil, .undetermined),
      ("2026-09-01", 999, false, .undetermined), ("2026-01-01", 999, true, .connected),
    ] as [(String, Int64, Bool?, Connection.Status)])
  func dilution(date: String, basisPoints: Int64, noOtherLimb: Bool?, expected: Connection.Status) throws {
    let people = try People { people throws in
      try people.add("x", holds: [("2026-04-23", 1029), ("2026-09-01", basisPoints)], noOtherLimb: noOtherLimb)
    }
    #expect(try people.connection("x", on: date).status == expected)
  }

  @Test func `a holding a hair below 10% is below it`() throws {
    let hair = try Ratio(999_999_999_999, over: 10_000_000_000_000)
    let people = try People { people throws in
      people.add(
        person("x", shareholdings: [.init(from: try day("2026-04-23"), share: hair, source: nil)], noOtherLimb: true))
    }
    #expect(try people.connection("x", on: "2026-09-01").status == .notConnected)
  }

  @Test func `diluted, the limbs are named on which the book is silent, each with its rule`() throws {
    let people = try People { people throws in try people.add("x", holds: [("2026-04-23", 999)], noOtherLimb: nil) }
    let open = try people.connection("x", on: "2026-09-01").wouldDecide
    #expect(
      open == [
        "whether X is a director or chief executive, or was a director lately [14A.07(1), 14A.07(2)]",
        "whether X is a substantial shareholder of a subsidiary [14A.07(1)]",
        "whether X is an associate of somebody connected [14A.12, 14A.13]",
        "whether X is a connected subsidiary [14A.16]", "whether X is deemed connected [14A.19–14A.22]",
        "or say that none of these applies to X: 'no_other_limb: true' in the book",
      ])
    #expect(try people.connection("x", on: "2026-09-01").levels == [.none, .subsidiary, .issuer])
  }

  // MARK: Relations and seats

  @Test(
    "a relation without facts connects at the level that the book states",
    arguments: [(nil, ConnectionLevel.issuer), (.issuer, .issuer), (.subsidiary, .subsidiary)]
      as [(ConnectedPerson.Level?, ConnectionLevel)])
  func relation(level: ConnectedPerson.Level?, expected: ConnectionLevel) throws {
    let people = try People { people throws in people.add(person("x", relation: "associate", level: level)) }
    #expect(try people.connection("x", on: "2026-09-01").levels == [expected])
  }

  @Test(
    "14A.07(2): a director is connected in office and for twelve months after the last day, that day included",
    arguments: [
      ("2019-03-31", Connection.Status.notConnected), ("2019-04-01", .connected), ("2025-11-30", .connected),
      ("2025-12-01", .connected), ("2026-11-30", .connected), ("2026-12-01", .notConnected),
    ])
  func formerDirector(date: String, expected: Connection.Status) throws {
    let seat = ConnectedPerson.Directorship(
      subsidiary: nil, from: try day("2019-04-01"), to: try day("2025-11-30"), source: nil)
    let people = try People { people throws in people.add(person("ko", directorships: [seat], noOtherLimb: true)) }
    #expect(try people.connection("ko", on: date).status == expected)
    let rule = try people.connection("ko", on: date).deciding?.rule
    #expect(rule == (expected != .connected ? nil : date > "2025-11-30" ? .formerDirector : .connectedPerson))
  }

  @Test func `14A.07(2): the look-back is for directors alone, not for holders`() throws {
    let people = try People { people throws in
      try people.add("x", holds: [("2026-04-23", 1029), ("2026-09-01", 0)], noOtherLimb: true)
    }
    #expect(try people.connection("x", on: "2026-09-02").status == .notConnected)
  }

  @Test(
    "14A.06: a seat or 10% in a subsidiary connects at that level only; a link with the issuer wins",
    arguments: [
      (999, true, Set<ConnectionLevel>([.none])), (1000, true, [.subsidiary]), (1000, nil, [.subsidiary, .issuer]),
    ]
      as [(Int64, Bool?, Set<ConnectionLevel>)])
  func subsidiaryLevel(basisPoints: Int64, noOtherLimb: Bool?, expected: Set<ConnectionLevel>) throws {
    let holding = ConnectedPerson.SubsidiaryHolding(
      subsidiary: .init("glaze"), from: try day("2024-01-15"), share: .basisPoints(basisPoints), source: nil)
    let people = try People { people throws in
      people.add(person("reed", subsidiaryHoldings: [holding], noOtherLimb: noOtherLimb))
    }
    #expect(try people.connection("reed", on: "2026-01-01").levels == expected)
    #expect(
      try people.connection("reed", on: "2024-01-14").status == (noOtherLimb == true ? .notConnected : .undetermined))
    // E9: with a link to the issuer as well the subsidiary's level is not available.
    let both = try People { people throws in
      people.add(
        person(
          "reed", shareholdings: [.init(from: try day("2024-01-01"), share: .percent(10), source: nil)],
          subsidiaryHoldings: [holding], noOtherLimb: noOtherLimb))
    }
    #expect(try both.connection("reed", on: "2026-01-01").levels == [.issuer])
  }

  // MARK: Associates

  @Test(
    "14A.12(1): the near family holds together, from 30% on; alone neither would control",
    arguments: [(2000, 999, false), (2000, 1000, true), (2999, 1, true), (2999, 0, false), (3000, 0, true)]
      as [(Int64, Int64, Bool)])
  func controlledTogether(own: Int64, spouse: Int64, isConnected: Bool) throws {
    let people = try family(.immediate, own: own, other: spouse)
    #expect(try people.connection("company", on: "2026-01-01").status == (isConnected ? .connected : .notConnected))
  }

  @Test(
    "14A.12(2): with wider family it takes more than half; exactly half is not more",
    arguments: [(2000, 3000, false), (2000, 3001, true), (0, 5000, false), (0, 5001, true)] as [(Int64, Int64, Bool)])
  func familyMajority(own: Int64, brother: Int64, isConnected: Bool) throws {
    let people = try family(.family, own: own, other: brother)
    #expect(try people.connection("company", on: "2026-01-01").status == (isConnected ? .connected : .notConnected))
  }

  @Test(arguments: [ConnectedPerson.FamilyTie.Kind.immediate, .family])
  func `14A.12: family of either kind is an associate, whoever states the tie`(
    kind: ConnectedPerson.FamilyTie.Kind
  ) throws {
    let people = try family(kind, own: 0, other: 0)
    let connection = try people.connection("relative", on: "2026-01-01")
    #expect(connection.status == .connected)
    #expect(connection.deciding?.rule == .associateOfIndividual)
  }

  @Test(
    "14A.14: an interest of less than 10% beside the issuer's own group makes no associate",
    arguments: [(2500, true), (2501, false), (2000, true)] as [(Int64, Bool)])
  func smallInterest(through: Int64, isConnected: Bool) throws {
    let people = try People { people throws in
      try people.add("x", holds: [("2024-01-01", 1200)], noOtherLimb: true)
      let stake = ConnectedPerson.Stake(
        holder: .init("x"), from: nil, share: .percent(35), throughIssuer: .basisPoints(through), source: nil)
      people.add(person("venture", heldBy: [stake], noOtherLimb: true))
    }
    #expect(try people.connection("venture", on: "2026-01-01").status == (isConnected ? .connected : .notConnected))
  }

  @Test func `14A.13: a company's group, and what the group controls, are its associates`() throws {
    let people = try People { people throws in
      try people.add("x", holds: [("2024-01-01", 1200)], noOtherLimb: true)
      people.add(person("sister", groupOf: [.init("x")], noOtherLimb: true))
      people.add(
        person(
          "venture",
          heldBy: [
            .init(holder: .init("x"), from: nil, share: .percent(18), source: nil),
            .init(holder: .init("sister"), from: try day("2026-03-01"), share: .percent(12), source: nil),
          ], noOtherLimb: true))
      people.add(person("board", boardControlledBy: [.init("x")], noOtherLimb: true))
    }
    #expect(try people.connection("sister", on: "2026-01-01").deciding?.rule == .associateOfCompany)
    #expect(try people.connection("venture", on: "2026-02-28").status == .notConnected)
    #expect(try people.connection("venture", on: "2026-03-01").deciding?.rule == .associateOfCompany)
    #expect(try people.connection("board", on: "2026-01-01").status == .connected)
  }

  @Test func `an associate's associate is not connected by that, and all ends with the one who is connected`() throws {
    let people = try People { people throws in
      try people.add("x", holds: [("2024-01-01", 1200), ("2026-09-01", 900)], noOtherLimb: true)
      people.add(person("sister", groupOf: [.init("x")], noOtherLimb: true))
      people.add(
        person(
          "far", heldBy: [.init(holder: .init("cousin"), from: nil, share: .percent(40), source: nil)],
          noOtherLimb: true))
      people.add(
        person(
          "cousin", heldBy: [.init(holder: .init("x"), from: nil, share: .percent(40), source: nil)], noOtherLimb: true)
      )
    }
    #expect(try people.connection("cousin", on: "2026-01-01").status == .connected)
    #expect(try people.connection("far", on: "2026-01-01").status == .notConnected)
    #expect(try people.connection("sister", on: "2026-09-01").status == .notConnected)
  }

  @Test func `an associate has the level of the one with whom it is associated`() throws {
    let people = try People { people throws in
      people.add(person("manager", relation: "director of a subsidiary", level: .subsidiary))
      people.add(
        person(
          "shop", heldBy: [.init(holder: .init("manager"), from: nil, share: .percent(60), source: nil)],
          noOtherLimb: true))
    }
    #expect(try people.connection("shop", on: "2026-01-01").levels == [.subsidiary])
  }

  // MARK: Insignificant subsidiaries

  @Test(
    "14A.09: below 10% in each of three years, or below 5% in the latest; any one share is enough to fail",
    arguments: [
      ([999, 999, 999], Connection.Status.notConnected), ([1000, 999, 999], .connected),
      ([999, 1000, 999], .connected),
      ([999, 999, 1000], .connected), ([1000, 1000, 499], .notConnected), ([1000, 1000, 500], .connected),
      ([999, 999], .undetermined), ([1000, 999], .connected), ([499], .notConnected), ([500], .undetermined),
    ] as [([Int64], Connection.Status)])
  func insignificant(shares: [Int64], expected: Connection.Status) throws {
    let people = try withSubsidiaries([shares])
    #expect(try people.connection("reed", on: "2026-06-30").status == expected)
    if expected == .undetermined {
      let open = try people.connection("reed", on: "2026-06-30").wouldDecide
      #expect(open.first?.hasPrefix("the shares of sub0 in the group's assets, profits and revenue") == true)
    }
  }

  @Test func `14A.09: several subsidiaries through which a person is connected are added up`() throws {
    #expect(try withSubsidiaries([[500, 500, 500]]).connection("reed", on: "2026-06-30").status == .notConnected)
    let two = try withSubsidiaries([[500, 500, 500], [500, 500, 500]])
    #expect(try two.connection("reed", on: "2026-06-30").status == .connected)
    let small = try withSubsidiaries([[500, 500, 250], [500, 500, 249]])
    #expect(try small.connection("reed", on: "2026-06-30").status == .notConnected)
  }

  @Test func `14A.09: a year counts from its last day on`() throws {
    let people = try withSubsidiaries([[1000, 999, 999, 999]])
    #expect(try people.connection("reed", on: "2025-12-30").status == .connected)
    #expect(try people.connection("reed", on: "2025-12-31").status == .notConnected)
  }

  // MARK: How it follows

  @Test func `a connection is told as a tree whose limbs say what they compare`() throws {
    let people = try family(.immediate, own: 2200, other: 900)
    let tree = try people.connection("company", on: "2026-01-01").derivation
    #expect(tree.value == .verdict(.holds))
    #expect(tree.statement == "Company is connected on 2026-01-01")
    #expect(tree.step == .any && !tree.parts.isEmpty)
    let silent = try People { people throws in try people.add("x", holds: [("2026-04-23", 999)], noOtherLimb: nil) }
    #expect(try silent.connection("x", on: "2026-09-01").derivation.value == .verdict(.undetermined))
  }

  // MARK: Books

  /// A director, a relative, and a company of which they hold some.
  private func family(_ kind: ConnectedPerson.FamilyTie.Kind, own: Int64, other: Int64) throws -> People {
    try People { people throws in
      let seat = ConnectedPerson.Directorship(subsidiary: nil, from: try day("2019-04-01"), to: nil, source: nil)
      people.add(person("director", directorships: [seat], noOtherLimb: true))
      people.add(person("relative", family: [.init(to: .init("director"), kind)], noOtherLimb: true))
      people.add(
        person(
          "company",
          heldBy: [
            .init(holder: .init("director"), from: nil, share: .basisPoints(own), source: nil),
            .init(holder: .init("relative"), from: nil, share: .basisPoints(other), source: nil),
          ], noOtherLimb: true))
    }
  }

  /// A holder of 12% in subsidiaries with these shares of the group, each year's the same of all three measures, to 2026.
  private func withSubsidiaries(_ shares: [[Int64]]) throws -> People {
    try People { people throws in
      people.subsidiaries = try shares.enumerated().map { index, shares in
        let years = try shares.enumerated().map { offset, share in
          let end = try CivilDate(2025 - (shares.count - 1 - offset), 12, 31)
          return Issuer.Subsidiary.Year(
            end: end, assets: .basisPoints(share), profits: .zero, revenue: .basisPoints(share))
        }
        return Issuer.Subsidiary(id: .init("sub\(index)"), name: "Sub", years: years, source: nil)
      }
      let holdings = shares.indices.map {
        ConnectedPerson.SubsidiaryHolding(subsidiary: .init("sub\($0)"), from: nil, share: .percent(12), source: nil)
      }
      people.add(person("reed", subsidiaryHoldings: holdings, noOtherLimb: true))
    }
  }
}

/// A person of whom only the named facts are stated; the name is the id with a capital letter.
func person(
  _ id: String, relation: String = "person", level: ConnectedPerson.Level? = nil,
  shareholdings: [ConnectedPerson.Shareholding] = [], subsidiaryHoldings: [ConnectedPerson.SubsidiaryHolding] = [],
  directorships: [ConnectedPerson.Directorship] = [], heldBy: [ConnectedPerson.Stake] = [],
  family: [ConnectedPerson.FamilyTie] = [], groupOf: [ConnectedPerson.ID] = [],
  boardControlledBy: [ConnectedPerson.ID] = [], noOtherLimb: Bool? = nil
) -> ConnectedPerson {
  ConnectedPerson(
    id: .init(id), name: id.prefix(1).uppercased() + id.dropFirst(), relation: relation, level: level,
    shareholdings: shareholdings,
    subsidiaryHoldings: subsidiaryHoldings, directorships: directorships, heldBy: heldBy, family: family,
    groupOf: groupOf, boardControlledBy: boardControlledBy, noOtherLimb: noOtherLimb, source: nil)
}

/// The persons of a book without anything else.
struct People {
  private var all: [ConnectedPerson] = []
  var subsidiaries: [Issuer.Subsidiary] = []

  init(_ fill: (inout People) throws -> Void) throws { try fill(&self) }

  mutating func add(_ person: ConnectedPerson) { all.append(person) }

  mutating func add(_ id: String, holds: [(String, Int64)], noOtherLimb: Bool?) throws {
    let holdings = try holds.map {
      ConnectedPerson.Shareholding(from: try day($0.0), share: .basisPoints($0.1), source: nil)
    }
    add(person(id, shareholdings: holdings, noOtherLimb: noOtherLimb))
  }

  func connection(_ id: String, on date: String) throws -> Connection {
    let book = Book(
      title: "People", currency: .rmb, asOf: try day("2026-04-23"), rulebook: "hkex-main-board",
      issuer: Issuer(name: "Issuer", subsidiaries: subsidiaries), people: all, agreements: [], categories: [],
      meetings: [])
    let person = try #require(book.person(.init(id)))
    return Connections(in: book, by: .hkexMainBoard).of(person, on: try day(date))
  }
}
