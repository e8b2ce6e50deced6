import Testing

/// What the program prints, whole.
@Suite struct GoldenTests {
  @Test(arguments: ["kingsoft-xiaomi", "harbour-lantern"])
  func `a run of a folder prints what it did`(name: String) throws {
    let table = try headroom("run", "Scenarios/\(name)")
    #expect((table.status, table.errors) == (0, ""))
    try Golden.expect(table.output, is: "run-\(name).txt")
  }

  /// Whole for the main job; of the other scenarios the names and types are kept, and the figures that matter.
  @Test func `the main job as JSON is what it was`() throws {
    let json = try headroom("run", "Scenarios/kingsoft-xiaomi/double-hardware.lua", "--format", "json")
    #expect((json.status, json.errors) == (0, ""))
    try Golden.expect(json.output, is: "run-double-hardware.json")
  }

  @Test(arguments: ["kingsoft-xiaomi", "harbour-lantern"])
  func `a calendar and a list of things to do are what they were`(name: String) throws {
    let calendar = try headroom("calendar", "Scenarios/\(name)/book.yaml")
    #expect((calendar.status, calendar.errors) == (0, ""))
    try Golden.expect(calendar.output, is: "calendar-\(name).txt")
    let tasks = try headroom("todo", "Scenarios/\(name)")
    #expect((tasks.status, tasks.errors) == (0, ""))
    try Golden.expect(tasks.output, is: "todo-\(name).txt")
  }

  @Test(arguments: ["kingsoft-xiaomi", "harbour-lantern"])
  func `a book is shown as it was`(name: String) throws {
    let shown = try headroom("book", "show", "Scenarios/\(name)/book.yaml")
    #expect((shown.status, shown.errors) == (0, ""))
    try Golden.expect(shown.output, is: "book-\(name).txt")
  }

  @Test func `every scenario of the repository is tested, and comes out as it expects`() throws {
    let tested = try headroom("test", "Scenarios")
    #expect((tested.status, tested.errors) == (0, ""))
    try Golden.expect(tested.output, is: "test.txt")
  }

  @Test(arguments: [
    [], ["run"], ["test"], ["diff"], ["explain"], ["calendar"], ["todo"], ["book"], ["book", "show"],
    ["book", "validate"], ["merge"], ["verify"],
  ])
  func `a command says how it is used`(command: [String]) throws {
    let help = try Program(command + ["--help"]).run()
    #expect((help.status, help.errors) == (0, ""))
    try Golden.expect(help.output, is: (["help"] + command).joined(separator: "-") + ".txt")
    #expect(try Program(["help"] + command).run().output == help.output)
  }
}
