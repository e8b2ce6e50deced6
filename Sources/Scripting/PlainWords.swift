import LuaSandbox
import Problems

/// Lua's own messages in words for somebody who has never programmed.
enum PlainWords {
  static let endsTooEarly = "the file ends too early: an 'end', a bracket or a quote is missing"
  /// How the message begins that refuses a script for its length.
  static let tooLong = "a script of more than "

  // MARK: Text that is not Lua

  /// What to do about the commonest slips.
  static func hint(forSyntax message: String) -> String? {
    if message.hasPrefix("function arguments expected") { return "what is called needs brackets: scale(2)" }
    if message.hasPrefix("unfinished string") { return "a quote is missing at the end of the text" }
    if message.hasPrefix("'}' expected") { return "a comma is missing before it, or a '}'" }
    if message.hasPrefix("'=' expected"), message.contains("near '='") { return "equality is written ==" }
    if message.hasPrefix("unexpected symbol near '}'") || message.hasPrefix("'end' expected") {
      return "an 'end' is missing: each 'function', 'if' and 'for' needs its own"
    }
    if message.wholeMatch(of: /syntax error near '\.\d+'/) != nil {
      return "a name that begins with a digit stands in brackets and quotes: caps[\"2026\"]"
    }
    if message == "syntax error near '-'" {
      return "a name with a dash stands in brackets and quotes: meetings[\"agm-2026\"]"
    }
    if message.hasPrefix("<name> expected near 'function'") {
      return "a part is given with '=': change = function(book)"
    }
    if message.hasSuffix("near '!'") { return "what is not equal is written ~=" }
    if ["near '//'", "near '#'", "near '/'"].contains(where: message.hasSuffix) { return "a remark begins with --" }
    if message.hasPrefix("C stack overflow") { return "brackets or functions are nested too deep" }
    if message.hasPrefix("unexpected symbol") { return "look for a comma, a bracket or a word too many just before it" }
    return nil
  }

  // MARK: What Lua cannot do

  /// The message and what to do about it; the message as it is where it needs no other words.
  static func said(_ message: String) -> (statement: String, hint: String?) {
    if let said = compared(message) ?? attempted(message) { return said }
    if message.contains("stack overflow") {
      return ("a function calls itself without end, or nearly so", "look for a function that calls itself")
    }
    // A script may raise a text of any length.
    return (message.count > 400 ? message.prefix(400) + "…" : message, nil)
  }

  private static func compared(_ message: String) -> (String, String?)? {
    if let match = message.wholeMatch(of: /attempt to compare two (.+) values/) {
      return ("two values of type \(match.1) cannot be compared by size", nil)
    }
    guard let match = message.wholeMatch(of: /attempt to compare (.+) with (.+)/) else { return nil }
    return ("\(word(match.1)) and \(word(match.2)) cannot be compared by size", nil)
  }

  private static func attempted(_ message: String) -> (String, String?)? {
    let pattern =
      /attempt to (call|index|concatenate|perform arithmetic on|get length of) a (.+?) value(?: \((.+) '(.*)'\))?/
    guard let match = message.wholeMatch(of: pattern) else { return nil }
    let (verb, type) = (match.1, match.2)
    if match.3 == "for iterator" {
      return (
        "'for' cannot go through this as it stands", "write for name, value in pairs(…) do, or ipairs(…) for a list"
      )
    }
    // Lua calls a place of a list '?', or 'integer index'.
    let isPlace = match.4 == "?" || match.4 == "integer index"
    let name = isPlace ? nil : match.4.map(String.init)
    if verb == "call", type == "nil" {
      let known = match.3 == "field" || match.3 == "method" ? libraryFunctions : []
      let question = Spelling.question(name ?? "", among: known.filter { $0 != name })
      return (
        "there is nothing called '\(name ?? "nil")' to call\(question)", question.isEmpty ? "check its spelling" : nil
      )
    }
    let subject = "\(name.map { "'\($0)'" } ?? (isPlace ? "this entry" : "this")) is \(word(type))"
    let isNil = type == "nil"
    let spelling =
      isPlace
      ? "check how many entries there are: #list"
      : isNil ? "check its spelling, and that it has a value before this line" : nil
    switch verb {
    case "call": return ("\(subject), which cannot be called", nil)
    case "index": return ("\(subject), so nothing can be read from it", spelling)
    case "concatenate":
      return ("\(subject), which '..' cannot join to text", isNil ? spelling : "write tostring(\(name ?? "…"))")
    case "get length of": return ("\(subject), which has no length", spelling)
    default: return ("\(subject), which cannot be calculated with", spelling)
    }
  }

  private static func word(_ type: Substring) -> String {
    switch type {
    case "nil": "nothing (nil)"
    case "string": "text"
    case "boolean": "true or false"
    default: named(String(type))
    }
  }

  private static let libraryFunctions = [
    "abs", "byte", "ceil", "char", "concat", "find", "floor", "format", "gmatch", "gsub", "insert", "len", "lower",
    "match", "max", "min", "move", "pack", "random", "rep", "remove", "reverse", "sort", "sqrt", "sub", "tointeger",
    "type", "unpack", "upper",
  ]
}
