import BookFiles
import Evaluation
import Problems
import Scripting
import WhatIf

/// The scripts that an exploration has read, and the folders in which those lie that they build on: the working folder, that
/// of the book, and those of what was read.
package final class ScriptShelf {
  private var roots: [String]

  /// A shelf on which nothing stands.
  package init(beside book: String) {
    roots = [Paths.real("."), Paths.real(Paths.parent(of: book))]
  }

  /// What a session in the working folder is known by, as a script that lay there would be.
  package static var sessionIdentity: String { Paths.join(Paths.real("."), "-") }

  /// Reads the scripts of a file or a folder.
  ///
  /// - Throws: ``Problems`` where one cannot be read.
  package func read(_ path: String) throws(Problems) -> [Script] {
    let found = try ScriptFolder(paths: [path]).scripts(standardInput: { nil })
    for root in found.flatMap(\.roots) where !roots.contains(root) { roots.append(root) }
    return found.map(\.script)
  }

  /// The script that another names in `from`.
  ///
  /// - Throws: ``ScenarioFailure`` where it lies outside the folders, or cannot be read.
  package func find(_ name: String, beside other: Script) throws(ScenarioFailure) -> Script {
    try FoundScript(script: other, book: nil, roots: roots).find(name, beside: other)
  }
}

extension Session {
  /// The evaluator by the rulebook that a book names.
  ///
  /// - Throws: ``Problems`` where it is not known.
  package func evaluator(for loaded: LoadedBook) throws(Problems) -> Evaluator { try evaluator(of: loaded) }
}
