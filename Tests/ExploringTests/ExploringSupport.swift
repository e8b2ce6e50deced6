import Foundation
import Headroom
import Testing

@testable import Exploring

/// The books that the tests explore, each read once.
enum ExploredBook: String, CaseIterable {
  case kingsoft = "kingsoft-xiaomi"
  case harbour = "harbour-lantern"
  case saltmarsh = "saltmarsh-gem"

  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  var folder: String { Self.package + "/Scenarios/" + rawValue }
  var file: String { folder + "/book.yaml" }

  private static let loaded = Dictionary(
    uniqueKeysWithValues: ExploredBook.allCases.map { book in
      (book, Result { try Session().loadBook(book.file) })
    })

  func load() throws -> LoadedBook { try #require(Self.loaded[self]).get() }

  /// An exploration that has just begun.
  func explore(budget: Budget = Budget(), control: RunControl = RunControl()) throws -> Exploration {
    try Exploration(load(), budget: budget, control: control)
  }

  /// The id of a category with a forecast that can be scaled, as Lua reaches it.
  var category: String {
    switch self {
    case .kingsoft: "book.categories.hardware"
    case .harbour, .saltmarsh: "book.categories[\"\(firstForecast)\"]"
    }
  }

  private var firstForecast: String {
    (try? load().book.categories.first { !$0.forecast.plans.isEmpty }?.id.name) ?? ""
  }
}

extension Exploration {
  /// Takes lines one by one; every one must do.
  @discardableResult func does(_ lines: String..., sourceLocation: SourceLocation = #_sourceLocation) -> String {
    lines.map { line in
      let reply = take(line)
      #expect(reply.complaint == nil, sourceLocation: sourceLocation)
      return reply.text
    }.joined()
  }

  /// What is said to be wrong with a line.
  func refuses(_ line: String) -> String { take(line).complaint ?? "nothing is wrong" }
}

/// A folder that goes when the test ends.
final class SpareFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("headroom-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: file(name))) }

  func text(of name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }
}
