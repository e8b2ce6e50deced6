// What each question of Lua's means for a host type; what a type leaves out is refused here, in words.

/// An operator as a script wrote it.
enum OperatorSymbol {
  case defined(Operator)
  case refused(String)
}

extension Sandbox {
  func call(_ name: String, _ arguments: [LuaValue]) -> HostCall {
    HostCall(arguments: arguments, name: name, sandbox: self)
  }

  func misuse(of method: String, _ kind: HostKind) -> HostError {
    let name = typeName(kind)
    return HostError("\(method) must be called with ':', as in \(name):\(method)(…)", token: method)
  }

  /// Calls a method, unless it is given more than it takes.
  func run(_ method: MethodBox, of kind: HostKind, _ arguments: [LuaValue]) throws -> LuaValue {
    let given = arguments.count - 1
    if let most = method.most, given > most, arguments[(most + 1)...].contains(where: { $0 != .none }) {
      let name = method.value.name
      throw HostError(
        "\(typeName(kind)):\(name) takes \(values(most)), got \(given)", token: name, hint: method.value.form)
    }
    return try method.value.body(call(method.value.name, arguments))
  }

  func property(_ kind: HostKind, _ value: LuaValue?, _ key: LuaValue?) throws -> LuaValue {
    guard case .host(let value)? = value, let key else { throw malformed }
    guard let property = type(kind)?.value.property else {
      throw HostError("\(named(typeName(kind))) has no field \(quoted(key))", token: text(key))
    }
    return try property(call(text(key) ?? typeName(kind), []), value, key)
  }

  func setProperty(_ kind: HostKind, _ arguments: [LuaValue]) throws -> LuaValue {
    guard case .host(let value)? = arguments.first, arguments.count == 3 else { throw malformed }
    let key = arguments[1]
    guard let setProperty = type(kind)?.value.setProperty else {
      let methods = type(kind)?.value.methods.map(\.name) ?? []
      throw HostError(
        "\(quoted(key)) of \(named(typeName(kind))) cannot be assigned", token: text(key),
        hint: methods.isEmpty ? nil : "what changes \(named(typeName(kind))): \(methods.joined(separator: ", "))")
    }
    try setProperty(call(text(key) ?? typeName(kind), arguments), value, key, arguments[2])
    return .none
  }

  func length(_ kind: HostKind, _ arguments: [LuaValue]) throws -> LuaValue {
    guard case .host(let value)? = arguments.first, let length = type(kind)?.value.length else { throw malformed }
    return .integer(Int64(try length(value)))
  }

  /// The list key, value, key, value, … that `pairs` goes through.
  func entries(_ kind: HostKind, _ arguments: [LuaValue]) throws -> LuaValue {
    guard case .host(let value)? = arguments.first else { throw malformed }
    guard let entries = type(kind)?.value.entries else {
      throw HostError("pairs cannot go through \(named(typeName(kind)))")
    }
    return .table(LuaTable(list: try entries(value).flatMap { [$0.0, $0.1] }))
  }

  func describe(_ kind: HostKind, _ arguments: [LuaValue]) -> LuaValue {
    guard case .host(let value)? = arguments.first, let describe = type(kind)?.value.describe else {
      return .string(typeName(kind))
    }
    return .string(describe(value))
  }

  func apply(_ symbol: OperatorSymbol, _ kind: HostKind, _ left: LuaValue, _ right: LuaValue) throws -> LuaValue {
    guard let apply = type(kind)?.value.apply else { throw malformed }
    switch symbol {
    case .defined(let symbol): return try apply(symbol, left, right)
    case .refused(let sign): throw HostError("'\(sign)' is not defined for \(named(typeName(kind)))", token: sign)
    }
  }

  func callValue(_ kind: HostKind, _ arguments: [LuaValue]) throws -> LuaValue {
    guard let body = type(kind)?.value.call else { throw malformed }
    return try body(call(typeName(kind), arguments))
  }

  func missing(_ arguments: [LuaValue]) throws -> LuaValue {
    guard case .string(let name)? = arguments.first else { throw malformed }
    if let read = computed[name] {
      guard recorder == nil else { throw Recorder.refusal }
      return try read()
    }
    throw missingGlobal?(name) ?? HostError("nothing is called '\(name)'", token: name)
  }

  var malformed: HostError { HostError("a host value was asked for something it does not have") }

  private func values(_ most: Int) -> String {
    most == 0 ? "no values" : most == 1 ? "one value" : "at most \(most) values"
  }

  private func typeName(_ kind: HostKind) -> String { type(kind)?.value.name ?? "value" }

  private func text(_ key: LuaValue) -> String? {
    switch key {
    case .string(let text): text
    case .integer(let integer): "\(integer)"
    default: nil
    }
  }

  private func quoted(_ key: LuaValue) -> String {
    switch key {
    case .string(let text): "'\(text)'"
    case .integer(let integer): "\(integer)"
    default: "of type \(key.typeName)"
    }
  }
}
