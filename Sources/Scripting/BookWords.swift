import Agreements
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// The book and its parts as a script reads and changes them.
struct BookWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] {
    [
      (.book, book), (.agreement, agreement),
      collection(.agreements, of: .agreement, "agreement", "agreements") { $0.agreements.map(\.id.name) },
      collection(.categories, of: .category, "category", "categories", places: { $0.categories }) {
        $0.categories.map(\.id.name)
      },
      collection(.meetings, of: .meeting, "meeting", "meetings", places: { $0.meetings }) {
        $0.meetings.map(\.id.name)
      },
      collection(.shareholdings, of: .shareholding, "shareholding", "shareholdings") { $0.people.map(\.id.name) },
      collection(.people, of: .person, "person", "people") { $0.people.map(\.id.name) },
      collection(.directors, of: .director, "director", "directors") { $0.governance.directors.map(\.name) },
      collection(.groups, of: .group, "group", "groups", methods: GroupWords(host: host).methods) {
        $0.groups.map(\.id.name)
      },
    ]
  }

  // MARK: The book

  private var book: HostType {
    HostType(
      name: "book", summary: "all that is known, with the changes made so far",
      methods: [
        HostMethod(
          name: "close", takes: ["day: string|date", "reason: string"],
          summary: "the exchange does not deal on a day: close(\"2026-09-21\", \"typhoon\")"
        ) { [unowned host] call in
          let day = try Read.date(call.argument(1), for: "the closed day")
          let reason = try Read.text(call.argument(2), for: "the reason")
          try host.change(.close(ClosedDay(date: day, reason: reason)), at: call.sourcePlace)
          return .none
        },
        WhatIfWords(host: host).method,
      ],
      fields: [
        field("title", "string") { .string($0.title) },
        field("currency", "string", "the code of its currency") { .string($0.currency.code) },
        field("as_of", "date", "the last day of which actuals are known") { .date($0.asOf) },
        part("issuer", .issuer),
        part("agreements", .agreements),
        part("categories", .categories),
        part("meetings", .meetings),
        part("shareholdings", .shareholdings),
        part("people", .people),
        part("governance", .governance),
        part("groups", .groups),
        part("rulebook", .rulebook),
        part("exchange_rates", .exchangeRates),
        part("lead_times", .leadTimes),
        field("closed_days", "date[]", "that the book and the scenario state") { book in
          .table(LuaTable(list: book.closedDays.map { .date($0.date) }))
        },
      ],
      describe: { _ in "book" })
  }

  private func field(
    _ name: String, _ type: String, _ summary: String = "", _ read: @escaping (Book) -> LuaValue
  ) -> HostField {
    HostField(name, type, summary) { [unowned host] _ in read(try host.book()) }
  }

  /// A part of the book, found at its place.
  private func part(_ name: String, _ kind: Kind) -> HostField {
    HostField(name, name) { [unowned host] _ in
      _ = try host.places()
      return kind.value()
    }
  }

  // MARK: Collections by name

  private func collection(
    _ kind: Kind, of member: Kind, _ name: String, _ plural: String, methods: [HostMethod] = [],
    places: ((BookPlaces) -> [String: Int])? = nil, names: @escaping (Book) -> [String]
  ) -> (Kind, HostType) {
    let type = HostType(
      name: plural, summary: "the \(plural) of the book by their names, in its order", methods: methods, holds: name,
      property: { [unowned host] _, _, key in
        if let places, case .string(let name) = key, let place = try places(host.places())[name] {
          return member.value(place)
        }
        let known = names(try host.book())
        let (name, token) = try Read.name(key, among: plural)
        guard let index = known.firstIndex(of: name) else {
          throw noMember(
            member == .shareholding ? "shareholding of" : "\(member)", name, token: token, known: known,
            plural: plural)
        }
        return member.value(index)
      },
      length: { [unowned host] _ in names(try host.book()).count },
      entries: { [unowned host] _ in
        names(try host.book()).enumerated().map { (.string($0.element), member.value($0.offset)) }
      },
      describe: { _ in plural })
    return (kind, type)
  }

  // MARK: Agreements

  private var agreement: HostType {
    func field(
      _ name: String, _ type: String, _ summary: String = "", _ read: @escaping (Agreement) -> LuaValue
    ) -> HostField {
      HostField(name, type, summary) { [unowned host] value in read(try host.book().agreements[value.place]) }
    }
    return HostType(
      name: "agreement", summary: "a written framework agreement with a connected person",
      fields: [
        field("id", "string") { .string($0.id.name) },
        field("name", "string") { .string($0.name) },
        field("signed", "date?") { .date($0.signed) },
        field("with", "string", "the id of the connected person") { .string($0.counterparty.name) },
      ],
      describe: { [unowned host] value in (try? host.book().agreements[value.place].name) ?? "agreement" })
  }
}
