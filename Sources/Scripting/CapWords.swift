import Agreements
import Evaluation
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// The caps of a category: reading them, proposing new ones, correcting what the book states.
struct CapWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] { [(.caps, caps), (.cap, cap)] }

  private var caps: HostType {
    HostType(
      name: "caps", summary: "the caps of a category by their ids",
      methods: [
        HostMethod(
          name: "propose",
          takes: [
            "amount: amount",
            "options: proposal|{from: string|date, to: string|date, id?: string, buffer?: share}",
          ],
          summary: "a cap for days that have none: propose(\"RMB 60 million\", { from = …, to = … })"
        ) { [unowned host] call in
          let (book, category) = try host.category(call)
          let options = try ProposalOptions(call.argument(2), book: book, extra: ["buffer", "from", "to", "id"])
          guard options.table["from"] != .none, options.table["to"] != .none else {
            throw HostError(
              "a new cap needs its days", token: "propose",
              hint: "write caps:propose(amount, { from = \"2028-01-01\", to = \"2028-07-28\" })")
          }
          let period = try Read.period(options.table["from"], options.table["to"], for: "the cap's days")
          let name =
            try options.table["id"] == .none ? "\(period.from.year)" : Read.text(options.table["id"], for: "id")
          try check(id: name)
          guard category.cap(.init(name)) == nil else {
            throw HostError(
              "category \(category.id) has a cap '\(name)' already", token: "propose",
              hint: "write caps[\"\(name)\"]:propose(…) for a new version of it, or give the new cap an id of its own")
          }
          try propose(host, call, options, .init(name), of: category, period: period)
          return .none
        }
      ],
      holds: "cap",
      property: { [unowned host] _, value, key in
        let category = try host.book().categories[value.place]
        let (name, token) = try Read.name(key, among: "caps")
        guard let index = category.caps.firstIndex(where: { $0.id.name == name }) else {
          let known = category.caps.map(\.id.name)
          throw HostError(
            "no cap '\(name)' in category '\(category.id)'\(Spelling.question(name, among: known + ["propose"]))",
            token: token,
            hint: known.isEmpty
              ? "the book holds no caps of \(category.id)" : "caps of \(category.id): \(known.joined(separator: ", "))")
        }
        return Kind.cap.value(value.place, index)
      },
      length: { [unowned host] value in try host.book().categories[value.place].caps.count },
      entries: { [unowned host] value in
        try host.book().categories[value.place].caps.enumerated().map {
          (.string($0.element.id.name), Kind.cap.value(value.place, $0.offset))
        }
      },
      describe: { _ in "caps" })
  }

  private var cap: HostType {
    HostType(
      name: "cap", summary: "the most that may be traded in a period, in its versions",
      methods: [
        HostMethod(
          name: "propose",
          takes: ["amount: amount", "options?: proposal|{from?: string|date, to?: string|date, buffer?: share}"],
          summary: "a new version, with a buffer rounded up to the book's step: "
            + "propose(\"RMB 1,900 million\", { buffer = \"10%\" })"
        ) { [unowned host] call in
          let (book, category) = try host.category(call)
          let cap = try self.cap(call, of: category)
          let options = try ProposalOptions(call.argument(2), book: book, extra: ["buffer", "from", "to"])
          var period: DateRange?
          if options.table["from"] != .none || options.table["to"] != .none {
            let known = cap.newest?.period
            let from = options.table["from"] == .none ? .date(known?.from) : options.table["from"]
            let to = options.table["to"] == .none ? .date(known?.to) : options.table["to"]
            period = try Read.period(from, to, for: "the cap's days")
          }
          try propose(host, call, options, cap.id, of: category, period: period)
          return .none
        },
        HostMethod(
          name: "correct", takes: ["amount: amount", "version?: string # its id; the newest where it is left out"],
          summary: "another figure for what the book states: correct(\"RMB 90 million\")"
        ) { [unowned host] call in
          let (book, category) = try host.category(call)
          let cap = try self.cap(call, of: category)
          let amount = try Read.money(call.argument(1), for: "the cap", implied: book.currency)
          var version = cap.newest?.id ?? .init("original")
          if call.argument(2) != .none { version = .init(try Read.text(call.argument(2), for: "the version")) }
          try host.change(.correctCap(category.id, cap.id, version, amount), at: call.sourcePlace)
          return .none
        },
      ],
      fields: [
        field("id", "string") { .string($0.id.name) },
        field("amount", "money", "that of the newest version") { .money($0.newest?.amount) },
        field("from", "date") { .date($0.newest?.period.from) },
        field("to", "date") { .date($0.newest?.period.to) },
        HostField("versions", "version[]", "from the original to the newest") { [unowned host] value in
          host.versions(of: try host.book().categories[value.place].caps[Int(value.b)], at: value)
        },
      ],
      describe: { [unowned host] value in
        guard let cap = try? host.book().categories[value.place].caps[Int(value.b)] else { return "cap" }
        return "cap \(cap.id) of \(cap.newest?.amount.description ?? "nothing")"
      })
  }

  private func field(
    _ name: String, _ type: String, _ summary: String = "", _ read: @escaping (Cap) -> LuaValue
  ) -> HostField {
    HostField(name, type, summary) { [unowned host] value in
      read(try host.book().categories[value.place].caps[Int(value.b)])
    }
  }

  private func cap(_ call: HostCall, of category: Agreements.Category) throws -> Cap {
    guard case .host(let value)? = call.arguments.first, category.caps.indices.contains(Int(value.b)) else {
      throw HostError("this value belongs to no cap")
    }
    return category.caps[Int(value.b)]
  }
}

