import LuaSandbox

/// The words of the language by their names, as completion asks for them: made once from the one table.
struct Lexicon: Sendable {
  /// A name with its type, in the words of LuaCATS.
  struct Field: Sendable {
    let name: String
    let type: String
  }

  /// What is called.
  struct Callable: Sendable {
    let name: String
    /// What it takes; nil where that is not stated.
    let takes: [Parameter]?
    /// The type of what it gives; nil for nothing.
    let gives: String?

    /// How it is called: `(days?: days): money`.
    var signature: String {
      let parameters = takes.map { $0.map { String($0.declaration) }.joined(separator: ", ") } ?? "…"
      return "(\(parameters))" + (gives.map { ": \($0)" } ?? "")
    }
  }

  /// A type, or the shape of a table.
  struct Known: Sendable {
    let fields: [Field]
    var methods: [Callable] = []
    /// The type of what it holds by names of its own; nil where it holds nothing.
    var holds: String?
  }

  /// The types, and the shapes of tables.
  let types: [String: Known]
  /// The global words that are called.
  let functions: [String: Callable]

  static let shared = Lexicon(Language.sections(ScriptHost()))

  private init(_ sections: [Language.Section]) {
    let types = sections.flatMap(\.types).map { ($0.1.name, Known($0.1)) }
    let shapes = sections.flatMap(\.shapes).map { ($0.name, Known($0.entries)) }
    self.types = Dictionary(types + shapes) { first, _ in first }
    functions = Dictionary(
      sections.flatMap(\.words).filter { $0.takes != nil }.map {
        ($0.name, Callable(name: $0.name, takes: $0.takes, gives: $0.gives))
      }
    ) { first, _ in first }
  }
}

extension Lexicon.Known {
  fileprivate init(_ type: HostType) {
    self.init(
      fields: type.fields.map { .init(name: $0.name, type: $0.type) },
      methods: type.methods.map { .init(name: $0.name, takes: $0.takes, gives: $0.gives) }, holds: type.holds)
  }

  fileprivate init(_ entries: [Parameter]) {
    self.init(fields: entries.map { .init(name: String($0.name), type: String($0.type)) })
  }
}
