import LuaSandbox
import Problems
import WhatIf

/// What `change` of a family is given beside the book: the values of the inputs in one variant.
struct VariantInputs {
  var names: [String] = []
  var cells: [Cell] = []
  /// Which inputs a script has read in any variant.
  private(set) var read: Set<Int> = []

  /// The value of an input; nil where no input is called so.
  mutating func value(_ name: String) -> Cell? {
    guard let place = names.firstIndex(of: name) else { return nil }
    read.insert(place)
    return cells[place]
  }

  mutating func readAll() { read.formUnion(names.indices) }
}

/// The inputs of a variant as a script reads them: an unknown name is an error, never nothing.
struct InputWords {
  unowned let host: ScriptHost

  var type: (Kind, HostType) {
    (
      .inputs,
      HostType(
        name: "inputs", summary: "the values of the inputs in one variant, by their names: p.multiplier", holds: "any",
        property: { [unowned host] call, _, key in
          if let open = host.openInputs, let place = Read.key(key).flatMap({ open.firstIndex(of: $0) }) {
            return Kind.openInput.value(place)
          }
          let names = host.inputs.names
          guard let name = Read.key(key), let cell = host.inputs.value(name) else {
            let name = Read.key(key) ?? Read.shown(key)
            throw HostError(
              "no input '\(name)' here\(Spelling.question(name, among: names))", token: name,
              hint: "the inputs: \(names.joined(separator: ", "))")
          }
          return LuaValue(cell)
        },
        setProperty: { call, _, _, _ in
          throw HostError("'\(call.name)' is an input and cannot be assigned", token: call.name)
        },
        length: { [unowned host] _ in host.inputs.names.count },
        entries: { [unowned host] _ in
          host.inputs.readAll()
          return zip(host.inputs.names, host.inputs.cells).map { (.string($0), LuaValue($1)) }
        },
        describe: { [unowned host] _ in host.inputs.description })
    )
  }
}

extension VariantInputs: CustomStringConvertible {
  /// `agm 2026-08-31, multiplier 2.5`.
  var description: String { zip(names, cells).map { "\($0) \($1)" }.joined(separator: ", ") }
}
