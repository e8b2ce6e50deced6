import Foundation
import LineEditing

/// Shows text on a terminal by the page: what would scroll away waits for a key.
struct Pager {
  let columns: Int
  /// The rows of the terminal; nil where it does not say.
  let rows: Int?
  /// Whether no key is waited for any more.
  let isOver: () -> Bool

  /// What stands at the end of a page.
  private static let more = "-- more: space, Enter a line, q leaves it --"

  /// Shows text, of which each line ends; the key that left it and says something else, if one did.
  func show(_ text: String) -> UInt8? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    if lines.last?.isEmpty == true { lines.removeLast() }
    let page = max(1, (rows ?? .max) - 1)
    var room = page
    while true {
      lines = write(lines, room: room)
      guard !lines.isEmpty else { return nil }
      switch ask() {
      case .page: room = page
      case .line: room = 1
      case .leave(let key):
        Terminal.write("… \(lines.count) more line\(lines.count == 1 ? "" : "s")\n")
        return key
      }
    }
  }

  /// Writes as many lines as there is room for, but one at least; those that are left.
  private func write(_ lines: ArraySlice<Substring>, room: Int) -> ArraySlice<Substring> {
    var (left, taken) = (lines, 0)
    while let line = left.first, taken == 0 || taken + height(line) <= room {
      taken += height(line)
      left.removeFirst()
    }
    Terminal.write(lines[..<left.startIndex].map { $0 + "\n" }.joined())
    return left
  }

  /// How many rows a line takes.
  private func height(_ line: Substring) -> Int {
    let seen = line.replacing(/\u{1B}\[[0-9;]*m/, with: "").count
    return max(1, (seen + columns - 1) / max(1, columns))
  }

  // MARK: Keys

  private enum Answer { case page, line, leave(UInt8?) }

  /// Asks for a key, and takes the question away again.
  private func ask() -> Answer {
    Terminal.write(Self.more)
    defer { Terminal.write("\r" + String(repeating: " ", count: Self.more.count) + "\r") }
    switch Key.next(unless: isOver) {
    case UInt8(ascii: " "): return .page
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"): return .line
    case UInt8(ascii: "q"), 3, 4, nil: return .leave(nil)
    // Who goes on typing has seen enough.
    case let key: return .leave(key)
    }
  }
}

/// A key of the terminal, without waiting for a line.
enum Key {
  /// The next byte that a key sends; nil where the terminal is gone, or it is over.
  static func next(unless isOver: () -> Bool) -> UInt8? {
    var before = termios()
    guard unsafe tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
    var raw = before
    // Ctrl-C comes as a key, too.
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
    defer { unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &before) }
    var byte: UInt8 = 0
    while !isOver() {
      var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&ready, 1, 100) > 0 else { continue }
      let count = unsafe read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      return count == 1 ? byte : nil
    }
    return nil
  }
}
