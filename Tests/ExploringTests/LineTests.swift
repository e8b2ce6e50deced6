import Headroom
import Testing

@testable import Exploring

@Suite struct LineTests {
  @Test func `an expression shows its value, and _ is the last one`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    #expect(exploration.does("1 + 1") == "2\n")
    #expect(exploration.does("_ * 10") == "20\n")
    #expect(exploration.does("nil") == "")
    #expect(exploration.does("_") == "20\n", "nothing is no last value")
    #expect(exploration.does("x = 5", "x") == "5\n")
    #expect(exploration.does("return 7") == "7\n")
  }

  @Test func `a terminal breaks the sentences of a message at words, and a pipe has them whole`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    let line = "book.categories.hardware.forecst:scale(2) -- a line that is itself longer than sixty columns are"
    let whole = try #require(exploration.take(line).complaint)
    exploration.surface = Surface(columns: 60, rows: 24)
    let folded = try #require(exploration.take(line).complaint)
    #expect(
      whole.split(separator: "\n").contains { $0.count > 120 && $0.hasPrefix("hint: a category has: agreement,") })
    #expect(folded.contains("\n2 | \(line)\n  |                          ^^^^^^^\n"))
    let sentences = folded.split(separator: "\n").filter { !$0.contains(" | ") }
    #expect(sentences.count > 4 && sentences.allSatisfy { $0.count <= 60 })
    func words(_ text: String) -> [Substring] { text.split { $0.isWhitespace } }
    #expect(words(folded) == words(whole.replacing(":1:", with: ":2:").replacing("\n1 |", with: "\n2 |")))
  }

  @Test func `several values stand below one another`() throws {
    #expect(try ExploredBook.kingsoft.explore().does("1, true") == "1\ntrue\n")
  }

  @Test func `what print wrote stands before the value`() throws {
    #expect(try ExploredBook.kingsoft.explore().does("(function() print(\"seen\") return 3 end)()") == "seen\n3\n")
  }

  @Test func `a chunk of several lines runs once it is complete`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    #expect(exploration.prompt == "> ")
    #expect(exploration.take("for i = 1, 2 do") == Reply(wantsMore: true))
    #expect(exploration.prompt == "… ")
    #expect(exploration.take("print(i)") == Reply(wantsMore: true))
    #expect(exploration.take("end") == Reply(text: "1\n2\n"))
    #expect(exploration.prompt == "> ")
  }

  @Test func `an expression may run over lines, and a table`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    #expect(exploration.take("1 +").wantsMore)
    #expect(exploration.take("2").text == "3\n")
    #expect(exploration.take("#{ 1,").wantsMore)
    #expect(exploration.take("2 }").text == "2\n")
  }

  @Test func `a chunk that was not complete is forgotten at Ctrl-C, and an error at the end`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    #expect(exploration.take("function f()").wantsMore)
    exploration.abandonInput()
    #expect(exploration.does("1") == "1\n")
    #expect(exploration.end() == nil)
    #expect(exploration.take("function g()").wantsMore)
    let complaint = try #require(exploration.end()?.complaint)
    #expect(complaint.hasPrefix("<prompt>:3:1: error: what begins here is not complete"))
  }

  @Test func `lines that are pasted as one run as one`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    #expect(exploration.take("for i = 1, 2 do\r\n  print(i)\rend").text == "1\n2\n")
    #expect(exploration.refuses("nothing_of_that_name").hasPrefix("<prompt>:4:1: error: no 'nothing_of_that_name'"))
  }

  @Test func `an error names the line of the session, and shows it`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    exploration.does("x = 1")
    #expect(
      exploration.refuses("book.categories.hardwear") == """
        <prompt>:2:17: error: no category 'hardwear' in this book; did you mean 'hardware'?
        2 | book.categories.hardwear
          |                 ^^^^^^^^
        hint: categories of this book: cloud, financing, idc, hardware, api
        """)
  }

  @Test func `a function that fails later names the line that it was written on`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    #expect(exploration.take("function broken(list)").wantsMore)
    exploration.does("  return #list.of", "end", ":changes", "")
    #expect(
      exploration.refuses("x = 1 + broken({})") == """
        <prompt>:2:16: error: 'of' is nothing (nil), which has no length
        2 |   return #list.of
          |                ^^
        called from line 6
        hint: check its spelling, and that it has a value before this line
        """)
  }

  @Test func `what is not Lua is told as in a script`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    #expect(exploration.refuses("book.caps.2026").contains("hint: a name that begins with a digit stands in brackets"))
    #expect(exploration.refuses("x = = 2").hasPrefix("<prompt>:2:3: error: this is not Lua"))
  }

  @Test(arguments: ["local x = 1", "  local rate = money \"RMB 5 million\""])
  func `a local that is gone after its line is warned about`(line: String) throws {
    let reply = try ExploredBook.kingsoft.explore().take(line)
    #expect(reply.complaint == nil)
    #expect(reply.warning?.contains("is local to this line, and gone after it") == true)
    #expect(reply.warning?.contains("hint: leave 'local' out to keep it") == true)
  }

  @Test(arguments: ["local x = 1; print(x)", "x = 1", "do local x = 1 end"])
  func `a local that serves within its line is not`(line: String) throws {
    #expect(try ExploredBook.kingsoft.explore().take(line).warning == nil)
  }

  @Test func `control characters are refused and never shown`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    for line in ["x = \"\u{1B}[31m\"", ":use \u{1B}[31m", "\u{0}", ":\u{7}", "x \u{202E} y"] {
      let complaint = exploration.refuses(line)
      #expect(complaint.contains("does not belong"))
      #expect(!complaint.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
      #expect(!complaint.contains("\u{202E}"))
    }
    #expect(exploration.does("1") == "1\n")
  }

  @Test func `outcome and baseline are found when they are read`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    #expect(exploration.does("#outcome.breaches, #baseline.breaches") == "0\n0\n")
    exploration.does("book.categories.hardware.forecast:scale(2)")
    #expect(exploration.does("#outcome.breaches, #baseline.breaches") == "1\n0\n")
    exploration.does("kept = outcome", ":undo")
    #expect(exploration.does("#outcome.breaches, #kept.breaches") == "0\n1\n")
  }

  @Test func `doubled hardware takes two lines from nothing to its answer`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    let answer = exploration.does("book.categories.hardware.forecast:scale(2)", ":diff")
    #expect(answer.contains("2026-10-07"))
    #expect(answer.contains("0.76086956"))
    #expect(answer.contains("860.0"))
  }

  @Test func `a question within a function is asked of the working scenario`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    exploration.does("book.meetings[\"agm-2026\"]:move(\"2026-09-30\")")
    let text = exploration.does(
      "#book:what_if(function(b) b.categories.hardware.forecast:scale(2) end).breaches, #outcome.breaches")
    #expect(text == "3\n2\n", "both at once have three breaches, the late vote alone two")
    #expect(exploration.notebook.changes.count == 1)
  }
}
