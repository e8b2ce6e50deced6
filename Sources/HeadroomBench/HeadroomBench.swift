import Foundation
import LuaSandbox

/// Measures what a person waits for and what the sandbox costs, each figure beside a yardstick of the same rounds.
///
/// Nanoseconds depend on the machine and what else it does; ratios much less. Nothing is asserted about either.
@main
struct HeadroomBench {
  private static let rounds = 9

  private var division = Figure(.division)
  private var evaluation = Figure(.evaluation)
  private var scenario = Figure(.scenario)
  private var loop = Figure(.lua("a turn of a plain loop in lua5.4", count: 2_000_000, LuaText.loop))
  private var sandboxLoop = Figure(.sandboxLoop)
  private var call = Figure(.lua("a call of an empty function in lua5.4", count: 1_000_000, LuaText.touches))
  private var hostCall = Figure(.touch)
  private var scripts = PlainLua.names.map(ScriptFigures.init)
  private var additions = HostCallFigures(HostCalls.additionInC, HostCalls.addition, HostCalls.generalAddition)
  private var readings = HostCallFigures(HostCalls.readingInC, HostCalls.reading, HostCalls.generalReading)
  private var restoring = Figure(FreshStates.restoring)
  private var bound = Figure(FreshStates.bound)
  private var bare = Figure(FreshStates.bare)

  /// With `--only TITLE COUNT` it does one piece of work as often as it is told, for its instructions to be counted, and
  /// with `--variants WAY COUNT JOBS ROUNDS` it computes variants; with `--part NAME` it measures one part alone.
  static func main() {
    do {
      try BenchArguments.run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      complain("\(error)")
      exit(1)
    }
  }

  /// Measures the sandbox and what people wait for.
  static func sandboxReport() throws -> String {
    // Lua's threads need their stack; see ScriptThread.
    try ScriptThread.run { () throws -> String in try Self(measuring: rounds).report() }
  }

  /// Does one piece of work, for its instructions to be counted.
  static func doOnly(_ title: String, count: Int) throws {
    try ScriptThread.run { () throws in
      guard let work = Work.all.first(where: { $0.title == title }) else {
        throw BenchError(description: "there is no work '\(title)'")
      }
      try work.begin()(count)
    }
  }

  /// Measures everything; what else there is to measure with is told by the environment, see `.ci/bench`.
  private init(measuring rounds: Int) throws {
    let environment = ProcessInfo.processInfo.environment
    if let python = environment["HEADROOM_BENCH_LUPA"] {
      additions.lupa = Figure(.lupa("… a Python function, through lupa", python: python, LuaText.additions))
      readings.lupa = Figure(.lupa("… an attribute in Python, through lupa", python: python, LuaText.readings))
    }
    for _ in 0..<rounds { try forEach { figure in try figure.measure() } }
    guard let program = environment["HEADROOM_BENCH_COUNTED"] else { return }
    let counter = InstructionCounter(program: program)
    forEach { figure in
      do { try figure.count(with: counter) } catch {
        complain("the instructions of '\(figure.title)' are not counted: \(error)")
      }
    }
  }

  private mutating func forEach(_ body: (inout Figure) throws -> Void) rethrows {
    try body(&division)
    try body(&evaluation)
    try body(&scenario)
    try body(&loop)
    try body(&sandboxLoop)
    try body(&call)
    try body(&hostCall)
    for index in scripts.indices { try scripts[index].forEach(body) }
    try additions.forEach(body)
    try readings.forEach(body)
    try body(&restoring)
    try body(&bound)
    try body(&bare)
  }

  // MARK: - What is printed

  private func report() throws -> String {
    var report = Report(rounds: Self.rounds)
    report.begin("What a person waits for")
    report.add(division)
    report.add(evaluation, beside: division, "divisions", remark: perSecond(evaluation))
    report.add(scenario, beside: division, "divisions", remark: perSecond(scenario))
    report.add(scenario, beside: evaluation, "evaluations")
    report.begin("A turn of a loop")
    report.add(loop)
    report.add(sandboxLoop, beside: loop, "in lua5.4")
    report.add(call)
    report.add(hostCall, beside: call, "calls in lua5.4")
    report.begin("Plain Lua in a sandbox")
    ScriptFigures.add(scripts, to: &report)
    report.begin("A turn that calls the host")
    additions.add(to: &report)
    report.begin("A turn that reads a value of the host")
    readings.add(to: &report)
    report.begin("A fresh state")
    report.add(restoring, remark: "1 µs is aimed at; an image of \(try FreshStates.imageSize()) bytes")
    report.add(bound, remark: "150 µs is aimed at")
    report.add(bare)
    return report.text
  }

  private func perSecond(_ figure: Figure) -> String { String(format: "%.0f a second", 1e9 / figure.nanoseconds) }
}

/// Says on standard error what went wrong.
func complain(_ message: String) {
  FileHandle.standardError.write(Data("error: \(message)\n".utf8))
}
