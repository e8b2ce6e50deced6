import Testing

@testable import LineEditing

/// One after another, as libedit's tables of the terminal are the process's.
///
/// What keys come to, whatever the process's locale; what is seen of them is the matter of sessions in a terminal.
@Suite(.serialized) struct LineEditorTests {
  @Test func `a line is what was typed before Enter, edited`() throws {
    let keyboard = try Keyboard()
    #expect(keyboard.line(typing: "outcome\n") == .line("outcome"))
    #expect(keyboard.line(typing: "\n") == .line(""))
    #expect(keyboard.line(typing: "outcom\u{1}my \u{5}e\u{7F}e\n") == .line("my outcome"), "Ctrl-A, Ctrl-E, Backspace")
    #expect(keyboard.line(typing: "ab\u{1B}[Dx\n") == .line("axb"), "an arrow key")
  }

  @Test func `UTF-8 is taken by the character, and bytes that are none are seen as such`() throws {
    let keyboard = try Keyboard()
    #expect(keyboard.line(typing: "价格 é €😀\n") == .line("价格 é €😀"))
    #expect(keyboard.line(typing: "价格\u{7F}é\n") == .line("价é"), "Backspace takes a character")
    #expect(keyboard.line(typing: [0x61, 0xFF, 0xC3, 0x0A]) == .line("a\u{FFFD}\u{FFFD}"))
  }

  @Test func `Ctrl-C drops the line`() throws {
    let keyboard = try Keyboard()
    #expect(keyboard.line(typing: "abc\u{3}") == .interrupted)
    #expect(keyboard.line(typing: "d\n") == .line("d"))
    keyboard.editor.events.interrupt()
    #expect(keyboard.line(typing: "") == .interrupted, "as told by another thread")
  }

  @Test func `Ctrl-D ends on an empty line, and deletes a character on another`() throws {
    let keyboard = try Keyboard()
    #expect(keyboard.line(typing: "abc\u{1}\u{4}\u{5}\u{4}\n") == .line("bc"))
    #expect(keyboard.line(typing: "\u{4}") == .end)
    #expect(keyboard.line(typing: "d\n") == .line("d"), "the next line can be read all the same")
  }

  @Test func `no line is read once no more are wanted`() throws {
    let keyboard = try Keyboard()
    keyboard.editor.events.close()
    #expect(keyboard.line(typing: "abc") == .end)
    #expect(keyboard.line(typing: "abc\n") == .end)
  }

  @Test func `a pasted block is one line with line ends in it, and waits for Enter`() throws {
    let keyboard = try Keyboard()
    func pasted(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }
    #expect(
      keyboard.line(typing: pasted("for i = 1, 2 do\r\tprint(i)\rend\r") + "\n")
        == .line("for i = 1, 2 do\n\tprint(i)\nend"))
    #expect(keyboard.line(typing: "x = " + pasted("1") + " + 2\n") == .line("x = 1 + 2"))
    #expect(keyboard.line(typing: pasted("") + "a\n") == .line("a"))
    #expect(keyboard.line(typing: pasted("\u{1B}[31m\u{9}价") + "\n") == .line("\u{1B}[31m\t价"), "keys in it are text")
    #expect(keyboard.line(typing: "\u{1B}[200~lost its end\u{3}") == .interrupted)
    #expect(keyboard.line(typing: "b\n") == .line("b"))
  }

  @Test func `a block larger than libedit's buffer comes back whole from the history`() throws {
    let keyboard = try Keyboard()
    let block = (1...400).map { "print(\"line \($0)\")" }.joined(separator: "\n")
    #expect(keyboard.line(typing: "\u{1B}[200~\(block)\u{1B}[201~\n") == .line(block))
    keyboard.editor.remember(block)
    #expect(keyboard.line(typing: "\u{10}\n") == .line(block), "Ctrl-P")
  }

  @Test func `the history brings back entries, each once in a row, and finds them`() throws {
    let keyboard = try Keyboard(remembered: 3)
    for entry in ["one", "two", "two", "three\nlines", "four"] { keyboard.editor.remember(entry) }
    #expect(keyboard.line(typing: "\u{10}\n") == .line("four"))
    #expect(keyboard.line(typing: "\u{10}\u{10}\n") == .line("three\nlines"))
    #expect(keyboard.line(typing: "\u{10}\u{10}\u{10}\n") == .line("two"))
    #expect(keyboard.line(typing: "\u{10}\u{10}\u{10}\u{10}\n") == .line("two"), "the oldest is gone")
    #expect(keyboard.line(typing: "\u{12}lin\n") == .line("three\nlines"), "Ctrl-R")
  }

  @Test func `Tab puts in the one candidate, or what several begin with, and lists these`() throws {
    let keyboard = try Keyboard()
    var seen: [String] = []
    keyboard.editor.completer = { before in
      seen.append(before)
      let begun = before.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
      let names = ["hardware", "hardcopy", "价格"].filter { $0.hasPrefix(begun) }
      return Completion(replacing: begun.count, candidates: names.map { .init($0, remark: "category") })
    }
    #expect(keyboard.line(typing: "book.hardw\t.caps\n") == .line("book.hardware.caps"))
    #expect(keyboard.line(typing: "book.ha\tw\t\n") == .line("book.hardware"))
    #expect(keyboard.line(typing: "é.价\t\n") == .line("é.价格"))
    #expect(keyboard.line(typing: "book.x\t\n") == .line("book.x"))
    #expect(keyboard.line(typing: "a.ha.b\u{2}\u{2}\t\n") == .line("a.hard.b"), "what stands behind the cursor stays")
    #expect(keyboard.shown.contains("hardware  category   hardcopy  category\r\n> a.hard.b"))
    #expect(seen == ["book.hardw", "book.ha", "book.hardw", "é.价", "book.x", "a.ha"])
  }
}
