import Foundation
import Testing

/// Parts of a run on many machines, and their merge: the very bytes of one run, or what is wrong by name.
@Suite struct PartCommandTests {
  /// A folder with the families, run in parts.
  private func withParts(
    _ count: Int, _ body: (Scratch, _ parts: [String]) throws -> Void
  ) throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(FamilyFiles.all, to: "all.lua")
      let parts = (1...count).map { "part\($0).json" }
      for (index, part) in parts.enumerated() {
        let jobs = "\(index % 2 + 1)"
        let ending = try headroom(
          "run", "all.lua", "--shard", "\(index + 1)/\(count)", "--jobs", jobs, "-o", part, in: scratch.folder)
        #expect((ending.status, ending.output) == (0, ""), "\(ending.errors)")
      }
      try body(scratch, parts)
    }
  }

  @Test(arguments: [1, 4])
  func `parts in any order merge into the bytes of one run, in every format`(count: Int) throws {
    try withParts(count) { scratch, parts in
      let formats = [["table"], ["json"], ["csv", "--family", "Growth"]]
      for format in formats {
        let whole = try Program(["run", "all.lua", "--format"] + format, in: scratch.folder).run()
        let merged = try Program(["merge"] + parts.reversed() + ["--format"] + format, in: scratch.folder).run()
        #expect((merged.status, whole.status) == (0, 0))
        #expect(merged.output == whole.output, "\(format): \(Golden.difference(whole.output, merged.output))")
        #expect(merged.errors == whole.errors)
      }
    }
  }

  @Test func `the number of jobs changes no byte`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(FamilyFiles.all, to: "all.lua")
      let runs = try ["1", "2", "5"].map {
        try headroom("run", "all.lua", "--format", "json", "--jobs", $0, in: scratch.folder)
      }
      #expect(Set(runs.map(\.output)).count == 1)
      #expect(
        try headroom("run", "all.lua", "--format", "json", environment: ["HEADROOM_JOBS": "3"], in: scratch.folder)
          .output
          == runs[0].output)
    }
  }

  @Test func `parts are made side by side by xargs, and merged from another folder`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(FamilyFiles.all, to: "all.lua")
      try scratch.write("", to: "parts/.keep")
      let line = "seq 4 | xargs -P 2 -I K headroom run all.lua --quiet --shard K/4 -o parts/K.json"
      #expect(try Program(shell: line, in: scratch.folder).run().status == 0)
      let whole = try headroom("run", "all.lua", in: scratch.folder)
      let merged = try Program(
        shell: "headroom merge *.json -o ../merged.txt", in: scratch.folder.appendingPathComponent("parts")
      ).run()
      #expect((merged.status, merged.output) == (0, ""), "\(merged.errors)")
      #expect(try scratch.text("merged.txt") == whole.output)
    }
  }

  @Test func `a missing, doubled, unfinished or foreign part is named, with status 5`() throws {
    try withParts(3) { scratch, parts in
      func errors(_ parts: [String]) throws -> String {
        let ending = try Program(["merge"] + parts, in: scratch.folder).run()
        #expect((ending.status, ending.output) == (5, ""))
        return ending.errors
      }
      #expect(try errors(Array(parts.dropFirst())).contains("part 1 of 3 is missing\nhint: run it: --shard 1/3"))
      #expect(try errors(parts + [parts[1]]).contains("part 2 of 3 is given 2 times: part2.json, part2.json"))
      #expect(try errors(["all.lua"]).contains("'all.lua' is no part of a run"))
      #expect(try errors(["absent.json"]).contains("the part 'absent.json' cannot be read"))
      try scratch.write(String(try scratch.text(parts[2]).dropLast(100)), to: "cut.json")
      #expect(try errors([parts[0], parts[1], "cut.json"]).contains("the part 'cut.json' was not written to its end"))
      let other = try headroom(
        "run", "all.lua", "--set", "multiplier=1,2", "--shard", "3/3", "-o", "other.json", in: scratch.folder)
      #expect(other.status == 0, "\(other.errors)")
      #expect(try errors([parts[0], parts[1], "other.json"]).contains("they were run with other options"))
      try scratch.replace("runs    = 5", with: "runs    = 6", in: "all.lua")
      #expect(try errors(parts).contains("the script all.lua is another"))
    }
  }

  @Test func `what cannot be a part is refused with what to do`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(FamilyFiles.seedless, to: "all.lua")
      let seedless = try headroom("run", "all.lua", "--shard", "1/2", "-o", "p.json", in: scratch.folder)
      #expect(seedless.status == 3)
      #expect(seedless.errors.contains("simulate 'Growth' has no seed"))
      #expect(!FileManager.default.fileExists(atPath: scratch.folder.appendingPathComponent("p.json").path))
      for shard in ["0/2", "3/2", "1", "1/0", "a/b", "1/2/3"] {
        let wrong = try headroom("run", "all.lua", "--shard", shard, in: scratch.folder)
        #expect(wrong.status == 2 && wrong.errors.contains("--shard takes k/n"), "\(shard)")
      }
      let format = try headroom("run", "all.lua", "--shard", "1/2", "--format", "json", in: scratch.folder)
      #expect(format.status == 2 && format.errors.contains("headroom merge takes --format"))
      let input = try headroom("run", "-", "--shard", "1/2", input: FamilyFiles.all, in: scratch.folder)
      #expect(input.status == 2 && input.errors.contains("put it into a file"))
      let seeded = try headroom("run", "all.lua", "--shard", "1/2", "--seed", "7", "-o", "p.json", in: scratch.folder)
      #expect(seeded.status == 0)
    }
  }
}
