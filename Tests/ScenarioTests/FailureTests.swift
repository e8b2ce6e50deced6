import Foundation
import Testing

/// A scenario that fails takes no other along.
@Suite struct FailureTests {
  /// A way to fail: what a change does, with the status and the message of it.
  struct Fault: CustomTestStringConvertible {
    let change: String
    let status: Int32
    let kind: String
    let message: String
    let hint: String
    var testDescription: String { message }
  }

  static let faults = [
    Fault(
      change: "while true do end", status: 4, kind: "limit",
      message: "the script used up its instructions and was ended",
      hint: "look for a loop that never ends; --limit-instructions raises the limit"),
    Fault(
      change: "while true do pcall(function() while true do end end) end", status: 4, kind: "limit",
      message: "the script used up its instructions and was ended",
      hint: "look for a loop that never ends; --limit-instructions raises the limit"),
    Fault(
      change: "local t = {} while true do t[#t + 1] = (\"x\"):rep(1000000) .. #t end", status: 4, kind: "limit",
      message: "the script used up its memory and was ended",
      hint: "look for a table or text that grows, or a function that calls itself; --limit-memory raises the limit"),
    Fault(
      change: "local s = (\"x\"):rep(1000000) s = s .. s", status: 4, kind: "limit",
      message: "the script made a text of more than 1 MiB and was ended",
      hint: "keep it in pieces: put them into a table, or print them one by one"),
    Fault(
      change: "while true do print((\"x\"):rep(1000)) end", status: 4, kind: "limit",
      message: "the script printed too much and was ended", hint: "print less"),
    Fault(
      change: "book.categories.hardwear.forecast:scale(2)", status: 3, kind: "error",
      message: "no category 'hardwear' in this book; did you mean 'hardware'?",
      hint: "categories of this book: cloud, financing, idc, hardware, api"),
  ]

