import LuaSandbox

extension Notebook {
  /// What may stand at a cursor in Lua, from the values that are there now.
  ///
  /// Nothing of a script runs, and nothing is changed: values are looked at, what a call gives is known by its type.
  ///
  /// - Parameter text: the line up to the cursor.
  package func completions(before text: String) -> Completion {
    let tail = LuaTail(of: unfinishedText + text)
    return host.looking { Completing(tail: tail, looking: Looking(host, globals)).completion() }
  }
}

/// The completion of what is begun at the end of a text.
private struct Completing {
  let tail: LuaTail
  let looking: Looking

  func completion() -> Completion {
    switch tail.place {
    case .nothing: return Completion()
    case .word: return words()
    case .member(let chain):
      return looking.sight(of: chain).map { members(looking.names(of: $0).filter { !$0.isMethod }) } ?? Completion()
    case .method(let chain):
      let names = looking.sight(of: chain).map { looking.names(of: $0) } ?? []
      return Completion(names.filter(\.isMethod).filter(\.isWord).map(\.candidate), continuing: tail.begun)
    case .key(let chain, let quote): return keys(of: chain, quote)
    case .argument(let chain):
      guard let call = looking.sight(of: chain).flatMap({ looking.call(of: $0) }) else { return words() }
      return Completion(replacing: 0, candidates: [Candidate("", call.signature)])
    case .tableKey(let chain, let argument): return tableKeys(of: chain, argument) ?? words()
    }
  }

  /// Global names, and the words of Lua where something is begun.
  private func words() -> Completion {
    let names = looking.globalNames().filter(\.isWord).map(\.candidate)
    let keywords = tail.begun.isEmpty ? [] : LuaTail.keywords.map { Candidate($0, "word of Lua") }
    return Completion(names + keywords, continuing: tail.begun)
  }

  /// Names behind a dot; one that is no word of Lua's is put in brackets, in the place of the dot.
  private func members(_ names: [SeenName]) -> Completion {
    let begun = names.filter { $0.name.hasPrefix(tail.begun) && $0.canBeQuoted }
    guard tail.touchesSign, begun.contains(where: { !$0.isWord }) else {
      return Completion(names.filter(\.isWord).map(\.candidate), continuing: tail.begun)
    }
    let candidates = begun.map { Candidate($0.isWord ? ".\($0.name)" : "[\"\($0.name)\"]", $0.remark) }
    var completion = Completion(candidates, continuing: "")
    completion.replacing = tail.begun.count + 1
    return completion
  }

  /// Text in brackets, up to the quote that is still to come; where no quote is open, with both and the bracket.
  private func keys(of chain: LuaTail.Chain, _ quote: Character?) -> Completion {
    let names = looking.sight(of: chain).map { looking.names(of: $0) } ?? []
    let keys = names.filter { !$0.isMethod && $0.canBeQuoted && !$0.name.contains(quote ?? "\"") }
    let candidates = keys.map { Candidate(quote == nil ? "\"\($0.name)\"]" : $0.name, $0.remark) }
    return Completion(candidates, continuing: tail.begun)
  }

  /// Keys of a table that is passed to a call; nil where none goes on from what is begun.
  private func tableKeys(of chain: LuaTail.Chain, _ argument: Int) -> Completion? {
    guard let call = looking.sight(of: chain).flatMap({ looking.call(of: $0) }),
      call.takes.indices.contains(argument)
    else { return nil }
    let keys = looking.keys(ofTable: call.takes[argument])
    let completion = Completion(keys.map { Candidate("\($0.name) = ", $0.remark) }, continuing: tail.begun)
    return completion.candidates.isEmpty ? nil : completion
  }
}

extension SeenName {
  fileprivate var candidate: Candidate { Candidate(name, remark) }

  /// Whether it can be written behind a dot.
  fileprivate var isWord: Bool { LuaText.isName(name) }

  /// Whether it can be written in quotes as it stands.
  fileprivate var canBeQuoted: Bool {
    !name.unicodeScalars.contains { scalar in
      scalar == "\\" || scalar == "\"" || scalar == "\u{FFFD}" || scalar.properties.generalCategory == .control
    }
  }
}
