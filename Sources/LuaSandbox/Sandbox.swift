import CSandbox

// Unchecked Sendable, because C owns the flag: it is atomic, and lives from init to deinit.
/// Ends a sandbox's run from any thread.
@safe public final class Interruption: @unchecked Sendable {
  let flag: OpaquePointer

  fileprivate init() { unsafe flag = hr_flag_new() }

  deinit { unsafe hr_flag_free(flag) }

  /// Asks for the end: the run stops with ``ScriptError/Kind/interrupted`` after at most some hundred instructions, and
  /// where one instruction takes long, is left by the watchdog some half a second later. It
  /// lasts until ``Sandbox/renewBudget(to:)``.
  public func interrupt() { unsafe hr_flag_raise(flag) }

  func withdraw() { unsafe hr_flag_lower(flag) }
}

/// A closed Lua 5.4 in which scripts run on a budget and reach only what the host gives.
///
/// Used by one thread at a time. Host closures that capture the sandbox itself would keep it alive for ever.
@safe public final class Sandbox {
  /// What scripts may use in all.
  public private(set) var budget: Budget
  /// Ends a run from another thread.
  public let interruption = Interruption()

  let handle: OpaquePointer
  private let types: [TypeBox?]
  let missingGlobal: ((String) -> HostError)?
  /// What globals stand for whose value is found anew whenever they are read.
  let computed: [String: () throws -> LuaValue]
  /// What C asks by number, complete before Lua is entered, so that reading it costs nothing.
  let methods: [MethodBox]
  let fields: [HostField]
  let numbers: [NumbersBox]
  /// The same as C passes them, uncounted.
  let numbersForC: UnsafeMutableBufferPointer<UnsafeMutableRawPointer?>
  var functions: [(name: String, body: HostFunction)] = []
  var names = ScriptNames()
  /// What host code threw lately, by the text that Lua carries for it.
  var recent: [(text: String, error: ScriptError)] = []
  /// What a field or a function of numbers threw, until C asks for it.
  var thrown: (any Error)?
  var scratch: [UInt8]? = []
  /// Empty arrays for what the next calls are passed.
  var spare: [[LuaValue]] = []
  /// What notes the deeds of a function instead of doing them; nil where none is recorded.
  var recorder: Recorder?
  let serial: UInt64
  private var kept: (functions: Int, names: ScriptNames)?
  /// For tests: whether code that this Lua translates wrongly is refused.
  package var refusesEngineFaults = true

  /// Makes a sandbox with the libraries, the host's types and its globals in place.
  ///
  /// - Parameters:
  ///   - budget: what scripts may use.
  ///   - types: the kinds of host values that may cross.
  ///   - globals: what global names stand for at the start; scripts may assign to them.
  ///   - missingGlobal: the error for a global name that nothing defines; without it such a name is `nil`.
  /// - Throws: ``ScriptError``: ``ScriptError/Kind/engine`` where the system's Lua is none that is known,
  ///   ``ScriptError/Kind/memory`` where the system gives no memory, and where a global's value cannot cross.
  public init(
    budget: Budget = Budget(), types: [HostKind: HostType] = [:], globals: [(String, Global)] = [],
    missingGlobal: ((String) -> HostError)? = nil
  ) throws(ScriptError) {
    if let fault = unsafe hr_engine_fault() { throw ScriptError(kind: .engine, message: unsafe String(cString: fault)) }
    self.budget = budget
    let boxes = (types.keys.map(\.rawValue).max() ?? 0) + 1
    self.types = (0..<boxes).map { types[HostKind(rawValue: $0)].map(TypeBox.init) }
    self.missingGlobal = missingGlobal
    computed = globals.reduce(into: [:]) { if case .computed(let read) = $1.1 { $0[$1.0] = read } }
    let kinds = types.sorted { $0.key.rawValue < $1.key.rawValue }
    methods = kinds.flatMap { $0.value.methods.map(MethodBox.init) }
    fields = kinds.flatMap(\.value.fields)
    numbers = globals.compactMap { if case .numbers(let body) = $0.1 { NumbersBox($0.0, body) } else { nil } }
    guard let opened = unsafe hr_open(Self.limits(budget), interruption.flag) else { throw Self.noMemory }
    unsafe handle = opened
    serial = unsafe hr_serial(handle)
    unsafe numbersForC = .allocate(capacity: numbers.count)
    for (slot, box) in numbers.enumerated() {
      unsafe numbersForC.initializeElement(at: slot, to: Unmanaged.passUnretained(box).toOpaque())
    }
    attach()
    try define(kinds)
    var number: UInt32 = 0
    for (name, global) in globals { try define(name, global, &number) }
    if missingGlobal != nil { try check(unsafe hr_watch_globals(handle)) }
  }

  deinit {
    unsafe hr_close(handle)
    unsafe numbersForC.deallocate()
  }

  static var noMemory: ScriptError { ScriptError(kind: .memory, message: "the system gives no memory for a sandbox") }

