import BookFiles
import Problems
import Testing

/// Texts that are made to do harm: each ends in problems, in a process of its own where a fault would end it.
@Suite struct HostileBookTests {
  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func statements(_ book: [UInt8], ledger: [UInt8] = []) throws -> [String] {
    try problems(of: book, ledger: ledger).all.map(\.statement)
  }

  @Test func `brackets without end are refused`() async {
    await #expect(processExitsWith: .success) {
      for bracket in ["[", "{", "{a: ", "[[a], ", "- ["] {
        let text = "book: " + String(repeating: bracket, count: 100_000)
        let told = try problems(of: Array(text.utf8))
        try #require(told.all.count == 1)
      }
    }
  }

  @Test func `dashes, question marks and colons without end are refused`() async {
    await #expect(processExitsWith: .success) {
      for mark in ["- ", "? ", ": ", "- ? ", "? - : "] {
        let told = try problems(of: Array(String(repeating: mark, count: 100_000).utf8))
        try #require(told.all.count == 1)
        try #require(told.all[0].statement.hasPrefix("more than 64"))
      }
    }
  }

  @Test func `a stair of mappings without end is refused`() async {
    await #expect(processExitsWith: .success) {
      var text = ""
      for depth in 0..<1_000 { text += String(repeating: " ", count: depth) + "a:\n" }
      let told = try problems(of: Array(text.utf8))
      try #require(told.all[0].statement.hasPrefix("more than 64"))
    }
  }

  @Test func `depth cannot hide behind quotes, comments, texts or line ends`() async {
    await #expect(processExitsWith: .success) {
      let bomb = String(repeating: "[", count: 50_000)
      for head in [
        "a: b\n  \"c\nd: ", "a: b 'c\nd: ", "a: \"\\\"\"\nd: ", "a: 'it''s'\nd: ", "# \"\nd: ", "a: |\n  \"\nd: ",
        "a: |2\n   \"\nd: ",
        "a: >-\n\n\n  '\nd: ", "a: b#'\nd: ", "? \"a\n : b\n\": ", "\"a\": \"b\"\n'c': ", "a: b\r\rd: ",
        "- a: b\n  c: |\n   '\n  d: ",
        "a: [b, 'c']\nd: ", "a: {b: \"c\"}\nd: ", "---\nd: ", "a: |+1 # \"\n  \"\nd: ", "a: -'\nd: ", "a: ?\"\nd: ",
        "a: :\"\nd: ",
      ] {
        let told = try problems(of: Array((head + bomb).utf8))
        try #require(
          told.all[0].statement.hasPrefix("more than 64") || told.all[0].statement.hasPrefix("this "), "\(told)")
      }
    }
  }

  @Test func `an alias that repeats without end is refused`() async {
    await #expect(processExitsWith: .success) {
      var text = "a0: &a0 [x, x]\n"
      for level in 1..<40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
      let told = try problems(of: Array(text.utf8))
      try #require(told.all[0].statement == "a value begins with an anchor (&), which a book does not use")
    }
  }

  @Test func `a merge key is an unknown key, and its alias is refused`() throws {
    #expect(
      try statements(Self.bytes("<<: *base\n")) == ["a value begins with an alias (*), which a book does not use"])
    #expect(try statements(Self.bytes("<<: { a: b }\n")).contains("unknown key '<<' in a book"))
  }

  @Test func `a directive and a tag are refused`() throws {
    #expect(
      try statements(Self.bytes("%YAML 1.2\n---\nbook: x\n")) == [
        "a line that begins with % is a YAML directive, which a book does not use"
      ])
    #expect(
      try statements(Self.bytes("book: !!binary x\n")) == ["a value begins with a tag (!), which a book does not use"])
  }

  @Test func `a file of two mebibytes is not read`() throws {
    let large = [UInt8](repeating: UInt8(ascii: "#"), count: 2 << 20)
    #expect(try statements(large) == ["the file is larger than 1048576 bytes, the most that is read"])
  }

  @Test func `a large file within the limit is read in time`() throws {
    let line = "  - { text: something that is done, every: month }\n"
    let text = "controls:\n" + String(repeating: line, count: 8_000)
    #expect(try statements(Self.bytes(text)).contains("a book has no 'currency'"))
  }

  /// Texts just below the limit, each against one step that could take the square of its length.
  enum Slow: String, CaseIterable {
    case longList, longMapping, manyNames, longText, listKeys, combinedLetters

    var text: String {
      switch self {
      case .longList: "controls: [" + String(repeating: "{text: a}, ", count: 90_000) + "]"
      case .longMapping: "{" + (0..<90_000).map { "k\($0): v" }.joined(separator: ", ") + "}"
      case .manyNames: "meetings:\n" + (0..<70_000).map { "- {id: m\($0)}\n" }.joined()
      case .longText: "a: \"" + String(repeating: "x\\n", count: 340_000) + "\""
      case .listKeys: String(repeating: "[a]: b\n", count: 140_000)
      case .combinedLetters: "book: " + String(repeating: "e\u{301}", count: 340_000)
      }
    }
  }

  @Test(arguments: Slow.allCases)
  func `a file of a mebibyte that is made to be slow ends soon`(slow: Slow) throws {
    try #require(slow.text.utf8.count <= 1 << 20)
    let start = ContinuousClock.now
    #expect(!(try statements(Self.bytes(slow.text))).isEmpty)
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test func `a ledger of overlapping ranges in wrong categories ends soon`() throws {
    let row = "2026-01-01,2026-01-02,parts,1.00,no,\n2027-01-01,2027-01-02,other,1.00,no,\n"
    let ledger = "from,to,category,amount,audited,source\n" + String(repeating: row, count: 10_000)
    let told = try problems(of: Self.bytes(Fixtures.small()), ledger: Self.bytes(ledger))
    #expect(told.all.count <= 301)
  }

  @Test func `UTF-16 is named as such`() throws {
    for mark in [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]] {
      #expect(try statements(mark + [0x62, 0x00]) == ["the file is written in UTF-16, not in UTF-8"])
    }
  }

  @Test func `a NUL byte is refused with its place`() throws {
    let told = try problems(of: Self.bytes("book: a\nrulebook: \0b\n"))
    #expect(told.all.map { "\($0.place?.description ?? "")" } == ["book.yaml:2:11"])
  }

  @Test(arguments: [
    "", "\n", "---\n", "...\n", "~\n", "null", "# only a comment", "book", "- ", "? ", ": ", "[", "{", "\"", "'", "|",
    ">", "&", "*", "!", "%", "@", "`",
    "a: |\n b\nc: >\n", "{a: b}: c\n", "[a]: b\n", "? [a, b]\n: c\n", "? {a: b}\n: c\n", "\u{FEFF}", "\"\\u0000\": a",
    "\"\\x07\": \"\\u2028\"",
    "book: \"\\U0001F600\\e[31m\"", "a: b: c", "- a\nb: c", "a:\n\tb: c", "{a, b, c: }", "[a, b", "{? }", "[? , : ]",
    "a: \"b\\", "a: 'b''",
    "book:\n- a\n- b\n", "x\u{301}: y", "book: x\n...\n---\nbook: y\n", "a: &", "a: *", "a: !", "!<a> b",
  ])
  func `whatever is written ends in problems`(text: String) throws {
    let told = try problems(of: Self.bytes(text))
    #expect(!told.all.isEmpty)
  }

  @Test func `an escape that draws on the terminal is shown as it is written, not done`() throws {
    let told = try problems(of: Self.bytes("book: x\nrulebook: \"\\e[31mred\"\n"))
    #expect(!told.description.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func `more problems than help are cut, and the cut is said`() throws {
    let keys = (0..<500).map { "key\($0): value\n" }.joined()
    let told = try problems(of: Self.bytes(keys))
    #expect(told.all.count == 101)
    #expect(told.all.contains { $0.statement == "there are more problems; the first 100 that were found are shown" })
  }
}
