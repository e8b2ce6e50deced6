import Agreements
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// The listed company with its size.
struct IssuerWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] { [(.issuer, issuer)] }

  private static let measures = SizeMeasure.allCases.map(\.rawValue)
  private static let form = "issuer:set { revenue = rmb.million(9000) }"

  private var issuer: HostType {
    HostType(
      name: "issuer", summary: "the listed company; its measures of size can be assigned",
      methods: [
        HostMethod(
          name: "set", takes: ["sizes: sizes"],
          summary: "measures of the issuer's size: issuer:set { revenue = rmb.million(9000) }"
        ) { [unowned host] call in
          let keys = Self.shape.entries.map { String($0.name) }
          let table = try Read.table(call.argument(1), of: "issuer:set", keys: keys, form: Self.form)
          let day = try Document(table)
          for (name, value) in table.fields where Self.measures.contains(name) {
            try size(host, name, value, day, at: call.sourcePlace)
          }
          return .none
        }
      ],
      fields: [
        field("name", "string") { .string($0.name) },
        field("financial_year_end", "string?", "month and day, such as 12-31") {
          .text($0.financialYearEnd?.description)
        },
        field("total_assets", "money?", "as last stated") { .money($0.totalAssets.last?.amount) },
        field("revenue", "money?", "as last stated") { .money($0.revenue.last?.amount) },
        field("market_capitalisation", "money?", "as last stated") { .money($0.marketCapitalisation.last?.amount) },
        field("profits", "money?", "as last stated; no rule tests them") { .money($0.profits.last?.amount) },
        field("subsidiaries", "string[]", "their ids") { issuer in
          .table(LuaTable(list: issuer.subsidiaries.map { .string($0.id.name) }))
        },
      ],
      setProperty: { [unowned host] call, _, _, value in
        guard Self.measures.contains(call.name) else {
          throw noField(call.name, of: "issuer", known: Self.measures)
        }
        try size(host, call.name, value, nil, at: call.sourcePlace)
      },
      describe: { [unowned host] _ in (try? host.book().issuer.name) ?? "issuer" })
  }

  private func field(
    _ name: String, _ type: String, _ summary: String = "", _ read: @escaping (Issuer) -> LuaValue
  ) -> HostField {
    HostField(name, type, summary) { [unowned host] _ in read(try host.book().issuer) }
  }

  static let shape = Language.Shape(
    name: "sizes", summary: "measures of the issuer's size; with a day they stand beside those of earlier days",
    entries: [
      "total_assets?: amount", "revenue?: amount", "market_capitalisation?: amount",
      "as_of?: string|date # the day they speak of", "published?: string|date",
      "report?: string # accounts or interim", "less_dividends?: amount # of total assets",
    ])
}

/// What a document says of the measures that it states: its day, when it was published, which one it is.
private struct Document {
  let asOf: CivilDate
  let published: CivilDate?
  let report: Issuer.Measure.Report?
  let dividends: LuaValue

  /// The document of a table; nil where it names no day.
  init?(_ table: LuaTable) throws {
    guard table["as_of"] != .none else {
      for key in ["published", "report", "less_dividends"] where table[key] != .none {
        throw HostError(
          "'\(key)' speaks of a document, which needs its day", token: key, hint: "add as_of = \"2026-06-30\"")
      }
      return nil
    }
    asOf = try Read.date(table["as_of"], for: "as_of")
    published = table["published"] == .none ? nil : try Read.date(table["published"], for: "published")
    dividends = table["less_dividends"]
    guard table["report"] != .none else {
      report = nil
      return
    }
    let name = try Read.text(table["report"], for: "report")
    guard let known = Issuer.Measure.Report(rawValue: name) else {
      let words = Issuer.Measure.Report.allCases.map(\.rawValue)
      throw HostError(
        "no report '\(name)' is known\(Spelling.question(name, among: words))", token: name,
        hint: "report is \(words.joined(separator: " or "))")
    }
    report = known
  }
}

private func size(
  _ host: ScriptHost, _ name: String, _ value: LuaValue, _ document: Document?, at place: SourcePlace?
) throws {
  guard let measure = SizeMeasure(rawValue: name) else { return }
  let amount = try Read.money(value, for: name, implied: host.book().currency)
  guard let document else { return try host.change(.size(measure, amount), at: place) }
  var dividends: Money?
  if measure == .totalAssets, document.dividends != .none {
    dividends = try Read.money(document.dividends, for: "less_dividends", implied: amount.currency)
  }
  let value = Issuer.Measure(
    amount: amount, asOf: document.asOf, published: document.published, report: document.report, dividends: dividends,
    source: Source("set by the scenario"))
  try host.change(.measure(measure, value), at: place)
}
