import BookFiles
import Foundation
import ListingRules
import Reports
import Synchronization

/// Notes the files that a session reads, for a record of the run.
public final class InputLog: Sendable {
  private let noted = Mutex(RunInputs())

  /// A log of nothing yet.
  public init() {}

  /// What was read so far: files by their paths, rulebooks by their names.
  public var inputs: RunInputs {
    noted.withLock { inputs in
      var sorted = inputs
      sorted.files.sort { ($0.path, $0.role.rawValue) < ($1.path, $1.role.rawValue) }
      sorted.rulebooks.sort { $0.name < $1.name }
      return sorted
    }
  }

  /// Notes a file that was read, by the path that leads to it from the working folder.
  func note(_ role: RunInputs.Role, _ path: String) {
    let digest = FileManager.default.contents(atPath: path).map { SHA256.hex($0) } ?? RunInputs.missing
    noted.withLock { inputs in
      guard !inputs.files.contains(where: { $0.path == path && $0.role == role }) else { return }
      inputs.files.append(.init(role: role, path: path, sha256: digest))
    }
  }

  /// Notes a book with the rulebook by which it is judged.
  func note(_ book: LoadedBook, _ rulebook: Rulebook) {
    note(.book, book.file)
    note(.ledger, book.ledgerFile)
    note(rulebook)
    noted.withLock { $0.asOf[book.file] = book.book.asOf.description }
  }

  /// Notes a rulebook.
  func note(_ rulebook: Rulebook) {
    let text = JSONText.text(RulebookText.entry(rulebook))
    noted.withLock { inputs in
      guard !inputs.rulebooks.contains(where: { $0.name == rulebook.name }) else { return }
      inputs.rulebooks.append(.init(name: rulebook.name, sha256: SHA256.hex(text.utf8)))
    }
  }
}

/// All that a result follows from, besides the options: files, rulebooks and days, by their digests.
public struct RunInputs: Sendable, Hashable, Codable {
  /// What a file is to a run.
  public enum Role: String, Sendable, Codable {
    /// A book.
    case book
    /// The ledger of a book.
    case ledger
    /// A script that was named, or on which one builds.
    case script
  }

  /// A file.
  public struct File: Sendable, Hashable, Codable {
    /// What it is.
    public let role: Role
    /// Its path from the working folder, as it was typed.
    public let path: String
    /// The digest of its bytes.
    public let sha256: String
  }

  /// A rulebook.
  public struct Rules: Sendable, Hashable, Codable {
    /// Its name.
    public let name: String
    /// The digest of its figures and rules as `headroom rulebook --format json` prints them.
    public let sha256: String
  }

  /// What stands for the digest of a file that is not there.
  static let missing = "missing"

  /// The files, by their paths.
  public internal(set) var files: [File] = []
  /// The rulebooks, by their names.
  public internal(set) var rulebooks: [Rules] = []
  /// The last day of actuals of each book, by the path of its file.
  public internal(set) var asOf: [String: String] = [:]

  enum CodingKeys: String, CodingKey {
    case files, rulebooks
    case asOf = "as_of"
  }

  /// The same files and rulebooks as they are now.
  public var asTheyAre: RunInputs {
    let log = InputLog()
    for file in files { log.note(file.role, file.path) }
    for name in rulebooks.map(\.name) { Rulebook.named(name).map { log.note($0) } }
    var inputs = log.inputs
    inputs.asOf = asOf
    return inputs
  }

  /// What differs in other inputs, in words; nothing where they are the same.
  public func differences(to other: RunInputs) -> [String] {
    func digests(_ inputs: RunInputs) -> [String: String] {
      let files = inputs.files.map { ("the \($0.role.rawValue) \($0.path)", $0.sha256) }
      let rules = inputs.rulebooks.map { ("the rulebook \($0.name)", $0.sha256) }
      return Dictionary(files + rules) { first, _ in first }
    }
    let (mine, others) = (digests(self), digests(other))
    let changed = Set(mine.keys).union(others.keys).sorted().filter { mine[$0] != others[$0] }.map { name in
      switch (mine[name], others[name]) {
      case (nil, _): "\(name) was not read then"
      case (_, nil): "\(name) is not read any more"
      case (_, Self.missing): "\(name) is missing"
      default: name.hasPrefix("the rulebook") ? "\(name) has other figures or rules" : "\(name) is another"
      }
    }
    let days = Set(asOf.keys).intersection(other.asOf.keys).sorted().filter { asOf[$0] != other.asOf[$0] }
    return changed + days.map { "the as-of date of \($0) is \(other.asOf[$0] ?? "none"), it was \(asOf[$0] ?? "none")" }
  }
}
