import Foundation

/// What the benchmark is asked to do.
enum BenchArguments {
  /// The parts, each of which can be measured alone.
  private static let parts: [(name: String, report: @Sendable () throws -> String)] = [
    ("sandbox", { try HeadroomBench.sandboxReport() }),
    ("families", { try FamiliesPart().text }),
    ("ledger", { try LedgerPart.report() }),
    ("prompt", { try PromptPart.report() }),
  ]

  /// Does what the arguments say, and prints what was found.
  static func run(_ arguments: [String]) throws {
    switch (arguments.first, arguments.count) {
    case (nil, _): for part in parts { print(try part.report(), terminator: "") }
    case ("--part", 2): print(try part(arguments[1])(), terminator: "")
    case ("--only", 3): try HeadroomBench.doOnly(arguments[1], count: number(arguments[2]))
    case ("--variants", 5): print(try variants(Array(arguments.dropFirst())).text, terminator: "")
    case ("--ledger", 4): print(try LedgerPart.run(Array(arguments.dropFirst())).text, terminator: "")
    default: throw BenchError(description: "not understood: \(arguments.joined(separator: " "))")
    }
  }

  private static func part(_ name: String) throws -> () throws -> String {
    guard let part = parts.first(where: { $0.name == name }) else {
      let names = parts.map(\.name).joined(separator: ", ")
      throw BenchError(description: "there is no part '\(name)'; there are \(names)")
    }
    return part.report
  }

  private static func variants(_ arguments: [String]) throws -> VariantRun {
    guard let script = VariantScript(rawValue: arguments[0]) else {
      throw BenchError(description: "there is no way '\(arguments[0])'")
    }
    let grid = try VariantGrid(named: arguments[1])
    return try script.run(grid, jobs: number(arguments[2]), rounds: number(arguments[3]))
  }

  /// A number among the arguments.
  static func number(_ text: String) throws -> Int {
    guard let number = Int(text) else { throw BenchError(description: "not a number: \(text)") }
    return number
  }
}
