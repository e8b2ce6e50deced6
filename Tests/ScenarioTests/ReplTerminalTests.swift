import Foundation
import Testing

/// `headroom repl` as an analyst has it: keys on a terminal, and what stands on its screen.
@Suite struct ReplTerminalTests {
  private static let repl = "headroom repl Scenarios/kingsoft-xiaomi/book.yaml"
  private static let doubled = "book.categories.hardware.forecast:scale(2)"

  /// A session on the first book, at its prompt.
  private func session(
    _ line: String = repl, columns: Int = 100, rows: Int = 24, in folder: URL = Repository.root,
    _ body: (Screen) throws -> Void
  ) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let screen = try Screen(line, columns: columns, rows: rows, in: folder, scratch: scratch)
    defer { screen.close() }
    try screen.sees(":help tells what can be asked, Tab completes, Ctrl-D leaves", ">")
    try body(screen)
  }

  @Test func `a session begins with the book and its day, and Ctrl-D leaves with status 0`() throws {
    try session { screen in
      #expect(try screen.lines().first == "Kingsoft Cloud and Xiaomi, as of 2026-04-23")
      try screen.enter("1 + 1")
      try screen.sees("> 1 + 1", "2", ">")
      try screen.press("C-d")
      try screen.sees(">", "left with 0")
    }
  }

  @Test func `a chunk goes on until it is complete; Ctrl-C and Ctrl-D drop one that is not`() throws {
    try session { screen in
      for line in ["function twice(n)", "return 2 * n", "end", "twice(21)"] { try screen.enter(line) }
      try screen.sees("> function twice(n)", "… return 2 * n", "… end", "> twice(21)", "42", ">")
      for key in ["C-c", "C-d"] {
        try screen.enter("if outcome.compliant then")
        try screen.sees("> if outcome.compliant then", "…")
        try screen.press(key)
        try screen.enter("twice(4)")
        try screen.sees("> twice(4)", "8", ">")
      }
    }
  }

  @Test func `the history is there after a restart: by arrow key, chunk by chunk, and by search`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    for run in 1...2 {
      let screen = try Screen(Self.repl, scratch: scratch)
      defer { screen.close() }
      try screen.sees(":help tells what can be asked, Tab completes, Ctrl-D leaves", ">")
      if run == 1 {
        for line in ["for i = 1, 2 do", "print(i * 11)", "end", "#outcome.breaches"] { try screen.enter(line) }
        try screen.sees("> #outcome.breaches", "0", ">")
      } else {
        try screen.press("Up", "Up")
        try screen.sees("> for i = 1, 2 do", "print(i * 11)", "end")
        try screen.press("Enter")
        try screen.sees("end", "11", "22", ">")
        try screen.press("C-r")
        try screen.type("breach")
        try screen.sees("the line that was searched for") {
          $0.suffix(2).first == "> #outcome.breaches" && $0.last?.hasPrefix("bck") == true
        }
        try screen.press("Enter")
        try screen.sees("0", ">")
      }
      try screen.press("C-d")
      try screen.sees(">", "left with 0")
    }
    let history = scratch.folder.appendingPathComponent(".local/state/headroom/history").path
    #expect(try FileManager.default.attributesOfItem(atPath: history)[.posixPermissions] as? Int == 0o600)
  }

  @Test func `a history that cannot be kept is told once, and the session goes on`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write("", to: "plain")
    let screen = try Screen("export XDG_STATE_HOME=$HOME/plain; \(Self.repl)", columns: 200, scratch: scratch)
    defer { screen.close() }
    let file = scratch.folder.appendingPathComponent("plain/headroom/history").path
    try screen.sees("note: the history cannot be kept in '\(file)': Not a directory", ">")
    try screen.enter("1 + 1")
    try screen.sees("> 1 + 1", "2", ">")
  }

  @Test func `Ctrl-C ends an endless loop, again and again, and nothing that was changed is lost`() throws {
    try session { screen in
      for line in [Self.doubled, ":limits instructions 1000000000000", ":limits time 86400"] {
        try screen.enter(line)
        // A terminal forgets what was typed ahead at Ctrl-C, so that nothing may be on its way.
        try screen.sees("the next prompt") { $0.last == ">" && $0.contains("> " + line) }
      }
      for _ in 1...2 {
        try screen.enter("while true do end")
        try screen.sees("> while true do end")
        try screen.press("C-c", "C-c", "C-c")
        try screen.sees("the loop was ended") { $0.contains { $0.contains("error: interrupted") } && $0.last == ">" }
        try screen.enter("#outcome.breaches")
        try screen.sees("> #outcome.breaches", "1", ">")
        try screen.press("C-l")
        try screen.sees(">")
      }
    }
  }

  @Test func `Tab completes from what is there, in brackets too, and lists what there is with its types`() throws {
    try session { screen in
      try screen.type("book.categories[\"har")
      try screen.press("Tab")
      try screen.sees("the category is put in") { $0.last?.hasPrefix("> book.categories[\"hardware") == true }
      try screen.press("C-c")
      try screen.type("outc")
      try screen.press("Tab")
      try screen.sees("> outcome")
      try screen.type(".")
      try screen.press("Tab")
      try screen.sees("fields are listed, and the line stands below them") { lines in
        lines.last == "> outcome." && lines.contains { $0.contains("breaches") }
      }
      try screen.press("C-c")
      try screen.type("nosuchthing.")
      try screen.press("Tab")
      try screen.type("x")
      try screen.sees("> nosuchthing.x")
      try screen.press("C-c")
      try screen.type(":und")
      try screen.press("Tab")
      try screen.sees("the command is put in") { $0.last?.hasPrefix("> :undo") == true }
    }
  }

  @Test func `Ctrl-C at the prompt drops the line`() throws {
    try session { screen in
      try screen.type("os.exit()")
      try screen.press("C-c")
      try screen.sees("> os.exit()^C", ">")
      try screen.enter("#outcome.breaches")
      try screen.sees("> #outcome.breaches", "0", ">")
    }
  }

  @Test func `what is taken back, done again and saved is tested by the saved file`() throws {
    try session { screen in
      try screen.enter(Self.doubled)
      try screen.enter(":undo")
      try screen.enter("#outcome.breaches")
      try screen.sees("no change stands: this is the baseline", "> #outcome.breaches", "0", ">")
      try screen.enter(":redo")
      try screen.sees("1 change stands: forecast of hardware: times 2", ">")
      let file = screen.scratch.folder.appendingPathComponent("double.lua").path
      try screen.enter(":save \(file)")
      try screen.sees("it is saved") { $0.last == ">" && $0.contains { $0.hasPrefix("saved: 1 change") } }
      let tested = try headroom("test", file, "--book", "Scenarios/kingsoft-xiaomi/book.yaml")
      #expect(tested.status == 0, "\(tested.output)\(tested.errors)")
    }
  }

  @Test func `a resize to 60 columns is followed, by the line that is typed and by what is shown`() throws {
    try session(rows: 50) { screen in
      let words = "x = \"a text of one line that is longer than the sixty columns that are left\""
      try screen.type(words)
      try screen.sees("> " + words)
      try screen.resize(columns: 60, rows: 50)
      try screen.sees(String(("> " + words).prefix(60)), String(("> " + words).dropFirst(60)))
      try screen.press("Enter")
      try screen.enter("book.categories.hardware")
      try screen.sees("the category is shown") { $0.last == ">" && $0.contains { $0.hasPrefix("term ") } }
      let lines = try screen.lines()
      let shown = lines.drop { $0 != "> book.categories.hardware" }
      #expect(shown.contains { $0.count > 50 } && shown.allSatisfy { $0.count <= 60 })
      #expect(
        shown.contains("cap   in force        total   used              headroom"), "the table is folded, not wrapped")
    }
  }

  @Test func `a pasted block waits for Enter and is one chunk where it is Lua`() throws {
    try session { screen in
      try screen.paste("local n = 2\nlocal function times(m)\n  return n * m\nend\nprint(times(21))\n")
      try screen.sees("> local n = 2", "local function times(m)", "  return n * m", "end", "print(times(21))")
      try screen.press("Enter")
      try screen.sees("print(times(21))", "42", ">")
    }
  }

  @Test func `a pasted block of commands and expressions is done chunk by chunk, up to one that fails`() throws {
    try session { screen in
      try screen.paste(
        "#outcome.breaches\nfor i = 1, 2 do\n  print(i)\nend\n\(Self.doubled)\n:undo\n#outcome.breaches\nnosuch\n5\n6")
      try screen.press("Enter")
      try screen.sees("the block is done") { $0.last == ">" && $0.contains("the 2 lines behind it were left out") }
      let lines = try screen.lines()
      let shown = lines[(try #require(lines.firstIndex(of: "6")) + 1)...]
      #expect(shown.prefix(5) == ["0", "1", "2", "no change stands: this is the baseline", "0"])
      #expect(shown.contains { $0.contains("no 'nosuch' is known here") })
    }
  }

  @Test func `UTF-8 is typed, edited and shown`() throws {
    try session { screen in
      try screen.type("x = \"价 é\"")
      try screen.press("Left", "Left", "BSpace")
      try screen.type("格")
      try screen.sees("> x = \"价格é\"")
      try screen.press("Enter")
      try screen.enter("x .. \"😀\"")
      try screen.sees("x is shown") { $0.last == ">" && $0.contains { $0.hasPrefix("\"价格é😀\"") || $0 == "价格é😀" } }
    }
  }

  @Test func `a long reply waits after each page; a key that is not its own leaves it and is typed`() throws {
    try session { screen in
      let more = "-- more: space, Enter a line, q leaves it --"
      try screen.enter("for i = 1, 60 do print(i) end")
      try screen.sees("22", "23", more)
      try screen.press("Enter")
      try screen.sees("23", "24", more)
      try screen.press("Space")
      try screen.sees("46", "47", more)
      try screen.type("q")
      try screen.sees("47", "… 13 more lines", ">")
      try screen.press("Up", "Enter")
      try screen.sees("22", "23", more)
      try screen.enter("6 * 7")
      try screen.sees("… 37 more lines", "> 6 * 7", "42", ">")
    }
  }

  @Test func `a terminal that obeys nothing is sent no escape sequence`() throws {
    try session("export TERM=dumb; script -qc '\(Self.repl) --color auto' \"$HOME/bytes\"") { screen in
      try screen.type("1 + 2")
      try screen.press("Left", "BSpace")
      try screen.type("-")
      try screen.press("Enter")
      try screen.enter("for i = 1, 40 do print(i) end")
      try screen.sees("22", "23", "-- more: space, Enter a line, q leaves it --")
      try screen.press("Space", "C-d")
      try screen.sees("the session ended") { $0.last == "left with 0" }
      #expect(try screen.scratch.text("bytes").contains("\u{1B}") == false)
    }
  }

  @Test(arguments: ["1 + ", "for i = 1, 40 do print(i) end\n"])
  func `a session that is asked to end does so, at the prompt as at a long reply, and leaves the terminal as it was`(
    typed: String
  ) throws {
    try session(
      "stty -a >$HOME/before; sh -c 'echo $$ >$HOME/number; exec \(Self.repl)'; echo $? >$HOME/status; stty -a >$HOME/after; true"
    ) { screen in
      try screen.type(typed)
      try screen.sees("what was typed has its answer") { $0.last == "> 1 +" || $0.last?.hasPrefix("-- more") == true }
      let number = try #require(Int32(try screen.scratch.text("number").filter(\.isNumber)))
      kill(number, SIGTERM)
      try screen.sees("the session ended") { $0.last == "left with 0" }
      #expect(try screen.scratch.text("status") == "\(128 + SIGTERM)\n")
      #expect(try screen.scratch.text("after") == screen.scratch.text("before"))
    }
  }

  @Test func `a session that is stopped goes on where it was`() throws {
    try session("set -m; \(Self.repl); echo stopped; fg") { screen in
      try screen.type("1 + ")
      try screen.press("C-z")
      try screen.sees("the line again") { $0.last == "> 1 +" && $0.contains { $0.contains("stopped") } }
      try screen.enter("1")
      try screen.sees("> 1 + 1", "2", ">")
    }
  }
}
