import CSandbox

// Unchecked Sendable, because C owns the flag: it is atomic, and lives from init to deinit.
/// Ends a sandbox's run from any thread.
@safe public final class Interruption: @unchecked Sendable {
  fileprivate let flag: OpaquePointer

  fileprivate init() { unsafe flag = hr_flag_new() }

  deinit { unsafe hr_flag_free(flag) }

  /// Asks for the end: the run stops with ``ScriptError/Kind/interrupted`` after at most some hundred instructions.
  public func interrupt() { unsafe hr_flag_raise(flag) }

  fileprivate func withdraw() { unsafe hr_flag_lower(flag) }
}

/// A closed Lua 5.4 in which scripts run on a budget and reach only what the host gives.
///
/// Used by one thread at a time. Host closures that capture the sandbox itself would keep it alive for ever.
@safe public final class Sandbox {
  /// What scripts may use in all.
  public let budget: Budget
  /// Ends a run from another thread.
  public let interruption = Interruption()

  private let handle: OpaquePointer
  let types: [HostKind: HostType]
  let missingGlobal: ((String) -> HostError)?
  var functions: [(name: String, body: HostFunction)] = []
  var methods: [HostMethod] = []
  private var names = ScriptNames()
  private var recent: [(text: String, error: ScriptError)] = []
  private var scratch: [UInt8]? = []
  let serial: UInt64

  /// Makes a sandbox with the libraries, the host's types and its globals in place.
  ///
  /// - Parameters:
  ///   - budget: what scripts may use.
  ///   - types: the kinds of host values that may cross.
  ///   - globals: what global names stand for at the start; scripts may assign to them.
  ///   - missingGlobal: the error for a global name that nothing defines; without it such a name is `nil`.
  /// - Throws: ``ScriptError`` where a global's value cannot cross.
  public init(
    budget: Budget = Budget(), types: [HostKind: HostType] = [:], globals: [(String, Global)] = [],
    missingGlobal: ((String) -> HostError)? = nil
  ) throws(ScriptError) {
    self.budget = budget
    self.types = types
    self.missingGlobal = missingGlobal
    let limits = hr_limits(
      steps: Int64(budget.steps), memory: Int64(budget.memory), output: Int64(budget.output), seconds: budget.seconds)
    unsafe handle = hr_open(limits, interruption.flag)
    serial = unsafe hr_serial(handle)
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe hr_attach(
      handle,
      { context, request, reply in
        guard let context = unsafe context, let request = unsafe request, let reply = unsafe reply else { return false }
        let sandbox = unsafe Unmanaged<Sandbox>.fromOpaque(context).takeUnretainedValue()
        return unsafe sandbox.reply(to: request.pointee, in: reply)
      }, context)
    try define(types)
    for (name, global) in globals { try define(name, global) }
    if missingGlobal != nil { try check(unsafe hr_watch_globals(handle)) }
  }

  deinit { unsafe hr_close(handle) }

  /// Runs a text chunk.
  ///
  /// - Parameters:
  ///   - source: Lua text of at most 64 KiB.
  ///   - file: the name shown in messages.
  /// - Throws: ``ScriptError``; after one that is a limit, nothing runs until ``renewBudget()``.
  public func run(_ source: String, file: String) throws(ScriptError) {
    let name = names.admit(file)
    var source = source
    let status = source.withUTF8 { text in
      unsafe text.withMemoryRebound(to: CChar.self) { text in
        unsafe hr_run(handle, text.baseAddress, text.count, name)
      }
    }
    do throws(ScriptError) { try check(status) } catch {
      var error = error
      if case .syntax = error.kind { error.place = error.place ?? ScriptPlace(file: name, line: 1) }
      throw error
    }
  }

  /// Calls a function that this sandbox gave; also from within host code that a script is calling.
  ///
  /// - Throws: ``ScriptError``. Host code may let it pass: it reaches the outer run unchanged.
  public func call(_ function: LuaFunction, _ arguments: [LuaValue] = []) throws(ScriptError) -> [LuaValue] {
    var writer = ValueWriter(sandbox: serial)
    do throws(HostError) {
      guard function.sandbox == serial else { throw HostError("a function of another sandbox cannot be called here") }
      for argument in arguments { try writer.write(argument) }
    } catch {
      throw ScriptError(kind: .host, message: error.message)
    }
    var results = unsafe hr_span()
    let status = unsafe writer.bytes.withUnsafeBufferPointer { bytes in
      let span = unsafe hr_span(data: bytes.baseAddress, count: bytes.count)
      return unsafe hr_call(handle, function.reference, span, &results)
    }
    try check(status)
    var reader = unsafe ValueReader(UnsafeRawBufferPointer(start: results.data, count: results.count), sandbox: serial)
    return reader.values()
  }

