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
      name: "category",
      property: { [unowned host] call, value, _ in
        let category = try host.book().categories[value.place]
        switch call.name {
        case "id": return .string(category.id.name)
        case "name": return .string(category.name)
        case "direction": return .string(category.direction.rawValue)
        case "agreement": return .string(category.agreement.name)
        case "largest_cap": return .money(category.largestCap)
        case "caps": return Kind.caps.value(value.place)
        case "ledger": return Kind.ledger.value(value.place)
        case "forecast": return Kind.forecast.value(value.place)
        case "term": return Kind.term.value(value.place)
        default:
          throw noField(
            call.name, of: "category",
            known: ["agreement", "caps", "direction", "forecast", "id", "largest_cap", "ledger", "name", "term"])
        }
      },
      describe: { [unowned host] value in (try? host.book().categories[value.place].name) ?? "category" })
  }

  // MARK: What happened

  private var ledger: HostType {
    HostType(
      name: "ledger",
      methods: [
        HostMethod(name: "sum", summary: "what happened: sum(), sum(2025)", takes: 2) { [unowned host] call in
          let (book, category) = try host.category(call)
          var actuals = category
          actuals.forecast = Forecast(plans: [])
          return try sum(of: actuals, in: book, call, within: nil)
        }
      ],
      property: { [unowned host] call, value, _ in
        let lines = try host.book().categories[value.place].ledger.lines
        switch call.name {
        case "from": return .date(lines.map(\.period.from).min())
        case "to": return .date(lines.map(\.period.to).max())
        default: throw noField(call.name, of: "ledger", known: ["from", "sum", "to"])
        }
      },
      length: { [unowned host] value in try host.book().categories[value.place].ledger.lines.count },
      describe: { _ in "ledger" })
  }

  // MARK: What is expected

  private var forecast: HostType {
    HostType(
      name: "forecast",
      methods: ForecastWords(host: host).methods,
      property: { call, _, _ in
        throw noField(call.name, of: "forecast", known: ForecastWords.names)
      },
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
      name: "term",
      methods: [
        HostMethod(
          name: "extend", summary: "proposes a term to another last day: extend(\"2028-12-31\")", takes: 2
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
          name: "correct", summary: "states other days for the term: correct(\"2025-07-29\", \"2028-07-28\")",
          takes: 2
        ) {
          [unowned host] call in
          let (_, category) = try host.category(call)
          let period = try Read.period(call.argument(1), call.argument(2), for: "the term")
          try host.change(.correctTerm(category.id, period), at: call.sourcePlace)
          return .none
        },
      ],
      property: { [unowned host] call, value, _ in
        let terms = try host.book().categories[value.place].terms
        switch call.name {
        case "from": return .date(terms.map(\.period.from).min())
        case "to": return .date(terms.map(\.period.to).max())
        default: throw noField(call.name, of: "term", known: ["correct", "extend", "from", "to"])
        }
      },
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
  let all = try? DateRange(from: path.amounts.origin.next, to: path.amounts.last)
  let days = [asked ?? all, within].compactMap { $0 }
  guard let first = days.first else { return .money(.zero(book.currency)) }
  let shared = days.dropFirst().reduce(Optional(first)) { $0?.intersection($1) }
  return .money(Money(minor: shared.map { path.amounts.sum(of: $0) } ?? 0, book.currency))
}

/// The options of a proposal: when it is announced, which meeting votes on it, and what the word adds.
struct ProposalOptions {
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
    try Read.onlyKeys(of: table, among: ["announced", "meeting"] + extra, in: "the options")
    let announced = table["announced"] == .none ? book.asOf : try Read.date(table["announced"], for: "announced")
    var meeting: Meeting.ID?
    if table["meeting"] != .none {
      let name = try Read.text(table["meeting"], for: "meeting")
      let known = book.meetings.map(\.id.name)
      guard known.contains(name) else { throw noMember("meeting", name, known: known, plural: "meetings") }
      meeting = .init(name)
    }
    proposal = Proposal(announced: announced, meeting: meeting)
  }
}
