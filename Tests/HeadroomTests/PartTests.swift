import Foundation
import Problems
import Quantities
import Synchronization
import Testing
import WhatIf

@testable import Headroom

/// Parts of a run: rows come back as they were, and what does not belong together is named.
@Suite struct PartTests {
  /// Bytes that a writer gave.
  private final class Sink: Sendable {
    let bytes = Mutex<[UInt8]>([])
    func take(_ more: [UInt8]) { bytes.withLock { $0 += more } }
  }

  private let family = FamilyResult(
    kind: .sweep, name: "Grid", about: nil, place: SourcePlace(file: "grid.lua", line: 3))
  private let columns = [VariantColumn("n", isInput: true), VariantColumn("what", isInput: false)]

  private func rows(_ range: Range<Int>) -> [Cell] { range.flatMap { [.integer(Int64($0)), .text("row \($0)")] } }

  private func bytes(
    _ number: Int, of count: Int, rows total: Int = 10, arguments: [String] = ["run", "grid.lua"],
    inputs: RunInputs = RunInputs()
  ) throws -> Data {
    let shard = try #require(Shard(part: number, of: count))
    let sink = Sink()
    let writer = PartWriter(shard, folder: ".", arguments: arguments, environment: [:], write: sink.take)
    writer.begin(family, columns: columns, count: total)
    writer.take(rows(shard.range(of: total)))
    writer.remark(FamilyRemarks(read: [number], printed: "part \(number)"))
    writer.end()
    writer.finish(inputs)
    return Data(sink.bytes.withLock { $0 })
  }

  private func part(
    _ number: Int, of count: Int, rows: Int = 10, arguments: [String] = ["run", "grid.lua"]
  ) throws
    -> PartFile
  { try PartFile(bytes(number, of: count, rows: rows, arguments: arguments), name: "part\(number)") }

  private func problems(_ parts: [PartFile]) -> [String] {
    do throws(Problems) {
      _ = try PartSet(parts)
      return []
    } catch { return error.all.map(\.statement) }
  }

  @Test(
    "a value is read back as what it was",
    arguments: [
      Cell.none, .flag(true), .flag(false), .integer(.min), .integer(0), .integer(.max), .number(0.1), .number(-0.0),
      .number(1e-300), .number(5e20), .number(.infinity), .number(1.0), .money(Money(minor: .min, .rmb)),
      .money(Money(minor: 1, .hkd)), .money(Money(minor: 7, .jpy)), .date(CivilDate(dayNumber: 20_000)),
      .ratio(Ratio.basisPoints(-3)), .text(""), .text("a,\"b\"\\\n\t\u{1}小米👩‍👩‍👧"), .text("null"), .text("[1]"),
    ])
  func back(cell: Cell) throws {
    for row in [[cell], [cell, .integer(3), cell], [.text("x"), cell]] {
      let line = CellCode.line(row[...])
      #expect(!line.contains("\n"))
      #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) is [Any])
      let read = try #require(CellCode.row(Array(line.utf8)[...]))
      // Minus zero equals zero, but is another number.
      #expect(read.map(String.init(reflecting:)) == row.map(String.init(reflecting:)))
    }
  }

  @Test(arguments: [
    "", "[", "1", "[1", "[1,]", "[x]", "[\"n\"]", "[\"d2026-02-30\"]", "[\"mXYZ 1\"]", "[\"r1/0\"]", "[1]]",
  ])
  func `what is no row is refused`(line: String) { #expect(CellCode.row(Array(line.utf8)[...]) == nil) }

  @Test(arguments: [1, 2, 3, 7, 10, 13])
  func `parts in any order hold every row once, in order`(count: Int) throws {
    let parts = try (1...count).map { try part($0, of: count) }
    let set = try PartSet(parts.reversed())
    #expect(try set.remarks(on: family).map(\.printed) == (1...count).map { "part \($0)" })
    #expect(try set.rows(of: family, in: 0..<10) == rows(0..<10))
    #expect(try set.rows(of: family, in: 4..<7) == rows(4..<7))
    #expect(try set.rows(of: family, in: 7..<7) == [])
    #expect(try set.rows(of: family, in: 7..<10) == rows(7..<10))
  }

  @Test func `the same part has the same bytes`() throws {
    #expect(try bytes(2, of: 3) == bytes(2, of: 3))
  }

  @Test func `a missing part is named, and a doubled one with its files`() throws {
    #expect(try problems([part(1, of: 4), part(4, of: 4)]) == ["part 2 of 4 is missing", "part 3 of 4 is missing"])
    #expect(
      try problems([part(1, of: 2), part(2, of: 2), part(2, of: 2)]) == ["part 2 of 2 is given 2 times: part2, part2"])
  }

  @Test func `a part of another run is named, with what differs`() throws {
    let first = try part(1, of: 2)
    #expect(
      problems([first, try part(2, of: 2, arguments: ["run", "other.lua"])])
        == ["'part2' and 'part1' are parts of different runs: they were run with other options"])
    #expect(
      problems([first, try part(2, of: 2, rows: 11)])
        == ["'part2' and 'part1' are parts of different runs: they hold other families"])
    #expect(
      problems([first, try part(2, of: 3)])
        == ["'part2' and 'part1' are parts of different runs: of 3 and of 2 in all"])
    var inputs = RunInputs()
    inputs.files = [.init(role: .book, path: "book.yaml", sha256: "1")]
    #expect(
      problems([first, try PartFile(bytes(2, of: 2, inputs: inputs), name: "part2")])
        == ["'part2' and 'part1' are parts of different runs: they read other files"])
  }

  @Test func `a part that was cut off, or changed, is refused`() throws {
    let whole = try bytes(1, of: 2)
    func statement(_ data: Data) -> String? {
      do throws(Problem) {
        _ = try PartFile(data, name: "p")
        return nil
      } catch { return error.statement }
    }
    #expect(statement(whole) == nil)
    #expect(statement(whole.dropLast(1)) == "the part 'p' was not written to its end")
    #expect(statement(whole.dropLast(200)) == "the part 'p' was not written to its end")
    #expect(statement(Data()) == "'p' is no part of a run")
    #expect(statement(Data("{}\n".utf8)) == "'p' is no part of a run")
    let place = try #require(whole.range(of: Data("row 3".utf8))?.upperBound) - 1
    var changed = whole
    changed[place] = UInt8(ascii: "4")
    #expect(statement(changed) == "the part 'p' was changed since it was written")
  }

  @Test func `what the parts do not hold is a failure with its place`() throws {
    let set = try PartSet([part(1, of: 1)])
    let other = FamilyResult(kind: .sweep, name: "Other", about: nil, place: SourcePlace(file: "grid.lua", line: 9))
    #expect(throws: ScenarioFailure.self) { try set.rows(of: other, in: 0..<1) }
    #expect(throws: ScenarioFailure.self) { try set.remarks(on: other) }
    #expect(throws: ScenarioFailure.self) { try set.rows(of: family, in: 9..<11) }
  }
}
