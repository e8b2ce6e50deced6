import Agreements
import Evaluation
import Scripting

struct Showing {
  init(book: Book, baseline: Outcome, outcome: Outcome, surface: Surface) {}
  func text(of value: ShownValue) -> String { "\(value)".prefix(2_000) + "\n" }
}

extension Exploration {
  func help(_ topic: String) throws(CommandFault) -> String { ":\(topic)\n" }
  func save(_ typed: TypedCommand) throws(CommandFault) -> String { "" }
}
