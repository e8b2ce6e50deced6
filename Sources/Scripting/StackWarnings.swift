import Agreements
import Evaluation
import Problems
import WhatIf

/// What may not have been meant in a stack of scenarios: changes of one datum, and what changes nothing.
struct StackWarnings {
  private let result: ScenarioResult
  private let steps: [ScenarioRunner.Step]
  private let untouched: Outcome?
  private let runner: ScenarioRunner

  /// The warnings on a result whose changes have been made; `untouched` is what is concluded of the unchanged book.
  init(_ result: ScenarioResult, of steps: [ScenarioRunner.Step], untouched: Outcome?, runner: ScenarioRunner) {
    self.result = result
    self.steps = steps
    self.untouched = untouched
    self.runner = runner
  }

  // MARK: Changes

  /// Changes that set one datum, and changes without effect, by the line that made the later.
  func onChanges() -> [Problem] {
    let conflicts = result.conflicts
    let byLater = Dictionary(grouping: conflicts.all, by: \.later)
    var warnings: [Problem] = []
    // A line that a loop runs again makes an equal change, of which the same would be said.
    var told: Set<AppliedChange> = []
    for applied in result.changes where told.insert(applied).inserted {
      let own = byLater[applied, default: []]
      warnings += own.map(warning)
      if applied.isWithoutEffect, own.isEmpty { warnings.append(idle(applied, conflicts)) }
    }
    // What a loop does a thousand times is said once.
    var said: Set<String> = []
    return warnings.filter { said.insert("\($0.place.map(\.description) ?? "") \($0.statement)").inserted }
  }

  private func warning(_ conflict: Conflict) -> Problem {
    if conflict.isRepetition {
      let statement =
        conflict.later.isWithoutEffect
        ? "this changes nothing: \(conflict.later.change.summary)" : "\(conflict.datum) is set twice to the same"
      return problem(
        statement, at: conflict.later.place, notes: ["the same before: \(told(conflict.earlier))"],
        hint: "take one of them out")
    }
    let loser = conflict.winner == .later ? conflict.earlier : conflict.later
    return problem(
      "\(conflict.datum) is changed twice; the \(conflict.winner == .later ? "last" : "first") change counts",
      at: conflict.later.place, notes: ["counts: \(told(conflict.counting))", "does not count: \(told(loser))"])
  }

  private func idle(_ applied: AppliedChange, _ conflicts: Conflicts) -> Problem {
    let before = conflicts.combinations.lazy.compactMap { combination -> AppliedChange? in
      combination.changes.firstIndex(of: applied).flatMap { $0 > 0 ? combination.changes[$0 - 1] : nil }
    }.first
    return problem(
      "this changes nothing: \(applied.change.summary)", at: applied.place,
      notes: before.map { ["after: \(told($0))"] } ?? [])
  }

  private func told(_ applied: AppliedChange) -> String {
    applied.change.summary + (applied.place.map { ", \($0)" } ?? "")
  }

  // MARK: Scenarios

  /// The scenarios of the stack that make no difference to what stands before them.
  ///
  /// - Parameters:
  ///   - outcome: what the whole stack comes to.
  ///   - books: the unchanged book, then the book after each scenario of the stack.
  func onIdleness(_ outcome: Outcome, _ books: [Book]) throws(ScenarioFailure) -> [Problem] {
    var warnings: [Problem] = []
    var before = untouched
    for place in steps.indices {
      let after = place == steps.count - 1 ? outcome : try? runner.evaluator.evaluate(books[place + 1])
      if let statement = idleness(of: place, try runner.definition(of: steps[place]), before, after) {
        warnings.append(problem(statement, at: result.parts[place].place, token: steps[place].name))
      }
      before = after
    }
    if warnings.isEmpty, steps.count > 1, hasEffects(result.changes), untouched.map(outcome.saysTheSame) == true {
      warnings.append(
        problem(
          "the changes of scenario '\(result.name)' make no difference to the outcome", at: result.place,
          token: steps.last?.name))
    }
    return warnings
  }

  private func idleness(of place: Int, _ definition: Definition, _ before: Outcome?, _ after: Outcome?) -> String? {
    let name = steps[place].name
    let changes = result.parts[place].changes
    if changes.isEmpty {
      if definition.change != nil { return "scenario '\(name)' changes nothing" }
      let isOwn = place == steps.count - 1 && result.stack.count < steps.count
      return isOwn || !definition.parents.isEmpty ? nil : "scenario '\(name)', on which others build, changes nothing"
    }
    // Where each single change was warned about, nothing is left to say.
    guard hasEffects(changes), let before, let after, after.saysTheSame(as: before) else { return nil }
    let earlier = steps[..<place].map { "'\($0.name)'" }.joined(separator: ", ")
    return "the changes of scenario '\(name)' make no difference to the outcome"
      + (earlier.isEmpty ? "" : " after \(earlier)")
  }

  private func hasEffects(_ changes: [AppliedChange]) -> Bool { !changes.allSatisfy(\.isWithoutEffect) }

  // MARK: Places

  /// A warning at a place in any of the stack's files, with the line where it is known.
  private func problem(
    _ statement: String, at place: SourcePlace?, token: String? = nil, notes: [String] = [], hint: String? = nil
  ) -> Problem {
    guard let place, let source = steps.first(where: { $0.script.shownAs == place.file })?.script.source else {
      return Problem(statement, at: place, severity: .warning, notes: notes, hint: hint)
    }
    return source.problem(
      statement, line: place.line, token: token, severity: .warning, notes: notes, hint: hint)
  }
}

extension Outcome {
  /// Whether scripts read the same of both. What is computed only when it is asked for is compared last.
  fileprivate func saysTheSame(as other: Outcome) -> Bool {
    findings == other.findings && assumptions == other.assumptions && entry == other.entry
  }
}
