import Foundation
import Problems

/// A part file that was written to its end, as `headroom run --shard` writes it.
struct PartFile: Sendable {
  /// A family with the lines of its rows.
  struct Section: Sendable {
    let family: PartFamily
    /// Where its rows lie in the file.
    let bytes: Range<Int>
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

  /// The families: their lines are objects, those of rows arrays.
  private static func sections(of data: Data, from: Int, to: Int) -> [Section] {
    var starts: [(family: PartFamily, line: Int, rows: Int)] = []
    var place = from
    while place < to, let end = data[place..<to].firstIndex(of: 0x0A) {
      if data[place] == UInt8(ascii: "{"),
        let family = try? JSONDecoder().decode(PartFamily.self, from: data[place..<end])
      {
        starts.append((family, place, end + 1))
      }
      place = end + 1
    }
    return starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1].line : to
      return Section(family: starts[index].family, bytes: starts[index].rows..<end)
    }
  }
}
