import Foundation
import Problems

/// Files that an exploration writes.
package enum ScenarioFile {
  /// Writes a file, whole or not at all.
  ///
  /// - Parameter replaces: whether one that is there is replaced.
  /// - Throws: ``Problem`` where there is one and it is not to be replaced, or none can be made there.
  package static func write(_ text: String, to path: String, replaces: Bool) throws(Problem) {
    guard !Paths.isFolder(path) else { throw Problem("\(path) is a folder", hint: "name a file in it") }
    guard Paths.isFolder(Paths.parent(of: path)) else {
      throw Problem("there is no folder '\(Paths.parent(of: path))'", hint: "make it first, or name another")
    }
    let target = URL(fileURLWithPath: replaces ? Paths.real(path) : path)
    do {
      try Data(text.utf8).write(to: target, options: replaces ? .atomic : .withoutOverwriting)
    } catch CocoaError.fileWriteFileExists {
      throw Problem("the file '\(path)' is there already", hint: ":save! \(path) replaces it")
    } catch {
      throw Problem("the file '\(path)' cannot be written", hint: "check its folder and its permissions")
    }
  }

  /// Whether a script at a path speaks of a book without being told so: the book lies beside it or above it.
  package static func findsBook(_ book: String, from path: String) -> Bool {
    Paths.nearestBook(to: path).map(Paths.real) == Paths.real(book)
  }
}
