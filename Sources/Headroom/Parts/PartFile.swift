import Foundation
import Problems
import WhatIf

/// A part file that was written to its end, as `headroom run --shard` writes it.
struct PartFile: Sendable {
  /// A family with the lines of its rows.
  struct Section: Sendable {
    let family: PartFamily
    /// Where its rows lie in the file.
    var bytes: Range<Int>
    /// What is known beside the rows.
    var remarks: FamilyRemarks?
  }

  let name: String
  let head: PartHead
  let end: PartEnd
  let sections: [Section]
  let data: Data

  /// Reads a part.
  ///
  /// - Throws: ``Problem`` where the file is no part, was not written to its end, or was changed since.
  init(_ name: String) throws(Problem) {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: name), options: .alwaysMapped) else {
      throw Problem("the part '\(name)' cannot be read", hint: "check its name and its permissions")
    }
    try self.init(data, name: name)
  }

  init(_ data: Data, name: String) throws(Problem) {
    let foreign = Problem(
      "'\(name)' is no part of a run", hint: "headroom run PATH --shard k/n -o FILE writes one")
    let bytes = data.startIndex..<data.endIndex
    guard let first = data.firstIndex(of: 0x0A),
      let head = try? JSONDecoder().decode(PartHead.self, from: data[bytes.lowerBound..<first]),
      head.format == "headroom.part/1"
    else { throw foreign }
    guard data.last == 0x0A, let start = data.dropLast().lastIndex(of: 0x0A).map({ $0 + 1 }),
      let end = try? JSONDecoder().decode(PartEnd.self, from: data[start...])
    else {
      throw Problem(
        "the part '\(name)' was not written to its end", hint: "run part \(head.part) of \(head.of) again")
    }
    guard SHA256.hex(data[..<start]) == end.sha256 else {
      throw Problem(
        "the part '\(name)' was changed since it was written", hint: "run part \(head.part) of \(head.of) again")
    }
    self.name = name
    self.head = head
    self.end = end
    self.data = data
    sections = Self.sections(of: data, from: first + 1, to: start)
  }

  /// The families: lines that are objects begin and end them, those of rows are arrays.
  private static func sections(of data: Data, from: Int, to: Int) -> [Section] {
    var sections: [Section] = []
    var place = from
    while place < to, let end = data[place..<to].firstIndex(of: 0x0A) {
      if data[place] == UInt8(ascii: "{") {
        let line = data[place..<end]
        if let family = try? JSONDecoder().decode(PartFamily.self, from: line) {
          sections.append(Section(family: family, bytes: end + 1..<end + 1))
        } else if let last = sections.indices.last {
          sections[last].remarks = try? JSONDecoder().decode(FamilyRemarks.self, from: line)
        }
      } else if let last = sections.indices.last {
        sections[last].bytes = sections[last].bytes.lowerBound..<end + 1
      }
      place = end + 1
    }
    return sections
  }
}
