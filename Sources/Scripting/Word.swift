import LuaSandbox

/// A global word of the language: what it does, and what help and the editors' notes tell of it.
struct Word {
  let name: String
  /// What it takes; nil where it is a value.
  let takes: [Parameter]?
  /// The type of what it gives, or of what it is.
  let gives: String?
  /// One line on what it does; behind `: ` how it is written.
  let summary: String
  let global: Global

  /// A word that stands for a value.
  static func value(_ name: String, _ type: String, _ value: LuaValue) -> Word {
    Word(name: name, takes: nil, gives: type, summary: "", global: .value(value))
  }

  /// A word that is called with what it takes and no more.
  static func function(
    _ name: String, takes: [Parameter], gives: String? = nil, summary: String, body: @escaping HostFunction
  ) -> Word {
    let form = summary.firstRange(of: ": ").map { summary[$0.upperBound...] } ?? "\(name)(…)"
    let global = Global.function { call in
      try call.refuseMore(than: takes.count, form: "\(form)")
      return try body(call)
    }
    return Word(name: name, takes: takes, gives: gives, summary: summary, global: global)
  }
}

extension HostCall {
  /// Refuses what is passed beyond the values that a word takes.
  func refuseMore(than most: Int, form: String) throws {
    guard arguments.dropFirst(most).contains(where: { $0 != .none }) else { return }
    throw HostError(
      "\(name) takes \(most == 1 ? "one value" : "at most \(most) values"), got \(arguments.count)", token: name,
      hint: "write \(form)")
  }
}
