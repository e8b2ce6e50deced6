import Foundation
import Testing

/// Where a result goes when that place is closed, full, a device or a folder.
@Suite struct EndsTests {
  private static let script = "Scenarios/kingsoft-xiaomi/double-hardware.lua"

  private func shell(_ line: String) throws -> Program.Ending { try Program(shell: line).run() }

  @Test func `standard output that is closed or full is told, and nothing crashes`() throws {
    for (place, reason) in [(">&-", ""), (">/dev/full", "No space left on device\nhint: ")] {
      let ending = try shell("headroom run \(Self.script) \(place)")
      #expect(ending.status == 2)
      #expect(ending.errors.hasPrefix("error: the result cannot be written to standard output: \(reason)"))
    }
    #expect(try shell("headroom run nowhere.lua 2>&-").status == 5)
    #expect(try shell("headroom --help >&-").status == 2)
  }

  @Test func `a device or a pipe is written to, never replaced by a file`() throws {
    #expect(try shell("headroom run \(Self.script) -o /dev/stdout | head -1").output.hasPrefix("Kingsoft Cloud"))
    let scratch = try Scratch()
    defer { scratch.remove() }
    let pipe = scratch.folder.appendingPathComponent("pipe").path
    let line = "mkfifo '\(pipe)'; head -1 '\(pipe)' & headroom run \(Self.script) -o '\(pipe)'; wait; test -p '\(pipe)'"
    let ending = try shell(line)
    #expect(ending.status == 0 && ending.output.hasPrefix("Kingsoft Cloud"))
  }

  @Test func `a link is written through, and a folder or a place that is not there is told`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let (file, link) = (try scratch.write("old", to: "file").path, scratch.folder.appendingPathComponent("link").path)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
    #expect(try headroom("run", Self.script, "-o", link).status == 0)
    #expect(try scratch.text("file").hasPrefix("Kingsoft Cloud"))
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: link)) == file)
    for (place, reason) in [(scratch.folder.path, "it is a folder"), (file + "/x", "it cannot be made there")] {
      let ending = try headroom("run", Self.script, "-o", place)
      #expect(ending.status == 2)
      #expect(ending.errors.hasPrefix("error: the file '\(place)' cannot be written: \(reason)\nhint: "))
    }
  }

  @Test(arguments: [
    (["run", script, "--limit-time", "0"], "headroom run [<options>] <paths> ..."),
    (["test", script, "--as-of", "tomorrow"], "headroom test [<paths> ...] "),
    (["book", "show", "Scenarios/kingsoft-xiaomi/book.yaml", "--as-of", "2026-02-30"], "headroom book show [<book>] "),
  ])
  func `a wrong value that a command finds is told with that command's usage`(arguments: [String], usage: String) throws
  {
    let ending = try Program(arguments).run()
    let lines = ending.errors.split(separator: "\n")
    #expect((ending.status, lines.count) == (2, 3))
    #expect(lines[0].hasPrefix("Error: --"))
    #expect(lines[1].hasPrefix("Usage: \(usage)"))
    #expect(lines[2] == "  See '\(usage.prefix { !"<[".contains($0) })--help' for more information.")
  }

  @Test func `a misspelt file or ledger is told with the nearest name`() throws {
    let ending = try headroom("run", "Scenarios/kingsoft-xiaomi/duble-hardware.lua")
    #expect(ending.status == 5)
    #expect(ending.errors.contains("did you mean 'double-hardware.lua'?"))
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      let book = try scratch.text("book.yaml").replacing("ledger: ledger.csv", with: "ledger: leger.csv")
      try scratch.write(book, to: "book.yaml")
      #expect(try headroom("book", "validate", in: scratch.folder).errors.contains("did you mean 'ledger.csv'?"))
    }
  }

  @Test func `an amount that falls evenly on days that are over is warned about`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      let book = try scratch.text("book.yaml").replacing("from: 2026-07-01", with: "from: 2026-01-01")
      try scratch.write(book, to: "book.yaml")
      let ending = try headroom("book", "validate", in: scratch.folder)
      #expect(ending.status == 0)
      #expect(ending.errors.contains("warning: this plan begins on 2026-01-01"))
      #expect(ending.errors.contains("hint: begin it on 2026-04-24"))
    }
  }

  @Test func `a first line for the shell is passed over`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write("#!/usr/bin/env headroom\nscenario \"A\" { nothing = 1 }\n", to: "a.lua")
      #expect(try headroom("run", "a.lua", in: scratch.folder).errors.hasPrefix("a.lua:2:16: error: no key 'nothing'"))
    }
  }
}