extension ScriptHost {
  static let version = Language.Shape(
    name: "version", summary: "one version of a cap",
    entries: [
      "id: string", "amount: money", "from: date", "to: date", "announced?: date # where it is proposed",
      "source?: string",
    ])

  /// The versions of a cap as records, whose misspelt names are errors; made once for each state of the book.
  fileprivate func versions(of cap: Cap, at value: HostValue) -> LuaValue {
    let key = "versions \(value.a) \(value.b) \(draft?.changes.count ?? 0)"
    return remembered(key) {
      let records = cap.versions.map { version in
        Entry.record(
          Entry.Record(
            "version '\(version.id)' of cap \(cap.id)",
            [
              ("id", .text(version.id.name)), ("amount", .money(version.amount)), ("from", .date(version.period.from)),
              ("to", .date(version.period.to)),
              ("announced", version.standing.proposal.map { .date($0.announced) } ?? .none),
              ("source", version.source.map { .text($0.text) } ?? .none),
            ]))
      }
      return self.value(of: .list(records))
    }
  }
}

/// Refuses an id that could not be shown.
func check(id: String) throws {
  guard !id.isEmpty, id.count <= 64, !id.contains(where: \.isNewline), SourceText.refusedCharacter(in: id) == nil else {
    throw HostError("'\(id)' cannot be an id", token: id, hint: "write at most 64 characters on one line")
  }
}

/// Proposes a cap, with its buffer added and rounded up to the book's step.
private func propose(
  _ host: ScriptHost, _ call: HostCall, _ options: ProposalOptions, _ cap: Cap.ID, of category: Agreements.Category,
  period: DateRange?
) throws {
  let book = try host.book()
  var amount = try Read.money(call.argument(1), for: "the cap", implied: book.currency)
  if options.table["buffer"] != .none {
    let buffer = try percent(options.table["buffer"])
    guard buffer >= .zero else {
      throw HostError(
        "a buffer of \(buffer) would lower the cap", token: Read.token(options.table["buffer"]),
        hint: "write how much is added: { buffer = \"10%\" }")
    }
    amount = try Read.quantity("") { () throws(QuantityError) in
      let raised = try Money(minor: amount.minor.scaledUp(by: Ratio.one.adding(buffer)), amount.currency)
      return try raised.roundedUp(toMultipleOf: book.settings.capStep ?? .zero(amount.currency))
    }
  }
  let proposed = Change.ProposedCap(amount: amount, period: period, proposal: options.proposal)
  try host.change(.propose(category.id, cap, proposed), at: call.sourcePlace)
}

/// A buffer: text with a percent sign, a ratio, or a number of percent.
func percent(_ value: LuaValue) throws -> Ratio {
  let ratio = try Read.ratio(value, for: "the buffer")
  switch value {
  case .integer, .number:
    return try Read.quantity("") { () throws(QuantityError) in
      try Ratio(Int128(ratio.numerator), over: Int128(ratio.denominator) * 100)
    }
  default: return ratio
  }
}
