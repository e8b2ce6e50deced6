import Agreements
import Evaluation
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// A category with its ledger, its forecast and its term.
struct CategoryWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] {
    [(.category, category), (.ledger, ledger), (.forecast, forecast), (.term, term)]
  }

  private var category: HostType {
    HostType(
      name: "category", summary: "one kind of transaction under an agreement",
      methods: QuotationWords(host: host).methods,
      fields: [
        field("id", "string") { .string($0.id.name) },
        field("name", "string") { .string($0.name) },
        field("direction", "\"income\"|\"expense\"|\"assistance\"") { .string($0.direction.rawValue) },
        field("agreement", "string", "the id of its agreement") { .string($0.agreement.name) },
        field("largest_cap", "money?", "the largest of the newest caps") { .money($0.largestCap) },
        part("caps", .caps), part("ledger", .ledger), part("forecast", .forecast), part("term", .term),
      ] + QuotationWords(host: host).fields,
      describe: { [unowned host] value in (try? host.book().categories[value.place].name) ?? "category" })
  }

  /// A field of the category to which a value belongs.
  private func field(
    _ name: String, _ type: String, _ summary: String = "", _ read: @escaping (Agreements.Category) -> LuaValue
  ) -> HostField {
    HostField(name, type, summary) { [unowned host] value in read(try host.book().categories[value.place]) }
  }

  /// A field that is a part of the category, found at its place.
  private func part(_ name: String, _ kind: Kind) -> HostField {
    HostField(name, name) { [unowned host] value in
      _ = try host.places()
      return kind.value(value.place)
    }
  }

  // MARK: What happened

  private var ledger: HostType {
    HostType(
      name: "ledger", summary: "dated amounts that happened; # counts its lines",
      methods: [
        HostMethod(
          name: "sum", takes: ["days?: days", "to?: string|date"], gives: "money",
          summary: "what happened: sum(), sum(2025)"
        ) { [unowned host] call in
          let (book, category) = try host.category(call)
          var actuals = category
          actuals.forecast = Forecast(plans: [])
          return try sum(of: actuals, in: book, call, within: nil)
        }
      ],
      fields: [
        field("from", "date?", "the first day of all") { .date($0.ledger.days.span?.from) },
        field("to", "date?", "the last day of all") { .date($0.ledger.days.span?.to) },
      ],
      length: { [unowned host] value in try host.book().categories[value.place].ledger.lines.count },
      describe: { _ in "ledger" })
  }

  // MARK: What is expected

  private var forecast: HostType {
    HostType(
      name: "forecast", summary: "dated amounts that are expected after the as-of date",
      methods: ForecastWords(host: host).methods,
      describe: { [unowned host] value in
        guard let plans = try? host.book().categories[value.place].forecast.plans, !plans.isEmpty else {
          return "no forecast stated"
        }
        return plans.map(\.summary).joined(separator: "; ")
      })
  }

  // MARK: The term

  private var term: HostType {
    HostType(
      name: "term", summary: "the days in which a category may be traded",
      methods: [
        HostMethod(
          name: "extend", takes: ["to: string|date", "options?: proposal"],
          summary: "proposes a term to another last day: extend(\"2028-12-31\")"
        ) { [unowned host] call in
          let (book, category) = try host.category(call)
          let to = try Read.date(call.argument(1), for: "the last day of the term")
          let from = category.terms.map(\.period.from).min() ?? book.asOf
          let period = try Read.quantity("\(to)") { () throws(QuantityError) in try DateRange(from: from, to: to) }
          let options = try ProposalOptions(call.argument(2), book: book, extra: [])
          try host.change(.extendTerm(category.id, period, options.proposal), at: call.sourcePlace)
          return .none
        },
        HostMethod(
          name: "correct", takes: ["from: days", "to?: string|date"],
          summary: "states other days for the term: correct(\"2025-07-29\", \"2028-07-28\")"
        ) { [unowned host] call in
          let (_, category) = try host.category(call)
          let period = try Read.period(call.argument(1), call.argument(2), for: "the term")
          try host.change(.correctTerm(category.id, period), at: call.sourcePlace)
          return .none
        },
      ],
      fields: [
        field("from", "date?", "the first day of all") { .date($0.terms.map(\.period.from).min()) },
        field("to", "date?", "the last day of all") { .date($0.terms.map(\.period.to).max()) },
      ],
      describe: { [unowned host] value in
        let terms = (try? host.book().categories[value.place].terms) ?? []
        return terms.map { $0.period.description }.joined(separator: ", ")
      })
  }
}

