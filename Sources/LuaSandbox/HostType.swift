/// One call from Lua into the host.
public struct HostCall {
  /// What the script passed; a method's own value comes first.
  public let arguments: [LuaValue]
  /// The name of the function, method or property, as it was defined.
  public let name: String
  let sandbox: Sandbox

  /// The script line that calls, looked up when asked for. Valid until the call returns.
  public var place: ScriptPlace? { sandbox.runningPlace }

  /// Calls a function that the script passed, on the calling sandbox: ``Sandbox/call(_:_:)`` without holding on to it.
  public func call(_ function: LuaFunction, _ arguments: [LuaValue] = []) throws(ScriptError) -> [LuaValue] {
    try sandbox.call(function, arguments)
  }

  /// Lets go of a function that was passed: ``Sandbox/forget(_:)``.
  public func forget(_ function: LuaFunction) { sandbox.forget(function) }

  /// Makes a value that the script can call: ``Sandbox/makeFunction(_:_:)`` without holding on to the sandbox.
  public func makeFunction(_ name: String, _ body: @escaping HostFunction) -> LuaValue {
    sandbox.makeFunction(name, body)
  }
}

/// Host code that a script can call. Any error becomes Lua's; one that is not a ``HostError`` by its description.
public typealias HostFunction = (HostCall) throws -> LuaValue

/// An operator that a host type may define.
public enum Operator: String, Sendable, CaseIterable {
  /// `+`
  case add
  /// `-` between two operands
  case subtract
  /// `*`
  case multiply
  /// `/`
  case divide
  /// `-` before one operand, which then stands on both sides
  case negate
  /// `<`, and `>` with its operands exchanged
  case lessThan
  /// `<=`, and `>=` with its operands exchanged
  case lessOrEqual

  /// The operator as a script writes it.
  public var sign: String {
    switch self {
    case .add: "+"
    case .subtract, .negate: "-"
    case .multiply: "*"
    case .divide: "/"
    case .lessThan: "<"
    case .lessOrEqual: "<="
    }
  }
}

/// A method of a host type.
public struct HostMethod {
  /// The name a script calls.
  public var name: String
  /// What it takes besides its own value, and no more; nil where any number of values is taken.
  public var takes: [Parameter]?
  /// The type of what it gives, in the words of LuaCATS; nil for nothing.
  public var gives: String?
  /// One line on what it does; behind `: ` how it is written.
  public var summary: String
  /// The code; `arguments[0]` is the value itself, whose kind has been checked.
  public var body: HostFunction

  /// Makes a method.
  public init(
    name: String, takes: [Parameter]? = nil, gives: String? = nil, summary: String = "", body: @escaping HostFunction
  ) {
    self.name = name
    self.takes = takes
    self.gives = gives
    self.summary = summary
    self.body = body
  }

  /// How a script writes it, as a remedy; nil where the summary does not tell.
  var form: String? { summary.firstRange(of: ": ").map { "write \(summary[$0.upperBound...])" } }
}

/// A field of a host type whose name is known beforehand: read without a text crossing, and as fast as C itself does.
public struct HostField {
  /// The name a script reads.
  public var name: String
  /// Its type in the words of LuaCATS, with `?` behind it where it may be nothing.
  public var type: String
  /// A few words on it; empty where its name and type say enough.
  public var summary: String
  /// The code.
  public var read: (HostValue) throws -> LuaValue

  /// Makes a field.
  public init(
    _ name: String, _ type: String, _ summary: String = "", read: @escaping (HostValue) throws -> LuaValue
  ) {
    self.name = name
    self.type = type
    self.summary = summary
    self.read = read
  }
}

/// Host code for two numbers that gives a third: called as fast as C itself.
public typealias NumbersFunction = (Double, Double) throws -> Double

/// Such a function with its name, as an object that is called without counting references to it.
final class NumbersBox {
  let name: String
  private let body: NumbersFunction
  /// What it threw, until C asks for it.
  private var thrown: (any Error)?

  init(_ name: String, _ body: @escaping NumbersFunction) {
    self.name = name
    self.body = body
  }

  /// Writes the result, or keeps what was thrown and says false.
  @unsafe func compute(_ left: Double, _ right: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
    do {
      unsafe result.pointee = try body(left, right)
      return true
    } catch {
      thrown = error
      return false
    }
  }

