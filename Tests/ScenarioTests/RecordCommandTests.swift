import Foundation
import Testing

/// A record of a run, run again: what is reproduced, and what differs by name.
@Suite struct RecordCommandTests {
  private func withRecord(
    _ options: [String] = ["--format", "json"], script: String = FamilyFiles.all, _ body: (Scratch) throws -> Void
  ) throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(script, to: "all.lua")
      try scratch.write("", to: "records/.keep")
      let command = ["run", "all.lua", "-o", "result", "--record", "records/run.json"] + options
      let ending = try Program(command, in: scratch.folder).run()
      #expect((ending.status, ending.output) == (0, ""), "\(ending.errors)")
      try body(scratch)
    }
  }

  private func verify(_ scratch: Scratch) throws -> (status: Int32, output: String) {
    // From another folder, as paths are relative to the record.
    let ending = try headroom("verify", scratch.folder.path + "/records/run.json")
    #expect(ending.errors == "")
    return (ending.status, ending.output)
  }

  @Test func `a record holds digests that sha256sum gives, and the run is reproduced`() throws {
    try withRecord { scratch in
      let record = try JSON(parsing: scratch.text("records/run.json"))
      let sums = try Program(shell: "sha256sum book.yaml ledger.csv all.lua result", in: scratch.folder).run().output
      let text = try scratch.text("records/run.json")
      for line in sums.split(separator: "\n") { #expect(text.contains(line.prefix(64)), "\(line)") }
      #expect(record["folder"] == "..")
      #expect(record["program"] == "0.1.0")
      let (status, output) = try verify(scratch)
      #expect(status == 0)
      #expect(output.hasPrefix("reproduced: 3 files, the rulebook and the result are as they were\nresult "))
      #expect(sums.contains(output.dropLast().suffix(64)))
    }
  }

  @Test func `the same run has the same record, whatever the jobs`() throws {
    try withRecord(["--jobs", "1"]) { scratch in
      let first = try scratch.text("records/run.json")
      _ = try headroom(
        "run", "all.lua", "--record", "records/run.json", "--jobs", "2", "-o", "other", in: scratch.folder)
      #expect(try scratch.text("records/run.json") == first)
    }
  }

  @Test(
    "what changed is named",
    arguments: [
      ("book.yaml", "930 million", "931 million", "the book book.yaml is another"),
      ("ledger.csv", "29.6", "29.7", "the ledger ledger.csv is another"),
      ("all.lua", "scale(2)", "scale(3)", "the script all.lua is another"),
    ])
  func changed(file: String, old: String, new: String, words: String) throws {
    try withRecord { scratch in
      let text = try scratch.text(file)
      let place = try #require(text.range(of: old))
      try scratch.write(text.replacingCharacters(in: place, with: new), to: file)
      let (status, output) = try verify(scratch)
      #expect(status == 1)
      #expect(output.hasPrefix("not reproduced\n  \(words)\n  the result is another: SHA-256 "), "\(output)")
    }
  }

  @Test func `a file that is gone, another program and another rulebook are named`() throws {
    try withRecord { scratch in
      try scratch.replace("\"program\" : \"0.1.0\"", with: "\"program\" : \"0.0.9\"", in: "records/run.json")
      let text = try scratch.text("records/run.json")
      let rules = #/("hkex-main-board",\s*"sha256" : ")[0-9a-f]/#
      try scratch.write(text.replacing(rules) { "\($0.1)z" }, to: "records/run.json")
      let (status, output) = try verify(scratch)
      #expect(status == 1)
      #expect(output.contains("  the rulebook hkex-main-board has other figures or rules\n"))
      #expect(output.contains("  the program is version 0.1.0, it was 0.0.9\n"))
      #expect(!output.contains("the result is another"))
      try FileManager.default.removeItem(at: scratch.folder.appendingPathComponent("book.yaml"))
      let gone = try verify(scratch)
      #expect(gone.status == 1)
      #expect(gone.output.contains("  the book book.yaml is missing\n"))
    }
  }

  @Test func `a seed that the program took is kept, and reproduced`() throws {
    try withRecord(script: FamilyFiles.seedless) { scratch in
      let seeds = try JSON(parsing: scratch.text("records/run.json"))["seeds"]
      #expect(seeds[0]["family"] == "Growth")
      #expect(seeds[0]["taken"] == true)
      #expect(try verify(scratch).status == 0)
      let again = try headroom("run", "all.lua", "--format", "json", in: scratch.folder)
      #expect(try again.output != scratch.text("result"), "two seeds of the system are never the same")
    }
  }

  @Test func `csv, colours, a scenario's script elsewhere and the environment are reproduced too`() throws {
    try withRecord(["--format", "csv", "--family", "Grid"]) { scratch in
      let status = try verify(scratch).status
      #expect(status == 0)
    }
    try withRecord(["--color", "always"]) { scratch in
      let (result, status) = (try scratch.text("result"), try verify(scratch).status)
      #expect(status == 0 && result.contains("\u{1B}["))
    }
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(FamilyFiles.all, to: "parent.lua")
      try scratch.write("scenario \"Child\" { from = \"parent.lua#Twice\" }", to: "child.lua")
      let twin = ["HEADROOM_FORMAT": "json", "HEADROOM_AS_OF": "2026-05-31", "HEADROOM_RECORD": "r.json"]
      #expect(try headroom("run", "child.lua", environment: twin, in: scratch.folder).status == 0)
      #expect(try scratch.text("r.json").contains("parent.lua"))
      let verified = try headroom("verify", "r.json", environment: ["HEADROOM_FORMAT": "table"], in: scratch.folder)
      #expect(verified.status == 0, "\(verified.output)")
    }
  }

  @Test func `a merge may be recorded, and is verified by one run of all`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(FamilyFiles.all, to: "all.lua")
      for part in 1...2 {
        _ = try headroom("run", "all.lua", "--shard", "\(part)/2", "-o", "\(part).json", in: scratch.folder)
      }
      let merged = try headroom(
        "merge", "1.json", "2.json", "--format", "json", "-o", "all.json", "--record", "r.json", in: scratch.folder)
      #expect(merged.status == 0, "\(merged.errors)")
      #expect(try headroom("verify", "r.json", in: scratch.folder).status == 0)
    }
  }

  @Test func `what is no record is an error, and so is a script that cannot be read again`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      let none = try headroom("verify", "book.yaml", in: scratch.folder)
      #expect((none.status, none.output) == (5, ""))
      #expect(none.errors.contains("book.yaml is not a record of a run"))
      let absent = try headroom("verify", "absent.json", in: scratch.folder)
      #expect(absent.status == 5 && absent.errors.contains("the record 'absent.json' cannot be read"))
      let input = try headroom("run", "-", "--record", "r.json", input: FamilyFiles.all, in: scratch.folder)
      #expect(input.status == 2 && input.errors.contains("put it into a file"))
    }
  }
}
