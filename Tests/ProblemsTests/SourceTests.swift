import Problems
import Testing

/// The lines of a file, the bytes of a file, and the names that were meant.
@Suite struct SourceTests {
  @Test func `a token is found as a whole word, and the first word stands in for one that is absent`() throws {
    let text = SourceText("cap2026 = 1\n  cap = cap2\n", file: "f.lua")
    #expect(text.problem("x", line: 2, token: "cap").description == "f.lua:2:3: error: x\n2 |   cap = cap2\n  |   ^^^")
    #expect(text.problem("x", line: 1, token: "cap").place?.column == 1)
    #expect(text.problem("x", line: 2, token: "absent").description == "f.lua:2:3: error: x\n2 |   cap = cap2\n  |   ^")
    #expect(text.problem("x", line: 2, token: "").place?.column == 3)
  }

  @Test func `a line that the file does not have has no excerpt`() {
    let text = SourceText("one\ntwo", file: "f")
    #expect(text.line(0) == nil && text.line(3) == nil && text.line(-1) == nil && text.line(.max) == nil)
    #expect(text.line(2) == "two")
    #expect(text.problem("x", line: 9, token: "one").description == "f:9:1: error: x")
  }

  @Test(
    "lines end with a line feed, a carriage return or both",
    arguments: ["a\nb\nc", "a\r\nb\r\nc", "a\rb\rc"])
  func lineEnds(text: String) {
    #expect(SourceText(text, file: "f").lines == ["a", "b", "c"])
    let bytes = Array(text.utf8)
    #expect(
      Problem("x", atByte: bytes.count - 1, of: bytes, file: "f").place == SourcePlace(file: "f", line: 3, column: 1))
  }

  @Test func `a place at a byte counts characters, not bytes, and skips a byte order mark`() {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("é中x".utf8)
    let problem = Problem("x", atByte: bytes.count - 1, of: bytes, file: "f")
    #expect(problem.description == "f:1:3: error: x\n1 | é中x\n  |   ^")
  }

  @Test func `a byte outside the file is taken to be its nearest end`() {
    let bytes = Array("ab".utf8)
    #expect(Problem("x", atByte: 99, of: bytes, file: "f").place?.column == 3)
    #expect(Problem("x", atByte: -1, of: bytes, file: "f").place?.column == 1)
    #expect(Problem("x", atByte: 0, of: [], file: "f").place == SourcePlace(file: "f", line: 1, column: 1))
  }

  private func decode(_ bytes: [UInt8], limit: Int = 100) throws(Problems) -> String {
    try SourceText.decoding(bytes, file: "f", limit: limit, expecting: "a book's YAML file")
  }

  @Test func `UTF-8 is read with and without its mark, and a file of just the limit is read`() throws {
    #expect(try decode([0xEF, 0xBB, 0xBF, 0x61]) == "a")
    #expect(try decode(Array("é\t中\r\n".utf8)) == "é\t中\r\n")
    #expect(try decode([0x61, 0x62], limit: 2) == "ab")
  }

  @Test(
    "what is no text is refused with its place and remedy",
    arguments: [
      (
        [0xFF, 0xFE, 0x61, 0x00],
        "f:1: error: the file is written in UTF-16, not in UTF-8\nhint: save it again with the encoding UTF-8"
      ),
      (
        [0x61, 0x0A, 0x62, 0xC3, 0x0A],
        "f:2:2: error: these bytes are not UTF-8\n2 | b\u{FFFD}\n  |  ^\nhint: save the file again with the encoding UTF-8"
      ),
      (
        [0x61, 0x00],
        "f:1:2: error: the character U+0000 does not belong in a text\n1 | a\u{FFFD}\n  |  ^\nhint: take it out"
      ),
      (
        [0xE2, 0x80, 0xA8],
        "f:1:1: error: the character U+2028 does not belong in a text\n1 | \u{FFFD}\n  | ^\nhint: take it out"
      ),
    ] as [([UInt8], String)])
  func refused(bytes: [UInt8], text: String) throws {
    let problems = #expect(throws: Problems.self) { try decode(bytes) }
    #expect(problems?.description == text)
  }

  @Test func `a file over the limit is refused unread`() {
    let problems = #expect(throws: Problems.self) { try decode([0x61, 0x62, 0x63], limit: 2) }
    #expect(
      problems?.description
        == "f:1: error: the file is larger than 2 bytes, the most that is read\nhint: check that this is a book's YAML file"
    )
  }

  @Test(
    "the nearest name is suggested, and none where none is near",
    arguments: [
      ("hardwear", "hardware"), ("Hardware", "hardware"), ("clould", "cloud"), ("icd", "idc"), ("clouds", "cloud"),
      ("api2", "api"), ("financing", nil), ("xyz", nil), (String(repeating: "a", count: 5000), nil),
    ])
  func nearest(name: String, expected: String?) {
    #expect(Spelling.nearest(to: name, among: ["cloud", "idc", "hardware", "api"]) == expected)
  }

  @Test func `of equally near names the first in order is taken, whatever order they come in`() {
    #expect(Spelling.nearest(to: "cap3", among: ["cap2", "cap1"]) == "cap1")
    #expect(Spelling.nearest(to: "cap3", among: ["cap1", "cap2"]) == "cap1")
    #expect(Spelling.nearest(to: "cap3", among: [String]()) == nil)
  }

  @Test func `a question is asked only where a name is near`() {
    #expect(Spelling.question("hardwear", among: ["hardware"]) == "; did you mean 'hardware'?")
    #expect(Spelling.question("xyz", among: ["hardware"]) == "")
  }
}
