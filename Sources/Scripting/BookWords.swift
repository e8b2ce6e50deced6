import Agreements
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// The book and its parts as a script reads and changes them.
struct BookWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] {
    [(.book, book), (.issuer, issuer), (.agreement, agreement)] + [agreements, categories, meetings, shareholdings]
  }

  // MARK: The book

  private var book: HostType {
    HostType(
      name: "book",
      property: { [unowned host] call, _, _ in
        let book = try host.book()
        switch call.name {
        case "title": return .string(book.title)
        case "currency": return .string(book.currency.code)
        case "as_of": return .date(book.asOf)
        case "issuer": return Kind.issuer.value()
        case "agreements": return Kind.agreements.value()
        case "categories": return Kind.categories.value()
        case "meetings": return Kind.meetings.value()
        case "shareholdings": return Kind.shareholdings.value()
        default:
          throw noField(
            call.name, of: "book",
            known: ["agreements", "as_of", "categories", "currency", "issuer", "meetings", "shareholdings", "title"])
        }
      },
      describe: { _ in "book" })
  }

  // MARK: Collections by name

  private var agreements: (Kind, HostType) {
    collection(.agreements, of: .agreement, "agreement", "agreements") { $0.agreements.map(\.id.name) }
  }

  private var categories: (Kind, HostType) {
    collection(.categories, of: .category, "category", "categories") { $0.categories.map(\.id.name) }
  }

  private var meetings: (Kind, HostType) {
    collection(.meetings, of: .meeting, "meeting", "meetings") { $0.meetings.map(\.id.name) }
  }

  private var shareholdings: (Kind, HostType) {
    collection(.shareholdings, of: .shareholding, "shareholding", "shareholdings") { $0.people.map(\.id.name) }
  }

  private func collection(
    _ kind: Kind, of member: Kind, _ name: String, _ plural: String, names: @escaping (Book) -> [String]
  ) -> (Kind, HostType) {
    let type = HostType(
      name: plural,
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
    let measures = Change.SizeMeasure.allCases.map(\.rawValue)
    return HostType(
      name: "issuer",
      methods: [
        HostMethod(
          name: "set", summary: "measures of the issuer's size: issuer:set { revenue = rmb.million(9000) }", takes: 1
        ) { [unowned host] call in
          guard case .table(let table)? = call.arguments.dropFirst().first else {
            throw HostError("issuer:set takes a table", hint: "write issuer:set { revenue = rmb.million(9000) }")
          }
          try Read.onlyKeys(of: table, among: measures, in: "issuer:set")
          for (name, value) in table.fields { try size(host, name, value, at: call.sourcePlace) }
          return .none
        }
      ],
      property: { [unowned host] call, _, _ in
        let issuer = try host.book().issuer
        switch call.name {
        case "name": return .string(issuer.name)
        case "total_assets": return .money(issuer.totalAssets?.amount)
        case "revenue": return .money(issuer.revenue?.amount)
        case "market_capitalisation": return .money(issuer.marketCapitalisation?.amount)
        default: throw noField(call.name, of: "issuer", known: measures + ["name", "set"])
        }
      },
      setProperty: { [unowned host] call, _, _, value in
        guard measures.contains(call.name) else {
          throw noField(call.name, of: "issuer", known: measures)
        }
        try size(host, call.name, value, at: call.sourcePlace)
      },
      describe: { [unowned host] _ in (try? host.book().issuer.name) ?? "issuer" })
  }

  private var agreement: HostType {
    HostType(
      name: "agreement",
      property: { [unowned host] call, value, _ in
        let agreement = try host.book().agreements[value.place]
        switch call.name {
        case "id": return .string(agreement.id.name)
        case "name": return .string(agreement.name)
        case "signed": return .date(agreement.signed)
        case "with": return .string(agreement.counterparty.name)
        default: throw noField(call.name, of: "agreement", known: ["id", "name", "signed", "with"])
        }
      },
      describe: { [unowned host] value in (try? host.book().agreements[value.place].name) ?? "agreement" })
  }
}

private func size(_ host: ScriptHost, _ name: String, _ value: LuaValue, at place: SourcePlace?) throws {
  guard let measure = Change.SizeMeasure(rawValue: name) else { return }
  let amount = try Read.money(value, for: name, implied: host.book().currency)
  try host.change(.size(measure, amount), at: place)
}
