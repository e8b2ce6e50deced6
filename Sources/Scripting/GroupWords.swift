import Agreements
import LuaSandbox
import Quantities
import WhatIf

/// Categories that are, or may be, aggregated.
struct GroupWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] { [(.group, group)] }

  /// What can be done with the groups as a whole.
  var methods: [HostMethod] {
    [
      HostMethod(
        name: "add", takes: ["id: string", "categories: string[]"],
        summary: "a group that governs: add(\"all\", { \"cloud\", \"idc\" })"
      ) { [unowned host] call in
        let id = try Read.text(call.argument(1), for: "the group's id")
        try check(id: id)
        guard case .table(let table) = call.argument(2), table.list.count == table.count else {
          throw HostError(
            "a group takes a list of categories, got \(Read.described(call.argument(2)))",
            token: Read.token(call.argument(2)), hint: "write add(\"all\", { \"cloud\", \"idc\" })")
        }
        let categories = try table.list.map { Agreements.Category.ID(try Read.text($0, for: "a category")) }
        let group = AggregationGroup(
          id: .init(id), categories: categories, governs: true, reason: nil, source: Source("set by the scenario"))
        try host.change(.group(group), at: call.sourcePlace)
        return .none
      }
    ]
  }

  private var group: HostType {
    HostType(
      name: "group", summary: "categories whose caps are, or may be, added and treated as one",
      methods: [
        HostMethod(
          name: "govern", takes: ["flag?: boolean # true where it is left out"],
          summary: "its verdict governs, or is shown beside: govern(), govern(false)"
        ) { [unowned host] call in
          let flag = try Read.flag(call)
          try host.change(.govern(self.group(call).id, flag), at: call.sourcePlace)
          return .none
        }
      ],
      fields: [
        field("id", "string") { .string($0.id.name) },
        field("categories", "string[]", "their ids") { group in
          .table(LuaTable(list: group.categories.map { .string($0.name) }))
        },
        field("governs", "boolean") { .boolean($0.governs) },
        field("reason", "string?", "why they belong together") { .text($0.reason) },
      ],
      describe: { [unowned host] value in (try? host.book().groups[value.place].id.name) ?? "group" })
  }

  private func field(
    _ name: String, _ type: String, _ summary: String = "", _ read: @escaping (AggregationGroup) -> LuaValue
  ) -> HostField {
    HostField(name, type, summary) { [unowned host] value in read(try host.book().groups[value.place]) }
  }

  private func group(_ call: HostCall) throws -> AggregationGroup {
    let groups = try host.book().groups
    guard case .host(let value)? = call.arguments.first, groups.indices.contains(value.place) else {
      throw HostError("this value belongs to no group")
    }
    return groups[value.place]
  }
}
