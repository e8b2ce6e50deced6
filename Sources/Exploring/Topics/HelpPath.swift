/// The names of an expression that only looks things up: `book.categories["a b"].caps["2026"]`, `forecast:scale(2)`.
struct HelpPath: Equatable {
  /// The names in their order, the global one first.
  let names: [String]

  /// A path of names.
  init(_ names: [String]) { self.names = names }

  /// The path that a text is; nil where it is anything else.
  init?(_ text: String) {
    var rest = text[...]
    guard let first = Self.takeName(&rest) else { return nil }
    var names = [first]
    while let sign = rest.first {
      if sign == "(" || sign == "{" { break }
      guard let name = Self.takeStep(&rest) else { return nil }
      names.append(name)
    }
    self.names = names
  }

  private static func takeName(_ rest: inout Substring) -> String? {
    let name = rest.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    rest = rest.dropFirst(name.count)
    return name.isEmpty ? nil : String(name)
  }

  /// A name behind a dot or a colon, or a text or number in brackets.
  private static func takeStep(_ rest: inout Substring) -> String? {
    let sign = rest.removeFirst()
    if sign == "." || sign == ":" { return takeName(&rest) }
    guard sign == "[", let end = rest.firstIndex(of: "]") else { return nil }
    var inner = rest[..<end]
    rest = rest[rest.index(after: end)...]
    if let quote = inner.first, quote == "\"" || quote == "'" {
      guard inner.count > 2, inner.last == quote else { return nil }
      inner = inner.dropFirst().dropLast()
    }
    return inner.isEmpty ? nil : String(inner)
  }
}
