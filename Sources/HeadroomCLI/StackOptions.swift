import ArgumentParser
import Headroom

/// Which scenarios are stacked, and what the outcome is compared with.
struct StackOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "What outcomes are compared with, in place of the unchanged book: scenarios, applied in this order.",
      valueName: "a+b"))
  var base: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only these scenarios, one upon another in this order. May be repeated; a + of a name is \\+.", valueName: "a+b+c"
    ))
  var scenario: [String] = []

  func request() throws -> StackRequest {
    StackRequest(
      base: try base.map { try Self.names($0, "--base") }, stacks: try scenario.map { try Self.names($0, "--scenario") }
    )
  }

  private static func names(_ text: String, _ option: String) throws -> StackNames {
    do throws(Problem) { return try StackNames(parsing: text) } catch {
      throw ValidationError("\(option): \(error.statement); \(error.hint ?? "")")
    }
  }
}
