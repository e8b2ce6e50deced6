import Testing

/// `headroom run --base … --scenario …` and `headroom diff`, as a user runs them.
@Suite struct StackCommandTests {
  private static let folder = "Scenarios/kingsoft-xiaomi"
  private static let late = "AGM slips to 30 September"
  private static let double = "Double hardware procurement"

  @Test func `a stack from the command line is what a scenario with from gives`() throws {
    let stacked = try headroom(
      "run", Self.folder, "--scenario", "\(Self.double) + \(Self.late)", "--format", "json"
    ).json()
    let scenario = stacked.at("books.0.scenarios.0")
    let both = try Results.all.get().scenario("Hardware doubles and the AGM slips")
    #expect(scenario["name"] == "Double hardware procurement + AGM slips to 30 September")
    #expect(scenario["builds_on"].elements.map(\.string) == [Self.double, Self.late])
    #expect(scenario["outcome"] == both["outcome"])
    #expect(stacked.at("books.0.scenarios").elements.count == 1 && stacked["books"].elements.count == 1)
  }

  @Test func `base is what the outcome is compared with, and is told in tables and JSON`() throws {
    let arguments = ["run", Self.folder, "--base", Self.late, "--scenario", "\(Self.late)+\(Self.double)"]
    let table = try Program(arguments).run()
    #expect((table.status, table.errors) == (0, ""))
    #expect(table.output.contains("Base: AGM slips to 30 September"))
    #expect(table.output.contains("hardware 2026  base       1,000.0    930.0   93.0%  2026-07-02   2026-07-02"))
    #expect(!table.output.contains("baseline"))
    let json = try Program(arguments + ["--format", "json"]).run().json()
    #expect(json.at("books.0.base.name") == "AGM slips to 30 September")
    #expect(json.at("books.0.baseline.compliant") == true && json.at("books.0.base.outcome.compliant") == false)
  }

  @Test func `a name that nothing is called makes the status 6, and names the nearest`() throws {
    for command in ["run", "diff"] {
      let ending = try headroom(command, Self.folder, "--base", "AGM slips to 30 Septembr")
      #expect((ending.status, ending.output) == (6, ""))
      #expect(
        ending.errors.hasPrefix(
          "error: no scenario 'AGM slips to 30 Septembr' in these files; did you mean 'AGM slips to 30 September'?"))
    }
  }

  @Test func `a place without a name makes the status 2`() throws {
    let ending = try headroom("run", Self.folder, "--scenario", "a++b")
    #expect(ending.status == 2)
    #expect(ending.errors.hasPrefix("Error: --scenario: 'a++b' names no scenario in one place"))
  }

  @Test func `scenarios of two books are not stacked`() throws {
    let ending = try headroom("run", "Scenarios", "--scenario", Self.double, "--base", "Lanterns double")
    #expect((ending.status, ending.output) == (6, ""))
    #expect(ending.errors.contains("no book has 'Lanterns double' and 'Double hardware procurement' together"))
  }

  @Test func `diff splits a stack by its scenarios, and the steps add up`() throws {
    let json = try headroom("diff", "\(Self.folder)/both-at-once.lua", "--format", "json").json()
    #expect(json["format"] == "headroom.diff/1")
    let split = json.at("books.0.scenarios.0.attribution")
    #expect(split["steps"].elements.map(\.["name"].string) == [Self.double, Self.late])
    let uncovered = try #require(split["figures"].elements.first { $0["figure"] == "hardware/uncovered" })
    #expect(uncovered["difference"] == "636847826.08")
    #expect(uncovered["steps"].elements.map(\.["difference"].string) == ["0.00", "636847826.08"])
    #expect(uncovered.at("steps.0.reversed.difference") == "318423913.04")
    #expect(uncovered["orders_agree"] == false)
  }

  @Test func `a broken file beside the scenarios that are asked for is told, and makes the status 3`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.copy("\(Self.folder)/double-hardware.lua")
      try scratch.write("scenario \"Cut off\" {", to: "broken.lua")
      let ending = try headroom("run", ".", "--scenario", Self.double, in: scratch.folder)
      #expect(ending.status == 3)
      #expect(ending.output.contains("NOT COMPLIANT: 1 breach") && ending.errors.contains("broken.lua:1"))
      let unknown = try headroom("run", ".", "--scenario", "Cut off", in: scratch.folder)
      #expect((unknown.status, unknown.output) == (3, ""))
      #expect(unknown.errors.contains("no scenario 'Cut off' in these files"))
    }
  }
}
