import Headroom
import Problems
import Scripting

/// The command that keeps the working scenario in a file.
extension Exploration {
  /// Writes the changes as a scenario that expects what comes out of them.
  func save(_ typed: TypedCommand) throws(CommandFault) -> String {
    let words = typed.words
    guard let first = words.first, !first.isEmpty else {
      throw CommandFault("a file is named behind :save", hint: "write :save double-hardware.lua")
    }
    guard !notebook.changes.isEmpty else {
      throw CommandFault("nothing has been changed, so there is nothing to save")
    }
    let path = first.hasSuffix(".lua") ? first : first + ".lua"
    let name = try name(words.dropFirst().joined(separator: " "), of: path)
    let written = onThread { exploration in
      Result { () throws(Problem) in try exploration.notebook.code(named: name) }
    }
    let code: ScenarioCode
    do throws(Problem) {
      code = try written.get()
      try ScenarioFile.write(code.text, to: path, replaces: typed.insists)
    } catch { throw CommandFault(error.statement, token: first, hint: error.hint) }
    return told(code, path)
  }

  private func told(_ code: ScenarioCode, _ path: String) -> String {
    func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
    var options = ScenarioFile.findsBook(file, from: path) ? "" : " --book \(file)"
    if let asOf { options += " --as-of \(asOf)" }
    let text = "saved: \(count(code.changes, "change")), \(count(code.expectations, "expectation")) → \(path)\n"
    return options.isEmpty ? text : text + "it is tested by: headroom test \(path)\(options)\n"
  }

  /// What the scenario is called: as said, else as its file.
  private func name(_ said: String, of path: String) throws(CommandFault) -> String {
    let file = path.split(separator: "/").last.map { String($0.dropLast(".lua".count)) } ?? path
    let name = said.isEmpty ? file : said
    guard !name.allSatisfy(\.isWhitespace), name.count <= 200 else {
      throw CommandFault(
        "a scenario's name has 1 to 200 characters", hint: "write :save \(path) \"Name of the scenario\"")
    }
    return name
  }
}
