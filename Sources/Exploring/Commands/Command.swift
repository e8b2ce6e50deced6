import Problems

/// What can be asked behind a colon.
enum Command: String, CaseIterable {
  case book, calendar, changes, diff, explain, help, limits, load, months, quit, redo, reset, save, scenarios, time,
    todo
  case undo, use

  /// The command that a name means: its own, or the beginning of one alone.
  ///
  /// - Throws: ``CommandFault`` with the nearest names.
  init(named name: String) throws(CommandFault) {
    if let exact = Command(rawValue: name) {
      self = exact
      return
    }
    let all = Command.allCases.map(\.rawValue)
    let begun = name.isEmpty ? [] : all.filter { $0.hasPrefix(name) }
    if begun.count == 1, let only = Command(rawValue: begun[0]) {
      self = only
      return
    }
    guard begun.isEmpty else {
      throw CommandFault(
        "':\(name)' may be \(begun.map { ":" + $0 }.joined(separator: " or "))", token: ":" + name,
        hint: "write a letter more")
    }
    let near = Spelling.nearest(to: name, among: all).map { "; did you mean ':\($0)'?" } ?? ""
    throw CommandFault(
      name.isEmpty ? "a command is named behind the colon" : "there is no command ':\(name)'\(near)",
      token: ":" + name, hint: "commands: \(all.map { ":" + $0 }.joined(separator: " ")); :help tells of them")
  }

  /// What may follow it, for who writes more; nil where anything may.
  private var most: Int? {
    switch self {
    case .book, .calendar, .changes, .diff, .quit, .reset, .scenarios, .todo: 0
    case .months, .redo, .undo: 1
    case .limits: 2
    case .explain, .help, .load, .save, .time, .use: nil
    }
  }

  /// Refuses more than may follow.
  func check(_ typed: TypedCommand) throws(CommandFault) {
    if let most, typed.words.count > most {
      throw CommandFault(
        ":\(rawValue) takes \(most == 0 ? "nothing" : most == 1 ? "one word" : "at most \(most) words") behind it",
        token: typed.words[most], hint: ":help \(rawValue) shows it")
    }
    guard !typed.insists || self == .save else {
      throw CommandFault(":\(rawValue) is written without '!'", token: typed.name)
    }
  }
}

extension Exploration {
  /// Does a command.
  func perform(_ typed: TypedCommand) throws(CommandFault) -> Reply {
    let isTimed = (try? Command(named: typed.name)) == .time
    // What is timed is a line of its own.
    if !isTimed { notebook.pass(typed.line) }
    if !isTimed, let character = SourceText.refusedCharacter(in: typed.line) {
      throw CommandFault("the character \(character) does not belong in a command", hint: "take it out")
    }
    let command = try Command(named: typed.name)
    try command.check(typed)
    switch command {
    case .book: return Reply(text: try book())
    case .calendar: return Reply(text: try calendar())
    case .changes: return Reply(text: changes())
    case .diff: return Reply(text: try diff())
    case .explain: return Reply(text: try explain(typed.words))
    case .help: return Reply(text: try help(typed.rest))
    case .limits: return Reply(text: try limits(typed.words))
    case .load: return try load(typed.words)
    case .months: return Reply(text: try months(typed.words.first))
    case .quit: return Reply(leaves: true)
    case .redo: return Reply(text: try redo(typed.words.first))
    case .reset: return Reply(text: try reset())
    case .save: return Reply(text: try save(typed))
    case .scenarios: return Reply(text: scenarios())
    case .time: return try time(typed)
    case .todo: return Reply(text: try toDo())
    case .undo: return Reply(text: try undo(typed.words.first))
    case .use: return try use(typed.rest)
    }
  }
}
