import Foundation
import Problems
import Synchronization
import WhatIf

/// All parts of one run, given in any order, whose rows make the families whole.
public final class PartSet: Sendable {
  /// What was typed for the parts, without what differs between them.
  public let arguments: [String]
  /// The variables of the environment that stood for options.
  public let environment: [String: String]
  /// The working folder of the run that the parts are of, from this process's own.
  public let folder: String
  /// What the parts read.
  public let inputs: RunInputs

  private struct Place {
    var row = 0
    var part = 0
    var offset = 0
  }

  private let parts: [PartFile]
  private let places = Mutex<[Int: Place]>([:])

  /// Reads parts.
  ///
  /// - Throws: ``Problems``: what cannot be read, what is missing, doubled, or of another run, all at once.
  public convenience init(_ files: [String]) throws(Problems) {
    var parts: [PartFile] = [], problems: [Problem] = []
    for file in files {
      do throws(Problem) { parts.append(try PartFile(file)) } catch { problems.append(error) }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    try self.init(parts)
  }

  init(_ parts: [PartFile]) throws(Problems) {
    guard let first = parts.first else {
      throw Problems([Problem("no part is given", hint: "name all parts of a run")])
    }
    let foreign = parts.dropFirst().flatMap { Self.strangeness(of: $0, beside: first) }
    guard foreign.isEmpty else { throw Problems(foreign) }
    let gaps = Self.gaps(in: parts)
    guard gaps.isEmpty else { throw Problems(gaps) }
    self.parts = parts.sorted { $0.head.part < $1.head.part }
    arguments = first.head.arguments
    environment = first.head.environment
    folder = Paths.join(Paths.parent(of: first.name), first.head.folder)
    inputs = first.end.inputs
  }

  // MARK: Whether they are one run

  private static func strangeness(of part: PartFile, beside first: PartFile) -> [Problem] {
    func problem(_ statement: String, notes: [String] = [], _ hint: String) -> [Problem] {
      [
        Problem(
          "'\(part.name)' and '\(first.name)' are parts of different runs: \(statement)", notes: notes, hint: hint)
      ]
    }
    let (one, other) = (first.head, part.head)
    if one.program != other.program {
      return problem(
        "version \(other.program) and \(one.program) of the program", "run all parts with one version")
    }
    let differences = first.end.inputs.differences(to: part.end.inputs)
    if !differences.isEmpty {
      return problem("they read other files", notes: differences, "run all parts on the same book, ledger and scripts")
    }
    if one.arguments != other.arguments || one.environment != other.environment {
      let notes = [first, part].map { "\($0.name): headroom \(Self.typed($0.head))" }
      return problem(
        "they were run with other options", notes: notes, "run all parts with the same options but for --shard")
    }
    if one.of != other.of {
      return problem("of \(other.of) and of \(one.of) in all", "give only parts of one division")
    }
    guard first.sections.count == part.sections.count,
      zip(first.sections, part.sections).allSatisfy({ $0.family.isSame(as: $1.family) })
    else { return problem("they hold other families", "run all parts again") }
    return []
  }

  private static func typed(_ head: PartHead) -> String {
    (head.arguments + head.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }).joined(
      separator: " ")
  }

  private static func gaps(in parts: [PartFile]) -> [Problem] {
    guard let of = parts.first?.head.of else { return [] }
    return (1...of).compactMap { number in
      let found = parts.filter { $0.head.part == number }.map(\.name)
      if found.isEmpty {
        return Problem("part \(number) of \(of) is missing", hint: "run it: --shard \(number)/\(of)")
      }
      guard found.count > 1 else { return nil }
      return Problem(
        "part \(number) of \(of) is given \(found.count) times: \(found.joined(separator: ", "))", hint: "give it once")
    }
  }
}

extension PartSet: KnownRows {
  public func remarks(on family: FamilyResult) throws(ScenarioFailure) -> [FamilyRemarks] {
    let index = try index(of: family)
    return parts.compactMap { $0.sections[index].remarks }
  }

  public func rows(of family: FamilyResult, in range: Range<Int>) throws(ScenarioFailure) -> [Cell] {
    let section = try index(of: family)
    let rows = places.withLock { places -> [Cell]? in
      var place = places[section] ?? Place()
      if place.row > range.lowerBound { place = Place() }
      var cells: [Cell] = []
      while place.row < range.upperBound {
        guard let row = next(section, &place) else { return nil }
        if range.contains(place.row - 1) { cells += row }
      }
      places[section] = place
      return cells
    }
    guard let rows else {
      throw ScenarioFailure(
        Problem("the parts hold too few rows of '\(family.name)'", at: family.place, hint: "run all parts again"))
    }
    return rows
  }

  private func index(of family: FamilyResult) throws(ScenarioFailure) -> Int {
    let index = parts[0].sections.firstIndex {
      $0.family.family == family.name && $0.family.file == family.place.file && $0.family.line == family.place.line
        && $0.family.kind == family.kind.rawValue
    }
    guard let index else {
      throw ScenarioFailure(
        Problem(
          "the parts hold nothing of \(family.kind.rawValue) '\(family.name)'", at: family.place,
          hint: "run all parts again"))
    }
    return index
  }

  /// The next row of a family, through the parts in their order.
  private func next(_ section: Int, _ place: inout Place) -> [Cell]? {
    while place.part < parts.count {
      let part = parts[place.part]
      let bytes = part.sections[section].bytes
      let start = max(place.offset, bytes.lowerBound)
      guard start < bytes.upperBound, let end = part.data[start..<bytes.upperBound].firstIndex(of: 0x0A) else {
        (place.part, place.offset) = (place.part + 1, 0)
        continue
      }
      place.row += 1
      place.offset = end + 1
      return CellCode.row(Array(part.data[start..<end])[...])
    }
    return nil
  }
}