  func takeThrown() -> (any Error)? {
    defer { thrown = nil }
    return thrown
  }
}

/// Everything about one kind of host value: what Lua dispatches by, and what help can be made from.
public struct HostType {
  /// The word for the kind in messages, and what `type` says in a script.
  public var name: String
  /// One line on what it is.
  public var summary: String
  /// What can be called with `:`.
  public var methods: [HostMethod]
  /// What can be read by a name that is known beforehand.
  public var fields: [HostField]
  /// The type of what else is found in it by name, in the words of LuaCATS; nil where nothing is.
  public var holds: String?
  /// Whether values with the same numbers are one value, also as keys of tables. Costs memory for each that a script
  /// meets, so it is for objects of the host, not for quantities that scripts compute.
  public var hasIdentity: Bool
  /// The value under a key that is neither method nor field; its call passes nothing besides. Without it, every such key is
  /// an error.
  public var property: ((HostCall, HostValue, LuaValue) throws -> LuaValue)?
  /// Assignment to a key. Without it, assignment is an error.
  public var setProperty: ((HostCall, HostValue, LuaValue, LuaValue) throws -> Void)?
  /// What `#` gives. Without it, `#` is Lua's own error.
  public var length: ((HostValue) throws -> Int)?
  /// What `pairs` goes through, in this order, up to a nil key. (`ipairs` asks `property` for 1, 2, …)
  public var entries: ((HostValue) throws -> [(LuaValue, LuaValue)])?
  /// What `tostring` and `print` show. Without it, the type's name.
  public var describe: ((HostValue) -> String)?
  /// Arithmetic and order, where either operand is of this kind (the left one's type is asked first).
  public var apply: ((Operator, LuaValue, LuaValue) throws -> LuaValue)?
  /// What calling the value does; `arguments[0]` is the value itself.
  public var call: HostFunction?

  /// Makes a type; whatever is left out is refused to scripts.
  public init(
    name: String, summary: String = "", methods: [HostMethod] = [], fields: [HostField] = [], holds: String? = nil,
    hasIdentity: Bool = false,
    property: ((HostCall, HostValue, LuaValue) throws -> LuaValue)? = nil,
    setProperty: ((HostCall, HostValue, LuaValue, LuaValue) throws -> Void)? = nil,
    length: ((HostValue) throws -> Int)? = nil,
    entries: ((HostValue) throws -> [(LuaValue, LuaValue)])? = nil,
    describe: ((HostValue) -> String)? = nil,
    apply: ((Operator, LuaValue, LuaValue) throws -> LuaValue)? = nil,
    call: HostFunction? = nil
  ) {
    self.name = name
    self.summary = summary
    self.methods = methods
    self.fields = fields
    self.holds = holds
    self.hasIdentity = hasIdentity
    self.property = property
    self.setProperty = setProperty
    self.length = length
    self.entries = entries
    self.describe = describe
    self.apply = apply
    self.call = call
  }

  /// The names of its fields and methods, in order.
  public var names: [String] { (fields.map(\.name) + methods.map(\.name)).sorted() }
}

/// A type in one place in memory, so that asking it for one thing copies nothing else.
final class TypeBox {
  let value: HostType

  init(_ value: HostType) { self.value = value }
}

/// A method in one place in memory, so that calling it copies nothing of it.
final class MethodBox {
  let value: HostMethod
  /// How many values it takes at most; nil for any number.
  let most: Int?

  init(_ value: HostMethod) {
    self.value = value
    most = value.takes?.count
  }
}

/// The name of a type in a sentence: "an issuer", "the caps", "money".
public func named(_ type: String) -> String {
  if type == "money" { return type }
  if type.hasSuffix("s") { return "the \(type)" }
  return type.first.map { "aeiou".contains($0) } == true ? "an \(type)" : "a \(type)"
}

/// What a global name stands for when a script starts.
public enum Global {
  /// A function of the host.
  case function(HostFunction)
  /// A function of two numbers.
  case numbers(NumbersFunction)
  /// A value.
  case value(LuaValue)
  /// A value that is found anew whenever the name is read, until a script assigns to it. `pairs` does not meet it; it is
  /// found only where a sandbox has an error for missing globals.
  case computed(() throws -> LuaValue)
}
