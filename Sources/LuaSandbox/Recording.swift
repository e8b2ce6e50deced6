import CSandbox

/// What a function without a choice asks of the host, whatever it is given: made once, and repeated without Lua.
///
/// It holds for every run that begins in the same state: placeholders that stood for arguments are found again in the
/// arguments of its deeds and in its results.
public struct Recording: Sendable {
  /// One method that was called, and gives nothing.
  public struct Deed: Sendable {
    let method: Int
    /// What it was passed, its own value first.
    public let arguments: [LuaValue]
  }

  /// What it did, in order.
  public internal(set) var deeds: [Deed] = []
  /// What it gave.
  public internal(set) var results: [LuaValue] = []
}

/// What a recording may rest on.
public struct RecordingRules: Sendable {
  /// Whether values of a kind stand for what is not known yet.
  public let isPlaceholder: @Sendable (HostKind) -> Bool
  /// Whether values of a kind are what they are, whatever a deed may have changed.
  public let isSettled: @Sendable (HostKind) -> Bool
  /// Whether values of a kind name a place that no deed with a placeholder moves.
  public let isPlace: @Sendable (HostKind) -> Bool

  /// Rules by kinds.
  public init(
    isPlaceholder: @escaping @Sendable (HostKind) -> Bool, isSettled: @escaping @Sendable (HostKind) -> Bool,
    isPlace: @escaping @Sendable (HostKind) -> Bool
  ) {
    self.isPlaceholder = isPlaceholder
    self.isSettled = isSettled
    self.isPlace = isPlace
  }
}

/// A recording as it is made.
struct Recorder {
  let rules: RecordingRules
  var recording = Recording()

  /// What leaves a recording: its function is called each time instead.
  static let refusal = HostError("this depends on what is not known yet")

  /// Whether a value asked of one of a kind may be kept.
  func allows(_ result: LuaValue, of kind: HostKind) -> Bool {
    if rules.isSettled(kind) || rules.isPlaceholder(kind) { return true }
    guard case .host(let value) = result else { return false }
    return rules.isPlace(value.kind)
  }

  /// Whether an argument, or something in it, is not known yet.
  func isOpen(_ value: LuaValue) -> Bool {
    switch value {
    case .host(let value): rules.isPlaceholder(value.kind)
    case .table(let table): table.entries.contains { isOpen($0.value) || isOpen($0.key) }
    default: false
    }
  }
}

extension Sandbox {
  /// Records a function that has no choice.
  ///
  /// - Returns: nil where it may do something else another time, calls anything but the host, or fails; then nothing is
  ///   known of it, and what it did to the state is to be put back with ``restore()``.
  public func record(_ function: LuaFunction, _ arguments: [LuaValue], by rules: RecordingRules) -> Recording? {
    guard function.sandbox == serial, isStraight(function) else { return nil }
    var writer = ValueWriter(sandbox: serial)
    do { for argument in arguments { try writer.write(argument) } } catch { return nil }
    recorder = Recorder(rules: rules)
    defer { recorder = nil }
    var results = unsafe hr_span()
    var isHostAlone = false
    let status = unsafe writer.bytes.withUnsafeBufferPointer { bytes in
      let span = unsafe hr_span(data: bytes.baseAddress, count: bytes.count)
      return unsafe hr_call_watched(handle, function.reference, span, &results, &isHostAlone)
    }
    guard status == .HR_OK, isHostAlone, var recording = recorder?.recording else { return nil }
    var reader = unsafe ValueReader(UnsafeRawBufferPointer(start: results.data, count: results.count), sandbox: serial)
    recording.results = reader.values()
    return recording
  }

  /// Does again what a recording holds, with other arguments in the place of its placeholders.
  ///
  /// - Throws: what the method throws.
  public func repeating(_ deed: Recording.Deed, with arguments: [LuaValue]) throws {
    _ = try run(methods[deed.method], arguments)
  }

  private func run(_ method: HostMethod, _ arguments: [LuaValue]) throws -> LuaValue {
    try method.body(call(method.name, arguments))
  }

  private func isStraight(_ function: LuaFunction) -> Bool {
    var code = unsafe hr_span()
    guard unsafe hr_code(handle, function.reference, &code) == .HR_OK else { return false }
    return unsafe StraightCode.holds(Array(UnsafeBufferPointer(start: code.data, count: code.count)))
  }

  /// Notes a method that gives nothing in place of calling it; one that gives something is called where nothing that was
  /// done before can change what it gives.
  func record(_ method: Int, of kind: HostKind, _ arguments: [LuaValue]) throws -> LuaValue {
    guard let recorder else { return .none }
    let isOpen = arguments.contains(where: recorder.isOpen)
    if methods[method].gives == nil {
      let most = methods[method].takes?.count ?? 0
      guard arguments.count <= most + 1, !recorder.rules.isPlaceholder(kind) else { throw Recorder.refusal }
      self.recorder?.recording.deeds.append(.init(method: method, arguments: arguments))
      return .none
    }
    guard !isOpen, recorder.rules.isSettled(kind) else { throw Recorder.refusal }
    return try run(methods[method], of: kind, arguments)
  }

  /// What a value was asked for, where a recording may rest on it.
  func checked(_ result: LuaValue, of kind: HostKind) throws -> LuaValue {
    guard let recorder, !recorder.allows(result, of: kind) else { return result }
    throw Recorder.refusal
  }

  /// Lets go of a function that a call of the host was passed, once nothing will ask for it: otherwise each new one that a
  /// loop passes stays as long as the state.
  public func forget(_ function: LuaFunction) {
    guard function.sandbox == serial else { return }
    unsafe hr_forget(handle, function.reference)
  }
}
