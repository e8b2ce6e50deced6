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
      (.book, book), (.issuer, issuer), (.agreement, agreement),
      collection(.agreements, of: .agreement, "agreement", "agreements") { $0.agreements.map(\.id.name) },
      collection(.categories, of: .category, "category", "categories") { $0.categories.map(\.id.name) },
      collection(.meetings, of: .meeting, "meeting", "meetings") { $0.meetings.map(\.id.name) },
      collection(.shareholdings, of: .shareholding, "shareholding", "shareholdings") { $0.people.map(\.id.name) },
    ]
  }

  // MARK: The book

  private var book: HostType {
    HostType(
      name: "book", summary: "all that is known, with the changes made so far",
      fields: [
        field("title", "string") { .string($0.title) },
        field("currency", "string", "the code of its currency") { .string($0.currency.code) },
        field("as_of", "date", "the last day of which actuals are known") { .date($0.asOf) },
        field("issuer", "issuer") { _ in Kind.issuer.value() },
        field("agreements", "agreements") { _ in Kind.agreements.value() },
        field("categories", "categories") { _ in Kind.categories.value() },
        field("meetings", "meetings") { _ in Kind.meetings.value() },
        field("shareholdings", "shareholdings") { _ in Kind.shareholdings.value() },
      ],
      describe: { _ in "book" })
  }

  private func field(
    _ name: String, _ type: String, _ summary: String = "", _ read: @escaping (Book) -> LuaValue
  ) -> HostField {
    HostField(name, type, summary) { [unowned host] _ in read(try host.book()) }
  }

  // MARK: Collections by name

  private func collection(
    _ kind: Kind, of member: Kind, _ name: String, _ plural: String, names: @escaping (Book) -> [String]
  ) -> (Kind, HostType) {
    let type = HostType(
      name: plural, summary: "the \(plural) of the book by their names, in its order", holds: name,
      property: { [unowned host] _, _, key in
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

  // MARK: Issuer and agreement

  private var issuer: HostType {
    let measures = SizeMeasure.allCases.map(\.rawValue)
    return HostType(
      name: "issuer", summary: "the listed company; its measures of size can be assigned",
      methods: [
        HostMethod(
          name: "set",
          takes: ["sizes: {total_assets?: amount, revenue?: amount, market_capitalisation?: amount}"],
          summary: "measures of the issuer's size: issuer:set { revenue = rmb.million(9000) }"
        ) { [unowned host] call in
          guard case .table(let table)? = call.arguments.dropFirst().first else {
            throw HostError("issuer:set takes a table", hint: "write issuer:set { revenue = rmb.million(9000) }")
          }
          try Read.onlyKeys(of: table, among: measures, in: "issuer:set")
          for (name, value) in table.fields { try size(host, name, value, at: call.sourcePlace) }
          return .none
        }
      ],
      fields: [
        field("name", "string") { .string($0.issuer.name) },
        field("total_assets", "money?") { .money($0.issuer.totalAssets.last?.amount) },
        field("revenue", "money?") { .money($0.issuer.revenue.last?.amount) },
        field("market_capitalisation", "money?") { .money($0.issuer.marketCapitalisation.last?.amount) },
      ],
      setProperty: { [unowned host] call, _, _, value in
        guard measures.contains(call.name) else {
          throw noField(call.name, of: "issuer", known: measures)
        }
        try size(host, call.name, value, at: call.sourcePlace)
      },
      describe: { [unowned host] _ in (try? host.book().issuer.name) ?? "issuer" })
  }

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

private func size(_ host: ScriptHost, _ name: String, _ value: LuaValue, at place: SourcePlace?) throws {
  guard let measure = SizeMeasure(rawValue: name) else { return }
  let amount = try Read.money(value, for: name, implied: host.book().currency)
  try host.change(.size(measure, amount), at: place)
}
