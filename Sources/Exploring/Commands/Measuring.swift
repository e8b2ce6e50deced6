import Headroom
import Problems
import Reports

/// Commands on what a line may use, and did.
extension Exploration {
  /// Runs a line and tells what it took. The only place where a clock is read.
  func time(_ typed: TypedCommand) throws(CommandFault) -> Reply {
    guard !typed.rest.isEmpty else {
      notebook.pass(typed.line)
      throw CommandFault("what is timed stands behind :time", hint: "write :time outcome.compliant")
    }
    // Where it stands in the line it stays, so that an error is shown at its place.
    let start = typed.line.ranges(of: typed.rest).last?.lowerBound ?? typed.line.startIndex
    let indent = String(repeating: " ", count: typed.line[..<start].count)
    let clock = ContinuousClock()
    let begun = clock.now
    var reply = run(indent + typed.rest)
    let took = clock.now - begun
    if reply.wantsMore {
      notebook.abandon()
      throw CommandFault("what is timed is not complete", hint: "write it on one line")
    }
    reply.text +=
      "\(CellText.grouped(notebook.lastUse.steps)) steps, \(Self.milliseconds(took)) ms (the time is another at each run)\n"
    return reply
  }

  private static func milliseconds(_ duration: Duration) -> String {
    let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
    let fraction = String(microseconds % 1_000)
    return "\(microseconds / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }

  /// What a line may use; with a name and a number it is set for this session.
  func limits(_ words: [String]) throws(CommandFault) -> String {
    if let name = words.first {
      guard words.count == 2 else {
        throw CommandFault("a limit is followed by its number", token: name, hint: "write :limits \(name) 5000000")
      }
      try setLimit(name, words[1])
    }
    let (budget, used) = (notebook.budget, notebook.lastUse)
    return """
      instructions  at most \(CellText.grouped(budget.steps)) a line; the last used \(CellText.grouped(used.steps))
      memory        at most \(budget.memory >> 20) MiB; \(CellText.grouped(used.memory >> 10)) KiB are in use
      time          at most \(budget.seconds) seconds a line

      """
  }

  private func setLimit(_ name: String, _ text: String) throws(CommandFault) {
    let bare = text.replacing("_", with: "").replacing(",", with: "")
    func number(_ range: ClosedRange<Double>) throws(CommandFault) -> Double {
      guard let number = Double(bare), range.contains(number) else {
        throw CommandFault(
          "\(name) must lie between \(Self.plain(range.lowerBound)) and \(Self.plain(range.upperBound))", token: text)
      }
      return number
    }
    switch name {
    case "instructions": notebook.budget.steps = Int(try number(1...1_000_000_000_000))
    case "time": notebook.budget.seconds = try number(0.001...86_400)
    case "memory": notebook.budget.memory = Int(try number(1...Double(notebook.mostMemory >> 20))) << 20
    default:
      let known = ["instructions", "memory", "time"]
      throw CommandFault(
        "there is no limit '\(name)'\(Spelling.question(name, among: known))", token: name,
        hint: "limits: \(known.joined(separator: ", "))")
    }
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() ? "\(Int64(number))" : "\(number)"
  }
}
