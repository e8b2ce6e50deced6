import LuaSandbox

extension Language {
  /// A name that can follow a value of some type, from the same table as Lua's dispatch and the editors' notes.
  package struct Member: Sendable, Equatable {
    /// What sort of name it is.
    package enum Kind: Sendable {
      /// Read with a dot.
      case field
      /// Called with a colon.
      case method
      /// A name that a type holds, such as the id of a category.
      case held
    }

    /// The name.
    package let name: String
    /// What sort of name it is.
    package let kind: Kind
    /// The type that it leads to, in the words of LuaCATS; nil for nothing.
    package let type: String?
    /// What help tells of it, line by line.
    package let lines: [String]
  }

  /// The types by their names, the shapes of tables among them.
  package static var typeNames: [String] {
    let sections = sections(ScriptHost())
    return Set(sections.flatMap { $0.types.map(\.1.name) + $0.shapes.map(\.name) }).sorted()
  }

  /// What a global word is, in the words of LuaCATS; nil where it is called, or nothing is called so.
  package static func type(ofWord name: String) -> String? {
    sections(ScriptHost()).flatMap(\.words).first { $0.name == name && $0.takes == nil }?.gives
  }

  /// What can follow a value of a type: fields, then methods. Names that a type holds are not known beforehand.
  package static func members(of type: String) -> [Member] {
    let sections = sections(ScriptHost())
    if let type = sections.flatMap(\.types).map(\.1).first(where: { $0.name == type }) { return members(of: type) }
    return sections.flatMap(\.shapes).first { $0.name == type }.map(members) ?? []
  }

  /// The type of what a type holds by names of its own; nil where it holds nothing.
  package static func held(by type: String) -> String? {
    sections(ScriptHost()).flatMap(\.types).first { $0.1.name == type }?.1.holds
  }

  private static func members(of type: HostType) -> [Member] {
    type.fields.map { field in
      Member(
        name: field.name, kind: .field, type: field.type,
        lines: ["\(type.name).\(field.name): \(field.type)"] + (field.summary.isEmpty ? [] : ["  " + field.summary]))
    }
      + type.methods.map { method in
        Member(
          name: method.name, kind: .method, type: method.gives,
          lines: lines(
            on: "\(type.name):\(method.name)", takes: method.takes, gives: method.gives, method.summary))
      }
  }

  private static func members(of shape: Shape) -> [Member] {
    shape.entries.map { entry in
      Member(
        name: String(entry.name), kind: .field, type: String(entry.type),
        lines: ["\(shape.name).\(entry.declaration)"] + (entry.remark.isEmpty ? [] : ["  " + entry.remark]))
    }
  }
}
