import BookFiles
import Foundation
import Problems
import Testing

/// Books that do not hold together, each with the whole of what a person is told about it.
///
/// A case is `Broken/NN-name.yaml`, its ledger `NN-name.csv` (or the sound `ledger.csv`), and `NN-name.expected`. With
/// `HEADROOM_RECORD=1` in the environment the expected texts are written anew, to be read before they are committed.
@Suite struct BrokenBookTests {
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: Fixtures.broken.path)) ?? []
    return files.filter { $0.hasSuffix(".yaml") && $0 != "sound.yaml" }.map { String($0.dropLast(5)) }.sorted()
  }()

  @Test func `there are cases, and the book they were made from is sound`() throws {
    #expect(Self.names.count >= 40)
    #expect(try read(Fixtures.small(), ledger: Fixtures.smallLedger).warnings == [])
  }

  @Test(arguments: names)
  func `a broken book is told with place, fault and remedy`(name: String) throws {
    let told = try told(of: name) + "\n"
    let expected = Fixtures.broken.appendingPathComponent(name + ".expected")
    if ProcessInfo.processInfo.environment["HEADROOM_RECORD"] == "1" {
      try Data(told.utf8).write(to: expected)
    }
    #expect(told == (try Fixtures.text(expected)))
  }

  @Test(arguments: names)
  func `every problem has a place and a remedy`(name: String) throws {
    let problems = try problems(in: name)
    for problem in problems.all {
      #expect(problem.place != nil, "\(problem)")
      #expect(problem.hint != nil, "\(problem)")
    }
  }

  private func told(of name: String) throws -> String { "\(try problems(in: name))" }

  private func problems(in name: String) throws -> Problems {
    let book = try Fixtures.bytes(Fixtures.broken.appendingPathComponent(name + ".yaml"))
    let own = Fixtures.broken.appendingPathComponent(name + ".csv")
    let hasOwn = FileManager.default.fileExists(atPath: own.path)
    let ledger = try Fixtures.bytes(hasOwn ? own : Fixtures.broken.appendingPathComponent("ledger.csv"))
    return try #require(throws: Problems.self) {
      try BookFile.read(book, file: name + ".yaml", rulebooks: ["hkex-main-board"]) { _ in ledger }
    }
  }
}
