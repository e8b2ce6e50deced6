import LuaSandbox

/// How fast a script reaches the host, beside C that does the same in the same sandbox.
enum HostCalls {
  static var all: [Work] { [additionInC, addition, generalAddition, readingInC, reading, generalReading] }

  static var additionInC: Work {
    turns("x = add(x, i) where add is C", LuaText.additions) {
      let sandbox = try Sandbox(budget: ample)
      sandbox.defineYardstick("add", numbers: true)
      return sandbox
    }
  }
  static var addition: Work {
    turns("… a Swift function of two numbers", LuaText.additions) {
      try Sandbox(budget: ample, globals: [("add", .numbers { $0 + $1 })])
    }
  }
  static var generalAddition: Work {
    turns("… a Swift function of any values", LuaText.additions) {
      try Sandbox(budget: ample, globals: [("add", .function(add))])
    }
  }
  static var readingInC: Work {
    turns("x = thing.size where size is C", LuaText.readings) {
      let sandbox = try Sandbox(budget: ample)
      sandbox.defineYardstick("thing", numbers: false)
      return sandbox
    }
  }
  static var reading: Work {
    turns("… a field in Swift", LuaText.readings) {
      try sandbox(with: HostType(name: "thing", fields: [HostField("size", "integer") { .integer($0.a) }]))
    }
  }
  static var generalReading: Work {
    turns("… a property in Swift, asked by its name", LuaText.readings) {
      try sandbox(
        with: HostType(
          name: "thing",
          property: { _, value, key in
            guard key == .string("size") else { throw HostError("no such property") }
            return .integer(value.a)
          }))
    }
  }

  /// The default budget but for its steps, of which there are enough, and its seconds, which valgrind makes long.
  static let ample = {
    var budget = Budget()
    budget.steps = 1 << 40
    budget.seconds = 300
    return budget
  }()

  /// Turns of a loop in a sandbox.
  static func turns(
    _ title: String, _ text: @escaping (Int) -> String, in make: @escaping () throws -> Sandbox
  ) -> Work {
    Work(title: title, count: 200_000, counted: (1000, 11_000)) {
      let sandbox = try make()
      return { count in try sandbox.run(text(count), file: "bench.lua") }
    }
  }

  private static func add(_ call: HostCall) throws -> LuaValue {
    guard call.arguments.count == 2 else { throw HostError("two numbers are added") }
    return .number(try number(call.arguments[0]) + number(call.arguments[1]))
  }

  private static func number(_ value: LuaValue) throws -> Double {
    switch value {
    case .integer(let whole): Double(whole)
    case .number(let number): number
    default: throw HostError("a number is missing")
    }
  }

  private static func sandbox(with type: HostType) throws -> Sandbox {
    let kind = HostKind(rawValue: 1)
    return try Sandbox(
      budget: ample, types: [kind: type], globals: [("thing", .value(.host(HostValue(kind, 7))))])
  }
}

extension Work {
  static var sandboxLoop: Work {
    HostCalls.turns("a turn of the same loop in a sandbox", LuaText.loop) {
      try Sandbox(budget: HostCalls.ample)
    }
  }
  static var touch: Work {
    HostCalls.turns("a call of the host from a sandbox", LuaText.touches) {
      try Sandbox(budget: HostCalls.ample, globals: [("touch", .function { _ in .none })])
    }
  }
}
