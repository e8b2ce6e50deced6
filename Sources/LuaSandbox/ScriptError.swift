/// A line of a script.
public struct ScriptPlace: Sendable, Hashable {
  /// The name the script was run under.
  public var file: String
  /// The line, from 1.
  public var line: Int

  /// Makes the place.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

/// One function that was running when a script failed.
public struct ScriptFrame: Sendable, Hashable {
  /// The line that was running; nil for a function of the host or of a library.
  public var place: ScriptPlace?
  /// The function's name as its caller knew it; nil for a whole script and for functions without a name.
  public var function: String?

  /// Makes the frame.
  public init(place: ScriptPlace?, function: String? = nil) {
    self.place = place
    self.function = function
  }
}

/// Why a script did not run to its end.
public struct ScriptError: Error, Sendable {
  /// What sort of failure it is.
  public enum Kind: Sendable, Equatable {
    /// The text is not Lua; `incomplete` where more text might mend it.
    case syntax(incomplete: Bool)
    /// Lua or the script itself raised an error.
    case runtime
    /// The host refused what a script asked of it.
    case host
    /// The steps of the budget are spent.
    case steps
    /// The memory of the budget is spent.
    case memory
    /// The wall time of the budget is spent.
    case time
    /// The output of the budget is spent.
    case output
    /// Another thread asked for the end.
    case interrupted
    /// The system's Lua is none that is known, so that nothing can run.
    case engine
  }

  /// What sort of failure it is.
  public var kind: Kind
  /// What went wrong, without the place.
  public var message: String
  /// The innermost script line, where one is known.
  public var place: ScriptPlace?
  /// The name at fault as the script spells it, where one is known.
  public var token: String?
  /// The function, method or operator of the host that refused, as the script writes it; nil for Lua's own errors.
  public var callee: String?
  /// What would help.
  public var hint: String?
  /// The functions that were running, of scripts, libraries and the host, innermost first, at most 20.
  public var traceback: [ScriptFrame]
  /// What the script raised: text, or a copy of a table or number; `none` where it raised nothing, or what cannot cross.
  public var value: LuaValue
  /// What the host's refusal comes from, outermost first; empty where it comes from nothing else.
  public var causes: [any Error]

  /// Makes an error.
  public init(
    kind: Kind, message: String, place: ScriptPlace? = nil, token: String? = nil,
    callee: String? = nil, hint: String? = nil, traceback: [ScriptFrame] = [], value: LuaValue = .none,
    cause: (any Error)? = nil
  ) {
    self.kind = kind
    self.message = message
    self.place = place
    self.token = token
    self.callee = callee
    self.hint = hint
    self.traceback = traceback
    self.value = value
    causes = []
    var next = cause
    while let error = next, causes.count < 20 {
      causes.append(error)
      next = (error as? HostError)?.cause ?? (error as? ScriptError)?.causes.first
    }
  }

  /// Whether a part of the budget was spent or the run interrupted, so that the sandbox runs nothing more.
  public var isLimit: Bool {
    switch kind {
    case .syntax, .runtime, .host, .engine: false
    case .steps, .memory, .time, .output, .interrupted: true
    }
  }
}

extension ScriptError: CustomStringConvertible {
  /// `file:line: message`.
  public var description: String { place.map { "\($0.file):\($0.line): \(message)" } ?? message }
}

/// What host code throws: it becomes a Lua error at the calling line once the host's own frames have returned.
public struct HostError: Error, Sendable {
  /// What went wrong, shown as given.
  public var message: String
  /// The name at fault as the script spells it, where there is one.
  public var token: String?
  /// What would help.
  public var hint: String?
  /// What it comes from, where that is another error.
  public var cause: (any Error)?

  /// Makes an error.
  public init(_ message: String, token: String? = nil, hint: String? = nil, cause: (any Error)? = nil) {
    self.message = message
    self.token = token
    self.hint = hint
    self.cause = cause
  }
}
