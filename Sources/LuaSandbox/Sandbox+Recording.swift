import CSandbox

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
    let method = methods[deed.method].value
    _ = try method.body(call(method.name, arguments))
  }

  private func isStraight(_ function: LuaFunction) -> Bool { code(of: function).map(StraightCode.holds) ?? false }

  /// The code of a function of a script; nil for one of the host, and for one that takes any number of values.
  public func code(of function: LuaFunction) -> LuaCode? {
    var code = unsafe hr_span()
    guard function.sandbox == serial, unsafe hr_code(handle, function.reference, &code) == .HR_OK else { return nil }
    return unsafe LuaCode(Array(UnsafeBufferPointer(start: code.data, count: code.count)))
  }

  /// Notes a method that gives nothing in place of calling it; one that gives something is called where nothing that was
  /// done before can change what it gives.
  func record(_ method: Int, of kind: HostKind, _ arguments: [LuaValue]) throws -> LuaValue {
    guard let recorder else { return .none }
    let isOpen = arguments.contains(where: recorder.isOpen)
    if methods[method].value.gives == nil {
      let most = methods[method].most ?? 0
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
