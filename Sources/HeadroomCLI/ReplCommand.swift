import ArgumentParser
import Exploring
import Foundation
import Headroom

/// `headroom repl`.
struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Explores a book: look at a cap, change something, look again.",
    discussion: """
      A line is Lua, as in a scenario: an expression prints its value, and what
      changes the book changes a working scenario, never the book itself. A line
      that begins with a colon is a command.

        > book.categories.hardware
        > book.categories.hardware.forecast:scale(2)
        > :diff
        > :save double.lua

      book is the book with the changes so far, outcome what comes out of it,
      baseline what comes out of the unchanged book, and _ the last value.
      :undo takes a line back, :help tells of everything else.

      A line that fails, or reaches a limit, changes nothing.

      Where standard input is no terminal, lines are taken from it one by one,
      errors name the line (stdin:3:5), and the exit status is 3 where a line
      failed, though those behind it are run:
        printf '%s\\n' 'outcome.compliant' | headroom repl book.yaml
      """)

  @Argument(help: "The book; else --book, or the book.yaml of this folder or above it.")
  var path: String?

  @OptionGroup var scripts: ScriptOptions

  func validate() throws {
    guard scripts.output.output == nil else {
      throw ValidationError(
        "a session has no --output; redirect what it shows, as in headroom repl < lines.txt > shown.txt")
    }
  }

  func run() throws {
    let control = RunControl()
    let isTyped = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    let exploration = try exploration(control, named: isTyped ? "line" : "stdin")
    if isTyped, let session = TerminalSession(exploration, control: control) { return session.run() }
    try PipedSession(exploration, control: control).run()
  }

  /// The exploration that is asked for; problems of the book are told and end the program.
  private func exploration(_ control: RunControl, named name: String) throws -> Exploration {
    let file = try bookFile()
    let session = try scripts.session()
    do {
      let loaded = try session.loadBook(file)
      scripts.output.warn(loaded.warnings)
      let exploration = try Exploration(loaded, budget: session.options.budget, control: control, named: name)
      exploration.asOf = session.options.asOf
      exploration.surface.showsColours = try scripts.output.ink().isColoured
      return exploration
    } catch let problems as Problems {
      Terminal.error("\(problems)")
      throw ExitStatus.book
    }
  }

  /// The book's file: named, or the nearest from the working folder up.
  private func bookFile() throws -> String {
    if let path { return path }
    if let book = scripts.book ?? Terminal.environment("HEADROOM_BOOK") { return book }
    var folder = ""
    // Upwards as far as the path has folders.
    for _ in FileManager.default.currentDirectoryPath.split(separator: "/") + [""] {
      if FileManager.default.fileExists(atPath: folder + "book.yaml") { return folder + "book.yaml" }
      folder += "../"
    }
    throw ValidationError(
      "no book.yaml lies in this folder or above it: name a book, as in headroom repl path/to/book.yaml")
  }
}

/// A session whose lines come from a pipe or a file.
struct PipedSession {
  private let exploration: Exploration
  private let control: RunControl

  init(_ exploration: Exploration, control: RunControl) {
    self.exploration = exploration
    self.control = control
  }

  /// Takes every line; the program ends with status 3 where one failed.
  func run() throws {
    let source = CtrlC.cancels(control)
    defer { source.cancel() }
    var hasFailed = false
    var reader = LineReader()
    while let bytes = reader.next() {
      let reply = self.reply(to: bytes)
      tell(reply)
      hasFailed = hasFailed || reply.complaint != nil
      if control.isCancelled { throw ExitStatus.interrupted }
      if reply.leaves { break }
    }
    if let reply = exploration.end() {
      tell(reply)
      hasFailed = true
    }
    if hasFailed { throw ExitStatus.script }
  }

  private func reply(to bytes: [UInt8]) -> Reply {
    guard let line = String(validating: bytes, as: UTF8.self) else {
      return exploration.refuse("this line is not UTF-8", hint: "save the lines again with the encoding UTF-8")
    }
    return exploration.take(line)
  }

  private func tell(_ reply: Reply) {
    if !reply.text.isEmpty { Terminal.write(reply.text) }
    for text in [reply.warning, reply.complaint].compactMap({ $0 }) { Terminal.error(text) }
  }
}

/// Lines of standard input, each as soon as it is there.
struct LineReader {
  private var bytes: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// The next line without its end; nil where there is none.
  mutating func next() -> [UInt8]? {
    var looked = start
    while true {
      if let end = bytes[looked...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return Array(bytes[start..<end])
      }
      looked = bytes.count - start
      if isAtEnd || !read() {
        isAtEnd = true
        defer { start = bytes.count }
        return start < bytes.count ? Array(bytes[start...]) : nil
      }
    }
  }

  /// Reads what is there; false at the end.
  private mutating func read() -> Bool {
    bytes.removeFirst(start)
    start = 0
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { unsafe Foundation.read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      bytes += piece[..<count]
      return true
    }
  }
}
