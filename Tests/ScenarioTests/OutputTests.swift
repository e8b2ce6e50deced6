import Foundation
import Testing

/// Where results go, how they look, and which files are read.
@Suite struct OutputTests {
  private static let doubled = "Scenarios/kingsoft-xiaomi/double-hardware.lua"

  // MARK: Where results go

  @Test(arguments: [
    ["run", doubled], ["run", doubled, "--format", "json"], ["test", "Scenarios"],
    ["test", "Scenarios", "--format", "tap"],
    ["calendar", doubled], ["calendar", doubled, "--format", "ics"], ["todo", doubled, "--format", "json"],
    ["test", "Scenarios", "--format", "json"], ["book", "show", "Scenarios/harbour-lantern/book.yaml"],
    ["book", "validate", "Scenarios/harbour-lantern/book.yaml"],
  ])
  func `a result goes to the file that is named, by option or twin, and nothing to standard output`(
    command: [String]
  ) throws {
    let plain = try Program(command).run()
    try withScratch(Scratch()) { scratch in
      for (index, option) in ["-o", "--output"].enumerated() {
        let file = scratch.folder.appendingPathComponent("\(index)").path
        let ending = try Program(command + [option, file]).run()
        #expect((ending.status, ending.output, ending.errors) == (0, "", ""))
        #expect(try scratch.text("\(index)") == plain.output)
      }
      let twin = try Program(command, environment: ["HEADROOM_OUTPUT": scratch.folder.path + "/twin"]).run()
      #expect(twin.output == "")
      #expect(try scratch.text("twin") == plain.output)
    }
  }

