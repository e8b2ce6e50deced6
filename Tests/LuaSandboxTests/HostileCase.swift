import Foundation
import LuaSandbox

/// One script of the hostile corpus and the end it must come to.
///
/// A file of the corpus is a run of cases: the line `--@ case: name`, then `--@ ends:` with one or more of ``End``, joined
/// by `|` where each of them is right; then, where wanted, `--@ says:` with a part of the error's message, `--@ prints:`
/// with the one line of output, `--@ budget:` with other limits than the default ones; then Lua, up to the next case.
struct HostileCase {
  /// How a script can end.
  enum End: String, CaseIterable {
    case ok, error, syntax, steps, memory, time, output
  }

  /// What is wrong with the text of a file.
  struct Fault: Error {
    var message: String
  }

  var name: String
  var ends: [End] = []
  var says: String?
  var prints: String?
  var budget = Budget()
  var source = ""

  fileprivate init(name: String) { self.name = name }
}

// MARK: - Reading

extension HostileCase {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Hostile")

  /// The files of the corpus, each a class of attack; none where the folder cannot be read.
  static let files: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".lua") }.sorted()
  }()

  /// All cases of a file.
  ///
  /// - Throws: ``Fault`` for whatever is not understood, so that no case is passed over in silence.
  static func read(_ file: String) throws -> [HostileCase] {
    let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    var cases: [HostileCase] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("--@ case: ") {
        cases.append(HostileCase(name: String(line.dropFirst("--@ case: ".count))))
      } else if let last = cases.indices.last {
        try cases[last].take(line)
      } else if !line.isEmpty, !line.hasPrefix("-- ") {
        throw Fault(message: "\(file): '\(line)' belongs to no case")
      }
    }
    for hostile in cases where hostile.ends.isEmpty || hostile.source.allSatisfy(\.isWhitespace) {
      throw Fault(message: "\(file): '\(hostile.name)' has no end or no script")
    }
    return cases
  }

  private mutating func take(_ line: Substring) throws {
    guard source.isEmpty, line.hasPrefix("--@") else {
      guard !line.hasPrefix("--@") else { throw Fault(message: "\(name): '\(line)' stands within a script") }
      source += line + "\n"
      return
    }
    guard let colon = line.firstRange(of: ": ") else { throw Fault(message: "\(name): '\(line)' says nothing") }
    let value = line[colon.upperBound...]
    switch line[..<colon.lowerBound] {
    case "--@ ends": ends = try value.split(separator: "|").map(end)
    case "--@ says": says = String(value)
    case "--@ prints": prints = String(value)
    case "--@ budget": try value.split(separator: " ").forEach { limit in try set(limit) }
    default: throw Fault(message: "\(name): what is '\(line)'?")
    }
  }

  private func end(_ word: Substring) throws -> End {
    guard let end = End(rawValue: String(word)) else { throw Fault(message: "\(name): '\(word)' is no end") }
    return end
  }

  private mutating func set(_ limit: Substring) throws {
    let parts = limit.split(separator: "=")
    guard parts.count == 2, let value = Double(parts[1]) else { throw Fault(message: "\(name): what is '\(limit)'?") }
    switch parts[0] {
    case "steps": budget.steps = Int(value)
    case "memory": budget.memory = Int(value)
    case "output": budget.output = Int(value)
    case "seconds": budget.seconds = value
    default: throw Fault(message: "\(name): what is '\(limit)'?")
    }
  }
}

// MARK: - Running

extension HostileCase.End {
  /// The end that a run came to; nil for one that no script can bring about.
  init?(_ error: ScriptError?) {
    switch error?.kind {
    case nil: self = .ok
    case .runtime, .host: self = .error
    case .syntax: self = .syntax
    case .steps: self = .steps
    case .memory: self = .memory
    case .time: self = .time
    case .output: self = .output
    default: return nil
    }
  }
}

extension HostileCase {
  /// Runs the script in a sandbox of its own, then an innocent one in another; gives what was not as promised.
  func complaints() throws -> [String] {
    var budget = budget
    if !ends.contains(.time) { budget.seconds *= Sanitizer.patience }
    let sandbox = try Sandbox(budget: budget)
    let error = ending(of: sandbox, source)
    var complaints: [String] = []
    func claim(_ holds: Bool, _ complaint: String) {
      if !holds { complaints.append("\(name): \(complaint)") }
    }
    let end = End(error)
    claim(end.map(ends.contains) ?? false, "ended with \(error.map { "\($0.kind): \($0)".prefix(500) } ?? "ok")")
    if let error, let says, !error.isLimit {
      claim(error.message.contains(says), "said '\(error.message.prefix(500))'")
    }
    claim((error?.message.utf8.count ?? 0) <= Self.longestMessage, "has a message without end")
    claim(prints.map { sandbox.output == $0 + "\n" } ?? true, "printed '\(sandbox.output.prefix(500))'")
    claim(sandbox.output.utf8.count <= budget.output, "printed \(sandbox.output.utf8.count) bytes")
    if error?.isLimit == true {
      claim(ending(of: sandbox, "return")?.kind == error?.kind, "let another run begin after a limit")
    }
    let innocent = try Sandbox()
    let trouble = ending(of: innocent, Self.innocent)
    claim(
      trouble == nil && innocent.output == Self.innocentAnswer,
      "left the next sandbox unwell: \(trouble?.description ?? innocent.output)")
    return complaints
  }

  /// Bytes of a message: 16 KiB are kept, and a byte that is no character is shown by three.
  private static let longestMessage = 3 * (16 << 10)

  /// What ``innocent`` prints.
  private static let innocentAnswer = "two one three ONE2 THREE1 TWO3\tfalse\tcaught\t62\t3\t 0.33\n"

  /// A script of plain good will.
  private static let innocent = """
    local words, count = {}, {}
    for word in ('one two three two one two'):gmatch('%a+') do
      if not count[word] then words[#words + 1] = word end
      count[word] = (count[word] or 0) + 1
    end
    table.sort(words, function(a, b) return count[a] > count[b] end)
    for key, value in pairs(count) do words[#words + 1] = key:upper() .. value end
    local ok, message = pcall(error, 'caught', 0)
    local step = coroutine.wrap(function(a) return a + coroutine.yield(a * 2) end)
    print(table.concat(words, ' '), ok, message, step(20) + step(2), 7 // 2, ('%5.2f'):format(1 / 3))
    """
}
