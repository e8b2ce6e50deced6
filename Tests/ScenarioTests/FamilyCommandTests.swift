import Foundation
import Testing

/// Families on the command line: which are run, with what values, and how they are printed.
@Suite struct FamilyCommandTests {
  private func withFamilies(_ body: (Scratch) throws -> Void) throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(FamilyFiles.all, to: "all.lua")
      try body(scratch)
    }
  }

  @Test func `families stand after the scenarios of their file, in text and in JSON`() throws {
    try withFamilies { scratch in
      let text = try headroom("run", "all.lua", in: scratch.folder).output
      let heads = [
        "\nTwice ", "\nsweep: Grid ", "\nsensitivity: What matters ", "\nsimulate: Growth ", "\nsolve: Last AGM ",
      ]
      let places = heads.map { text.range(of: $0)?.lowerBound }
      #expect(!places.contains(nil) && places.compactMap { $0 } == places.compactMap { $0 }.sorted())
      #expect(text.contains("answer     2026-07-02: the last value for which the condition holds\n"))
      let json = try headroom("run", "all.lua", "--format", "json", in: scratch.folder).json()
      let families = json["books"][0]["families"]
      #expect(families[0]["name"] == "Grid")
      #expect(families[0]["answer"]["variants"] == 6)
      #expect(families[3]["answer"]["neighbour"] == "2026-07-03")
    }
  }

  @Test func `csv has ISO dates, plain decimals and exact amounts`() throws {
    try withFamilies { scratch in
      let csv = try headroom("run", "all.lua", "--format", "csv", "--family", "Grid", in: scratch.folder)
      #expect(csv.status == 0)
      #expect(
        csv.output == """
          agm,multiplier,breaches,headroom
          2026-06-30,1,0,70000000.00
          2026-06-30,1.5,1,-395000000.00
          2026-06-30,2,1,-860000000.00
          2026-09-30,1,2,70000000.00
          2026-09-30,1.5,3,-395000000.00
          2026-09-30,2,3,-860000000.00

          """)
      let file = try headroom(
        "run", "all.lua", "--format", "csv", "-o", "grid.csv", environment: ["HEADROOM_FAMILY": "Grid"],
        in: scratch.folder)
      #expect(file.output == "")
      #expect(try scratch.text("grid.csv") == csv.output)
    }
  }

  @Test func `csv of several families names them, and of none says so`() throws {
    try withFamilies { scratch in
      let several = try headroom("run", "all.lua", "--format", "csv", in: scratch.folder)
      #expect((several.status, several.output) == (2, ""))
      #expect(several.errors.contains("choose one with --family NAME: Grid, What matters, Growth"))
      try scratch.write("scenario \"A\" {}", to: "a.lua")
      let none = try headroom("run", "a.lua", "--format", "csv", in: scratch.folder)
      #expect(none.status == 6 && none.errors.contains("there are no rows in a.lua"))
    }
  }

  @Test func `a family that is not there is told with the nearest name`() throws {
    try withFamilies { scratch in
      let wrong = try headroom("run", "all.lua", "--family", "Gird", in: scratch.folder)
      #expect(wrong.status == 6)
      #expect(wrong.errors.contains("is called 'Gird'; did you mean 'Grid'?\nhint: known: Grid, What matters"))
    }
  }

  @Test func `values are set from the command line, without editing a file`() throws {
    try withFamilies { scratch in
      let set = try headroom(
        "run", "all.lua", "--format", "csv", "--family", "Grid", "--set", "multiplier=1..2 by 0.5", "--set",
        "agm=2026-06-30", in: scratch.folder)
      #expect(set.output.split(separator: "\n").count == 4)
      let twice = try headroom("run", "all.lua", "--set", "a=1", "--set", "a=2", in: scratch.folder)
      #expect(twice.status == 2 && twice.errors.contains("--set names 'a' twice"))
      for text in ["a", "=1", "a="] {
        let wrong = try headroom("run", "all.lua", "--set", text, in: scratch.folder)
        #expect(wrong.status == 2 && wrong.errors.contains("--set takes name=value"), "\(text)")
      }
    }
  }

  @Test func `a seed is stated: the script's, that of the option, or the one that was taken`() throws {
    try withFamilies { scratch in
      try scratch.write(FamilyFiles.seedless, to: "seedless.lua")
      func seed(_ arguments: String...) throws -> JSON {
        let all = ["run"] + arguments + ["--format", "json", "--family", "Growth"]
        return try Program(all, in: scratch.folder).run().json()["books"][0]["families"][0]["answer"]
      }
      #expect(try seed("all.lua")["seed"] == "7")
      #expect(try seed("all.lua", "--seed", "8")["seed"] == "8")
      #expect(try seed("all.lua")["seed_was_taken"] == false)
      let taken = try seed("seedless.lua")
      #expect(taken["seed_was_taken"] == true)
      #expect(try headroom("run", "seedless.lua", "--seed", "-1", in: scratch.folder).status == 2)
    }
  }
}
