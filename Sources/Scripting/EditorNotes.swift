import LuaSandbox

/// Type notes for editors in the words of LuaCATS, made from the tables that Lua dispatches by.
enum EditorNotes {
  /// The whole file.
  static var text: String {
    ([opening, aliases] + Language.sections(ScriptHost()).flatMap(notes)).joined(separator: "\n")
  }

  private static let opening = """
    ---@meta
    -- Type notes for editors that read LuaCATS annotations (lua-language-server): completion and help for scenarios.
    -- No script runs this file. It is made from what the program binds, as its test says, and never by hand.

    """

  private static var aliases: String {
    Language.aliases.map { comment($0.summary) + "---@alias \($0.name) \($0.type)\n" }.joined()
  }

  private static func notes(on section: Language.Section) -> [String] {
    let heading = "-- \(section.title) "
    return [heading + String(repeating: "-", count: 120 - heading.count) + "\n"]
      + section.types.map { notes(on: $0.1) } + section.shapes.map(notes) + notes(on: section.words)
  }

  // MARK: Types

  private static func notes(on type: HostType) -> String {
    let parent = type.holds.map { ": table<string, \($0)>" } ?? ""
    let fields = type.fields.map { "---@field \($0.name) \($0.type)\(remark($0.summary))\n" }.joined()
    let methods = type.methods.map { method in
      function("\(type.name):\(method.name)", takes: method.takes ?? [], gives: method.gives, method.summary)
    }
    let local = methods.isEmpty ? "" : "local \(type.name) = {}\n"
    return comment(type.summary) + "---@class \(type.name)\(parent)\n" + fields + local + methods.joined()
  }

  private static func notes(on shape: Language.Shape) -> String {
    comment(shape.summary) + "---@class \(shape.name)\n"
      + shape.entries.map { "---@field \(written($0))\n" }.joined()
  }

  // MARK: Words

  /// Words that are values of one type share a line.
  private static func notes(on words: [Word]) -> [String] {
    let constants = Dictionary(grouping: words.filter { $0.takes == nil }) { $0.gives ?? "any" }
    return constants.sorted { $0.key < $1.key }.map { type, words in
      "---@type \(type)\n\(words.map(\.name).joined(separator: ", ")) = nil\n"
    } + words.compactMap { word in word.takes.map { function(word.name, takes: $0, gives: word.gives, word.summary) } }
  }

  private static func function(
    _ name: String, takes: [Parameter], gives: String?, _ summary: String
  ) -> String {
    comment(summary) + takes.map { "---@param \(written($0))\n" }.joined() + (gives.map { "---@return \($0)\n" } ?? "")
      + "function \(name)(\(takes.map { $0.name }.joined(separator: ", "))) end\n"
  }

  private static func written(_ parameter: Parameter) -> String {
    "\(parameter.name)\(parameter.isOptional ? "?" : "") \(parameter.type)\(remark(parameter.remark))"
  }

  // MARK: Sentences

  private static func remark(_ text: some StringProtocol) -> String { text.isEmpty ? "" : " \(sentence(text))" }

  private static func comment(_ text: String) -> String { text.isEmpty ? "" : "---\(sentence(text))\n" }

  /// A summary as a sentence; one that ends in code gets no full stop.
  private static func sentence(_ text: some StringProtocol) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + (text.contains(": ") ? "" : ".")
  }
}
