import Foundation
import LedgerStore
import Problems

/// The folder of a book on disk: reads the book and the ledger beside it, and nothing outside.
struct BookFolder {
  /// The book's file.
  let path: String

  init(book path: String) { self.path = path }

  /// The bytes of the book.
  func book(shownAs name: String) throws(Problems) -> [UInt8] {
    try read(
      path, named: "the book '\(name)'", limit: YamlTree.limit, remedy: "name the book's YAML file, such as book.yaml")
  }

  /// The bytes of the ledger of that name.
  func ledger(_ name: String) throws(Problems) -> [UInt8] {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    let file = folder.appendingPathComponent(name)
    // A link may lead anywhere, and what a book names must not reach other files of the person who opens it.
    let home = folder.resolvingSymlinksInPath().standardizedFileURL.path
    let target = file.resolvingSymlinksInPath().standardizedFileURL.path
    guard target.hasPrefix(home.hasSuffix("/") ? home : home + "/") else {
      throw Problems([
        Problem("the ledger '\(name)' is a link to outside the book's folder", hint: "copy the file beside the book")
      ])
    }
    return try read(
      file.path, named: "the ledger '\(name)'", limit: LedgerFile.limit,
      near: Spelling.question(name, among: names(in: folder).filter { $0.hasSuffix(".csv") }),
      remedy: "put it into the book's folder, or correct its name here")
  }

  private func names(in folder: URL) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  }

  private func read(
    _ path: String, named what: String, limit: Int, near: String = "", remedy: String
  ) throws(Problems) -> [UInt8] {
    let kind =
      (try? FileManager.default.attributesOfItem(atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path))?[
        .type]
    switch kind as? FileAttributeType {
    case nil: throw Problems([Problem("there is no file for \(what)\(near)", hint: remedy)])
    case .typeRegular: break
    case .typeDirectory: throw Problems([Problem("\(what) is a folder", hint: remedy)])
    default: throw Problems([Problem("\(what) is not a plain file", hint: remedy)])
    }
    do {
      guard let handle = FileHandle(forReadingAtPath: path) else {
        throw Problems([Problem("\(what) cannot be opened", hint: "check that you may read it")])
      }
      defer { try? handle.close() }
      // One byte more than the limit is enough to know that the file is too large.
      return try handle.read(upToCount: limit + 1).map(Array.init) ?? []
    } catch let problems as Problems {
      throw problems
    } catch {
      throw Problems([Problem("\(what) cannot be read: \(error)", hint: "check that you may read it")])
    }
  }
}
