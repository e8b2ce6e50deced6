import Foundation
import Testing

/// Whole outputs in `Golden/`, which a person can read.
///
/// With `HEADROOM_RECORD=1` in the environment they are written anew, to be read before they are committed.
enum Golden {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")

  /// Compares a text with the whole of a file, and shows the first line that differs.
  static func expect(_ text: String, is name: String, _ location: SourceLocation = #_sourceLocation) throws {
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["HEADROOM_RECORD"] == "1" { try Data(text.utf8).write(to: file) }
    let expected = try String(contentsOf: file, encoding: .utf8)
    guard text != expected else { return }
    Issue.record(
      "\(difference(expected, text)) in Golden/\(name); HEADROOM_RECORD=1 writes it anew", sourceLocation: location)
  }

  /// The first line in which two texts differ.
  static func difference(_ expected: String, _ got: String) -> String {
    let (old, new) = (lines(expected), lines(got))
    let line = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
    func shown(_ lines: [Substring]) -> String { lines.indices.contains(line) ? String(lines[line]) : "(the end)" }
    return "line \(line + 1) is\n  \(shown(new))\nand not\n  \(shown(old))\n"
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