  /// Makes a value that scripts can call, to be returned to them or passed to one of their functions.
  ///
  /// It is kept as long as the sandbox, and costs scripts half a kibibyte of their memory.
  public func makeFunction(_ name: String, _ body: @escaping HostFunction) -> LuaValue {
    var reference: Int32 = 0
    functions.append((name, body))
    let status = unsafe hr_make_function(handle, UInt32(functions.count - 1), &reference)
    precondition(status == .HR_OK, "no host function could be made")
    return .function(LuaFunction(sandbox: serial, reference: reference, line: 0))
  }

  /// What `print` wrote so far; control characters are written as `\u{1b}`.
  public var output: String {
    let span = unsafe hr_output(handle)
    return unsafe String(decoding: UnsafeBufferPointer(start: span.data, count: span.count), as: UTF8.self)
  }

  /// The steps used so far, as ``Budget/steps`` counts them.
  public var stepsUsed: Int { Int(unsafe hr_steps_used(handle)) }

  /// The bytes that Lua holds now.
  public var memoryUsed: Int { Int(unsafe hr_memory_used(handle)) }

  /// Forgets used steps, time and output, an interruption and a limit that was reached; what scripts defined stays.
  /// Does nothing while a script runs.
  public func renewBudget() {
    if unsafe hr_renew(handle) { interruption.withdraw() }
  }

  /// The innermost script line that is running.
  var runningPlace: ScriptPlace? {
    var source = unsafe hr_span()
    var line: Int32 = 0
    guard unsafe hr_place(handle, &source, &line) else { return nil }
    let file = unsafe String(decoding: UnsafeBufferPointer(start: source.data, count: source.count), as: UTF8.self)
    return ScriptPlace(file: file, line: Int(line))
  }

  /// For tests: the `count`-th allocation of a script from now on fails, and those after it until Lua has given up.
  package func failAllocation(after count: Int) { unsafe hr_fail_allocation_after(handle, Int64(count)) }
}

// MARK: - Setting up

extension Sandbox {
  private func define(_ types: [HostKind: HostType]) throws(ScriptError) {
    for (kind, type) in types.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let features = hr_features(length: type.length != nil, apply: type.apply != nil, call: type.call != nil)
      try check(unsafe hr_define_kind(handle, kind.rawValue, type.name, features))
      for method in type.methods {
        methods.append(method)
        try check(unsafe hr_define_method(handle, kind.rawValue, method.name, UInt32(methods.count - 1)))
      }
    }
  }

  private func define(_ name: String, _ global: Global) throws(ScriptError) {
    switch global {
    case .function(let body):
      functions.append((name, body))
      try check(unsafe hr_define_function(handle, name, UInt32(functions.count - 1)))
    case .value(let value):
      var writer = ValueWriter(sandbox: serial)
      do throws(HostError) { try writer.write(value) } catch {
        throw ScriptError(kind: .host, message: error.message)
      }
      let status = unsafe writer.bytes.withUnsafeBufferPointer { bytes in
        unsafe hr_define_value(handle, name, hr_span(data: bytes.baseAddress, count: bytes.count))
      }
      try check(status)
    }
  }
}

// MARK: - Answering

extension Sandbox {
  /// Answers one question of Lua's. No jump of Lua's crosses this frame: C raises once it has returned.
  @unsafe fileprivate func reply(to request: hr_request, in reply: UnsafeMutablePointer<hr_bytes>) -> Bool {
    do {
      let value = try unsafe answer(request)
      var writer = ValueWriter(sandbox: serial, reusing: scratch.take() ?? [])
      try writer.write(value)
      unsafe writer.bytes.withUnsafeBytes { unsafe hr_append(reply, $0.baseAddress, $0.count) }
      scratch = writer.bytes
      return true
    } catch {
      var text = remember(error, from: unsafe callee(request))
      text.withUTF8 { unsafe hr_append(reply, $0.baseAddress, $0.count) }
      return false
    }
  }

