/// A value that a method or a global word takes, as notes for editors write it: `"to?: string|date # the last day"`.
///
/// Its parts are told apart when they are asked for, which no call of a script does.
public struct Parameter: ExpressibleByStringLiteral, Sendable {
  private let text: String

  /// Makes a parameter from its name, with `?` where it may be left out, `: ` and its type, and ` # ` and a remark.
  public init(stringLiteral text: String) { self.text = text }

  /// The name and the type, as they were written.
  public var declaration: Substring { text.firstRange(of: " # ").map { text[..<$0.lowerBound] } ?? text[...] }

  /// What it is called.
  public var name: Substring { isOptional ? written.name.dropLast() : written.name }

  /// Whether it may be left out.
  public var isOptional: Bool { written.name.last == "?" }

  /// Its type in the words of LuaCATS.
  public var type: Substring { written.type }

  /// A few words on it; empty where its name and type say enough.
  public var remark: Substring { text.firstRange(of: " # ").map { text[$0.upperBound...] } ?? "" }

  private var written: (name: Substring, type: Substring) {
    let declaration = declaration
    guard let colon = declaration.firstRange(of: ": ") else { return (declaration, "any") }
    return (declaration[..<colon.lowerBound], declaration[colon.upperBound...])
  }
}
