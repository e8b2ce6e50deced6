import LuaSandbox

extension Language {
  /// All that help can be asked for: global words, types, and the shapes of what they take.
  public static var topics: [String] {
    let sections = sections(ScriptHost())
    let names = sections.flatMap { $0.words.map(\.name) + $0.types.map(\.1.name) + $0.shapes.map(\.name) }
    return Set(names + aliases.map(\.name)).sorted()
  }

  /// What there is to tell of a word or a type, line by line; nil where nothing is called so.
  ///
  /// A name that is both, as `money` is, gives the word first.
  public static func help(for name: String) -> [String]? {
    let sections = sections(ScriptHost())
    let words = sections.flatMap(\.words).filter { $0.name == name }.flatMap(lines)
    let types = sections.flatMap(\.types).map(\.1).filter { $0.name == name }.flatMap(lines)
    let shapes = sections.flatMap(\.shapes).filter { $0.name == name }.flatMap(lines)
    let others = aliases.filter { $0.name == name }.flatMap { ["\(name): \($0.summary)", "  \($0.type)"] }
    let lines = words + types + shapes + others
    return lines.isEmpty ? nil : lines
  }

  /// What there is to tell of a type or of the shape of a table, line by line; nil where none is called so.
  package static func help(forType name: String) -> [String]? {
    let sections = sections(ScriptHost())
    if let type = sections.flatMap(\.types).first(where: { $0.1.name == name }) { return lines(on: type.1) }
    return sections.flatMap(\.shapes).first { $0.name == name }.map(lines)
  }

  private static func lines(on word: Word) -> [String] {
    guard let takes = word.takes else { return ["\(word.name): \(word.gives ?? "any")"] }
    return lines(on: word.name, takes: takes, gives: word.gives, word.summary)
  }

  private static func lines(on type: HostType) -> [String] {
    let fields = type.fields.map { "\(type.name).\($0.name): \($0.type)" + remark($0.summary) }
    let held = type.holds.map { ["\(type.name)[name]: \($0)"] } ?? []
    let methods = type.methods.flatMap { method in
      lines(on: "\(type.name):\(method.name)", takes: method.takes, gives: method.gives, method.summary)
    }
    return ["\(type.name): \(type.summary)"] + (fields + held + methods).map { "  " + $0 }
  }

  private static func lines(on shape: Shape) -> [String] {
    ["\(shape.name): \(shape.summary)"] + shape.entries.map { "  \($0.declaration)" + remark($0.remark) }
  }

  /// A call with what it takes and gives, then what it does, then what its parameters need said.
  static func lines(
    on name: String, takes: [Parameter]?, gives: String?, _ summary: String
  ) -> [String] {
    let parameters = takes.map { $0.map { String($0.declaration) }.joined(separator: ", ") } ?? "…"
    let remarks = (takes ?? []).filter { !$0.remark.isEmpty }.map { "  \($0.name): \($0.remark)" }
    return ["\(name)(\(parameters))" + (gives.map { ": \($0)" } ?? ""), "  " + summary] + remarks
  }

  private static func remark(_ text: some StringProtocol) -> String { text.isEmpty ? "" : ", \(text)" }
}
