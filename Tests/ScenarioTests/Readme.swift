import Foundation
import Testing

/// README.md, in the parts that a test can hold it to.
struct Readme {
  let text: String

  init() throws { text = try Repository.text("README.md") }

  /// The blocks of a language, in order.
  func blocks(_ language: String) -> [String] {
    text.components(separatedBy: "\n```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }

  /// A command of a session with what it prints.
  struct Command: CustomTestStringConvertible {
    let line: String
    let output: String
    var testDescription: String { line }
  }

  /// The commands of the `console` blocks.
  var commands: [Command] {
    blocks("console").flatMap { block in
      ("\n" + block + "\n").components(separatedBy: "\n$ ").dropFirst().map { part in
        let lines = part.components(separatedBy: "\n")
        return Command(line: lines[0], output: lines.dropFirst().joined(separator: "\n"))
      }
    }
  }

  /// A section, from its heading to the next.
  func section(_ title: String) throws -> String {
    let parts = text.components(separatedBy: "\n## ")
    return try #require(parts.first { $0.hasPrefix(title + "\n") }, "README.md has no section '\(title)'")
  }

  /// The second cell of a row of a table in a section.
  func row(_ name: String, of section: String) throws -> String {
    let rows = try self.section(section).components(separatedBy: "\n").filter { $0.hasPrefix("| ") }
    let row = try #require(rows.first { $0.hasPrefix("| \(name) ") }, "README.md has no row '\(name)'")
    return row.dropFirst(name.count + 2).trimmingCharacters(in: ["|", " "])
  }
}

/// What stands in backticks in a text, in order.
func quoted(_ text: String) -> [String] {
  text.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
}
