import Draws
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// How an input of a simulation is drawn, before it has its name.
enum DrawnFrom {
  case distribution(Distribution, least: Double?, greatest: Double?)
  case values([Cell])

  /// The input that is drawn so.
  func input(_ name: String) throws(DrawError) -> DrawnInput {
    switch self {
    case .distribution(let distribution, let least, let greatest):
      try DrawnInput(name: name, distribution, least: least, greatest: greatest)
    case .values(let cells): try DrawnInput(name: name, oneOf: cells)
    }
  }
}

/// `random` and the distributions that it makes.
struct RandomWords {
  unowned let host: ScriptHost

  static let bounds = Language.Shape(
    name: "bounds", summary: "where a distribution is cut off", entries: ["least?: share", "greatest?: share"])

  var word: Word { .value("random", "random", Kind.random.value()) }

  var types: [(Kind, HostType)] {
    [
      (.random, HostType(name: "random", summary: "makes what an input is drawn from", methods: methods)),
      (
        .draw,
        HostType(
          name: "draw", summary: "what an input of a simulation is drawn from",
          describe: { [unowned host] value in (try? host.draws[value.place].input("draw").words) ?? "draw" })
      ),
    ]
  }

  private var methods: [HostMethod] {
    [
      distribution("uniform", ["low", "high"], "each value is as likely: random:uniform(0.8, 1.2)") {
        .uniform(low: $0[0], high: $0[1])
      },
      distribution(
        "normal", ["mean", "deviation"], "by mean and standard deviation: random:normal(0.353, 0.15)"
      ) { .normal(mean: $0[0], deviation: $0[1]) },
      distribution(
        "lognormal", ["mean", "deviation"],
        "its logarithm is normal with this mean and deviation: random:lognormal(0, 0.25)"
      ) { .lognormal(mean: $0[0], deviation: $0[1]) },
      distribution(
        "triangular", ["low", "mode", "high"], "by the least, likeliest and greatest: random:triangular(0.8, 1, 1.5)"
      ) { .triangular(low: $0[0], mode: $0[1], high: $0[2]) },
      HostMethod(
        name: "empirical", takes: ["values: any[]|values"], gives: "draw",
        summary: "one of stated values, each as likely: random:empirical({ 0.9, 1, 1.3 })"
      ) { [unowned host] call in
        let parts = DeclaredParts(host: host, word: "empirical", name: "", line: 0, table: LuaTable())
        let values = try parts.values(call.argument(1), of: "empirical")
        guard values.count <= Self.mostValues else {
          throw HostError("empirical takes at most \(Self.mostValues) values", token: "empirical")
        }
        return try host.keep(.values((0..<values.count).map { values[$0] }))
      },
    ]
  }

  /// The most values that an input is one of.
  private static let mostValues = 1_000_000

  /// A method that makes a distribution of its parameters; where it is cut off may follow.
  private func distribution(
    _ name: String, _ parameters: [String], _ summary: String, _ make: @escaping ([Double]) -> Distribution
  ) -> HostMethod {
    let takes = parameters.map { Parameter(stringLiteral: "\($0): share") } + ["bounds?: bounds"]
    return HostMethod(name: name, takes: takes, gives: "draw", summary: summary) { [unowned host] call in
      let numbers = try parameters.enumerated().map { place, parameter in
        try number(call.argument(place + 1), for: "the \(parameter) of \(name)")
      }
      let (least, greatest) = try cut(call.argument(parameters.count + 1), of: name)
      return try host.keep(.distribution(make(numbers), least: least, greatest: greatest))
    }
  }
}

extension ScriptHost {
  /// A way of drawing as a script's value, once it is known to be sound.
  fileprivate func keep(_ draw: DrawnFrom) throws -> LuaValue {
    do throws(DrawError) { _ = try draw.input("draw") } catch { throw HostError("\(error)") }
    draws.append(draw)
    return Kind.draw.value(draws.count - 1)
  }
}

/// A number, or a percentage as the number nearest to it.
private func number(_ value: LuaValue, for what: String) throws -> Double {
  switch value {
  case .integer(let whole): return Double(whole)
  case .number(let number) where number.isFinite: return number
  default:
    let ratio = try Read.ratio(value, for: what)
    return Double(ratio.numerator) / Double(ratio.denominator)
  }
}

private func cut(_ value: LuaValue, of name: String) throws -> (least: Double?, greatest: Double?) {
  guard value != .none else { return (nil, nil) }
  let table = try Read.table(
    value, of: name, keys: ["least", "greatest"], form: "{ least = 0, greatest = 1 } behind the parameters")
  func bound(_ key: String) throws -> Double? {
    table[key] == .none ? nil : try number(table[key], for: "'\(key)' of \(name)")
  }
  return (try bound("least"), try bound("greatest"))
}
