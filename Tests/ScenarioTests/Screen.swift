import Foundation
import Testing

/// The built program on a terminal of its own, which is tmux: keys are typed, and the screen is read.
final class Screen {
  /// What was waited for did not come.
  struct NotSeen: Error, CustomStringConvertible {
    let wanted: String, screen: String
    var description: String { "not seen: \(wanted)\n--- the screen is\n\(screen)" }
  }

  let scratch: Scratch
  private let server = "headroom-\(UUID().uuidString.prefix(8))"

  /// A terminal on which a line of `sh` runs, in which the program is called `headroom`. The shell's own end is shown.
  ///
  /// `HOME` is the scratch folder, in which the line runs too where no other is named.
  init(_ line: String, columns: Int = 100, rows: Int = 24, in folder: URL = Repository.root, scratch: Scratch) throws {
    self.scratch = scratch
    let surroundings = "LC_ALL=C HOME='\(scratch.folder.path)' PATH='\(Program.folder):/usr/bin:/bin'"
    try scratch.write(
      "export \(surroundings)\nunset XDG_STATE_HOME NO_COLOR\n\(line)\necho \"left with $?\"\nexec cat\n", to: "line.sh"
    )
    _ = try tmux(
      "-u", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c", folder.path,
      "exec sh '\(scratch.folder.path)/line.sh'")
  }

  /// Ends the terminal and what runs on it; the scratch folder, by which it is reached, must still be there.
  func close() {
    // What runs there has the test's blocked signals, so that it hears no other.
    if let leader = try? tmux("display-message", "-p", "#{pane_pid}"), let number = Int32(leader.trimmed) {
      kill(-number, SIGKILL)
    }
    _ = try? tmux("kill-server")
  }

  /// Types text as it stands.
  func type(_ text: String) throws { _ = try tmux("send-keys", "-l", "--", text) }

  /// Types a line, and Enter behind it, once a prompt is there: what is typed before is shown by the terminal itself.
  func enter(_ line: String) throws {
    let end = Date() + 3
    while try ![">", "…"].contains(lines().last?.trimmed), Date() < end { usleep(20_000) }
    try type(line)
    try press("Enter")
  }

  /// Presses keys by the names that tmux has for them: `Tab`, `C-c`, `Up`.
  func press(_ keys: String...) throws { for key in keys { _ = try tmux("send-keys", key) } }

  /// Pastes text as terminals do, with marks around it.
  func paste(_ text: String) throws {
    let file = try scratch.write(text, to: "pasted")
    _ = try tmux("load-buffer", file.path)
    _ = try tmux("paste-buffer", "-p")
  }

  func resize(columns: Int, rows: Int = 24) throws {
    _ = try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// The lines of the screen, without the empty ones at its end.
  func lines() throws -> [String] {
    var lines = try tmux("capture-pane", "-p").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Waits until the last lines of the screen are these; spaces at their ends do not count.
  func sees(_ last: String...) throws {
    try sees(last.joined(separator: "\n")) { $0.suffix(last.count).map(\.trimmed) == last.map(\.trimmed) }
  }

  /// Waits until the screen is as it is wanted.
  func sees(_ wanted: String, _ isSeen: ([String]) -> Bool) throws {
    let end = Date() + 90
    while true {
      let lines = try lines()
      if isSeen(lines) { return }
      guard Date() < end else { throw NotSeen(wanted: wanted, screen: lines.joined(separator: "\n")) }
      usleep(20_000)
    }
  }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    // What the server that a terminal needs would hold open: by its close the end of a process is told.
    let closing = "for each in /proc/$$/fd/*; do n=${each##*/}; if ((n > 2)); then exec {n}>&-; fi; done; exec \"$@\""
    process.arguments = ["-c", closing, "bash", "tmux", "-L", server, "-f", "/dev/null"] + arguments
    process.environment = [
      "PATH": "/usr/bin:/bin", "TMUX_TMPDIR": scratch.folder.path, "TERM": "xterm", "LC_ALL": "C.UTF-8",
      "SHELL": "/bin/sh",
    ]
    let said = FileHandle(forWritingAtPath: try scratch.write("", to: "said").path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = said
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return try scratch.text("said")
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
