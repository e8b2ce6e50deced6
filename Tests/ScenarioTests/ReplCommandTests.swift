import Foundation
import Testing

/// `headroom repl` where lines come from a pipe: a session as a test.
@Suite struct ReplCommandTests {
  private let book = "Scenarios/kingsoft-xiaomi/book.yaml"

  @Test func `lines are taken one by one, without a prompt`() throws {
    let ending = try headroom(
      "repl", book,
      input: """
        book.categories.hardware.forecast:scale(2)
        #outcome.breaches
        :undo
        #outcome.breaches
        for i = 1, 2 do
          print(i)
        end
        """)
    #expect(ending.output == "1\nno change stands: this is the baseline\n0\n1\n2\n")
    #expect(ending.errors == "")
    #expect(ending.status == 0)
  }

  @Test func `a line that fails is told with its number, the rest runs, and the status is 3`() throws {
    let ending = try headroom("repl", book, input: "1\n\nbook.categories.hardwear\n:chagnes\n2\n")
    #expect(ending.output == "1\n2\n")
    #expect(ending.errors.contains("stdin:3:17: error: no category 'hardwear' in this book; did you mean 'hardware'?"))
    #expect(ending.errors.contains("stdin:4:1: error: there is no command ':chagnes'; did you mean ':changes'?"))
    #expect(ending.status == 3)
  }

  @Test func `a chunk that never ends is an error, and nothing of it runs`() throws {
    let ending = try headroom("repl", book, input: "1\nfor i = 1, 2 do\n  print(i)\n")
    #expect(ending.output == "1\n")
    #expect(ending.errors.hasPrefix("stdin:2:1: error: what begins here is not complete"))
    #expect(ending.status == 3)
  }

  @Test func `a limit ends its line alone`() throws {
    let ending = try headroom(
      "repl", book, "--limit-instructions", "100000", input: "x = 1\nx = 2; while true do end\nx\n")
    #expect(ending.output == "1\n")
    #expect(ending.errors.contains("stdin:2:1: error: the script used up its instructions and was ended"))
    #expect(ending.status == 3)
  }

  @Test func `:quit leaves the lines behind it alone`() throws {
    let ending = try headroom("repl", book, input: "1\n:quit\nhardwear\n")
    #expect(ending.output == "1\n" && ending.errors == "" && ending.status == 0)
  }

  @Test func `no line at all is a session too, and the last needs no end`() throws {
    #expect(try headroom("repl", book, input: "").status == 0)
    #expect(try headroom("repl", book, input: "1 + 1").output == "2\n")
    #expect(try headroom("repl", book, input: "1 + 1\r\n2\r\n").output == "2\n2\n")
  }

  @Test func `bytes that are no text are refused`() throws {
    let ending = try Program(shell: "printf '1\\n\\377\\n2\\n' | headroom repl \(book)").run()
    #expect(ending.output == "1\n2\n")
    #expect(ending.errors.contains("stdin:2:1: error: this line is not UTF-8"))
    #expect(ending.status == 3)
  }

  @Test func `what may not be meant is a warning, and no failure`() throws {
    let ending = try headroom("repl", book, input: "local x = 1\n")
    #expect(ending.errors.hasPrefix("stdin:1:1: warning: 'x' is local to this line"))
    #expect(ending.status == 0)
  }

  @Test func `the book is named, or taken from the environment, or found in the folder or above it`() throws {
    let line = "book.title"
    let expected = try headroom("repl", book, input: line).output
    #expect(try headroom("repl", "--book", book, input: line).output == expected)
    #expect(try headroom("repl", environment: ["HEADROOM_BOOK": book], input: line).output == expected)
    let scratch = try Scratch(bookOf: "kingsoft-xiaomi")
    defer { scratch.remove() }
    let inner = scratch.folder.appendingPathComponent("a/b")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    #expect(try headroom("repl", input: line, in: scratch.folder).output == expected)
    #expect(try headroom("repl", input: line, in: inner).output == expected)
    let empty = try Scratch()
    defer { empty.remove() }
    let ending = try headroom("repl", input: line, in: empty.folder)
    #expect(ending.errors.contains("no book.yaml lies in this folder or above it"))
    #expect(ending.status == 2)
    #expect(try headroom("repl", "nowhere.yaml", input: line).status == 5)
  }

  @Test func `what is saved passes as a test beside the book, and on the day that was chosen`() throws {
    let scratch = try Scratch(bookOf: "kingsoft-xiaomi")
    defer { scratch.remove() }
    let change = "book.categories.hardware.forecast:scale(2)\n"
    let ending = try headroom("repl", input: change + ":save double \"Double hardware\"\n", in: scratch.folder)
    #expect(ending.output == "saved: 1 change, 3 expectations → double.lua\n")
    let test = try headroom("test", "double.lua", in: scratch.folder)
    #expect(test.output.contains("passed  Double hardware"))
    #expect(test.status == 0)
    let later = try headroom("repl", "--as-of", "2026-04-01", input: change + ":save early\n", in: scratch.folder)
    #expect(later.output.contains("headroom test early.lua --as-of 2026-04-01"))
    #expect(try headroom("test", "early.lua", "--as-of", "2026-04-01", in: scratch.folder).status == 0)
  }

  @Test func `doubled hardware takes at most four lines from nothing to its answer`() throws {
    let ending = try headroom(
      "repl", book, input: "book.categories.hardware.forecast:scale(2)\n:diff\n")
    #expect(ending.output.contains("BREACH     2026-10-07  hardware is above its cap 2026"))
    #expect(ending.output.contains("RMB860.0 million on 2026-12-31"))
  }

  @Test func `the same lines give the same bytes`() throws {
    let input =
      ":help\nbook\nbook.categories.cloud\noutcome\nbook.categories.cloud.forecast:scale(2)\noutcome\n:explain\n"
    let once = try headroom("repl", book, input: input)
    #expect(once.status == 0)
    #expect(try headroom("repl", book, input: input).output == once.output)
  }

  @Test func `Ctrl-C ends a session that nobody types`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    _ = try scratch.write("print(1)\nwhile true do end\nprint(2)\n", to: "lines")
    let path = scratch.folder.path
    // It is asked to end once it has begun, and the line that never ends is at work or about to be.
    let ending = try Program(
      shell: """
        headroom repl \(book) --limit-instructions 1000000000000 --limit-time 100 < \(path)/lines > \(path)/out & run=$!
        until grep -q 1 \(path)/out; do sleep 0.1; done
        while kill -INT $run 2> /dev/null; do sleep 0.2; done
        wait $run
        """
    ).run()
    #expect(ending.status == 130)
    #expect(try scratch.text("out") == "1\n")
  }
}
