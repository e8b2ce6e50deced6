import Foundation
import Headroom
import Synchronization

/// Where the result of a run goes, whole or in pieces, and its digest.
final class ResultOutput: Sendable {
  /// Where it goes.
  enum Target {
    case standardOutput
    case file(String)
    /// To nobody: it is compared by its digest.
    case nowhere
  }

  private struct State {
    var digest = SHA256()
    var count = 0
    /// The file in which pieces wait until all are there.
    var waiting: FileHandle?
  }

  private let target: Target
  private let state = Mutex(State())

  init(_ target: Target) { self.target = target }

  /// To a file, or to standard output where none is named.
  convenience init(file: String?) { self.init(file.map { .file($0) } ?? .standardOutput) }

  /// The digest of what was written, and of how many bytes.
  var written: (sha256: String, bytes: Int) { state.withLock { ($0.digest.hex, $0.count) } }

  /// Writes a whole result.
  func deliver(_ text: String) throws {
    note(Array(text.utf8))
    switch target {
    case .standardOutput: Terminal.write(text)
    case .file(let file): try Terminal.deliver(text, to: file)
    case .nowhere: break
    }
  }

  // MARK: In pieces

  /// Makes ready for pieces.
  func begin() throws {
    guard case .file(let file) = target, Terminal.isReplaceable(file) else { return }
    guard FileManager.default.createFile(atPath: file + Self.ending, contents: nil),
      let handle = FileHandle(forWritingAtPath: file + Self.ending)
    else {
      Terminal.error(
        "error: the file '\(file)' cannot be written: it cannot be made there\nhint: check its folder and its permissions"
      )
      throw ExitStatus.usage
    }
    state.withLock { $0.waiting = handle }
  }

  /// Writes a piece.
  func write(_ bytes: [UInt8]) {
    note(bytes)
    switch target {
    case .standardOutput: Terminal.write(bytes)
    case .file(let file):
      let reason = state.withLock { state -> String? in
        guard let waiting = state.waiting else { return Terminal.append(bytes, to: file) }
        do { try waiting.write(contentsOf: bytes) } catch { return "\(error)" }
        return nil
      }
      guard let reason else { return }
      Terminal.error(
        "error: the file '\(file)' cannot be written: \(reason)\nhint: check its folder and its permissions")
      Terminal.exit(.usage)
    case .nowhere: break
    }
  }

  /// Puts the pieces where they belong; without `isWhole` a file is left as it was.
  func end(isWhole: Bool = true) throws {
    guard case .file(let file) = target else { return }
    let waiting = state.withLock { state in
      defer { state.waiting = nil }
      return state.waiting
    }
    guard let waiting else { return }
    try? waiting.close()
    guard isWhole else {
      try? FileManager.default.removeItem(atPath: file + Self.ending)
      return
    }
    let target = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
    guard unsafe rename(file + Self.ending, target) == 0 else {
      Terminal.error("error: the file '\(file)' cannot be written: \(unsafe String(cString: strerror(errno)))")
      throw ExitStatus.usage
    }
  }

  private static let ending = ".unfinished"

  private func note(_ bytes: [UInt8]) {
    state.withLock { state in
      state.digest.update(bytes)
      state.count += bytes.count
    }
  }
}
