import ArgumentParser
import Foundation
import Headroom

/// `headroom merge`.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Joins the parts of a run into the result that one run gives.",
    discussion: """
      A part is what headroom run --shard k/n writes. Parts are given in any
      order; one that is missing, doubled, unfinished, or of another run is an
      error that names it. The book and the scripts must be as they were: what
      has no parts (scenarios, solve, explore) is evaluated now. The result is
      the very bytes that one run of all gives.

      Try:
        headroom run Scenarios --shard 1/2 -o part1.json
        headroom run Scenarios --shard 2/2 -o part2.json
        headroom merge part1.json part2.json --format json
      """)

  @Argument(help: "The parts, in any order.")
  var parts: [String]

  @Option(name: .long, help: "How the result is printed: table, json, csv, ics (default: table).")
  var format: RunFormat?

  @Option(name: .long, help: ArgumentHelp("The family whose rows --format csv prints.", valueName: "family"))
  var family: String?

  @Option(
    name: .long, help: ArgumentHelp("Keeps what the result follows from, for headroom verify.", valueName: "file"))
  var record: String?

  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let format = try self.format ?? Twin.value("FORMAT", RunFormat.init(rawValue:), "table, json, csv or ics") ?? .table
    let family = family ?? Terminal.environment("HEADROOM_FAMILY")
    let set: PartSet
    do { set = try PartSet(parts) } catch {
      Terminal.error("\(error)")
      throw ExitStatus.book
    }
    var surroundings = RunSurroundings(output: ResultOutput(file: output.file.map(Folders.absolute)))
    surroundings.isColoured = try output.ink().isColoured
    surroundings.known = set
    surroundings.record = (record ?? Terminal.environment("HEADROOM_RECORD")).map(Folders.absolute)
    let added = ["--format", format.rawValue] + (family.map { ["--family", $0] } ?? [])
    let replay = Replay(arguments: set.arguments + added, environment: set.environment)
    surroundings.replay = replay
    let command = try replay.command(in: set.folder)
    let changed = set.inputs.differences(to: set.inputs.asTheyAre)
    guard changed.isEmpty else {
      Terminal.error(
        "error: the parts are of other files than those that are here\n" + changed.joined(separator: "\n")
          + "\nhint: run the parts again, or put the files back")
      throw ExitStatus.book
    }
    try command.run(surroundings)
  }
}
