import Agreements
import Evaluation
import LuaSandbox
import Quantities

/// What a script asks of an outcome that is computed when it is asked for: the room left, the class of a larger cap.
struct AgendaWords {
  unowned let host: ScriptHost

  var methods: [HostMethod] { [room, sizeClass] }

  private var room: HostMethod {
    HostMethod(
      name: "room", takes: ["category: string", "to?: string|date # else the end of the cap's period"], gives: "part",
      summary: "what may still be spent, and the even amount a month: room(\"hardware\", \"2026-09-30\")"
    ) { [unowned host] call in
      let outcome = try self.outcome(call)
      let category = try self.category(call, of: outcome)
      let to =
        call.argument(2) == .none ? nil : try Read.date(call.argument(2), for: "the day to which the room is told")
      return host.remembered("room \(category) \(to?.description ?? "")") {
        outcome.room(of: category, to: to).map { host.value(of: $0.entry) } ?? .none
      }
    }
  }

  private var sizeClass: HostMethod {
    HostMethod(
      name: "class", takes: ["category: string", "options?: {buffer?: share}"], gives: "part",
      summary: "what a cap larger by a buffer would need: class(\"hardware\", { buffer = \"10%\" })"
    ) { [unowned host] call in
      let outcome = try self.outcome(call)
      let category = try self.category(call, of: outcome)
      let buffer = try self.buffer(call.argument(2))
      return host.remembered("class \(category) \(buffer)") {
        outcome.classEntry(of: category, buffer: buffer).map { host.value(of: $0) } ?? .none
      }
    }
  }

  func outcome(_ call: HostCall) throws -> Outcome {
    guard case .host(let value)? = call.arguments.first, let outcome = try host.outcome(of: value) else {
      throw HostError("an outcome can be asked only while 'expect' runs", token: call.name)
    }
    return outcome
  }

  func category(_ call: HostCall, of outcome: Outcome) throws -> Agreements.Category.ID {
    let name = try Read.text(call.argument(1), for: "the category")
    let known = outcome.categories.map(\.id.name)
    guard known.contains(name) else { throw noMember("category", name, known: known, plural: "categories") }
    return .init(name)
  }

  private func buffer(_ options: LuaValue) throws -> Ratio {
    switch options {
    case .none: return .zero
    case .table(let table):
      try Read.onlyKeys(of: table, among: ["buffer"], in: "the options of class")
      return table["buffer"] == .none ? .zero : try percent(table["buffer"])
    default:
      throw HostError(
        "the options of class must be a table, got \(Read.described(options))", token: Read.token(options),
        hint: "write class(\"hardware\", { buffer = \"10%\" })")
    }
  }
}