  @Test(arguments: faults)
  func `the scenarios before and after it, in its file and in others, still print`(fault: Fault) throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(
        """
        scenario "Before" { change = function(book) book.categories.hardware.forecast:scale(2) end }
        scenario "Fails" {
          change = function(book)
            \(fault.change)
          end,
        }
        scenario "After" { change = function(book) book.categories.hardware.forecast:scale(3) end }
        """, to: "b.lua")
      for file in ["a.lua", "c.lua"] { try scratch.write("scenario \"In \(file)\" {}", to: file) }
      let ending = try headroom("run", ".", "--format", "json", in: scratch.folder)
      #expect(ending.status == fault.status)
      let result = try ending.json()
      for name in ["Before", "After", "In a.lua", "In c.lua"] { #expect(result.scenario(name)["status"] == "done") }
      #expect(result.scenario("Before").at("outcome.breaches.0.on") == "2026-10-07")
      // 2,790n > 1,000 × 184, so n is 66, 4 September.
      #expect(result.scenario("After").at("outcome.breaches.0.on") == "2026-09-04")
      let failed = result.scenario("Fails")
      #expect(failed["status"] == .text(fault.kind))
      #expect(failed["outcome"] == nil)
      #expect(failed.at("failure.problem.line") == 4)
      #expect(failed.at("failure.problem.statement") == .text(fault.message))
      #expect(failed.at("failure.problem.hint") == .text(fault.hint))
      let table = try headroom("run", ".", in: scratch.folder)
      #expect(table.status == fault.status)
      #expect(table.output.contains("NO OUTCOME: \(fault.kind) at b.lua:4:"))
      #expect(table.errors.contains("error: \(fault.message)\n"))
      #expect(table.errors.contains("hint: \(fault.hint)\n"))
      #expect(table.output.contains("\nAfter  "))
      #expect(try headroom("test", ".", in: scratch.folder).status == fault.status)
    }
  }

  @Test func `a file that is too long is told so, not that it is no Lua`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write("scenario \"A\" {}\n" + String(repeating: "-- and so on\n", count: 6000), to: "a.lua")
      let ending = try headroom("run", "a.lua", in: scratch.folder)
      #expect(ending.status == 3)
      #expect(ending.errors.contains("a.lua:1:1: error: a script of more than 65536 bytes is refused\n"))
      #expect(ending.errors.contains("hint: write its scenarios into several files; a folder is run as one\n"))
    }
  }

  @Test func `a file that is no Lua is told, and the other files still print`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write("scenario \"A\" {}", to: "a.lua")
      try scratch.write("scenario \"B\" {", to: "b.lua")
      try scratch.write("scenario \"C\" {}", to: "c.lua")
      let ending = try headroom("run", ".", in: scratch.folder)
      #expect(ending.status == 3)
      #expect(ending.output.contains("\nA  ") && ending.output.contains("\nC  "))
      #expect(ending.errors.contains("b.lua:"))
      #expect(ending.errors.contains("hint: the file ends too early: an 'end', a bracket or a quote is missing\n"))
      let json = try headroom("run", ".", "--format", "json", in: scratch.folder).json()
      #expect(json.at("books.0.failures.#") == 1)
      #expect(json.at("books.0.failures.0.problem.file") == "b.lua")
    }
  }

  @Test func `a limit weighs more than an error, whatever comes first`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write("scenario \"A\" { change = function() while true do end end }", to: "a.lua")
      try scratch.write("scenario \"B\" {", to: "b.lua")
      #expect(try headroom("run", "a.lua", "b.lua", in: scratch.folder).status == 4)
      #expect(try headroom("run", "b.lua", "a.lua", in: scratch.folder).status == 4)
    }
  }

  @Test func `a limit that is raised lets a long script end`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write("scenario \"Long\" { change = function() for i = 1, 20000 do end end }", to: "a.lua")
      #expect(try headroom("run", "a.lua", "--limit-instructions", "10000", in: scratch.folder).status == 4)
      #expect(try headroom("run", "a.lua", "--limit-instructions", "100000", in: scratch.folder).status == 0)
      let twin = ["HEADROOM_LIMIT_INSTRUCTIONS": "10000"]
      #expect(try headroom("run", "a.lua", environment: twin, in: scratch.folder).status == 4)
    }
  }

  @Test func `the wall clock ends a script that its instructions would not`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write("scenario \"Long\" { change = function() while true do end end }", to: "a.lua")
      let ending = try headroom(
        "run", "a.lua", "--limit-instructions", "1000000000000", "--limit-time", "0.2", in: scratch.folder)
      #expect(ending.status == 4)
      #expect(ending.errors.contains("error: the script used up its time and was ended\n"))
      #expect(ending.errors.contains("hint: --limit-time raises the limit\n"))
    }
  }

  @Test func `Ctrl-C ends what runs and prints what is finished`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(
        "scenario \"Finished\" { change = function(book) book.meetings[\"agm-2026\"]:reject() end }", to: "a.lua")
      try scratch.write("scenario \"Endless\" { change = function() while true do end end }", to: "b.lua")
      try scratch.write("scenario \"Never begun\" {}", to: "c.lua")
      let limits = ["--limit-instructions", "1000000000000", "--limit-time", "86400"]
      let ending = try Program(["run", ".", "--format", "json"] + limits, in: scratch.folder).run { process in
        try waitUntilBusy(process)
        process.interrupt()
      }
      #expect(ending.status == 130)
      let result = try ending.json()
      #expect(result.scenario("Finished").at("outcome.breaches.#") == 4)
      #expect(result.scenario("Endless")["status"] == "interrupted")
      #expect(result.at("books.0.failures.#") == 1)
      #expect(result.at("books.0.failures.0.kind") == "interrupted")
      #expect(result.at("books.0.failures.0.problem.file") == "c.lua")
      #expect(ending.errors.contains("b.lua:1:1: error: interrupted\n"))
    }
  }

  /// Returns once a process has computed for a second, which is far more than all but an endless loop takes.
  private func waitUntilBusy(_ process: Process) throws {
    while process.isRunning {
      let line = try String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
      // Behind the name, in brackets, the 12th and 13th fields are the hundredths of a second of user and system time.
      let fields = try #require(line.components(separatedBy: ") ").last).split(separator: " ")
      if (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) >= 100 { return }
      Thread.sleep(forTimeInterval: 0.05)
    }
  }
}
