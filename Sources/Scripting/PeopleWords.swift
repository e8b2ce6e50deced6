import Agreements
import Evaluation
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// Connected persons: their holdings in the issuer, and all else that connects them.
struct PeopleWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] { [(.shareholding, shareholding), (.person, person)] }

  // MARK: Holdings in the issuer

  private var shareholding: HostType {
    func field(
      _ name: String, _ type: String, _ summary: String = "", _ read: @escaping (ConnectedPerson) -> LuaValue
    ) -> HostField {
      HostField(name, type, summary) { [unowned host] value in read(try host.book().people[value.place]) }
    }
    return HostType(
      name: "shareholding", summary: "what a connected person holds of the issuer",
      methods: [
        HostMethod(
          name: "set", takes: ["share: share", "from: string|date"],
          summary: "another holding from a day on: set(\"9.99%\", \"2026-09-01\")"
        ) { [unowned host] call in
          let id = try self.person(call).id
          let share = try Read.ratio(call.argument(1), for: "the share of the votes")
          let from = try Read.date(call.argument(2), for: "the day from which it holds")
          try host.change(.shareholding(id, share, from: from), at: call.sourcePlace)
          return .none
        },
        HostMethod(
          name: "no_other_limb", takes: ["flag?: boolean # true where it is left out"],
          summary: "nothing but the holding makes the person connected: no_other_limb()"
        ) { [unowned host] call in
          try host.change(.noOtherLimb(self.person(call).id, Read.flag(call)), at: call.sourcePlace)
          return .none
        },
      ],
      fields: [
        field("name", "string") { .string($0.name) },
        field("share", "ratio?", "of the votes, as last stated") { person in
          person.shareholdings.last.map { .ratio($0.share) } ?? .none
        },
        field("from", "date?", "the day from which it holds") { .date($0.shareholdings.last?.from) },
      ],
      describe: { [unowned host] value in
        (try? host.book().people[value.place]).map { person in
          "\(person.name) \(person.shareholdings.last?.share.description ?? "without a stated holding")"
        } ?? "shareholding"
      })
  }

  private func person(_ call: HostCall) throws -> ConnectedPerson {
    let people = try host.book().people
    guard case .host(let value)? = call.arguments.first, people.indices.contains(value.place) else {
      throw HostError("this value belongs to no connected person")
    }
    return people[value.place]
  }

  // MARK: Persons

  private var person: HostType {
    HostType(
      name: "person", summary: "a connected person, or one through whom another is connected",
      methods: [join, leave, hold, ownedBy],
      fields: [
        field("id", "string") { .string($0.id.name) },
        field("name", "string") { .string($0.name) },
        field("relation", "string") { .string($0.relation) },
        field("level", "string?", "issuer or subsidiary, where it is stated") { .text($0.level?.rawValue) },
        field("no_other_limb", "boolean?", "whether nothing else connects it") {
          $0.noOtherLimb.map { .boolean($0) } ?? .none
        },
        list("seats", "seat[]", "on boards", Self.seats),
        list("holdings", "holding[]", "of the issuer and of subsidiaries", Self.holdings),
        list("owners", "owner[]", "who holds its votes", Self.owners),
      ],
      describe: { [unowned host] value in (try? host.book().people[value.place].name) ?? "person" })
  }

  private var join: HostMethod {
    HostMethod(
      name: "join",
      takes: ["board: string # issuer, or the id of a subsidiary", "from: string|date", "to?: string|date"],
      summary: "a seat on a board: join(\"issuer\", \"2026-05-01\")"
    ) { [unowned host] call in
      let board = try self.company(call.argument(1))
      let from = try Read.date(call.argument(2), for: "the first day of the seat")
      let to = call.argument(3) == .none ? nil : try Read.date(call.argument(3), for: "the last day of the seat")
      try host.change(.join(self.person(call).id, board, from: from, to: to), at: call.sourcePlace)
      return .none
    }
  }

  private var leave: HostMethod {
    HostMethod(
      name: "leave", takes: ["board: string # issuer, or the id of a subsidiary", "on: string|date # the last day"],
      summary: "the last day of a seat: leave(\"issuer\", \"2026-05-31\")"
    ) { [unowned host] call in
      let board = try self.company(call.argument(1))
      let day = try Read.date(call.argument(2), for: "the last day of the seat")
      try host.change(.leave(self.person(call).id, board, on: day), at: call.sourcePlace)
      return .none
    }
  }

  private var hold: HostMethod {
    HostMethod(
      name: "hold",
      takes: ["of: string # issuer, or the id of a subsidiary", "share: share", "from: string|date"],
      summary: "a holding from a day on: hold(\"issuer\", \"9.99%\", \"2026-09-01\")"
    ) { [unowned host] call in
      let id = try self.person(call).id
      let company = try self.company(call.argument(1))
      let share = try Read.ratio(call.argument(2), for: "the share of the votes")
      let from = try Read.date(call.argument(3), for: "the day from which it holds")
      let change: Change =
        company.map { .subsidiaryHolding(id, $0, share, from: from) }
        ?? .shareholding(id, share, from: from)
      try host.change(change, at: call.sourcePlace)
      return .none
    }
  }

  private var ownedBy: HostMethod {
    HostMethod(
      name: "owned_by", takes: ["holder: string # the id of a person", "share: share", "from: string|date"],
      summary: "what another holds of it from a day on: owned_by(\"chan\", \"30%\", \"2026-06-01\")"
    ) { [unowned host] call in
      let id = try self.person(call).id
      let holder = try Read.text(call.argument(1), for: "the holder")
      let share = try Read.ratio(call.argument(2), for: "the share of the votes")
      let from = try Read.date(call.argument(3), for: "the day from which it holds")
      try host.change(.ownership(id, by: .init(holder), share, from: from), at: call.sourcePlace)
      return .none
    }
  }

  /// The subsidiary that a script names; nil for the issuer.
  private func company(_ value: LuaValue) throws -> Issuer.Subsidiary.ID? {
    let name = try Read.text(value, for: "the company")
    if name == "issuer" { return nil }
    let known = try host.book().issuer.subsidiaries.map(\.id.name)
    guard known.contains(name) else {
      throw HostError(
        "no subsidiary '\(name)' in this book\(Spelling.question(name, among: ["issuer"] + known))", token: name,
        hint: "write \"issuer\""
          + (known.isEmpty ? "; this book has no subsidiaries" : ", or one of: \(known.joined(separator: ", "))"))
    }
    return .init(name)
  }

  // MARK: What a person has

  static let shapes = [
    Language.Shape(
      name: "seat", summary: "a seat on a board",
      entries: ["of: string # issuer, or the id of a subsidiary", "from: date", "to?: date", "source?: string"]),
    Language.Shape(
      name: "holding", summary: "a share of the votes of a company of the group",
      entries: ["of: string # issuer, or the id of a subsidiary", "share: ratio", "from?: date", "source?: string"]),
    Language.Shape(
      name: "owner", summary: "who holds votes of a person that is a company",
      entries: ["holder: string", "share: ratio", "from?: date", "source?: string"]),
  ]

  private static func seats(_ person: ConnectedPerson) -> [Entry] {
    person.directorships.map { seat in
      .record(
        .init(
          "seat of \(person.id)",
          [
            ("of", .text(seat.subsidiary?.name ?? "issuer")), ("from", .date(seat.from)), ("to", .date(seat.to)),
            ("source", .text(seat.source?.text)),
          ]))
    }
  }

  private static func holdings(_ person: ConnectedPerson) -> [Entry] {
    func holding(_ of: String, _ share: Ratio, _ from: CivilDate?, _ source: Source?) -> Entry {
      .record(
        .init(
          "holding of \(person.id)",
          [("of", .text(of)), ("share", .ratio(share)), ("from", .date(from)), ("source", .text(source?.text))]))
    }
    return person.shareholdings.map { holding("issuer", $0.share, $0.from, $0.source) }
      + person.subsidiaryHoldings.map { holding($0.subsidiary.name, $0.share, $0.from, $0.source) }
  }

  private static func owners(_ person: ConnectedPerson) -> [Entry] {
    person.heldBy.map { stake in
      .record(
        .init(
          "owner of \(person.id)",
          [
            ("holder", .text(stake.holder.name)), ("share", .ratio(stake.share)), ("from", .date(stake.from)),
            ("source", .text(stake.source?.text)),
          ]))
    }
  }

  private func list(
    _ name: String, _ type: String, _ summary: String, _ entries: @escaping (ConnectedPerson) -> [Entry]
  ) -> HostField {
    HostField(name, type, summary) { [unowned host] value in
      try host.list(name, of: value) { entries($0.people[value.place]) }
    }
  }

  private func field(
    _ name: String, _ type: String, _ summary: String = "", _ read: @escaping (ConnectedPerson) -> LuaValue
  ) -> HostField {
    HostField(name, type, summary) { [unowned host] value in read(try host.book().people[value.place]) }
  }
}

extension ScriptHost {
  /// Records of a thing of the book, whose misspelt names are errors; made once for each state of the book.
  func list(_ name: String, of value: HostValue, _ entries: (Book) -> [Entry]) throws -> LuaValue {
    let book = try book()
    return remembered("\(name) \(value.kind.rawValue) \(value.a) \(value.b) \(draft?.changes.count ?? 0)") {
      self.value(of: .list(entries(book)))
    }
  }
}
