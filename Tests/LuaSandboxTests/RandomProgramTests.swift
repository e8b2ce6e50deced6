import Foundation
import LuaSandbox
import Testing

/// What random programs are run with: the environment may repeat a seed or one program, or ask for more of them.
private enum RandomRun {
  static let seed = UInt64(value("SEED") ?? "") ?? 20_260_423
  static let count = Int(value("PROGRAMS") ?? "") ?? 10_000
  static let only = Int(value("PROGRAM") ?? "")

  /// As long as a busy machine may need: a program that ends by the clock is a failure.
  static let budget = small(steps: 100_000, memory: 2 << 20, output: 10_000, seconds: 30)

  private static func value(_ name: String) -> String? { ProcessInfo.processInfo.environment["HEADROOM_TEST_" + name] }

  /// The numbers of the programs to run, or of as many.
  static func programs(_ count: Int = count) -> Range<Int> { only.map { $0..<$0 + 1 } ?? 0..<count }

  static func show(_ program: Int) -> String {
    "HEADROOM_TEST_SEED=\(seed) HEADROOM_TEST_PROGRAM=\(program):\n\(RandomProgram.text(program, seed: seed))\n"
  }
}

/// How a valid program may end; a random one that takes its time, or that Lua does not read, is a fault.
private let waysToEnd: [ScriptError.Kind?] = [nil, .runtime, .host, .steps, .memory, .output]

/// What became of one program.
private struct Ending {
  let error: ScriptError?
  let output: String
  let steps: Int
  let memory: Int

  /// Runs a program in a new sandbox; a hang that no budget ends, ends this process.
  init(of program: Int) throws {
    alarm(60)
    defer { alarm(0) }
    let sandbox = try hostSandbox(budget: RandomRun.budget)
    error = LuaSandboxTests.ending(of: sandbox, RandomProgram.text(program, seed: RandomRun.seed))
    output = sandbox.output
    steps = sandbox.stepsUsed
    memory = sandbox.memoryUsed
  }

  /// What is wrong with it; nil where nothing is.
  var fault: String? {
    let budget = RandomRun.budget
    guard waysToEnd.contains(error?.kind) else { return "it ended with \(String(describing: error))" }
    if steps > 2 * budget.steps + 1000 { return "it used \(steps) steps" }
    if memory > 2 * budget.memory { return "it used \(memory) bytes" }
    // A byte that is no text is shown as a sign of three.
    let printed = output.replacing("\u{FFFD}", with: "?").utf8.count
    if printed > budget.output { return "it printed \(printed) bytes" }
    return nil
  }

  /// A number for all of it (FNV-1a), the same in every process.
  var digest: Int {
    let kind = error.map { "\($0.kind) \($0)" } ?? ""
    let digest = "\(output)\n\(kind)\n\(steps) \(memory)".utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return Int(truncatingIfNeeded: digest)
  }
}

/// Where a child process says which program it runs, or what is wrong, as what it prints is lost when it fails.
private struct Note {
  private let file: FileHandle

  init(path: String) throws { file = try FileHandle(forUpdating: URL(fileURLWithPath: path)) }

  func write(_ text: String) throws {
    try file.seek(toOffset: 0)
    try file.write(contentsOf: Data(text.utf8))
  }

  func fail(_ complaint: String) throws {
    try write(complaint)
    exit(EXIT_FAILURE)
  }

  /// The complaint, or the program that ended the process.
  func text() throws -> String {
    let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    return Int(text).map { "the last program was \(RandomRun.show($0))" } ?? text
  }
}

/// Runs all programs; tells how many ended in which way, and by how many bytes the process has grown since a tenth of
/// them.
private func runPrograms(_ note: Note) throws {
  var ends = waysToEnd.map { _ in 0 }
  var resident = 0
  for program in RandomRun.programs() {
    try note.write("\(program)")
    let ending = try Ending(of: program)
    if let fault = ending.fault { try note.fail("\(fault): \(RandomRun.show(program))") }
    for (index, way) in waysToEnd.enumerated() where way == ending.error?.kind { ends[index] += 1 }
    if program == RandomRun.count / 10 { resident = try residentBytes() }
  }
  let grown = try residentBytes() - resident
  tell(ends[0], ends[1], ends[2], ends[3], ends[4], ends[5], grown)
  guard RandomRun.only == nil, RandomRun.count >= 10_000 else { return }
  // Programs that all fail, or all pass, would prove nothing.
  if ends.contains(0) { try note.fail("there is an end that no program had: \(ends)") }
  if grown > 8 << 20, !Sanitizer.ofAddresses { try note.fail("the process has grown by \(grown) bytes") }
}

@Test func `no random program crashes the host, hangs or goes over its budget, and memory stays flat`() async throws {
  let path = NSTemporaryDirectory() + "headroom-\(UUID())"
  try Data().write(to: URL(fileURLWithPath: path))
  defer { try? FileManager.default.removeItem(atPath: path) }
  let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
    [path = path as String] in
    try ScriptThread.run { try runPrograms(try Note(path: path)) }
  }
  print("random programs: HEADROOM_TEST_SEED=\(RandomRun.seed) HEADROOM_TEST_PROGRAMS=\(RandomRun.count)")
  print("fine, failed, refused by the host, out of steps, memory, output; bytes grown: \(told(result))")
  if result == nil { Issue.record("\(try Note(path: path).text())") }
}

@Test func `a random program prints, fails and costs the same in every process`() async {
  var digests: [[Substring]] = []
  for _ in 0..<2 {
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      try ScriptThread.run {
        for program in RandomRun.programs(RandomRun.count / 10) { tell(try Ending(of: program).digest) }
      }
    }
    digests.append(told(result).split(separator: "\n"))
  }
  let programs = RandomRun.programs(RandomRun.count / 10)
  #expect(digests[0].count == programs.count)
  #expect(digests[1].count == programs.count)
  for (program, pair) in zip(programs, zip(digests[0], digests[1])) where pair.0 != pair.1 {
    Issue.record("two processes differ in \(RandomRun.show(program))")
    return
  }
}
