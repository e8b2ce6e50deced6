import ArgumentParser
import Headroom

/// The program `headroom`.
@main
struct HeadroomCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "headroom",
    abstract: "Asks what-if questions of annual caps under Chapter 14A of the Hong Kong Listing Rules.",
    discussion: """
      A book (book.yaml) holds agreements, caps, a ledger and forecasts. A
      scenario (a small Lua script) changes a copy of it, and Headroom says
      which cap breaks, on which day, by how much, what approval each cap needs,
      and who must do what by when.

      Try:
        headroom run Scenarios/kingsoft-xiaomi/double-hardware.lua
        headroom explain Scenarios/kingsoft-xiaomi/double-hardware.lua
        headroom test Scenarios
        headroom diff Scenarios/kingsoft-xiaomi/both-at-once.lua
        headroom todo Scenarios/kingsoft-xiaomi/double-hardware.lua
        headroom calendar Scenarios/kingsoft-xiaomi/book.yaml
        headroom months Scenarios/kingsoft-xiaomi/book.yaml --category cloud
        headroom book show Scenarios/kingsoft-xiaomi/book.yaml
        headroom repl Scenarios/kingsoft-xiaomi/book.yaml
        headroom help run

      Options have environment twins, and what is typed wins: HEADROOM_BOOK,
      HEADROOM_FORMAT, HEADROOM_AS_OF, HEADROOM_COLOR, HEADROOM_OUTPUT,
      HEADROOM_QUIET, HEADROOM_FAIL_ON, HEADROOM_LIMIT_INSTRUCTIONS,
      HEADROOM_LIMIT_MEMORY, HEADROOM_LIMIT_TIME, HEADROOM_SET, HEADROOM_FAMILY,
      HEADROOM_JOBS, HEADROOM_SEED, HEADROOM_SHARD, HEADROOM_RECORD. NO_COLOR is
      honoured.

      Exit status: 0 done; 1 an expectation failed, or what --fail-on asks for
      was found; 2 wrong usage; 3 a script's error; 4 a limit reached; 5 a bad
      book or ledger, or a file that cannot be read; 6 nothing matched;
      130 interrupted.
      """,
    version: Release.version,
    subcommands: [
      RunCommand.self, TestCommand.self, ReplCommand.self, DiffCommand.self, ExplainCommand.self, CalendarCommand.self,
      ToDoCommand.self,
      MonthsCommand.self,
      BookCommand.self, RulebookCommand.self, MergeCommand.self, VerifyCommand.self,
    ])

  /// A wrong value that a command found, above that command's own usage.
  private static func told(_ error: any Error, by command: any ParsableCommand) -> String? {
    guard let error = error as? ValidationError else { return nil }
    let help = helpMessage(for: type(of: command), columns: 10_000)
    guard let usage = help.split(separator: "\n").first(where: { $0.hasPrefix("USAGE: ") }) else { return nil }
    let words = usage.dropFirst("USAGE: ".count)
    let name = words.split(separator: " ").prefix { !"<[".contains($0.first ?? "<") }.joined(separator: " ")
    return "Error: \(error.message)\nUsage: \(words)\n  See '\(name) --help' for more information."
  }

  static func main() {
    var command: (any ParsableCommand)?
    do {
      command = try parseAsRoot()
      try command?.run()
    } catch let status as ExitStatus {
      Terminal.exit(status)
    } catch {
      let text = command.flatMap { told(error, by: $0) } ?? fullMessage(for: error)
      guard exitCode(for: error).isSuccess else {
        Terminal.error(text)
        Terminal.exit(.usage)
      }
      Terminal.write(text + "\n")
      Terminal.exit(.done)
    }
  }
}
