import Agreements
import Problems
import WhatIf

/// Scenarios of files that were found by their names, to be stacked in their order.
public struct StackSelection: Sendable {
  let steps: [ScenarioRunner.Step]

  /// The file of the last, as it is shown.
  public var file: String { steps.last?.script.shownAs ?? "" }
}

/// Why a name finds no scenario.
public enum StackNameError: Error, Sendable {
  /// No scenario and no file has that name.
  case unknown(String, known: [String])
  /// It names several scenarios.
  case ambiguous(Problem)
}

extension ScenarioRunner {
  /// The names of the scenarios that a file declares.
  ///
  /// - Throws: ``ScenarioFailure`` where the file cannot be loaded.
  public func names(in script: Script) throws(ScenarioFailure) -> [String] { try declared(by: script).map(\.name) }

  /// The scenarios that names mean: a scenario's own name, the file of one, or `file.lua#Name`.
  ///
  /// Files that cannot be loaded declare nothing.
  public func select(_ names: StackNames, among scripts: [Script]) throws(StackNameError) -> StackSelection {
    var steps: [Step] = []
    for name in names.names { steps.append(try step(name, among: scripts)) }
    return StackSelection(steps: steps)
  }

  /// What becomes of a selection: its scenarios in order, each once, after those they build on.
  public func run(_ selection: StackSelection, on book: Book) -> ScenarioResult {
    result(of: selection.steps, on: book, expecting: false)
  }

  private func step(_ name: String, among scripts: [Script]) throws(StackNameError) -> Step {
    let all = scripts.flatMap(steps)
    let named = all.filter { $0.name == name }
    if let only = named.first, named.count == 1 { return only }
    guard named.isEmpty else { throw .ambiguous(several(named, called: name)) }
    let parts = name.split(separator: "#", maxSplits: 1).map(String.init)
    let inFile = all.filter { step in
      step.script.isCalled(parts.first ?? name) && (parts.count < 2 || step.name == parts[1])
    }
    if let only = inFile.first, inFile.count == 1 { return only }
    guard inFile.isEmpty else { throw .ambiguous(several(inFile, called: name)) }
    throw .unknown(name, known: all.map(\.name))
  }

  private func steps(of script: Script) -> [Step] {
    let definitions = (try? declared(by: script)) ?? []
    return definitions.enumerated().map { Step(script: script, index: $0.offset, name: $0.element.name) }
  }

  private func several(_ steps: [Step], called name: String) -> Problem {
    let known = steps.map { "\($0.script.shownAs)#\($0.name)" }.joined(separator: ", ")
    return Problem("'\(name)' names \(steps.count) scenarios", hint: "name one of \(known)")
  }
}

extension Script {
  /// Whether a person would call the file so: by its path as it is shown, or the end of it.
  fileprivate func isCalled(_ name: String) -> Bool { shownAs == name || shownAs.hasSuffix("/" + name) }
}
