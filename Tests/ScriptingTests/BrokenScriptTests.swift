import Foundation
import Headroom
import Testing

/// Every script of `Broken/`, by name.
private let brokenScripts =
  ((try? FileManager.default.contentsOfDirectory(atPath: Folder.broken)) ?? [])
  .filter { $0.hasSuffix(".lua") }.sorted()

/// All that is said of a script, as a person reads it.
private func said(of name: String) throws -> String {
  var options = Session.Options()
  options.book = Folder.kingsoft + "/book.yaml"
  let results = try Session(options).run([Folder.broken + "/" + name], expecting: true)
  var problems: [Problem] = []
  for result in results {
    problems += result.failures.map(\.problem)
    for scenario in result.scenarios { problems += scenario.warnings + (scenario.differences ?? []) }
    for family in result.families { problems += family.warnings + (family.differences ?? []) }
  }
  return problems.map { $0.description + "\n" }.joined(separator: "\n").replacing(Folder.broken + "/", with: "")
}

@Test func `there are at least ten broken scripts`() {
  #expect(brokenScripts.count >= 10)
}

@Test("of a broken script is said, to the letter, what its .expected file holds", arguments: brokenScripts)
func brokenScript(name: String) throws {
  let said = try said(of: name)
  let file = URL(fileURLWithPath: Folder.broken + "/" + name.dropLast(4) + ".expected")
  if ProcessInfo.processInfo.environment["HEADROOM_RECORD"] == "1" {
    try Data(said.utf8).write(to: file)
    Issue.record("recorded, not compared")
  }
  #expect(said == String(decoding: try Data(contentsOf: file), as: UTF8.self))
}

@Test("every error of a broken script stands at a line and a column that its excerpt shows", arguments: brokenScripts)
func placed(name: String) throws {
  let blocks = try said(of: name).split(separator: "\n\n")
  #expect(!blocks.isEmpty)
  for block in blocks {
    let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
    let head = try #require(lines.first?.prefixMatch(of: /[\w.-]+\.lua:(\d+):(\d+): (error|warning): ./))
    #expect(lines.count >= 3 && lines[1].hasPrefix("\(head.1) | "), "\(block)")
    let caret = try #require(lines.dropFirst(2).first?.firstIndex(of: "^"), "\(block)")
    let column = lines[2].distance(from: lines[2].startIndex, to: caret) - head.1.count - 2
    #expect(Int(head.2) == column, "\(block)")
  }
}
