import Agreements
import Evaluation
import LuaSandbox
import Quantities
import WhatIf

/// Quotations of a category, and what is stated of its terms of trade.
struct QuotationWords {
  unowned let host: ScriptHost

  var methods: [HostMethod] {
    [
      HostMethod(
        name: "quote", takes: ["quotation: quotation"],
        summary: "what others offered: quote { on = \"2026-08\", price = \"RMB 5 million\", offers = { … } }"
      ) { [unowned host] call in
        let (book, category) = try host.category(call)
        let quotation = try Self.quotation(call.argument(1), in: book)
        try host.change(.quote(category.id, quotation), at: call.sourcePlace)
        return .none
      },
      flag("normal_terms", "on normal commercial terms or better: normal_terms(), normal_terms(false)") {
        .normalTerms($0, $1)
      },
      flag("confirm_subsidiary_level", "board and independent directors have confirmed it: confirm_subsidiary_level()")
      {
        .confirmSubsidiaryLevel($0, $1)
      },
    ]
  }

  var fields: [HostField] {
    [
      field("on_normal_terms", "boolean?", "or better, where it is stated") { $0.normalTerms?.value },
      field("subsidiary_level_confirmed", "boolean?", "where it is stated") { $0.subsidiaryLevelConfirmed?.value },
      HostField("quotations", "quoted[]", "by the days they are for") { [unowned host] value in
        try host.list("quotations", of: value) { $0.categories[value.place].quotations.map(Self.entry) }
      },
    ]
  }

  static let shape = Language.Shape(
    name: "quotation", summary: "the connected person's price for an order, and what others offered for the same",
    entries: ["on: days", "price: amount", "offers: offer[]", "source?: string"])

  static let quoted = Language.Shape(
    name: "quoted", summary: "a quotation as it is read",
    entries: ["from: date", "to: date", "price: money", "offers: offer[]", "source?: string"])

  static let offer = Language.Shape(
    name: "offer", summary: "what another offered",
    entries: ["from: string", "price: amount", "independent?: boolean # true where it is left out"])

  private func flag(
    _ name: String, _ summary: String, _ change: @escaping (Agreements.Category.ID, Bool) -> Change
  ) -> HostMethod {
    HostMethod(name: name, takes: ["flag?: boolean # true where it is left out"], summary: summary) {
      [unowned host] call in
      let (_, category) = try host.category(call)
      try host.change(change(category.id, Read.flag(call)), at: call.sourcePlace)
      return .none
    }
  }

  private func field(
    _ name: String, _ type: String, _ summary: String, _ read: @escaping (Agreements.Category) -> Bool?
  ) -> HostField {
    HostField(name, type, summary) { [unowned host] value in
      read(try host.book().categories[value.place]).map { .boolean($0) } ?? .none
    }
  }

  // MARK: Reading and writing

  private static func quotation(_ value: LuaValue, in book: Book) throws -> Quotation {
    let form =
      "quote { on = \"2026-08\", price = \"RMB 5 million\", offers = { { from = \"Alpha\", price = \"RMB 6 million\" } } }"
    let table = try Read.table(value, of: "quote", keys: shape.entries.map { String($0.name) }, form: form)
    let period = try Read.period(table["on"], for: "'on' of quote")
    let price = try Read.money(table["price"], for: "'price' of quote", implied: book.currency)
    var offers: [LuaValue] = []
    if table["offers"] != .none {
      guard case .table(let list) = table["offers"], list.list.count == list.count else {
        throw HostError("'offers' of quote must be a list of offers", token: "offers", hint: "write \(form)")
      }
      offers = list.list
    }
    let source = table["source"] == .none ? "set by the scenario" : try Read.text(table["source"], for: "source")
    return Quotation(
      period: period, price: price, offers: try offers.map { try offer($0, in: book) }, source: Source(source))
  }

  private static func offer(_ value: LuaValue, in book: Book) throws -> Quotation.Offer {
    let form = "{ from = \"Alpha\", price = \"RMB 6 million\", independent = false }"
    let table = try Read.table(value, of: "an offer", keys: offer.entries.map { String($0.name) }, form: form)
    let from = try Read.text(table["from"], for: "'from' of an offer")
    let price = try Read.money(table["price"], for: "the price of \(from)", implied: book.currency)
    let isIndependent =
      try table["independent"] == .none || Read.boolean(table["independent"], for: "independent", form: form)
    return .init(from: from, price: price, isIndependent: isIndependent)
  }

  private static func entry(_ quotation: Quotation) -> Entry {
    let offers = quotation.offers.map { offer in
      Entry.record(
        .init(
          "offer of \(offer.from)",
          [("from", .text(offer.from)), ("price", .money(offer.price)), ("independent", .flag(offer.isIndependent))]))
    }
    return .record(
      .init(
        "quotation",
        [
          ("from", .date(quotation.period.from)), ("to", .date(quotation.period.to)),
          ("price", .money(quotation.price)),
          ("offers", .list(offers)), ("source", .text(quotation.source?.text)),
        ]))
  }
}
