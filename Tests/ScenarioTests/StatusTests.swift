import Foundation
import Testing

/// What the exit status says, and the message that goes with it.
@Suite struct StatusTests {
  private static let scenarios = "Scenarios/kingsoft-xiaomi/"

  // MARK: 0 and 1

  @Test(arguments: [
    ("breach", "baseline.lua", 0), ("breach", "double-hardware.lua", 1), ("breach", "xiaomi-below-10-percent.lua", 0),
    ("alert", "baseline.lua", 1), ("alert", "nothing-is-forecast.lua", 0),
    ("approval", "double-hardware.lua", 0), ("approval", "vote-fails.lua", 1), ("approval", "cancelled.lua", 1),
    ("undetermined", "vote-fails.lua", 0), ("undetermined", "xiaomi-below-10-percent.lua", 1),
  ])
  func `fail-on makes the status 1 where it is found, and prints the same`(
    what: String, file: String, status: Int32
  ) throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(
        "scenario \"C\" { change = function(book) book.meetings[\"agm-2026\"]:cancel() end }", to: "cancelled.lua")
      try scratch.write(Self.nothing, to: "nothing-is-forecast.lua")
      if !FileManager.default.fileExists(atPath: scratch.folder.appendingPathComponent(file).path) {
        try scratch.copy(Self.scenarios + file)
      }
      let plain = try headroom("run", file, in: scratch.folder)
      let asked = try headroom("run", file, "--fail-on", what, in: scratch.folder)
      let twin = try headroom("run", file, environment: ["HEADROOM_FAIL_ON": what], in: scratch.folder)
      #expect((plain.status, asked.status, twin.status) == (0, status, status))
      #expect(plain.output == asked.output && asked.output == twin.output)
      #expect(asked.errors == "")
    }
  }

  /// Nothing comes after the as-of date, and no alert of the year that is over is left.
  private static let nothing = """
    scenario "Nothing is forecast" {
      change = function(book)
        for id, category in pairs(book.categories) do
          if id ~= "financing" and id ~= "api" then
            category.caps["2025"]:correct("RMB 9,000 million")
            category.forecast:remove()
          end
        end
      end,
    }
    """

  @Test func `several may be asked for, in either way`() throws {
    let file = Self.scenarios + "xiaomi-below-10-percent.lua"
    #expect(try headroom("run", file, "--fail-on", "breach", "--fail-on", "undetermined").status == 1)
    #expect(try headroom("run", file, environment: ["HEADROOM_FAIL_ON": "breach,undetermined"]).status == 1)
    #expect(try headroom("run", file, environment: ["HEADROOM_FAIL_ON": "breach,approval"]).status == 0)
  }

  @Test func `an expectation that fails makes the status 1, and is told with what came instead`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(
        """
        scenario "Too hopeful" {
          change = function(book) book.categories.hardware.forecast:scale(2) end,
          expect = {
            breaches = { { on = "2026-10-08" } },
          },
        }
        """, to: "hopeful.lua")
      let ending = try headroom("test", "hopeful.lua", in: scratch.folder)
      #expect((ending.status, ending.errors) == (1, ""))
      #expect(
        ending.output == """
          FAILED  Too hopeful  hopeful.lua:1
            hopeful.lua:4:20: error: expected breaches[1].on to be 2026-10-08, but it is 2026-10-07
            4 |     breaches = { { on = "2026-10-08" } },
              |                    ^^

          0 passed, 1 failed

          """)
    }
  }

  // MARK: 2, wrong usage

  @Test(arguments: [
    (["run", "x.lua", "--frobnicate"], "Unknown option '--frobnicate'"),
    (["frobnicate"], "Unexpected argument 'frobnicate'"),
    (["run"], "Missing expected argument '<paths> ...'"),
    (
      ["run", "x.lua", "--format", "xml"],
      "The value 'xml' is invalid for '--format <format>'. Please provide one of 'table', 'json', 'csv' or 'ics'."
    ),
    (["run", "x.lua", "--fail-on", "rain"], "The value 'rain' is invalid for '--fail-on <what>'."),
    (["run", "x.lua", "--color", "red"], "The value 'red' is invalid for '--color <color>'."),
    (["run", "x.lua", "--limit-memory", "much"], "The value 'much' is invalid for '--limit-memory <MiB>'"),
    (["run", "x.lua", "--limit-time", "0"], "--limit-time must lie between 0 and 86400"),
    (["run", "x.lua", "--limit-time", "nan"], "--limit-time must lie between 0 and 86400"),
    (["run", "x.lua", "--limit-memory", "0"], "--limit-memory must lie between 1 and 65536"),
    (["run", "x.lua", "--limit-instructions", "-1"], "--limit-instructions"),
    (["run", "x.lua", "--as-of", "2026-02-30"], "--as-of: there is no day 2026-02-30 in the calendar"),
    (["run", "x.lua", "--as-of", "yesterday"], "--as-of: 'yesterday' is not a date; write it like 2026-09-30"),
    (["book", "show", "--as-of", "2026"], "--as-of: '2026' is not a date; write it like 2026-09-30"),
  ])
  func `a wrong command line makes the status 2 and says what is wrong`(arguments: [String], message: String) throws {
    let ending = try Program(arguments).run()
    #expect((ending.status, ending.output) == (2, ""))
    #expect(ending.errors.hasPrefix("Error: "), "\(ending.errors)")
    #expect(ending.errors.contains(message), "\(ending.errors)")
    #expect(ending.errors.contains("--help' for more information."))
  }

  @Test(arguments: [
    ("HEADROOM_FORMAT", "xml", "is 'xml'; it must be table, json, csv or ics"),
    ("HEADROOM_COLOR", "red", "is 'red'; it must be auto, always or never"),
    ("HEADROOM_AS_OF", "2026-13-01", ": there is no day 2026-13-01 in the calendar"),
    (
      "HEADROOM_FAIL_ON", "breach,rain",
      "is 'breach,rain'; it must be breach, alert, approval, undetermined, or several"
    ),
    ("HEADROOM_LIMIT_INSTRUCTIONS", "1.5", "is '1.5'; it must be a whole number"),
    ("HEADROOM_LIMIT_MEMORY", "64M", "is '64M'; it must be a whole number of MiB"),
    ("HEADROOM_LIMIT_TIME", "long", "is 'long'; it must be a number of seconds"),
  ])
  func `a wrong twin in the environment is named, unless what is typed wins`(
    name: String, value: String, message: String
  ) throws {
    let ending = try headroom("run", Self.scenarios + "baseline.lua", environment: [name: value])
    #expect((ending.status, ending.output) == (2, ""))
    #expect(ending.errors.contains("the environment's \(name)"), "\(ending.errors)")
    #expect(ending.errors.contains(message), "\(ending.errors)")
    let options = [
      "--format": "table", "--color": "never", "--as-of": "2026-04-23", "--fail-on": "breach",
      "--limit-instructions": "10000000", "--limit-memory": "64", "--limit-time": "10",
    ]
    let typed = options.flatMap { [$0.key, $0.value] }
    let right = try Program(["run", Self.scenarios + "baseline.lua"] + typed, environment: [name: value]).run()
    #expect((right.status, right.errors) == (0, ""))
  }

  @Test func `an empty twin in the environment is none`() throws {
    let names = [
      "BOOK", "FORMAT", "AS_OF", "COLOR", "OUTPUT", "QUIET", "FAIL_ON", "LIMIT_INSTRUCTIONS", "LIMIT_MEMORY",
      "LIMIT_TIME",
    ]
    let empty = Dictionary(uniqueKeysWithValues: names.map { ("HEADROOM_" + $0, "") })
    let plain = try headroom("run", Self.scenarios + "baseline.lua")
    let ending = try headroom("run", Self.scenarios + "baseline.lua", environment: empty)
    #expect((ending.status, ending.errors, ending.output) == (0, "", plain.output))
  }

  // MARK: 5 and 6

  @Test func `a broken book makes the status 5, and every fault is told`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.copy(Self.scenarios + "baseline.lua")
      try scratch.replace("currency: RMB", with: "curency: RMB", in: "book.yaml")
      try scratch.replace("2026-04-23,cloud,749.1 million", with: "2026-04-23,clowd,749.1 million", in: "ledger.csv")
      for command in [["run", "."], ["test", "."], ["book", "show"], ["book", "validate"]] {
        let ending = try Program(command, in: scratch.folder).run()
        #expect((ending.status, ending.output) == (5, ""), "\(command)")
        #expect(
          ending.errors.contains("book.yaml:9:1: error: unknown key 'curency' in a book; did you mean 'currency'?"))
        #expect(ending.errors.contains("ledger.csv:5:"))
        #expect(ending.errors.contains("'clowd'"))
      }
    }
  }

  @Test(arguments: [
    (["run", "nowhere.lua"], "there is no file 'nowhere.lua'"),
    (["test", "nowhere"], "there is no file 'nowhere'"),
    (
      ["run", "--book", "nowhere.yaml", "Scenarios/kingsoft-xiaomi/baseline.lua"],
      "there is no file for the book 'nowhere.yaml'"
    ),
    (["book", "show", "nowhere.yaml"], "there is no file for the book 'nowhere.yaml'"),
    (["book", "validate"], "there is no file for the book 'book.yaml'"),
    (["run", "Tests/BookFilesTests/Broken/../../../README.md"], "no book.yaml lies beside"),
  ])
  func `a file that is not there makes the status 5, with a remedy`(arguments: [String], message: String) throws {
    let ending = try Program(arguments).run()
    #expect((ending.status, ending.output) == (5, ""))
    #expect(ending.errors.contains("error: \(message)"), "\(ending.errors)")
    #expect(ending.errors.contains("\nhint: "))
  }

  @Test func `a run that finds nothing to do makes the status 6`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      func nothing(_ arguments: String..., message: String) throws {
        let ending = try Program(arguments, in: scratch.folder).run()
        #expect((ending.status, ending.output) == (6, ""), "\(arguments)")
        #expect(ending.errors.hasPrefix("error: \(message)"), "\(ending.errors)")
        #expect(ending.errors.contains("\nhint: "))
      }
      try nothing("run", ".", message: "no scenario was found in .")
      try nothing("test", ".", message: "no scenario with an expectation was found in .")
      try nothing("test", message: "no scenario with an expectation was found in .")
      try scratch.write("print(\"hello\")", to: "hello.lua")
      try nothing("run", "hello.lua", message: "no scenario was found in hello.lua")
      try scratch.write("scenario \"A\" {}", to: "hello.lua")
      try nothing("test", "hello.lua", message: "no scenario with an expectation was found in hello.lua")
    }
  }
}