  @unsafe private func answer(_ request: hr_request) throws -> LuaValue {
    let bytes = unsafe UnsafeRawBufferPointer(start: request.arguments.data, count: request.arguments.count)
    var reader = unsafe ValueReader(bytes, sandbox: serial)
    let arguments = reader.values()
    let kind = unsafe HostKind(rawValue: request.kind)
    let slot = unsafe Int(request.slot)
    switch unsafe request.operation {
    case .HR_FUNCTION: return try functions[slot].body(call(functions[slot].name, arguments))
    case .HR_METHOD: return try run(methods[slot], of: kind, arguments)
    case .HR_MISUSE: throw misuse(of: methods[slot].name, kind)
    case .HR_PROPERTY: return try property(kind, arguments)
    case .HR_SET_PROPERTY: return try setProperty(kind, arguments)
    case .HR_LENGTH: return try length(kind, arguments)
    case .HR_ENTRIES: return try entries(kind, arguments)
    case .HR_DESCRIBE: return describe(kind, arguments)
    case .HR_APPLY: return try apply(symbol(UInt32(slot)), kind, arguments)
    case .HR_CALL_VALUE: return try callValue(kind, arguments)
    case .HR_MISSING_GLOBAL: throw missing(arguments)
    }
  }

  /// What the script wrote to ask this, where its line shows it.
  @unsafe private func callee(_ request: hr_request) -> String? {
    let slot = unsafe Int(request.slot)
    switch unsafe request.operation {
    case .HR_FUNCTION: return functions[slot].name
    case .HR_METHOD, .HR_MISUSE: return methods[slot].name
    case .HR_APPLY:
      switch symbol(UInt32(slot)) {
      case .defined(let symbol): return symbol.sign
      case .refused(let sign): return sign
      }
    default: return nil
    }
  }

  private func symbol(_ raw: UInt32) -> OperatorSymbol {
    switch hr_operator(rawValue: raw) {
    case .HR_ADD: .defined(.add)
    case .HR_SUBTRACT: .defined(.subtract)
    case .HR_MULTIPLY: .defined(.multiply)
    case .HR_DIVIDE: .defined(.divide)
    case .HR_NEGATE: .defined(.negate)
    case .HR_LESS: .defined(.lessThan)
    case .HR_LESS_OR_EQUAL: .defined(.lessOrEqual)
    case .HR_MODULO: .refused("%")
    case .HR_POWER: .refused("^")
    case .HR_FLOOR_DIVIDE, nil: .refused("//")
    }
  }

  /// Keeps what host code threw, so that it comes out whole where no script catches it; gives the text Lua carries.
  private func remember(_ error: any Error, from callee: String?) -> String {
    let known: ScriptError
    if let error = error as? ScriptError {
      known = error
    } else {
      let refusal = error as? HostError ?? HostError("\(error)")
      known = ScriptError(
        kind: .host, message: refusal.message, place: runningPlace, token: refusal.token, callee: callee,
        hint: refusal.hint)
    }
    let text = String(decoding: known.description.utf8.prefix(8000), as: UTF8.self)
    recent.removeAll { $0.text == text }
    if recent.count >= 8 { recent.removeFirst() }
    recent.append((text, known))
    return text
  }
}

// MARK: - Failures

extension Sandbox {
  private func check(_ status: hr_status) throws(ScriptError) {
    guard status != .HR_OK else { return }
    let failure = unsafe hr_last_failure(handle)
    let bytes = unsafe UnsafeRawBufferPointer(start: failure.text.data, count: failure.text.count)
    let frames = unsafe UnsafeRawBufferPointer(start: failure.frames.data, count: failure.frames.count)
    let text = unsafe String(decoding: bytes, as: UTF8.self)
    var reader = unsafe ValueReader(frames, sandbox: serial)
    throw error(status, text, reader.frames())
  }

  private func error(_ status: hr_status, _ text: String, _ frames: [ScriptFrame]) -> ScriptError {
    func limit(_ kind: ScriptError.Kind, _ message: String) -> ScriptError {
      ScriptError(kind: kind, message: message, place: frames.first?.place, traceback: frames)
    }
    switch status {
    case .HR_STEPS: return limit(.steps, "the script used more than \(budget.steps) steps")
    case .HR_MEMORY: return limit(.memory, "the script used more than \(budget.memory) bytes of memory")
    case .HR_TIME: return limit(.time, "the script ran for more than \(budget.seconds) seconds")
    case .HR_OUTPUT: return limit(.output, "the script printed more than \(budget.output) bytes")
    case .HR_INTERRUPTED: return limit(.interrupted, "interrupted")
    case .HR_SYNTAX: return names.syntaxError(text)
    case .HR_RUNTIME, .HR_OK: return runtimeError(text, frames)
    }
  }

  private func runtimeError(_ text: String, _ frames: [ScriptFrame]) -> ScriptError {
    guard var known = recent.last(where: { $0.text == text })?.error else { return names.runtimeError(text, frames) }
    if known.traceback.isEmpty { known.traceback = frames }
    return known
  }
}
