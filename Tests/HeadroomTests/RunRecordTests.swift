import Headroom
import Problems
import Testing

@testable import Headroom

/// A record is read as it was written, and names what differs in another run.
@Suite struct RunRecordTests {
  private func record(
    _ edit: (inout RunRecord) -> Void = { _ in }
  ) -> RunRecord {
    var inputs = RunInputs()
    inputs.files = [
      .init(role: .book, path: "a/book.yaml", sha256: "b1"), .init(role: .ledger, path: "a/ledger.csv", sha256: "l1"),
      .init(role: .script, path: "a/s.lua", sha256: "s1"),
    ]
    inputs.rulebooks = [.init(name: "hkex-main-board", sha256: "r1")]
    inputs.asOf = ["a/book.yaml": "2026-04-23"]
    var record = RunRecord(
      folder: "..", arguments: ["run", "a/s.lua"], environment: ["HEADROOM_AS_OF": "2026-04-23"], isColoured: false,
      spareSeed: .max, seeds: [.init(family: "Odds", seed: .max, taken: true)], inputs: inputs,
      result: .init(sha256: "x", bytes: 12, status: 0))
    edit(&record)
    return record
  }

  @Test func `a record is read back as it was written, seeds of 64 bits too`() throws {
    let written = record()
    let read = try RunRecord(Array(written.text.utf8), file: "r.json")
    #expect(read == written)
    #expect(read.text == written.text)
    #expect(read.spareSeed == "18446744073709551615")
    #expect(read.differences(to: written) == [])
  }

  @Test(
    "what differs is named",
    arguments: [
      (\.inputs.files[0], "the book a/book.yaml is another"), (\.inputs.files[1], "the ledger a/ledger.csv is another"),
      (\.inputs.files[2], "the script a/s.lua is another"),
    ] as [(WritableKeyPath<RunRecord, RunInputs.File> & Sendable, String)])
  func file(path: WritableKeyPath<RunRecord, RunInputs.File> & Sendable, words: String) {
    let other = record {
      $0[keyPath: path] = .init(role: $0[keyPath: path].role, path: $0[keyPath: path].path, sha256: "2")
    }
    #expect(record().differences(to: other) == [words])
  }

  @Test func `rulebook, program, day, seed, status and result are named too`() {
    let other = record {
      $0.inputs.rulebooks = [.init(name: "hkex-main-board", sha256: "r2")]
      $0.inputs.asOf = ["a/book.yaml": "2026-04-24"]
      $0.program = "0.2.0"
      $0.seeds = [.init(family: "Odds", seed: 7, taken: false)]
      $0.result = .init(sha256: "y", bytes: 13, status: 3)
    }
    #expect(
      record().differences(to: other) == [
        "the rulebook hkex-main-board has other figures or rules",
        "the as-of date of a/book.yaml is 2026-04-24, it was 2026-04-23",
        "the program is version 0.2.0, it was \(Release.version)",
        "the seed of 'Odds' is 7, it was 18446744073709551615", "the exit status is 3, it was 0",
        "the result is another: 13 bytes, it was 12 bytes",
      ])
  }

  @Test func `a file that is gone, new or no longer read is named`() {
    let gone = record { $0.inputs.files[2] = .init(role: .script, path: "a/s.lua", sha256: RunInputs.missing) }
    #expect(record().differences(to: gone) == ["the script a/s.lua is missing"])
    let fewer = record { $0.inputs.files.removeLast() }
    #expect(record().differences(to: fewer) == ["the script a/s.lua is not read any more"])
    #expect(fewer.differences(to: record()) == ["the script a/s.lua was not read then"])
  }

  @Test(arguments: ["", "{}", "[]", "{\"format\": \"headroom.result/1\"}"])
  func `another file is no record`(text: String) {
    #expect(throws: Problem.self) { try RunRecord(Array(text.utf8), file: "r.json") }
  }

  @Test func `a record of a later format is not guessed at`() {
    let text = record { $0.format = "headroom.record/2" }.text
    #expect {
      try RunRecord(Array(text.utf8), file: "r.json")
    } throws: { ($0 as? Problem)?.statement == "r.json is a record of the format 'headroom.record/2'" }
  }
}