  /// Everything about a kind; nil for one that was not defined.
  func type(_ kind: HostKind) -> TypeBox? { kind.rawValue < types.count ? types[Int(kind.rawValue)] : nil }

  // MARK: - Running

  /// Runs a text chunk.
  ///
  /// - Parameters:
  ///   - source: Lua text of at most 64 KiB.
  ///   - file: the name shown in messages.
  /// - Throws: ``ScriptError``; after one that is a limit, nothing runs until ``renewBudget()`` or ``restore()``. Code
  ///   that this version of Lua computes wrongly is refused as ``ScriptError/Kind/syntax(incomplete:)``, with the way
  ///   round as the hint.
  public func run(_ source: String, file: String) throws(ScriptError) {
    try unsafe execute(source, file: file) { text, name in unsafe hr_run(handle, text.baseAddress, text.count, name) }
  }

  /// Has C run a text chunk under the name that is shown in messages.
  @unsafe func execute(
    _ source: String, file: String, _ body: (_ text: UnsafeBufferPointer<CChar>, _ name: String) -> hr_status
  ) throws(ScriptError) {
    let name = names.admit(file)
    var source = source
    if refusesEngineFaults, source.utf8.count <= 64 << 10 {
      switch FaultFinder.verdict(on: source) {
      case .sound: break
      case .fault(let fault): throw fault.error(in: name)
      case .amended(let text): source = text
      }
    }
    let status = source.withUTF8 { text in
      unsafe text.withMemoryRebound(to: CChar.self) { text in unsafe body(text, name) }
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
  /// It is kept as long as the sandbox, or until ``restore()``, and costs scripts half a kibibyte of their memory. `nil`
  /// in Lua where the run was ended while host code was at work.
  public func makeFunction(_ name: String, _ body: @escaping HostFunction) -> LuaValue {
    var reference: Int64 = 0
    functions.append((name, body))
    let status = unsafe hr_make_function(handle, UInt32(functions.count - 1), &reference)
    guard status == .HR_OK else { return .none }
    return .function(LuaFunction(sandbox: serial, reference: reference, line: 0))
  }

  // MARK: - What was used

  /// What `print` wrote so far; control characters are written as `\u{1b}`.
  public var output: String {
    let span = unsafe hr_output(handle)
    return unsafe String(decoding: UnsafeBufferPointer(start: span.data, count: span.count), as: UTF8.self)
  }

  /// The steps used so far, as ``Budget/steps`` counts them.
  public var stepsUsed: Int { Int(unsafe hr_steps_used(handle)) }

  /// The bytes that Lua holds now.
  public var memoryUsed: Int { Int(unsafe hr_memory_used(handle)) }

  /// Why no sandbox can be made with the system's Lua; nil where one can. Found out once in a process.
  public static var engineFault: String? { unsafe hr_engine_fault().map { unsafe String(cString: $0) } }

  // MARK: - Beginning again

  /// Forgets used steps, time and output, an interruption and a limit that was reached; what scripts defined stays.
  ///
  /// Does nothing while a script runs, and where the watchdog has ended a run: its state is gone, and only
  /// ``restore()`` brings one back.
  ///
  /// - Parameter budget: what scripts may use from now on, in place of ``budget``; its memory is at most that with which
  ///   the sandbox was made, and its seed is not asked for.
  public func renewBudget(to budget: Budget? = nil) {
    guard unsafe hr_renew(handle) else { return }
    interruption.withdraw()
    guard let budget, unsafe hr_limit(handle, Self.limits(budget)) else { return }
    self.budget = budget
  }

  private static func limits(_ budget: Budget) -> hr_limits {
    hr_limits(
      steps: Int64(budget.steps), memory: Int64(budget.memory), output: Int64(budget.output), seconds: budget.seconds,
      depth: Int32(clamping: budget.depth), seed: budget.seed)
  }

  /// Keeps the state as it is now for ``restore()``: what scripts defined, and what was used and printed so far.
  ///
  /// - Cost: a collection and a copy of the memory in use.
  /// - Returns: false while a script runs and after a limit; nothing is kept then.
  @discardableResult public func keep() -> Bool {
    guard unsafe hr_keep(handle) else { return false }
    kept = (functions.count, names)
    return true
  }

  /// Puts back what ``keep()`` kept, so that nothing that ran since is visible; also after a limit.
  ///
  /// - Cost: a copy of ``imageSize`` bytes, about a microsecond.
  /// - Returns: false while a script runs, and where nothing was kept.
  @discardableResult public func restore() -> Bool {
    guard let kept, unsafe hr_restore(handle) else { return false }
    functions.removeLast(functions.count - kept.functions)
    names = kept.names
    recent.removeAll(keepingCapacity: true)
    thrown = nil
    return true
  }

  /// The bytes that ``restore()`` copies; 0 where nothing is kept.
  public var imageSize: Int { unsafe hr_image_size(handle) }
}
