internal import Glibc

/// Lines that were typed, kept in a file from session to session.
///
/// An entry is a line of the file; a backslash and a line end in it are written `\\` and `\n`. Each is appended as soon as it is
/// there, so that a crash loses nothing and sessions side by side keep one another's.
package struct HistoryFile: Sendable {
  /// Why a history cannot be kept.
  package struct Failure: Error, Equatable, CustomStringConvertible {
    /// The file.
    package let file: String
    /// What the system says.
    package let reason: String

    package var description: String { "the history cannot be kept in '\(file)': \(reason)" }
  }

  /// The file's path.
  package let path: String
  /// The most entries that are kept.
  package let most: Int

  /// A history in a file, which need not be there.
  package init(_ path: String, most: Int = 10_000) {
    self.path = path
    self.most = most
  }

  /// The last entries, the oldest first. A file that has grown to twice what is kept is made short.
  ///
  /// - Throws: ``Failure`` where there is a file and it cannot be read or written, or its folder cannot be made.
  package func load() throws(Failure) -> [String] {
    try makeFolders()
    let file = try open()
    defer { close(file) }
    let lines = try bytes(of: file).split(separator: 0x0A)
    let kept = lines.suffix(most)
    if lines.count > 2 * most { try replace(by: Array(kept.joined(separator: [0x0A])) + [0x0A]) }
    return kept.map { Self.entry(of: String(decoding: $0, as: UTF8.self)) }
  }

  /// Adds an entry.
  ///
  /// - Throws: ``Failure`` where it cannot be written.
  package func append(_ entry: String) throws(Failure) {
    let file = try open()
    defer { close(file) }
    try write(Array((Self.line(of: entry) + "\n").utf8), to: file)
  }

  // MARK: Entries

  /// A line of the file, by the byte: a carriage return and a line end make one character of Swift.
  static func line(of entry: String) -> String {
    String(decoding: entry.utf8.flatMap { escaped($0) }, as: UTF8.self)
  }

  private static func escaped(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case 0x0A: Array(#"\n"#.utf8)
    case UInt8(ascii: "\\"): Array(#"\\"#.utf8)
    default: [byte]
    }
  }

  static func entry(of line: String) -> String {
    var (entry, isEscaped) = ([UInt8](), false)
    for byte in line.utf8 {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        entry.append(isEscaped && byte == UInt8(ascii: "n") ? 0x0A : byte)
        isEscaped = false
      }
    }
    return String(decoding: entry, as: UTF8.self)
  }

  // MARK: The file

  private func failure() -> Failure { unsafe Failure(file: path, reason: String(cString: strerror(errno))) }

  /// Opens the file, made where it is not there, and waits until no other session has it.
  private func open() throws(Failure) -> Int32 {
    while true {
      let file = unsafe Glibc.open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw failure() }
      guard flock(file, LOCK_EX) == 0 else {
        close(file)
        throw failure()
      }
      // Another session may have replaced it meanwhile.
      var (held, named) = (stat(), stat())
      if unsafe fstat(file, &held) == 0, unsafe stat(path, &named) == 0, held.st_ino == named.st_ino { return file }
      close(file)
    }
  }

  /// Makes the folders of the file that are not there, for their owner alone.
  private func makeFolders() throws(Failure) {
    let folders = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
    var folder = path.hasPrefix("/") ? "" : "."
    for name in folders {
      folder += "/" + name
      if unsafe mkdir(folder, 0o700) != 0, errno != EEXIST { throw failure() }
    }
  }

  private func bytes(of file: Int32) throws(Failure) -> [UInt8] {
    var (bytes, piece) = ([UInt8](), [UInt8](repeating: 0, count: 64 << 10))
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure() }
      guard count > 0 else { return bytes }
      bytes += piece[..<count]
    }
  }

  private func write(_ bytes: [UInt8], to file: Int32) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { bytes in
        unsafe Glibc.write(file, bytes.baseAddress?.advanced(by: done), bytes.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure() }
      done += count
    }
  }

  /// Puts a new file in the place of the old one, whole.
  private func replace(by bytes: [UInt8]) throws(Failure) {
    let beside = "\(path).\(getpid())"
    let file = unsafe Glibc.open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    try write(bytes, to: file)
    guard unsafe rename(beside, path) == 0 else { throw failure() }
  }
}
