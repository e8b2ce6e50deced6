import Foundation
import Testing

@testable import LineEditing

/// What was typed, from session to session.
struct HistoryFileTests {
  /// A folder that is gone afterwards.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("headroom-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test(
    arguments: [
      "outcome", "scenario \"a\" {\n  about = \"b\",\n}", #"print("a\nb\\")"#, "\\", "\\n", "a\r\nb", "价格 é",
      " leading",
    ])
  func `an entry comes back as it was typed`(entry: String) throws {
    try inFolder { folder in
      let history = HistoryFile(folder + "/history")
      try history.append("before")
      try history.append(entry)
      #expect(try HistoryFile(history.path).load() == ["before", entry])
    }
  }

  @Test func `the file and its folders are made, for their owner alone`() throws {
    try inFolder { folder in
      let history = HistoryFile(folder + "/state/headroom/history")
      #expect(try history.load() == [])
      try history.append("a")
      func mode(_ path: String) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
      }
      #expect(try mode(folder + "/state/headroom") == 0o700)
      #expect(try mode(history.path) == 0o600)
    }
  }

  @Test func `the last entries are kept, and a file of twice as many is made short`() throws {
    try inFolder { folder in
      let history = HistoryFile(folder + "/history", most: 3)
      for number in 1...6 { try history.append("\(number)") }
      #expect(try history.load() == ["4", "5", "6"])
      #expect(try String(contentsOfFile: history.path, encoding: .utf8).split(separator: "\n").count == 6)
      try history.append("7")
      #expect(try history.load() == ["5", "6", "7"])
      #expect(try String(contentsOfFile: history.path, encoding: .utf8) == "5\n6\n7\n")
    }
  }

  @Test func `sessions side by side keep one another's entries`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("headroom-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try HistoryFile(folder + "/history").load()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for session in 0..<4 {
        group.addTask {
          let history = HistoryFile(folder + "/history", most: 100)
          for number in 0..<20 { try history.append("\(session) \(number)") }
          _ = try history.load()
        }
      }
      try await group.waitForAll()
    }
    let entries = try HistoryFile(folder + "/history").load()
    #expect(entries.count == 80)
    for session in 0..<4 {
      #expect(entries.filter { $0.hasPrefix("\(session) ") } == (0..<20).map { "\(session) \($0)" })
    }
  }

  @Test func `a history that cannot be kept says where and why`() throws {
    try inFolder { folder in
      try "".write(toFile: folder + "/plain", atomically: false, encoding: .utf8)
      let history = HistoryFile(folder + "/plain/history")
      #expect(throws: HistoryFile.Failure(file: history.path, reason: "Not a directory")) { try history.load() }
      #expect(throws: HistoryFile.Failure(file: folder, reason: "Is a directory")) {
        try HistoryFile(folder).append("a")
      }
    }
  }
}
