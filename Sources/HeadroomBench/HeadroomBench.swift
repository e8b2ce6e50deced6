import Foundation
import Headroom

/// Measures what a person waits for, each figure beside a yardstick of the same rounds.
///
/// Nanoseconds depend on the machine and what else it does; ratios much less. Nothing is asserted about either.
@main
struct HeadroomBench {
  private static let folder = "Scenarios/kingsoft-xiaomi"
  private static let rounds = 9

  private var division = Figure("a division of 64-bit numbers in Swift") { Yardsticks.division() }
  private var loop = Figure("a turn of a plain loop in lua5.4", sample: Yardsticks.loop)
  private var call = Figure("a call of an empty function in lua5.4", sample: Yardsticks.call)
  private var evaluation: Figure
  private var scenario: Figure
  private var sandboxLoop = Figure("a turn of the same loop in a sandbox") {
    try Self.inSandbox(LuaText.loop, count: 2_000_000)
  }
  private var hostCall = Figure("a call of the host from a sandbox") {
    try Self.inSandbox(LuaText.calls, count: 200_000)
  }

  static func main() throws {
    // Lua's threads need their stack; see ScriptThread.
    print(try ScriptThread.run { () throws -> String in try Self().report() })
  }

  private init() throws {
    let session = Session()
    let loaded = try session.loadBook(Self.folder + "/book.yaml")
    let file = Self.folder + "/double-hardware.lua"
    let script = Script(identity: file, shownAs: file, text: try String(contentsOfFile: file, encoding: .utf8))
    let runner = ScenarioRunner(budget: Budget(), evaluator: Evaluator(), control: session.control) {
      name, _ throws(ScenarioFailure) in throw ScenarioFailure(Problem("no file '\(name)' is measured"))
    }
    evaluation = Figure("evaluating the real book unchanged") {
      try nanoseconds(per: 20) { for _ in 0..<20 { _ = try session.baseline(loaded) } }
    }
    scenario = Figure("a scenario in Lua, from fresh sandbox to outcome") {
      try nanoseconds(per: 20) {
        for _ in 0..<20 {
          for result in try runner.run(script, on: loaded.book, expecting: false) { _ = try result.outcome.get() }
        }
      }
    }
  }

  /// Nanoseconds of each step of a text in a new sandbox, on a budget that does not end it.
  private static func inSandbox(_ text: (Int) -> String, count: Int) throws -> Double {
    var budget = Budget()
    budget.steps = 1_000_000_000
    let sandbox = try Sandbox(budget: budget, globals: [("touch", .function { _ in .none })])
    return try nanoseconds(per: count) { try sandbox.run(text(count), file: "bench.lua") }
  }

  private mutating func measure() throws {
    try division.measure()
    try evaluation.measure()
    try scenario.measure()
    try loop.measure()
    try sandboxLoop.measure()
    try call.measure()
    try hostCall.measure()
  }

  private consuming func report() throws -> String {
    for _ in 0..<Self.rounds { try measure() }
    return """
      The least of \(Self.rounds) rounds. Compare ratios, not nanoseconds: those depend on the machine and its load.

      \(line(division))
      \(line(evaluation, division, "divisions", perSecond: true))
      \(line(scenario, division, "divisions", perSecond: true))
      \(line(scenario, evaluation, "evaluations"))

      \(line(loop))
      \(line(sandboxLoop, loop, "turns in lua5.4"))

      \(line(call))
      \(line(hostCall, call, "calls in lua5.4"))
      """
  }

  private func line(
    _ figure: Figure, _ yardstick: Figure? = nil, _ unit: String = "", perSecond: Bool = false
  ) -> String {
    var text = padded(figure.title, to: -50) + padded(amount(figure.best), to: 12) + " ns"
    if let yardstick { text += padded(amount(figure.best / yardstick.best), to: 12) + " " + unit }
    if perSecond { text += ", \(amount(1e9 / figure.best)) a second" }
    return text
  }

  /// A number with as many decimals as it deserves.
  private func amount(_ value: Double) -> String {
    String(format: value < 100 ? "%.2f" : "%.0f", value)
  }

  /// Text with spaces before it, or after it for a negative width.
  private func padded(_ text: String, to width: Int) -> String {
    let spaces = String(repeating: " ", count: max(0, abs(width) - text.count))
    return width < 0 ? text + spaces : spaces + text
  }
}
