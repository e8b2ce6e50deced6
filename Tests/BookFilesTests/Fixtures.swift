import Agreements
import BookFiles
import Foundation
import Problems
import Quantities
import Testing

/// The files that the tests read.
enum Fixtures {
  /// The package's folder.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folder of books that do not hold together.
  static let broken = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Broken")

  /// A file of a scenario's folder.
  static func scenario(_ name: String, _ file: String = "book.yaml") -> URL {
    root.appendingPathComponent("Scenarios").appendingPathComponent(name).appendingPathComponent(file)
  }

  /// The bytes of a file.
  static func bytes(_ url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }

  /// The text of a file.
  static func text(_ url: URL) throws -> String { String(decoding: try bytes(url), as: UTF8.self) }

  /// A small sound book with the one category `parts`.
  static func small() throws -> String { try text(broken.appendingPathComponent("sound.yaml")) }

  /// The ledger of the small book.
  static let smallLedger =
    "from,to,category,amount,audited,source\n2026-01-01,2026-04-23,parts,1.0 million,no,accounts\n"

  /// The real book.
  static func kingsoft() throws -> Book {
    try BookFile.load(path: scenario("kingsoft-xiaomi").path, shownAs: "book.yaml").book
  }
}

/// Reads a book and a ledger that are given as texts.
func read(
  _ book: String, ledger: String = "from,to,category,amount,audited,source\n2026-01-01,,cloud,0.0,no,\n",
  asOf: CivilDate? = nil
) throws(Problems) -> LoadedBook {
  try BookFile.read(Array(book.utf8), file: "book.yaml", asOf: asOf) { _ in Array(ledger.utf8) }
}

/// The problems of a book that must have some.
func problems(
  of book: [UInt8], ledger: [UInt8] = [], location: SourceLocation = #_sourceLocation
) throws -> Problems {
  try #require(throws: Problems.self, sourceLocation: location) {
    try BookFile.read(book, file: "book.yaml") { _ in ledger }
  }
}
