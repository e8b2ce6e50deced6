/// The names of a JSON document with the types of their values: what a program that reads it relies on.
struct Shape {
  private var types: [String: Set<String>] = [:]

  /// The shape of several documents of one format together.
  init(_ documents: [JSON]) {
    for document in documents { note(document, at: "") }
  }

  /// A line a name: its path, with `[]` for the elements of a list and `*` for names that a book gives, and its types.
  var text: String {
    types.map { "\($0.key.isEmpty ? "(all)" : $0.key)  \($0.value.sorted().joined(separator: ", "))" }.sorted()
      .joined(separator: "\n") + "\n"
  }

  private mutating func note(_ value: JSON, at path: String) {
    types[path, default: []].insert(value.typeName)
    for element in value.elements { note(element, at: path + "[]") }
    let isByID = ["categories", "caps", "facts"].contains { path == $0 || path.hasSuffix("." + $0) }
    for name in value.names {
      note(value[name], at: (path.isEmpty ? "" : path + ".") + (isByID ? "*" : name))
    }
  }
}

extension JSON {
  fileprivate var typeName: String {
    switch self {
    case .absent: "absent"
    case .null: "null"
    case .flag: "boolean"
    case .number: "number"
    case .text: "text"
    case .list: "list"
    case .record: "record"
    }
  }
}
