import Foundation
import Testing

/// The files of the repository.
enum Repository {
  /// Its folder.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The text of a file.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The names of the folders in a folder, in order.
  static func folders(in path: String) throws -> [String] {
    let folder = root.appendingPathComponent(path)
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
      .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
      .map(\.lastPathComponent).sorted()
  }
}

/// A folder of one test's own.
struct Scratch {
  let folder: URL

  /// An empty folder.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("headroom-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// A copy of the book and the ledger of `Scenarios/<name>`, without its scripts.
  init(bookOf name: String) throws {
    try self.init()
    for file in ["book.yaml", "ledger.csv"] { try copy("Scenarios/\(name)/\(file)") }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Copies a file of the repository.
  func copy(_ path: String) throws {
    let source = Repository.root.appendingPathComponent(path)
    try FileManager.default.copyItem(at: source, to: folder.appendingPathComponent(source.lastPathComponent))
  }

  /// Writes a file, and the folders it lies in.
  @discardableResult
  func write(_ text: String, to name: String) throws -> URL {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  /// Puts `new` in the place of `old`, which must stand in the file once.
  func replace(_ old: String, with new: String, in name: String, _ location: SourceLocation = #_sourceLocation) throws {
    let text = try text(name)
    try #require(
      text.ranges(of: old).count == 1, "'\(old)' stands in \(name) otherwise than once", sourceLocation: location)
    try write(text.replacing(old, with: new), to: name)
  }
}

/// Does something in a folder that is gone afterwards.
func withScratch<Value>(_ scratch: Scratch, _ body: (Scratch) throws -> Value) throws -> Value {
  defer { scratch.remove() }
  return try body(scratch)
}
