import Foundation
import Glibc
import Synchronization
import Testing

@testable import LineEditing

/// A terminal without a screen, on which keys are typed once the prompt is there: before it, what is typed is the driver's.
final class Keyboard {
  let editor: LineEditor
  private let keys: Int32
  private let terminal: Int32
  /// What was written on the terminal while the last line was read.
  private(set) var shown = ""

  init(remembered: Int = 100) throws {
    keys = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
    // The requests of Linux that unlock the other side, and ask for its number: TIOCSPTLCK and TIOCGPTN.
    var (lock, number): (Int32, Int32) = (0, 0)
    try #require(unsafe keys >= 0 && ioctl(keys, 0x4004_5431, &lock) == 0 && ioctl(keys, 0x8004_5430, &number) == 0)
    terminal = unsafe open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    try #require(unsafe terminal >= 0 && ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0)
    editor = try #require(LineEditor(input: terminal, output: terminal, remembered: remembered))
  }

  deinit {
    close(terminal)
    close(keys)
  }

  /// Reads a line, and types text.
  func line(typing text: String) -> LineEditor.Input { line(typing: Array(text.utf8)) }

  /// Reads a line, and types bytes.
  func line(typing bytes: [UInt8]) -> LineEditor.Input {
    let typist = Typist(keys: keys, bytes: bytes)
    typist.start()
    defer { shown = typist.end() }
    return editor.readLine(prompt: "> ")
  }
}

/// Types bytes as soon as the prompt is seen, and notes what is.
private final class Typist: Sendable {
  private let keys: Int32
  private let bytes: [UInt8]
  private let seen = Mutex<[UInt8]>([])
  private let isOver = Mutex(false)
  private let group = DispatchGroup()

  init(keys: Int32, bytes: [UInt8]) { (self.keys, self.bytes) = (keys, bytes) }

  func start() { DispatchQueue.global().async(group: group) { self.run() } }

  /// Ends the typing; what was seen.
  func end() -> String {
    isOver.withLock { $0 = true }
    group.wait()
    return String(decoding: seen.withLock { $0 }, as: UTF8.self)
  }

  private func run() {
    var (hasTyped, piece) = (false, [UInt8](repeating: 0, count: 4096))
    while true {
      var ready = pollfd(fd: keys, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&ready, 1, 10) > 0 else {
        if isOver.withLock({ $0 }) { return }
        continue
      }
      let count = unsafe read(keys, &piece, piece.count)
      guard count > 0 else { return }
      seen.withLock { $0 += piece[..<count] }
      if !hasTyped, seen.withLock({ $0.contains(UInt8(ascii: ">")) }) {
        hasTyped = true
        unsafe write(keys, bytes, bytes.count)
      }
    }
  }
}
