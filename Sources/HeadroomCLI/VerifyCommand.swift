import ArgumentParser
import Foundation
import Headroom

/// `headroom verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Runs again what a record keeps, and names what differs.",
    discussion: """
      A record is what headroom run --record FILE writes: what was typed, and
      digests (SHA-256) of book, ledger, scripts, rulebook and result. The
      command runs again in the folder where it ran, and every input, the
      program's version, the seeds and the result are compared.

      Try:
        headroom run Scenarios --format json -o result.json --record record.json
        headroom verify record.json

      Exit status: 0 where nothing differs, 1 where something does, 5 where the
      file is no record.
      """)

  @Argument(help: "The record.")
  var record: String

  func run() throws {
    let kept = try read()
    let replay = Replay(arguments: kept.arguments, environment: kept.environment)
    let folder = URL(fileURLWithPath: record).deletingLastPathComponent().appendingPathComponent(kept.folder).path
    let command = try replay.command(in: folder)
    var surroundings = RunSurroundings(output: ResultOutput(.nowhere))
    surroundings.replay = replay
    surroundings.isColoured = kept.isColoured
    surroundings.spareSeed = kept.spareSeed.flatMap { UInt64($0) }
    var again: RunRecord?
    surroundings.heard = { again = $0 }
    do { try command.run(surroundings) } catch let status as ExitStatus where status == .interrupted {
      throw status
    } catch is ExitStatus {}
    try tell(kept, again)
  }

  private func read() throws -> RunRecord {
    do throws(Problem) {
      guard let data = FileManager.default.contents(atPath: record) else {
        throw Problem("the record '\(record)' cannot be read", hint: "check its name and its permissions")
      }
      return try RunRecord(Array(data), file: record)
    } catch {
      Terminal.error("\(error)")
      throw ExitStatus.book
    }
  }

  private func tell(_ kept: RunRecord, _ again: RunRecord?) throws {
    let differences =
      again.map { kept.differences(to: $0) }
      ?? kept.inputs.differences(to: kept.inputs.asTheyAre) + ["the run gave no result"]
    guard !differences.isEmpty else {
      let files = kept.inputs.files.count
      Terminal.write(
        "reproduced: \(files) file\(files == 1 ? "" : "s"), the rulebook and the result are as they were\n"
          + "result \(kept.result.sha256)\n")
      return
    }
    Terminal.write((["not reproduced"] + differences.map { "  " + $0 }).joined(separator: "\n") + "\n")
    throw ExitStatus.found
  }
}
