import Agreements
import Evaluation
import Problems
import Quantities
import WhatIf

/// Changes as a scenario's file, with an expectation of what comes out of them.
package struct ScenarioCode: Sendable {
  /// The text of the file.
  package let text: String
  /// How many changes it makes.
  package let changes: Int
  /// How many conclusions it expects: the verdict, each breach, each cap that stands otherwise.
  package let expectations: Int

  /// The file of a scenario.
  ///
  /// - Parameters:
  ///   - name: what the scenario is called.
  ///   - about: what it says of itself.
  ///   - changes: what it makes of `book`, in their order.
  ///   - outcome: what comes out.
  ///   - baseline: what comes out of `book`.
  /// - Throws: ``ChangeError`` where a change cannot be made of the book.
  package init(
    name: String, about: String, changes: [Change], of book: Book, outcome: Outcome, baseline: Outcome
  ) throws(ChangeError) {
    var (lines, changed) = ([String](), book)
    for change in changes {
      lines.append("    " + ChangeCode(book: changed).line(change))
      changed = try changed.applying(change)
    }
    let breaches = outcome.breaches.map(Self.breach)
    let caps = Self.caps(of: outcome, beyond: baseline)
    self.changes = changes.count
    expectations = 1 + breaches.count + caps.flatMap(\.caps).count
    text =
      (["scenario \(LuaText.quoted(name)) {", "  about  = \(LuaText.quoted(about)),", "  change = function(book)"]
      + lines + ["  end,", "  expect = {", "    compliant = \(outcome.isCompliant),"]
      + (breaches.isEmpty
        ? ["    breaches = {},"] : ["    breaches = {"] + breaches.map { "      \($0)," } + ["    },"])
      + (caps.isEmpty ? [] : ["    categories = {"] + caps.flatMap(Self.lines) + ["    },"])
      + ["  },", "}", ""]).joined(separator: "\n")
  }

  // MARK: What is expected

  private static func breach(_ finding: Finding) -> String {
    var entries = [LuaText.entry("kind", LuaText.quoted(finding.kind.rawValue))]
    if let category = finding.category { entries.append(LuaText.entry("category", LuaText.quoted(category.name))) }
    if let cap = finding.cap { entries.append(LuaText.entry("cap", LuaText.quoted(cap.name))) }
    if let day = finding.on { entries.append(LuaText.entry("on", LuaText.date(day))) }
    if let amount = finding.amount { entries.append(LuaText.entry("amount", LuaText.money(amount))) }
    return LuaText.table(entries)
  }

  /// The caps that stand otherwise than in the baseline, by category.
  private static func caps(
    of outcome: Outcome, beyond baseline: Outcome
  ) -> [(category: String, caps: [CapOutcome])] {
    outcome.categories.compactMap { category in
      let known = baseline.category(category.id)?.caps ?? []
      let changed = category.caps.filter { cap in
        known.first { $0.id == cap.id }.map { $0.total != cap.total || $0.headroom != cap.headroom } ?? true
      }
      return changed.isEmpty ? nil : (category.id.name, changed)
    }
  }

  private static func lines(_ category: String, _ caps: [CapOutcome]) -> [String] {
    let entries = caps.map { cap in
      let headroom = cap.headroom.map { LuaText.money($0.amount) } ?? "false"
      let figures = [LuaText.entry("total", LuaText.money(cap.total)), LuaText.entry("headroom", headroom)]
      return "          \(LuaText.entry(cap.id.name, LuaText.table(figures))),"
    }
    return ["      \(LuaText.entry(category, "{"))", "        caps = {"] + entries + ["        },", "      },"]
  }
}

extension Notebook {
  /// The working scenario as a file of that name.
  ///
  /// - Throws: ``Problem`` where it cannot be written such that the file makes the same changes and its expectation holds.
  package func code(named name: String) throws(Problem) -> ScenarioCode {
    let about = changes.map { $0.change.summary }.joined(separator: "; ").quotable
    let code: ScenarioCode
    do {
      code = try ScenarioCode(
        name: name, about: about, changes: changes.map(\.change), of: book, outcome: outcome(), baseline: baseline)
    } catch let problem as Problem { throw problem } catch { throw Problem("\(error)") }
    let script = Script(identity: "saved", shownAs: "what would be saved", text: code.text)
    let runner = ScenarioRunner(budget: budget, evaluator: globals.evaluator, control: control, find: find)
    let results: [ScenarioResult]
    do { results = try runner.run(script, on: book, expecting: true) } catch { throw Self.unwritable(error.problem) }
    for problem in results.flatMap({ ($0.failure.map { [$0.problem] } ?? []) + ($0.differences ?? []) }) {
      throw Self.unwritable(problem)
    }
    guard results.map({ $0.changes.map(\.change) }) == [changes.map(\.change)] else {
      throw Problem("these changes cannot be written as a scenario: read back, they are others")
    }
    return code
  }

  private static func unwritable(_ problem: Problem) -> Problem {
    Problem("these changes cannot be written as a scenario: \(problem.statement)", hint: problem.hint)
  }
}
