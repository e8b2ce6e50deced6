import Headroom
import Testing

/// Texts for a terminal: in 100 columns, with columns that stand in line, the same with colours and without.
@Suite struct LayoutTests {
  /// Every text that can be made of a book and its scenarios.
  private func texts(_ result: BookResult, _ ink: Ink) -> [String] {
    [
      RunText(ink: ink).text([result]),
      BookText(ink: ink).text(result.book, file: result.file, baseline: result.baseline),
    ]
  }

  /// Makes every amount of a book some thousand times as large, and as fine as its currency allows.
  static func wide(_ text: String) -> String {
    text.replacing(/([ ",])([1-9][0-9,]*)(\.\d+)? million/) { match in
      "\(match.1)\(match.2.replacing(",", with: ""))234\(((match.3 ?? ".") + "2345678").prefix(9)) million"
    }
  }

  @Test(arguments: Results.names)
  func `no line is wider than 100 characters, nor ends in a space`(name: String) throws {
    for text in texts(try Results.of(name), Ink(isColoured: false)) {
      #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
      for line in text.lines { #expect(line.count <= 100 && line.last != " ", "\(line)") }
    }
  }

  @Test(arguments: Results.names)
  func `wide amounts with eight decimals fit as well`(name: String) throws {
    let result = try Results.of(name, edit: Self.wide)
    #expect(texts(result, Ink(isColoured: false))[0].contains(/\d,\d\d\d\.\d{8}/))
    for text in texts(result, Ink(isColoured: false)) {
      for line in text.lines { #expect(line.count <= 100 && line.last != " ", "\(line)") }
    }
  }

  @Test func `a table that does not fit becomes sentences, with every figure behind its title`() throws {
    let long = "procurement-of-all-that-anybody-could-think-of"
    let result = try Results.of("kingsoft-xiaomi", only: "agm-30-september.lua") { text in
      text.replacing("id: hardware\n", with: "id: \(long)\n").replacing(
        "category: hardware\n", with: "category: \(long)\n"
      )
      .replacing(",hardware,", with: ",\(long),").replacing(" hardware, api]", with: " \(long), api]")
    }
    for text in texts(result, Ink(isColoured: false)) {
      for line in text.lines { #expect(line.count <= 100 && line.last != " ", "\(line)") }
    }
    let text = texts(result, Ink(isColoured: false))[0]
    #expect(
      text.contains(
        """
        \(long) 2026
          in force 1,000.0, total 930.0, used 93.0%, headroom 70.0, first alert 2026-12-06, first breach –
        """))
    #expect(
      text.contains(
        """
        \(long) 2026
          baseline, in force 1,000.0, total 930.0, used 93.0%, first alert 2026-12-06, first breach –, over
          that day –
          scenario, in force 1,000.0, total 930.0, used 93.0%, first alert 2026-07-02, first breach
          2026-07-02, over that day 3.40869565
        """))
  }

  @Test(arguments: Results.names)
  func `a narrower text keeps every word`(name: String) throws {
    let result = try Results.of(name)
    func words(_ width: Int) -> [Substring] {
      BookText(ink: Ink(isColoured: false), width: width)
        .text(result.book, file: result.file, baseline: result.baseline).split(whereSeparator: {
          $0 == " " || $0 == "\n"
        })
    }
    #expect(words(100) == words(1000))
  }

  @Test(arguments: Results.names)
  func `figures end where the titles of their columns end`(name: String) throws {
    let lines = texts(try Results.of(name), Ink(isColoured: false))[0].lines
    var tables = 0
    for (index, header) in lines.enumerated() where header.hasPrefix("cap ") && header.contains("in force") {
      tables += 1
      let ends = ["in force", "total", "used"].compactMap { title in
        header.ranges(of: title).first.map { header.distance(from: header.startIndex, to: $0.upperBound) }
      }
      #expect(ends.count == 3)
      for row in lines[(index + 1)...].prefix(while: { !$0.isEmpty }) where !row.hasSuffix("none") {
        for end in ends {
          let characters = Array(row)
          #expect(characters.count > end && characters[end - 1] != " " && characters[end] == " ", "\(row)")
        }
      }
    }
    #expect(tables >= 3)
  }

  @Test(arguments: Results.names)
  func `colours change no visible text, and each is ended on its line`(name: String) throws {
    for edit in [{ $0 }, Self.wide] {
      let result = try Results.of(name, edit: edit)
      for (plain, coloured) in zip(texts(result, Ink(isColoured: false)), texts(result, Ink(isColoured: true))) {
        #expect(coloured.withoutColours == plain)
        #expect(plain.withoutColours == plain)
        for line in coloured.lines where line.contains("\u{1B}") {
          let codes = line.matches(of: /\u{1B}\[([0-9;]*)m/).map { String($0.1) }
          #expect(codes.count % 2 == 0)
          #expect(codes.indices.allSatisfy { (codes[$0] == "0") == ($0 % 2 == 1) }, "\(line)")
        }
      }
    }
  }
}
