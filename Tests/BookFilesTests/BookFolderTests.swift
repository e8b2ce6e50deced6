import BookFiles
import Foundation
import Problems
import Testing

/// Books on disk: what cannot be read is told, and nothing outside the book's folder is reached.
@Suite final class BookFolderTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("headroom-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("book"), withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private var book: URL { folder.appendingPathComponent("book/book.yaml") }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  private func told() throws -> String {
    let path = book.path
    let problems = try #require(throws: Problems.self) { try BookFile.load(path: path, shownAs: "book.yaml") }
    return "\(problems)"
  }

  @Test func `a book and its ledger are read from their folder`() throws {
    try write(Fixtures.small().replacing("ledger.csv", with: "data/actuals.csv"), "book/book.yaml")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("book/data"), withIntermediateDirectories: true)
    try write(Fixtures.smallLedger, "book/data/actuals.csv")
    let loaded = try BookFile.load(path: book.path)
    #expect(loaded.file == book.path)
    #expect(loaded.ledgerFile == folder.appendingPathComponent("book").path + "/data/actuals.csv")
    #expect(loaded.book.categories.first?.ledger.lines.count == 1)
  }

  @Test func `a book that is not there is told`() throws {
    #expect(
      try told() == """
        error: there is no file for the book 'book.yaml'
        hint: name the book's YAML file, such as book.yaml
        """)
  }

  @Test func `a folder in place of the book is told`() throws {
    try FileManager.default.createDirectory(at: book, withIntermediateDirectories: true)
    #expect(try told().hasPrefix("error: the book 'book.yaml' is a folder"))
  }

  @Test func `a ledger that is not there is told where the book names it`() throws {
    try write(Fixtures.small(), "book/book.yaml")
    #expect(
      try told() == """
        book.yaml:5:9: error: there is no file for the ledger 'ledger.csv'
        5 | ledger: ledger.csv
          |         ^^^^^^^^^^
        hint: put it into the book's folder, or correct its name here
        """)
  }

  @Test(arguments: [
    "../secret.csv", "/etc/passwd", "a/../../secret.csv", "./ledger.csv", "a//b.csv", "~/x.csv", "..", "a\\b.csv",
  ])
  func `a ledger outside the folder is not even looked for`(name: String) throws {
    let small = try Fixtures.small().replacing("ledger.csv", with: "'\(name)'")
    let problems = try #require(throws: Problems.self) {
      try BookFile.read(Array(small.utf8), file: "book.yaml") { name in
        Issue.record("asked for \(name)")
        return []
      }
    }
    #expect(problems.all.map(\.statement) == ["the ledger '\(name)' does not lie in the book's folder"])
  }

  @Test func `a link to a ledger outside the folder is not followed`() throws {
    try write(Fixtures.small(), "book/book.yaml")
    try write(Fixtures.smallLedger, "secret.csv")
    try FileManager.default.createSymbolicLink(
      at: folder.appendingPathComponent("book/ledger.csv"),
      withDestinationURL: folder.appendingPathComponent("secret.csv"))
    #expect(try told().contains("the ledger 'ledger.csv' is a link to outside the book's folder"))
  }

  @Test func `a device is not read without end`() throws {
    let problems = try #require(throws: Problems.self) { try BookFile.load(path: "/dev/zero") }
    #expect(problems.all.map(\.statement) == ["the book '/dev/zero' is not a plain file"])
  }
}
