import Foundation
import Quantities
import WhatIf

/// The lines of a part file that are not rows, as JSON: `headroom.part/1`.
///
/// The first line says of which run the file is a part. Each family has a line that begins it, then its rows. The last
/// line holds what was read, how many lines stand above it, and their digest.
struct PartHead: Sendable, Hashable, Codable {
  var format = "headroom.part/1"
  /// The version of the program.
  var program = Release.version
  /// Which part, and of how many.
  let part: Int, of: Int
  /// The working folder, from the folder of the part file.
  let folder: String
  /// What was typed, without what differs between parts.
  let arguments: [String]
  /// The variables of the environment that stood for options.
  let environment: [String: String]
}

/// The beginning of a family's rows in a part file.
struct PartFamily: Sendable, Hashable, Codable {
  struct Column: Sendable, Hashable, Codable {
    let name: String
    let input: Bool
  }

  let kind: String
  let family: String
  let file: String
  let line: Int
  let columns: [Column]
  /// How many rows the whole family has.
  let count: Int
  /// The first row of this part, and that after its last, counted from zero.
  let from: Int, to: Int

  init(_ family: FamilyResult, columns: [VariantColumn], count: Int, range: Range<Int>) {
    kind = family.kind.rawValue
    self.family = family.name
    file = family.place.file
    line = family.place.line
    self.columns = columns.map { Column(name: $0.name, input: $0.isInput) }
    self.count = count
    (from, to) = (range.lowerBound, range.upperBound)
  }

  /// Whether it is the same family, whatever the part.
  func isSame(as other: PartFamily) -> Bool {
    (kind, family, file, line, count) == (other.kind, other.family, other.file, other.line, other.count)
      && columns == other.columns
  }
}

/// The last line of a part file.
struct PartEnd: Sendable, Hashable, Codable {
  /// What was read.
  let inputs: RunInputs
  /// How many lines stand above this one.
  let lines: Int
  /// The digest of all bytes above this line.
  let sha256: String
}

extension Encodable {
  /// The value as one line of JSON with its end, the same bytes for the same value.
  var jsonLine: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return ((try? encoder.encode(self)).map(Array.init) ?? []) + [0x0A]
  }
}
