import Foundation
import Headroom
import Testing

@testable import Exploring

/// Every example that help shows, typed into a session.
@Suite struct ShowingExampleTests {
  /// Types lines into a session, and gives what went wrong; a file is written into a folder of its own. Afterwards the
  /// session is as it was.
  private func complaint(typing lines: [String], into exploration: Exploration) throws -> String? {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      try? FileManager.default.removeItem(at: folder)
      exploration.abandonInput()
      _ = exploration.notebook.reset()
    }
    var isIncomplete = false
    for line in lines {
      let typed = line.hasPrefix(":") ? line.replacing("kept.lua", with: folder.path + "/kept.lua") : line
      let reply = exploration.take(typed)
      if let complaint = reply.complaint { return "\(line)\n\(complaint)" }
      isIncomplete = reply.wantsMore
    }
    return isIncomplete ? "\(lines): not complete" : nil
  }

  private func session(on name: String) throws -> Exploration {
    try Exploration(ShownBook.loaded(name), budget: Budget(), control: RunControl())
  }

  private static let topics = Set(
    TopicExamples.topics + CommandTopic.all.map { ":" + $0.name } + Language.topics
  ).sorted()

  @Test("Examples run", arguments: ["kingsoft-xiaomi", "harbour-lantern", "saltmarsh-gem"])
  func examples(book: String) throws {
    let session = try session(on: book)
    let examples = Examples(session.baseline.book)
    var typed: Set<[String]> = []
    for topic in Self.topics {
      let lines = CommandTopic.named(String(topic.dropFirst()))?.example ?? TopicExamples.lines(for: topic)
      guard let lines, let filled = examples.filled(lines), typed.insert(filled).inserted else {
        continue
      }
      #expect(try complaint(typing: filled, into: session) == nil, "\(topic)")
    }
    #expect(typed.count > 80)
  }

  @Test("What the overview shows can be typed as it stands")
  func overview() throws {
    let session = try session(on: "kingsoft-xiaomi")
    let examples = Examples(session.baseline.book)
    let lines = Topics.tenThings.map(\.example).filter { !$0.contains("   ") }
    #expect(try complaint(typing: try #require(examples.filled(lines)), into: session) == nil)
  }
}
