import Testing

/// The names and types of every JSON format: a name that is gone, or has another type, breaks those who read it.
@Suite struct ShapeTests {
  @Test func `a result has the names and types that it had`() throws {
    let sound = try Results.all.get()
    try Golden.expect(Shape([sound, try troubled("run")]).text, is: "shape-result.txt")
  }

  @Test func `a test run has the names and types that it had`() throws {
    let sound = try headroom("test", "Scenarios", "--format", "json").json()
    try Golden.expect(Shape([sound, try troubled("test")]).text, is: "shape-test.txt")
  }

  @Test func `a calendar and things to do have the names and types that they had`() throws {
    for command in ["calendar", "todo"] {
      let scenarios = try headroom(command, "Scenarios", "--format", "json").json()
      let baseline = try headroom(command, "Scenarios/harbour-lantern/book.yaml", "--format", "json").json()
      try Golden.expect(Shape([scenarios, baseline]).text, is: "shape-\(command).txt")
    }
  }

  @Test func `a book that is shown has the names and types that it had`() throws {
    let books = try ["kingsoft-xiaomi", "harbour-lantern"].map { name in
      try headroom("book", "show", "Scenarios/\(name)/book.yaml", "--format", "json").json()
    }
    try Golden.expect(Shape(books).text, is: "shape-book.txt")
  }

  @Test func `problems have the names and types that they had`() throws {
    let sound = try headroom("book", "validate", "Scenarios/kingsoft-xiaomi/book.yaml", "--format", "json")
    let missing = try headroom("book", "validate", "nowhere.yaml", "--format", "json")
    #expect((sound.status, missing.status) == (0, 5))
    let broken = try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.replace("currency: RMB", with: "curency: RMB", in: "book.yaml")
      return try headroom("book", "validate", "--format", "json", in: scratch.folder)
    }
    #expect((broken.status, broken.errors) == (5, ""))
    let documents = try [sound, missing, broken].map { try $0.json() }
    try Golden.expect(Shape(documents).text, is: "shape-problems.txt")
  }

  /// A run of all that the scenarios of the repository do not show: failures of scenarios and of files, warnings, a cap of which
  /// is open whether it needs a vote, an amount where there is no cap at all.
  private func troubled(_ command: String) throws -> JSON {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write("scenario \"Cut off\" {", to: "file.lua")
      try scratch.write(
        """
        scenario "Wrong" { change = function(book) book.categories.hardwear.forecast:scale(2) end }
        scenario "Idle" { change = function(book) book.categories.idc.forecast:scale(1) end, expect = { compliant = false } }
        scenario "Open" {
          change = function(book)
            book.categories.idc.caps["2026"]:propose("RMB 500 million")
            book.categories.idc.forecast:set("RMB 600 million", "2026-05")
            book.categories.idc.forecast:set("RMB 1 million", "2028-01")
          end,
        }
        """, to: "scenarios.lua")
      return try headroom(command, ".", "--as-of", "2026-03-31", "--format", "json", in: scratch.folder).json()
    }
  }
}
