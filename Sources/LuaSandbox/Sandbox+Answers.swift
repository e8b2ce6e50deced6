import CSandbox

extension Sandbox {
  /// Answers one question of Lua's. No jump of Lua's crosses this frame: C raises once it has returned.
  @unsafe func reply(
    to request: hr_request, _ scalar: UnsafeMutablePointer<hr_scalar>, _ reply: UnsafeMutablePointer<hr_bytes>
  ) -> hr_reading {
    do {
      return try unsafe give(answer(request), scalar, reply)
    } catch {
      var text = remember(error, from: unsafe callee(request))
      text.withUTF8 { unsafe hr_append(reply, $0.baseAddress, $0.count) }
      return .HR_HAS_FAILED
    }
  }

  /// Answers for a field.
  @unsafe func read(
    _ field: Int, of value: HostValue, _ scalar: UnsafeMutablePointer<hr_scalar>,
    _ reply: UnsafeMutablePointer<hr_bytes>
  ) -> hr_reading {
    do {
      let result = try fields[field].read(value)
      return try unsafe give(recorder == nil ? result : checked(result, of: value.kind), scalar, reply)
    } catch {
      thrown = error
      return .HR_HAS_FAILED
    }
  }

  /// Gives a value in numbers where it is one, else in bytes.
  @unsafe private func give(
    _ value: LuaValue, _ scalar: UnsafeMutablePointer<hr_scalar>, _ reply: UnsafeMutablePointer<hr_bytes>
  ) throws -> hr_reading {
    switch value {
    case .none: unsafe scalar.pointee.type = .HR_NIL
    case .boolean(let flag):
      unsafe scalar.pointee.type = .HR_BOOLEAN
      unsafe scalar.pointee.a = flag ? 1 : 0
    case .integer(let integer):
      unsafe scalar.pointee.type = .HR_INTEGER
      unsafe scalar.pointee.a = integer
    case .number(let number):
      unsafe scalar.pointee.type = .HR_NUMBER
      unsafe scalar.pointee.number = number
    case .host(let host): unsafe scalar.pointee = Self.scalar(.HR_VALUE, host, count: 1)
    case .hosts(let first, let count): unsafe scalar.pointee = Self.scalar(.HR_LIST, first, count: count)
    case .string, .table, .function:
      var writer = ValueWriter(sandbox: serial, reusing: scratch.take() ?? [])
      try writer.write(value)
      unsafe writer.bytes.withUnsafeBytes { unsafe hr_append(reply, $0.baseAddress, $0.count) }
      scratch = writer.bytes
      return .HR_IS_ENCODED
    }
    return .HR_IS_SCALAR
  }

  private static func scalar(_ type: hr_scalar_type, _ value: HostValue, count: Int) -> hr_scalar {
    hr_scalar(
      type: type, kind: value.kind.rawValue, count: UInt32(clamping: count), a: value.a, b: value.b, number: 0)
  }

  @unsafe private func answer(_ request: hr_request) throws -> LuaValue {
    let bytes = unsafe UnsafeRawBufferPointer(start: request.arguments.data, count: request.arguments.count)
    var reader = unsafe ValueReader(bytes, sandbox: serial)
    let kind = unsafe HostKind(rawValue: request.kind)
    let slot = unsafe Int(request.slot)
    // What is asked most is answered without a list of what was passed.
    switch unsafe request.operation {
    case .HR_PROPERTY: return try checked(property(kind, reader.value(), reader.value()), of: kind)
    case .HR_APPLY:
      guard let left = reader.value(), let right = reader.value() else { throw malformed }
      guard recorder == nil || recorder?.isOpen(left) == false && recorder?.isOpen(right) == false else {
        throw Recorder.refusal
      }
      return try apply(symbol(UInt32(slot)), kind, left, right)
    default: break
    }
    var arguments = spare.popLast() ?? []
    reader.read(into: &arguments)
    defer {
      while arguments.popLast() != nil {}
      spare.append(arguments)
    }
    switch unsafe request.operation {
    case .HR_FUNCTION:
      guard recorder == nil || !arguments.contains(where: { recorder?.isOpen($0) == true }) else {
        throw Recorder.refusal
      }
      return try functions[slot].body(call(functions[slot].name, arguments))
    case .HR_METHOD:
      return recorder == nil
        ? try run(methods[slot], of: kind, arguments) : try record(slot, of: kind, arguments)
    case .HR_MISUSE: throw misuse(of: methods[slot].value.name, kind)
    case .HR_SET_PROPERTY:
      guard recorder == nil else { throw Recorder.refusal }
      return try setProperty(kind, arguments)
    case .HR_LENGTH: return try checked(length(kind, arguments), of: kind)
    case .HR_ENTRIES: return try checked(entries(kind, arguments), of: kind)
    case .HR_DESCRIBE: return describe(kind, arguments)
    case .HR_CALL_VALUE:
      guard recorder == nil else { throw Recorder.refusal }
      return try callValue(kind, arguments)
    case .HR_MISSING_GLOBAL: return try missing(arguments)
    case .HR_SOURCE_TEXT: return try amended(arguments)
    case .HR_PROPERTY, .HR_APPLY: throw malformed
    case .HR_FAILED:
      defer { thrown = nil }
      throw (unsafe request.kind == .max ? numbers[slot].takeThrown() : thrown) ?? HostError("the host refused")
    }
  }

  /// What is loaded in place of a text; nothing where it may be loaded as it is.
  private func amended(_ arguments: [LuaValue]) throws -> LuaValue {
    guard refusesEngineFaults, case .string(let source)? = arguments.first else { return .none }
    switch FaultFinder.verdict(on: source) {
    case .sound: return .none
    case .fault(let fault): throw HostError(fault.message, token: fault.token, hint: fault.hint)
    case .amended(let text): return .string(text)
    }
  }

  /// What the script wrote to ask this, where its line shows it.
  @unsafe private func callee(_ request: hr_request) -> String? {
    let slot = unsafe Int(request.slot)
    switch unsafe request.operation {
    case .HR_FUNCTION: return functions[slot].name
    case .HR_METHOD, .HR_MISUSE: return methods[slot].value.name
    case .HR_FAILED: return unsafe request.kind == .max ? numbers[slot].name : fields[slot].name
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
        hint: refusal.hint, cause: refusal.cause)
    }
    let text = String(decoding: known.description.utf8.prefix(8000), as: UTF8.self)
    recent.removeAll { $0.text == text }
    if recent.count >= 8 { recent.removeFirst() }
    recent.append((text, known))
    return text
  }

  /// The innermost script line that is running.
  var runningPlace: ScriptPlace? {
    var source = unsafe hr_span()
    var line: Int32 = 0
    guard unsafe hr_place(handle, &source, &line) else { return nil }
    let file = unsafe String(decoding: UnsafeBufferPointer(start: source.data, count: source.count), as: UTF8.self)
    return ScriptPlace(file: file, line: Int(line))
  }
}
