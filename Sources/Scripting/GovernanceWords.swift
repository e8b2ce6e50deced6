import Agreements
import LuaSandbox
import Quantities
import WhatIf

/// Who decides, who advises and who abstains.
struct GovernanceWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] { [(.governance, governance), (.director, director)] }

  private var governance: HostType {
    HostType(
      name: "governance", summary: "the directors and the independent financial adviser, whose day can be assigned",
      fields: [
        HostField("directors", "directors") { [unowned host] _ in
          _ = try host.book()
          return Kind.directors.value()
        },
        HostField("adviser", "string?") { [unowned host] _ in .text(try host.book().governance.adviser) },
        HostField("adviser_appointed", "date?", "the day of the adviser's appointment") { [unowned host] _ in
          .date(try host.book().governance.adviserAppointed)
        },
      ],
      setProperty: { [unowned host] call, _, _, value in
        guard call.name == "adviser_appointed" else {
          throw noField(call.name, of: "governance", known: ["adviser_appointed"])
        }
        let day = try Read.date(value, for: "the day of the adviser's appointment")
        try host.change(.appointAdviser(day), at: call.sourcePlace)
      },
      describe: { _ in "governance" })
  }

  private var director: HostType {
    HostType(
      name: "director", summary: "a director of the issuer; whether one sits on the committee can be assigned",
      methods: [
        HostMethod(
          name: "abstain", takes: ["reason: string|boolean # false where the director does not abstain"],
          summary: "has a material interest: abstain(\"a director of Xiaomi\"), abstain(false)"
        ) { [unowned host] call in
          let name = try self.director(call).name
          let reason = call.argument(1) == .boolean(false) ? nil : try Read.text(call.argument(1), for: "the reason")
          try host.change(.abstain(name, because: reason), at: call.sourcePlace)
          return .none
        }
      ],
      fields: [
        field("name", "string") { .string($0.name) },
        field("role", "string") { .string($0.role) },
        field("independent", "boolean", "a non-executive director who is independent") { .boolean($0.isIndependent) },
        field("abstains", "string?", "why, where the director does") { .text($0.abstains) },
        field("committee", "boolean", "whether on the independent board committee") { .boolean($0.isOnCommittee) },
      ],
      setProperty: { [unowned host] call, value, _, given in
        guard call.name == "committee" else { throw noField(call.name, of: "director", known: ["committee"]) }
        let flag = try Read.boolean(given, for: "committee", form: "director.committee = false")
        let name = try host.book().governance.directors[value.place].name
        try host.change(.committee(name, flag), at: call.sourcePlace)
      },
      describe: { [unowned host] value in (try? host.book().governance.directors[value.place].name) ?? "director" })
  }

  private func field(
    _ name: String, _ type: String, _ summary: String = "", _ read: @escaping (Governance.Director) -> LuaValue
  ) -> HostField {
    HostField(name, type, summary) { [unowned host] value in read(try host.book().governance.directors[value.place]) }
  }

  private func director(_ call: HostCall) throws -> Governance.Director {
    let directors = try host.book().governance.directors
    guard case .host(let value)? = call.arguments.first, directors.indices.contains(value.place) else {
      throw HostError("this value belongs to no director")
    }
    return directors[value.place]
  }
}
