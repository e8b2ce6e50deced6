import Headroom
import Problems
import Scripting
import WhatIf

/// Commands on scenarios that are declared at the prompt or in files.
extension Exploration {
  /// Reads files, whose scenarios and families are known from then on; nothing of them is run.
  func load(_ paths: [String]) throws(CommandFault) -> Reply {
    guard !paths.isEmpty else { throw CommandFault("a file is named behind :load", hint: "write :load scenario.lua") }
    var reply = Reply()
    var complaints: [String] = []
    for path in paths {
      do throws(Problems) {
        for script in try shelf.read(path) {
          do throws(ScenarioFailure) {
            let names = try onThread { exploration in
              Result { () throws(ScenarioFailure) in try exploration.notebook.load(script) }
            }.get()
            reply.text += told(names, of: script)
          } catch { complaints.append(error.problem.description) }
        }
      } catch { complaints.append(error.description) }
    }
    if !complaints.isEmpty { reply.complaint = complaints.joined(separator: "\n\n") }
    return reply
  }

  private func told(_ names: [DeclaredName], of script: Script) -> String {
    guard !names.isEmpty else { return "\(script.shownAs) declares no scenario\n" }
    let list = names.map { $0.word == "scenario" ? "'\($0.name)'" : "\($0.word) '\($0.name)'" }
    return wrapped("\(script.shownAs): \(list.joined(separator: ", "))", lead: "").joined(separator: "\n") + "\n"
  }

  /// All that is declared, with what it says of itself, and what is in use.
  func scenarios() -> String {
    let declared = onThread { $0.notebook.declared }
    let used = notebook.used
    guard !declared.isEmpty else {
      return "no scenario is declared: write scenario \"Name\" { change = function(book) … end }, or :load FILE\n"
    }
    let lines = declared.flatMap { name -> [String] in
      let isUsed = name.word == "scenario" && used.contains(name.name)
      let word = name.word == "scenario" ? "" : "\(name.word): "
      let head = wrapped("\(word)\(name.name) (\(name.place))\(isUsed ? ", in use" : "")", lead: isUsed ? "* " : "  ")
      return head + (name.about.map { wrapped($0, lead: "    ") } ?? [])
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Begins the working scenario with declared ones.
  func use(_ text: String) throws(CommandFault) -> Reply {
    guard !text.isEmpty else {
      throw CommandFault("a scenario is named behind :use", hint: ":scenarios lists them; several as \"a + b\"")
    }
    let isQuoted = text.count > 1 && text.first == text.last && (text.first == "\"" || text.first == "'")
    let names: StackNames
    do { names = try StackNames(parsing: isQuoted ? String(text.dropFirst().dropLast()) : text) } catch {
      throw CommandFault(error.statement, hint: error.hint)
    }
    let used = onThread { exploration in
      Result { () throws(StackNameError) in try exploration.notebook.use(names) }
    }
    switch used {
    case .success(let result): return reply(to: result)
    case .failure(.ambiguous(let problem)): throw CommandFault(problem.statement, hint: problem.hint)
    case .failure(.unknown(let name, let known)):
      throw CommandFault(
        "no scenario '\(name)' is declared\(Spelling.question(name, among: known))", token: name,
        hint: known.isEmpty ? "declare it, or :load FILE first" : "declared: \(known.joined(separator: ", "))")
    }
  }

  private func reply(to result: ScenarioResult) -> Reply {
    var reply = Reply(text: result.printed)
    if let failure = result.failure {
      reply.complaint = failure.problem.description
      return reply
    }
    reply.text += standing
    if !result.warnings.isEmpty { reply.warning = result.warnings.map(\.description).joined(separator: "\n\n") }
    return reply
  }
}
