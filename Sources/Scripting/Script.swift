import LuaSandbox
import Problems
import Synchronization
import WhatIf

/// The text of a script, and how it is named to a person.
public struct Script: Sendable {
  /// Names the file whatever way leads to it, so that no scenario is taken twice.
  public let identity: String
  /// The file as it is shown.
  public let shownAs: String
  /// Its text.
  public let text: String
  let source: SourceText
  /// The text as Lua is given it, with the same lines.
  let chunk: String

  /// A script of a text.
  public init(identity: String, shownAs: String, text: String) {
    self.identity = identity
    self.shownAs = shownAs
    self.text = text
    source = SourceText(text, file: shownAs)
    // The first line may tell a shell which program reads the file, as plain Lua allows.
    chunk = text.hasPrefix("#!") ? "--" + text.dropFirst(2) : text
  }

  /// A session by the lines that it has come to, of which Lua is given one chunk after another.
  init(identity: String, shownAs: String, lines: [Substring]) {
    self.identity = identity
    self.shownAs = shownAs
    (text, chunk) = ("", "")
    source = SourceText(lines: lines, file: shownAs)
  }
}

extension ScenarioFailure {
  init(_ error: ScriptError, in script: Script) {
    let (statement, hint) = Self.foreign(error, in: script.source) ?? Self.words(error)
    guard let place = error.place, place.file == script.shownAs else {
      self.init(
        Problem(statement, at: SourcePlace(file: script.shownAs, line: 1, column: 1), hint: hint),
        kind: Self.kind(error), limit: Self.limit(error))
      return
    }
    let calls = error.traceback.filter { $0.place != nil }.dropFirst().compactMap { frame in
      frame.place.flatMap { caller -> String? in
        guard caller.line != place.line else { return nil }
        return "called from line \(caller.line)" + (frame.function.map { ", in \($0)" } ?? "")
      }
    }
    let (line, token) = Self.spot(of: error, line: place.line, in: script.source)
    self.init(
      script.source.problem(statement, line: line, token: token, notes: calls, hint: hint), kind: Self.kind(error),
      limit: Self.limit(error))
  }

  /// The line and the word at fault: what the error names, else the function of the language that refused.
  private static func spot(of error: ScriptError, line: Int, in source: SourceText) -> (Int, String?) {
    var tokens = [error.token, error.callee].compactMap { $0 }
    if case .syntax = error.kind, let character = source.line(line)?.first(where: { !$0.isASCII }),
      error.message.contains("near '<\\")
    {
      tokens = [String(character)]
    }
    if let callee = error.callee, Language.declaring.contains(callee), let token = error.token {
      // The table of a scenario or family runs over many lines, and Lua tells only of the first.
      let lines = (line..<line + 200).first { source.holds(token, inLine: $0) }
      if let found = lines { return (found, token) }
    }
    return (line, tokens.first { source.holds($0, inLine: line) })
  }

  private static func kind(_ error: ScriptError) -> Kind {
    error.kind == .interrupted ? .interrupted : error.isLimit ? .limit : .error
  }

  private static func limit(_ error: ScriptError) -> Limit? {
    switch error.kind {
    case .steps: .instructions
    case .memory: .memory
    case .output: .output
    case .time: .time
    case .syntax, .runtime, .host, .interrupted, .engine: nil
    }
  }

  /// Lua tells a character that it does not know by its first byte alone.
  private static func foreign(_ error: ScriptError, in source: SourceText) -> (String, String?)? {
    guard case .syntax = error.kind, let near = error.message.wholeMatch(of: /.* near '<\\(\d+)>'/),
      let byte = UInt8(near.1), byte >= 0x80, let line = error.place?.line,
      let character = source.line(line)?.first(where: { $0.utf8.first == byte })
    else { return nil }
    let hint =
      "“”„‘’«»＂".contains(character)
      ? "write straight quotes: \"…\"" : "names are made of the letters a to z, digits and _; put a text in quotes"
    return ("this is not Lua: the character '\(character)' stands outside a text", hint)
  }

  private static func words(_ error: ScriptError) -> (String, String?) {
    switch error.kind {
    case .syntax where error.message.hasPrefix(PlainWords.tooLong):
      (error.message, "write its scenarios into several files; a folder is run as one")
    case .syntax(let isIncomplete):
      (
        "this is not Lua: \(error.message)",
        error.hint ?? (isIncomplete ? PlainWords.endsTooEarly : PlainWords.hint(forSyntax: error.message))
      )
    case .steps:
      (
        "the script used up its instructions and was ended",
        "look for a loop that never ends; --limit-instructions raises the limit"
      )
    case .memory where error.message.hasPrefix("the script made a text"):
      (
        "the script made a text of more than 1 MiB and was ended",
        "keep it in pieces: put them into a table, or print them one by one"
      )
    case .memory:
      (
        "the script used up its memory and was ended",
        "look for a table or text that grows, or a function that calls itself; --limit-memory raises the limit"
      )
    case .time: ("the script used up its time and was ended", "--limit-time raises the limit")
    case .output: ("the script printed too much and was ended", "print less")
    case .interrupted: ("interrupted", nil)
    case .engine: (error.message, "install liblua5.4-0 of Debian 12, or build against it")
    case .host: (error.message, error.hint)
    case .runtime: PlainWords.said(error.message)
    }
  }
}

/// Lets another thread, or a signal, end whatever script runs.
///
/// The program that embeds Headroom owns its signals: it calls ``cancel()`` from wherever it hears of one.
public final class RunControl: Sendable {
  private struct State {
    var isCancelled = false
    var running: [Interruption] = []
  }

  private let state = Mutex(State())

  /// A control for one run or several after one another.
  public init() {}

  /// Ends the scripts that run and starts no other.
  public func cancel() {
    state.withLock { state in
      state.isCancelled = true
      for interruption in state.running { interruption.interrupt() }
    }
  }

  /// Whether the end was asked for.
  public var isCancelled: Bool { state.withLock { $0.isCancelled } }

  func watch(_ interruption: Interruption) {
    state.withLock { state in
      if !state.running.contains(where: { $0 === interruption }) { state.running.append(interruption) }
      if state.isCancelled { interruption.interrupt() }
    }
  }

  /// Takes the cancelling back, so that scripts run again.
  package func resume() {
    state.withLock { $0.isCancelled = false }
  }

  func forget(_ interruption: Interruption) {
    state.withLock { state in state.running.removeAll { $0 === interruption } }
  }
}