extension ScriptHost {
  /// The category that a method was called on.
  func category(_ call: HostCall) throws -> (Book, Agreements.Category) {
    let book = try book()
    guard case .host(let value)? = call.arguments.first, book.categories.indices.contains(value.place) else {
      throw HostError("this value belongs to no category")
    }
    return (book, book.categories[value.place])
  }

  /// The place of the category to which the value belongs that a method was called on.
  func categoryPlace(_ call: HostCall) throws -> (BookPlaces, Int) {
    let places = try places()
    guard case .host(let value)? = call.arguments.first, places.book.categories.indices.contains(value.place) else {
      throw HostError("this value belongs to no category")
    }
    return (places, value.place)
  }
}

extension HostCall {
  /// The line of the script that calls.
  var sourcePlace: SourcePlace? { place.map { SourcePlace(file: $0.file, line: $0.line) } }

  /// The argument at a place, the value itself being 0; nothing where there is none.
  func argument(_ index: Int) -> LuaValue { arguments.indices.contains(index) ? arguments[index] : .none }
}

/// What falls in the period that a call names, or in all, on the days of `within`.
func sum(of category: Agreements.Category, in book: Book, _ call: HostCall, within: DateRange?) throws -> LuaValue {
  let path: CategoryPath
  do { path = try CategoryPath(of: category, in: book) } catch {
    throw HostError(error.description)
  }
  let asked = try Read.optionalPeriod(call.argument(1), call.argument(2), for: "the period")
  let days = asked ?? path.amounts.days
  let shared = within.map { days.intersection($0) } ?? days
  return .money(Money(minor: shared.map { path.amounts.sum(of: $0) } ?? 0, book.currency))
}

/// The options of a proposal: when it is announced, which meeting votes on it, and what the word adds.
struct ProposalOptions {
  static let shape = Language.Shape(
    name: "proposal", summary: "when it is announced, and which meeting votes on it",
    entries: ["announced?: string|date", "meeting?: string", "written_approval?: approval"])

  static let approval = Language.Shape(
    name: "approval", summary: "one holder's approval in writing, in place of a meeting's",
    entries: ["by: string", "share: share", "date: string|date", "waived?: boolean # whether the meeting is waived"])

  let proposal: Proposal
  let table: LuaTable

  init(_ value: LuaValue, book: Book, extra: [String]) throws {
    switch value {
    case .none: table = LuaTable()
    case .table(let given): table = given
    default:
      throw HostError(
        "the options must be a table, got \(Read.described(value))",
        hint: "write { announced = \"2026-06-01\", meeting = \"agm-2026\" }")
    }
    try Read.onlyKeys(of: table, among: Self.shape.entries.map { String($0.name) } + extra, in: "the options")
    let announced = table["announced"] == .none ? book.asOf : try Read.date(table["announced"], for: "announced")
    var meeting: Meeting.ID?
    if table["meeting"] != .none {
      let name = try Read.text(table["meeting"], for: "meeting")
      let known = book.meetings.map(\.id.name)
      guard known.contains(name) else { throw noMember("meeting", name, known: known, plural: "meetings") }
      meeting = .init(name)
    }
    let approval = table["written_approval"] == .none ? nil : try Self.approval(table["written_approval"])
    proposal = Proposal(announced: announced, meeting: meeting, writtenApproval: approval)
  }

  private static func approval(_ value: LuaValue) throws -> WrittenApproval {
    let form = "written_approval = { by = \"Holdings Limited\", share = \"62%\", date = \"2026-04-24\", waived = true }"
    let keys = approval.entries.map { String($0.name) }
    let table = try Read.table(value, of: "written_approval", keys: keys, form: form)
    let waived = table["waived"]
    let isWaived = waived == .none ? nil : try Read.boolean(waived, for: "waived", form: form)
    return WrittenApproval(
      holder: try Read.text(table["by"], for: "'by' of written_approval"),
      share: try Read.ratio(table["share"], for: "the share of the votes"),
      date: try Read.date(table["date"], for: "the day of the approval"), isWaived: isWaived,
      source: Source("proposed by the scenario"))
  }
}
