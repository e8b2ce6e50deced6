import Foundation

/// The part of the benchmark that is about the prompt: how long a person waits for it, on a terminal of its own.
enum PromptPart {
  private static let rounds = 21

  /// A program that shows a prompt.
  private struct Way {
    let title: String
    let command: [String]
    let prompt: String
  }

  /// Measures each program in rounds that take turns.
  ///
  /// - Throws: ``BenchError`` where one of them shows no prompt.
  static func report() throws -> String {
    let program = try URL(fileURLWithPath: thisProgram()).deletingLastPathComponent().appendingPathComponent("headroom")
      .path
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw BenchError(description: "\(program) is not built; run make build")
    }
    let ways = [
      Way(
        title: "headroom repl, the first book", command: [program, "repl", "Scenarios/kingsoft-xiaomi/book.yaml"],
        prompt: "> "), Way(title: "lua5.4 -i", command: ["lua5.4", "-i"], prompt: "> "),
      Way(title: "python3 -i", command: ["python3", "-i"], prompt: ">>> "),
    ]
    var seconds = ways.map { _ in [Double]() }
    for _ in 0..<rounds { for (place, way) in ways.enumerated() { seconds[place].append(try untilPrompt(of: way)) } }
    let medians = seconds.map { $0.sorted()[rounds / 2] }
    var table = PlainTable(widths: [32, 12, 12, 18])
    table.add(["", "median", "least", "of python3's"])
    for (place, way) in ways.enumerated() {
      table.add([
        way.title, String(format: "%.1f ms", medians[place] * 1e3),
        String(format: "%.1f ms", (seconds[place].min() ?? 0) * 1e3),
        String(format: "%.2f", medians[place] / (medians.last ?? 1)),
      ])
    }
    return "\nFrom start to prompt, on a terminal; \(rounds) rounds\n" + table.text
  }

  /// Starts a program on a terminal, and ends it once its prompt is there.
  private static func untilPrompt(of way: Way) throws -> Double {
    let (ours, theirs) = try terminal()
    defer { close(ours) }
    // A home of its own, whose history goes with it.
    let home = FileManager.default.temporaryDirectory.appendingPathComponent("headroom-prompt-\(getpid())")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: home) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = way.command
    process.environment = ["PATH": "/usr/bin:/bin:/usr/local/bin", "TERM": "xterm", "HOME": home.path]
    let end = FileHandle(fileDescriptor: theirs, closeOnDealloc: true)
    (process.standardInput, process.standardOutput, process.standardError) = (end, end, end)
    let start = ContinuousClock.now
    try process.run()
    try end.close()
    defer {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    var (shown, piece) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
    while true {
      let count = unsafe read(ours, &piece, piece.count)
      guard count > 0 else { throw BenchError(description: "\(way.command[0]) shows no prompt; is it installed?") }
      shown += piece[..<count]
      if String(decoding: shown, as: UTF8.self).contains(way.prompt) {
        return (ContinuousClock.now - start) / .seconds(1)
      }
    }
  }

  /// Both ends of a new terminal.
  private static func terminal() throws -> (ours: Int32, theirs: Int32) {
    let ours = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
    // The requests of Linux that unlock the other end, and ask for its number: TIOCSPTLCK and TIOCGPTN.
    var (lock, number): (Int32, Int32) = (0, 0)
    guard ours >= 0, unsafe ioctl(ours, 0x4004_5431, &lock) == 0, unsafe ioctl(ours, 0x8004_5430, &number) == 0 else {
      throw BenchError(description: "no terminal can be made here")
    }
    let theirs = unsafe open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    guard theirs >= 0 else { throw BenchError(description: "no terminal can be opened here") }
    return (ours, theirs)
  }
}
