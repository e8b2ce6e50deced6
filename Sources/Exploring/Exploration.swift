import Evaluation
import Headroom
import Problems
import Quantities
import Reports
import Scripting

/// An exploration of one book, line by line, without a terminal: Lua changes a working scenario, and commands that begin with a
/// colon show what that does.
///
/// Used by one thread at a time. Scripts run on a thread of their own, for which the caller waits.
package final class Exploration {
  /// What replies are made for.
  package var surface = Surface()
  /// The day that was chosen in place of the book's as-of date; nil where none was.
  package var asOf: CivilDate?
  /// The session's state.
  package let notebook: Notebook
  /// The book's file, as it is shown.
  package let file: String
  let shelf: ScriptShelf
  let control: RunControl

  /// Begins an exploration with the book as it stands.
  ///
  /// - Parameters:
  ///   - name: what stands in the place of a file's name in messages about lines.
  ///   - control: ends the line that runs; the exploration goes on.
  /// - Throws: ``Problems`` where the book cannot be evaluated, or no Lua can be had.
  package init(
    _ loaded: LoadedBook, budget: Budget, control: RunControl, named name: String = "<prompt>"
  ) throws(Problems) {
    let session = Session(control: control)
    let (baseline, evaluator) = (try session.baseline(loaded), try session.evaluator(for: loaded))
    let shelf = ScriptShelf(beside: loaded.file)
    (file, self.shelf, self.control) = (loaded.file, shelf, control)
    let lent = Lent(shelf)
    let made = ScriptThread.run {
      let shelf = lent.value
      return Lent(
        Result { () throws(ScenarioFailure) in
          try Notebook(
            loaded.book, baseline: baseline, evaluator: evaluator, budget: budget, control: control,
            identity: ScriptShelf.sessionIdentity, shownAs: name
          ) { name, beside throws(ScenarioFailure) in try shelf.find(name, beside: beside) }
        })
    }
    do throws(ScenarioFailure) { notebook = try made.value.get() } catch { throw Problems([error.problem]) }
  }

  /// What is concluded of the unchanged book.
  package var baseline: Outcome { notebook.baseline }

  /// What stands before the next line.
  package var prompt: String { notebook.isIncomplete ? "… " : "> " }

  /// Forgets a chunk that is not complete.
  package func abandonInput() { notebook.abandon() }

  /// Takes a line, or several that were pasted as one, and says what it comes to.
  package func take(_ line: String) -> Reply {
    control.resume()
    guard !notebook.isIncomplete, let command = TypedCommand(line) else { return run(line) }
    do throws(CommandFault) { return folded(try perform(command)) } catch {
      return folded(
        Reply(complaint: notebook.problem(error.statement, token: error.token, hint: error.hint).description))
    }
  }

  /// Says that no more lines come: what is wrong with a chunk that is not complete; nil where nothing is.
  package func end() -> Reply? {
    notebook.end().map { Reply(complaint: $0.problem.description) }
  }

  /// Takes a line that cannot be read, so that those behind it are counted as they stand.
  package func refuse(_ statement: String, hint: String) -> Reply {
    notebook.abandon()
    notebook.pass("")
    return Reply(complaint: notebook.problem(statement, hint: hint).description)
  }

  // MARK: Lua

  func run(_ line: String) -> Reply { reply(to: onThread { $0.notebook.take(line) }) }

  func reply(to taken: Notebook.Taken) -> Reply { folded(unfolded(taken)) }

  private func unfolded(_ taken: Notebook.Taken) -> Reply {
    switch taken {
    case .incomplete: return Reply(wantsMore: true)
    case .failed(let failure, let printed):
      return Reply(text: printed, complaint: failure.problem.description)
    case .done(let done):
      do throws(CommandFault) { return try reply(to: done) } catch {
        // The line was done; what comes out cannot be told.
        return Reply(text: done.printed, complaint: notebook.problem(error.statement, hint: error.hint).description)
      }
    }
  }

  private func reply(to done: Notebook.Done) throws(CommandFault) -> Reply {
    var text = done.printed
    // A declaration is told of by its name, or its answer.
    if done.scenarios.isEmpty, done.families.isEmpty { text += try shown(done.values) }
    for name in done.scenarios { text += "scenario '\(name)' is declared; :use \(name.inStack) makes its changes\n" }
    for family in done.families { text += self.text(of: family) }
    var reply = Reply(text: text)
    let problems = done.families.flatMap { family in
      family.warnings + (family.failure.map { [$0.problem] } ?? [])
    }
    let failures = problems.filter { $0.severity == .error }
    if !failures.isEmpty { reply.complaint = failures.map(\.description).joined(separator: "\n\n") }
    let warnings = done.warnings + problems.filter { $0.severity == .warning }
    if !warnings.isEmpty { reply.warning = warnings.map(\.description).joined(separator: "\n\n") }
    return reply
  }

  private func text(of family: FamilyResult) -> String {
    let lines = FamilyText(ink: ink, width: surface.columns, currency: notebook.book.currency).lines(of: family)
    let count = notebook.changes.count
    let ground = count == 0 ? [] : ["on the working scenario with its \(count) change\(count == 1 ? "" : "s")"]
    return family.printed + (lines + ground).joined(separator: "\n") + "\n"
  }

  // MARK: Showing

  /// Colours, where they are seen.
  var ink: Ink { Ink(isColoured: surface.showsColours) }

  /// Values as text, a value below another.
  private func shown(_ values: [ShownValue]) throws(CommandFault) -> String {
    guard !values.isEmpty else { return "" }
    let showing = try showing()
    return values.map { value in
      let text = showing.text(of: value)
      return text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    }.joined()
  }

  /// The reply with its sentences broken at words, where a terminal would break them anywhere. A pipe has them whole.
  private func folded(_ reply: Reply) -> Reply {
    guard surface.rows != nil else { return reply }
    var reply = reply
    reply.warning = reply.warning.map(folded)
    reply.complaint = reply.complaint.map(folded)
    return reply
  }

  private func folded(_ message: String) -> String {
    message.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      // A line at fault stays as it is, with its mark below.
      let stays = line.columns <= surface.columns || line.prefixMatch(of: #/\s*\d* \|/#) != nil
      return stays ? [String(line)] : wrapped(String(line), lead: "")
    }.joined(separator: "\n")
  }

  // MARK: Threads

  /// Does something in which scripts may run.
  func onThread<R: Sendable>(_ body: @Sendable (Exploration) -> R) -> R {
    let lent = Lent(self)
    return ScriptThread.run { body(lent.value) }
  }
}

// Unchecked Sendable, because the thread that lends it waits until the other has ended.
/// Something that is used on another thread meanwhile.
struct Lent<Value>: @unchecked Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}

extension String {
  /// A scenario's name as it stands in a stack of names.
  var inStack: String { replacing("\\", with: "\\\\").replacing("+", with: "\\+") }
}
