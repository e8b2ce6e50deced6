import LuaSandbox

/// A type in the words of LuaCATS, as far as completion follows it: `category?`, `date[]`, `proposal|{id?: string}`.
struct TypeWords {
  /// The types that it may be, each without its `?`.
  let alternatives: [String]

  init(_ type: some StringProtocol) {
    alternatives = Self.split(type, at: "|").map { $0.hasSuffix("?") ? String($0.dropLast()) : $0 }
  }

  /// The first of them of which something is known.
  var known: String? {
    alternatives.first { Lexicon.shared.types[$0] != nil }
  }

  /// The type of what its lists hold.
  var element: String? {
    alternatives.first { $0.hasSuffix("[]") }.map { list in
      let element = list.dropLast(2)
      return String(element.hasPrefix("(") && element.hasSuffix(")") ? element.dropFirst().dropLast() : element)
    }
  }

  /// What its functions take and give.
  var function: (takes: [String], gives: String?)? {
    guard let function = alternatives.first(where: { $0.hasPrefix("fun(") }) else { return nil }
    let end = Self.end(of: function.dropFirst(4))
    let takes = Self.split(function.dropFirst(4).prefix(end), at: ",")
    let rest = function.dropFirst(4 + end + 1)
    return (takes, rest.hasPrefix(": ") ? String(rest.dropFirst(2)) : nil)
  }

  /// The keys of the tables that it writes out, with their types.
  var keys: [(name: String, type: String)] {
    alternatives.filter { $0.hasPrefix("{") && $0.hasSuffix("}") }.flatMap { table in
      Self.split(table.dropFirst().dropLast(), at: ",").compactMap { entry in
        guard let colon = entry.firstRange(of: ": ") else { return nil }
        let name = entry[..<colon.lowerBound]
        return (String(name.hasSuffix("?") ? name.dropLast() : name), String(entry[colon.upperBound...]))
      }
    }
  }

  /// The parts between signs that stand in no bracket and no quotes.
  private static func split(_ text: some StringProtocol, at sign: Character) -> [String] {
    var (parts, part, depth, isQuoted) = ([String](), "", 0, false)
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, "([{<".contains(character) { depth += 1 }
      if !isQuoted, ")]}>".contains(character) { depth -= 1 }
      if character == sign, depth == 0, !isQuoted {
        parts.append(part)
        part = ""
      } else if !(part.isEmpty && character == " ") {
        part.append(character)
      }
    }
    return part.isEmpty ? parts : parts + [part]
  }

  /// The characters up to the bracket that closes what was open before them.
  private static func end(of text: Substring) -> Int {
    var depth = 0
    for (place, character) in text.enumerated() {
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      if depth < 0 { return place }
    }
    return text.count
  }
}
