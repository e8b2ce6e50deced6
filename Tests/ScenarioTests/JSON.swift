import Foundation

/// A value of JSON, to be read by name.
enum JSON: Equatable {
  /// There is no such name or place.
  case absent
  case null
  case flag(Bool)
  case number(Int)
  case text(String)
  case list([JSON])
  case record([String: JSON])

  init(parsing text: String) throws {
    self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
  }

  subscript(_ name: String) -> JSON {
    if case .record(let fields) = self { fields[name] ?? .absent } else { .absent }
  }

  subscript(_ index: Int) -> JSON {
    if case .list(let values) = self, values.indices.contains(index) { values[index] } else { .absent }
  }

  /// What a way of names and places leads to: `caps.2026.total`, `breaches.0.on`; `#` counts a list.
  func at(_ path: String) -> JSON {
    path.split(separator: ".").reduce(self) { value, part in
      guard case .list(let values) = value else { return value[String(part)] }
      return part == "#" ? .number(values.count) : Int(part).map { value[$0] } ?? .absent
    }
  }

  /// The elements; empty for all but a list.
  var elements: [JSON] { if case .list(let values) = self { values } else { [] } }

  /// The names, in order; empty for all but a record.
  var names: [String] { if case .record(let fields) = self { fields.keys.sorted() } else { [] } }

  /// The text; nil for all but text.
  var string: String? { if case .text(let text) = self { text } else { nil } }
}

extension JSON: Decodable {
  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let fields = try? value.decode([String: JSON].self) {
      self = .record(fields)
    } else if let values = try? value.decode([JSON].self) {
      self = .list(values)
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else {
      self = .number(try value.decode(Int.self))
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByNilLiteral
{
  init(stringLiteral text: String) { self = .text(text) }
  init(booleanLiteral flag: Bool) { self = .flag(flag) }
  init(integerLiteral number: Int) { self = .number(number) }
  init(nilLiteral: ()) { self = .null }
}

extension JSON: CustomStringConvertible {
  var description: String {
    switch self {
    case .absent: "nothing there"
    case .null: "null"
    case .flag(let flag): "\(flag)"
    case .number(let number): "\(number)"
    case .text(let text): "\"\(text)\""
    case .list(let values): "\(values)"
    case .record(let fields):
      "{" + fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    }
  }
}

extension JSON {
  /// The scenario of that name in a `headroom.result/1`.
  func scenario(_ name: String) -> JSON {
    let scenarios = self["books"].elements.flatMap(\.["scenarios"].elements)
    return scenarios.first { $0["name"].string == name } ?? .absent
  }
}
