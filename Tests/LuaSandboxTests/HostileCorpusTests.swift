import Foundation
import LuaSandbox
import Testing

/// Seconds after which the system ends a child process whose script does not end: more than any budget in the corpus.
private let hardClock = UInt32(30 * Sanitizer.patience)

/// What was not as promised in the cases of a file. A note tells meanwhile in which of them a process that dies did so.
private func complaints(of file: String, noting note: String) throws -> [String] {
  try HostileCase.read(file).flatMap { hostile in
    try "the process died in '\(hostile.name)'".write(toFile: note, atomically: false, encoding: .utf8)
    alarm(hardClock)
    return try hostile.complaints()
  }
}

@Test("hostile scripts end as they must, and leave the next one well", arguments: HostileCase.files)
func hostileScripts(file: String) async throws {
  // What a child process complains of is not shown here, and one that dies complains of nothing.
  let note = FileManager.default.temporaryDirectory.appendingPathComponent("headroom-hostile-\(UUID().uuidString)").path
  defer { try? FileManager.default.removeItem(atPath: note) }
  let result = await #expect(processExitsWith: .success) { [file, note = note as String] in
    let broken = try ScriptThread.run { try complaints(of: file, noting: note) }.joined(separator: "\n")
    try broken.write(toFile: note, atomically: false, encoding: .utf8)
    expect(broken.isEmpty, broken)
  }
  if result == nil, let text = try? String(contentsOfFile: note, encoding: .utf8) { Issue.record("\(file): \(text)") }
}

@Test func `the hostile corpus is there, whole and understood`() throws {
  let cases = try HostileCase.files.flatMap { file in try HostileCase.read(file).map { (file: file, hostile: $0) } }
  #expect(cases.count >= 400)
  #expect(HostileCase.files.count >= 20)
  for end in HostileCase.End.allCases {
    #expect(cases.contains { $0.hostile.ends == [end] }, "nothing ends with \(end)")
  }
  for (file, sameFile) in Dictionary(grouping: cases, by: \.file) {
    let names = sameFile.map(\.hostile.name)
    #expect(Set(names).count == names.count, "\(file) has two cases of one name")
  }
  for (file, hostile) in cases where hostile.ends == [.time] {
    #expect(hostile.budget.seconds < 1 && hostile.budget.steps > 1 << 30, "\(file): '\(hostile.name)' takes long")
  }
}