  @Test func `a file that cannot be written is told`() throws {
    let ending = try headroom("run", Self.doubled, "-o", "/proc/nowhere/result.txt")
    #expect((ending.status, ending.output) == (2, ""))
    #expect(
      ending.errors.hasPrefix(
        "error: the file '/proc/nowhere/result.txt' cannot be written: it cannot be made there\nhint: "))
  }

  @Test func `a warning and what a script prints go to standard error`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(
        """
        scenario "Idle" {
          change = function(book)
            print("cloud until now", book.categories.cloud.ledger:sum(2026))
            book.categories.idc.forecast:scale(1)
          end,
        }
        """, to: "idle.lua")
      let ending = try headroom("run", "idle.lua", in: scratch.folder)
      #expect(ending.status == 0)
      #expect(ending.errors.contains("idle.lua:4:5: warning: this changes nothing: forecast of idc: times 1\n"))
      #expect(ending.errors.contains("idle.lua, Idle, printed:\ncloud until now\tRMB749.1 million\n"))
      #expect(!ending.output.contains("warning") && !ending.output.contains("until now"))
      for quiet in [["--quiet"], []] {
        let twin = quiet.isEmpty ? ["HEADROOM_QUIET": "1"] : [:]
        let silent = try Program(["run", "idle.lua"] + quiet, environment: twin, in: scratch.folder).run()
        #expect(!silent.errors.contains("warning") && silent.errors.contains("until now"))
        #expect(silent.output == ending.output)
      }
    }
  }

  @Test func `a reader that stops early is no error`() throws {
    let ending = try Program(shell: "headroom run Scenarios/kingsoft-xiaomi --format json | head -n 1").run()
    #expect((ending.status, ending.output, ending.errors) == (0, "{\n", ""))
  }

  // MARK: Colours

  @Test(arguments: [
    ["run", doubled], ["test", "Scenarios"], ["book", "show", "Scenarios/harbour-lantern/book.yaml"],
    ["calendar", doubled], ["todo", doubled],
  ])
  func `colours are written where they are asked for, and change no visible text`(command: [String]) throws {
    let plain = try Program(command).run().output
    #expect(!plain.contains("\u{1B}"))
    let coloured = try Program(command + ["--color", "always"]).run().output
    #expect(coloured.contains("\u{1B}["))
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    #expect(try Program(command, environment: ["HEADROOM_COLOR": "always"]).run().output == coloured)
    #expect(
      try Program(command + ["--color", "never"], environment: ["HEADROOM_COLOR": "always"]).run().output == plain)
    #expect(try Program(command + ["--color", "auto"]).run().output == plain)
  }

  @Test(arguments: [
    ("TERM=xterm", "", true), ("TERM=dumb", "", false), ("TERM=xterm NO_COLOR=1", "", false),
    ("TERM=xterm NO_COLOR=", "", true),
    ("TERM=xterm NO_COLOR=1", "--color always", true), ("TERM=xterm", "--color never", false),
  ])
  func `on a terminal there are colours, unless NO_COLOR or the terminal says otherwise`(
    environment: String, option: String, isColoured: Bool
  ) throws {
    let line = "script -qec '\(environment) headroom run \(Self.doubled) \(option)' /dev/null </dev/null"
    let ending = try Program(shell: line).run()
    #expect(ending.output.contains("Double hardware procurement"))
    #expect(ending.output.contains("\u{1B}[") == isColoured)
  }

  // MARK: Which files are read

  @Test func `a script comes from standard input, with the book that is named or beside`() throws {
    let book = "Scenarios/kingsoft-xiaomi/book.yaml"
    let named = try headroom("run", "-", "--book", book, input: Repository.text(Self.doubled))
    #expect((named.status, named.errors) == (0, ""))
    #expect(named.output.contains("stdin:1\n"))
    let twin = try headroom("run", "-", environment: ["HEADROOM_BOOK": book], input: Repository.text(Self.doubled))
    #expect(twin.output == named.output)
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      let beside = try headroom("run", "-", input: Repository.text(Self.doubled), in: scratch.folder)
      #expect(beside.output == named.output.replacing(book, with: "book.yaml"))
    }
    let nowhere = try headroom("run", "-", input: "scenario \"A\" {}")
    #expect((nowhere.status, nowhere.output) == (5, ""))
    #expect(nowhere.errors.contains("hint: name the book: --book path/to/book.yaml\n"))
  }

  @Test func `a file that several paths name runs once, where it comes first`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      for name in ["a", "b"] { try scratch.write("scenario \"In \(name)\" {}", to: "\(name).lua") }
      let link = scratch.folder.appendingPathComponent("link.lua")
      try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "a.lua")
      let whole = scratch.folder.path + "/a.lua"
      let json = try headroom("run", "b.lua", "./a.lua", "link.lua", whole, ".", "--format", "json", in: scratch.folder)
        .json()
      let names = json.at("books.0.scenarios").elements.map { $0["name"] }
      #expect(names == ["In b", "In a"])
    }
  }

  @Test func `folders are searched in the order of names, and hidden files are left out`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      for name in ["b.lua", "a/z.lua", "B.lua", ".hidden.lua", ".git/x.lua", "notes.txt", "a.lua"] {
        try scratch.write("scenario \"\(name)\" {}", to: name)
      }
      let json = try headroom("run", ".", "--format", "json", in: scratch.folder).json()
      #expect(
        json.at("books.0.scenarios").elements.compactMap { $0["name"].string }
          == ["B.lua", "z", "a.lua", "b.lua"].map { $0 == "z" ? "a/z.lua" : $0 })
    }
  }

  @Test func `a scenario builds on no file outside the folders that are given`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(
        "scenario \"Outside\" { change = function(book) book.meetings[\"agm-2026\"]:cancel() end }", to: "outside.lua")
      for (file, name) in [
        "up.lua": "../outside.lua", "whole.lua": scratch.folder.path + "/outside.lua", "linked.lua": "link.lua",
      ] {
        try scratch.write("scenario \"Reaches out\" { from = { \"\(name)\" } }", to: "in/\(file)")
      }
      let link = scratch.folder.appendingPathComponent("in/link.lua").path
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "../outside.lua")
      for file in ["up.lua", "whole.lua", "linked.lua"] {
        let refused = try headroom("run", "in/\(file)", in: scratch.folder)
        #expect(refused.status == 3, "\(file)")
        #expect(refused.errors.contains("lies outside the folders that were given\n"), "\(refused.errors)")
        let given = try headroom("run", "in/\(file)", ".", in: scratch.folder)
        #expect(given.status == 0, "\(given.errors)")
      }
    }
  }

  // MARK: The same bytes

  @Test func `a run is the same at every time and place`() throws {
    let plain = try headroom("run", "Scenarios", "--format", "json").output
    #expect(try headroom("run", "Scenarios", "--format", "json").output == plain)
    let elsewhere = [
      "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "HOME": "/nonexistent",
      "COLUMNS": "40",
      "TERM": "xterm",
    ]
    #expect(try headroom("run", "Scenarios", "--format", "json", environment: elsewhere).output == plain)
    let table = try headroom("run", "Scenarios").output
    #expect(try headroom("run", "Scenarios", environment: elsewhere).output == table)
  }

  @Test func `each book of a run writes its amounts in its own currency`() throws {
    let books = try Results.all.get()["books"].elements
    #expect(books.prefix(2).map { $0["currency"] } == ["HKD", "RMB"])
    #expect(books[0].at("baseline.categories.berths.caps.FY2026.total") == "118000000.00")
    #expect(books[1].at("baseline.categories.hardware.caps.2026.total") == "930000000.00")
  }

  @Test func `an earlier as-of date is taken, and the actuals after it are not`() throws {
    let arguments = ["run", "Scenarios/kingsoft-xiaomi/baseline.lua", "--format", "json", "--as-of", "2026-01-31"]
    let ending = try Program(arguments).run()
    #expect(ending.status == 0)
    #expect(ending.errors.contains("warning: 4 lines of the ledger reach beyond the as-of date 2026-01-31"))
    #expect(try ending.json().at("books.0.as_of") == "2026-01-31")
  }
}
