import Foundation
import Testing

/// README.md is true: its sessions, its examples, its tables of names, its map.
@Suite struct ReadmeTests {
  private static let commands = (try? Readme().commands) ?? []

  @Test func `there is a session`() { #expect(!Self.commands.isEmpty) }

  @Test(arguments: commands)
  func `a command prints what the page shows`(command: Readme.Command) throws {
    let ending = try Program(shell: command.line).run()
    #expect((ending.status, ending.errors) == (0, ""))
    #expect(ending.output == command.output, "\(Golden.difference(command.output, ending.output))")
  }

  @Test(arguments: (try? Readme().blocks("repl")) ?? [])
  func `a session at the prompt shows what the page shows, line by line`(block: String) throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      var (typed, shown) = ("", "")
      for part in ("\n" + block).components(separatedBy: "\n> ").dropFirst() {
        let lines = part.components(separatedBy: "\n")
        typed += lines[0] + "\n"
        shown += lines.dropFirst().map { $0 + "\n" }.joined()
        try? FileManager.default.removeItem(at: scratch.folder.appendingPathComponent("doubled.lua"))
        let ending = try headroom("repl", input: typed, in: scratch.folder)
        #expect((ending.status, ending.errors) == (0, ""))
        #expect(ending.output == shown, "\(Golden.difference(shown, ending.output))")
      }
      guard typed.contains(":save doubled.lua") else { return }
      let tested = try headroom("test", "doubled.lua", in: scratch.folder)
      #expect(tested.status == 0 && tested.output.contains("1 passed, 0 failed"))
    }
  }

  @Test func `the doubled hardware is asked and answered at the prompt in four lines at most`() throws {
    let first = try #require(Readme().blocks("repl").first)
    let lines = first.components(separatedBy: "\n").filter { $0.hasPrefix("> ") }
    #expect(lines.count <= 4 && first.contains("BREACH     2026-10-07  hardware"))
  }

  @Test func `the scenarios of the page do what they expect`() throws {
    let blocks = try Readme().blocks("lua")
    #expect(!blocks.isEmpty)
    for block in blocks {
      try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
        try scratch.copy("Scenarios/kingsoft-xiaomi/double-hardware.lua")
        try scratch.write(block, to: "page.lua")
        let ending = try headroom("test", "page.lua", in: scratch.folder)
        #expect((ending.status, ending.errors) == (0, ""), "\(ending.output)")
        #expect(ending.output.contains(" passed, 0 failed"))
      }
    }
  }

  @Test func `the book of the page holds together, and says what it should`() throws {
    let blocks = try Readme().blocks("yaml")
    #expect(blocks.count == 1)
    try withScratch(Scratch()) { scratch in
      try scratch.write(blocks[0] + "\n", to: "book.yaml")
      try scratch.write(
        """
        from,to,category,amount,audited,source
        2025-07-01,2025-10-31,services,40 million,no,accounts

        """, to: "ledger.csv")
      let valid = try headroom("book", "validate", in: scratch.folder)
      #expect((valid.status, valid.errors) == (0, ""))
      #expect(
        valid.output.hasPrefix(
          "book.yaml holds together: 1 agreement, 1 category, 2 cap versions, 1 ledger line, 1 meeting"))
      // Nothing decides whether 120.0 needs a vote, and 110.0 is above the 90.0 that holds without one.
      try scratch.write("scenario \"As it stands\" {}", to: "as-it-stands.lua")
      let outcome = try headroom("run", ".", "--format", "json", in: scratch.folder).json().scenario("As it stands")[
        "outcome"]
      #expect(outcome.at("categories.services.caps.FY2026.total") == "110000000.00")
      #expect(outcome["compliant"] == false)
      #expect(outcome.at("categories.services.requirement") == "undetermined")
    }
  }

  @Test func `the map names every folder, and no other`() throws {
    let blocks = try Readme().section("The house").components(separatedBy: "\n```")
    let map = blocks[1].components(separatedBy: "\n")
    let inner = map.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }.compactMap { $0.split(separator: "/").first }
    #expect(try inner.map { $0.trimmingCharacters(in: .whitespaces) }.sorted() == Repository.folders(in: "Sources"))
    for line in map where !line.isEmpty && !line.hasPrefix(" ") {
      let name = String(line.prefix { $0 != " " })
      #expect(FileManager.default.fileExists(atPath: Repository.root.appendingPathComponent(name).path), "\(name)")
    }
    for folder in try Repository.folders(in: "Bindings") { #expect(blocks[1].contains(folder), "\(folder)") }
  }

  @Test func `the code that embeds the library is the code of a test`() throws {
    let blocks = try Readme().blocks("swift")
    #expect(!blocks.isEmpty)
    let own = Set(lines(try Repository.text("Tests/ScenarioTests/EmbeddingTests.swift")))
    for line in lines(blocks.joined(separator: "\n")) {
      let tested = line.replacing("\"Scenarios/kingsoft-xiaomi/double-hardware.lua\"", with: "file")
        .replacing("print(breach.statement)", with: "print(breach.statement, to: &told)")
      #expect(own.contains(tested))
    }
  }

  private func lines(_ text: String) -> [String] {
    text.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
