import Foundation
import Headroom
import Testing

@testable import Exploring

/// Numbers that a seed repeats on every machine.
private struct SessionNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return range.lowerBound + Int(mixed % UInt64(range.count))
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...elements.count - 1)] }
}

/// Lines as they come to a prompt: good ones, broken ones, hostile ones.
private struct RandomLines {
  private var numbers: SessionNumbers

  init(seed: UInt64) { numbers = SessionNumbers(seed: seed) }

  private static let good = [
    "1 + 1", "x = (x or 0) + 1", "book", "outcome", "baseline", "book.categories.hardware", "_", "#outcome.breaches",
    "book.categories.hardware.forecast:scale(2)", "book.categories.idc.forecast:total(\"RMB 180 million\", 2026)",
    "book.meetings[\"agm-2026\"]:move(\"2026-09-30\")", "book.groups:add(\"g\" .. tostring(x), { \"cloud\", \"idc\" })",
    "kept = book.groups", "for name, category in pairs(book.categories) do print(name, category.largest_cap) end",
    "scenario \"S\" { change = function(book) book.categories.idc.forecast:scale(3) end }",
    "sweep \"W\" { over = { m = range(1, 2) }, change = function(book, p) book.categories.idc.forecast:scale(p.m) end, "
      + "measure = function(outcome) return { n = #outcome.breaches } end }",
    "function f(n) return n and n > 0 and f(n - 1) or 0 end", "f(100)", "t = {}; t.t = t", "t",
    "book:what_if(function(b) b.categories.hardware.forecast:scale(3) end)", "-- nothing", "", "   ",
    "co = coroutine.create(function() coroutine.yield(1) end)", "co", "coroutine.resume(co)",
  ]
  private static let commands = [
    ":undo", ":redo", ":reset", ":changes", ":diff", ":explain", ":calendar", ":todo", ":months", ":book", ":help",
    ":scenarios", ":limits", ":use S", ":use S + S", ":time 1", ":undo 2", ":explain breach", ":help scale", ":x", ":",
    ":load /nowhere.lua", ":save", ":limits instructions 100000", ":use \u{202E}", ":months hardware",
  ]
  private static let hostile = [
    "while true do end", "while true do pcall(error) end", "(\"x\"):rep(1e9)",
    "t = {}; while true do t[#t + 1] = t end",
    "_G = nil", "_ENV = nil", "setmetatable(_G, { __index = error })", "print = nil", "book = nil", "outcome = 1",
    "book = setmetatable({}, { __index = function() while true do end end })",
    "error(setmetatable({}, { __tostring = error }))",
    "x = setmetatable({}, { __gc = function() while true do end end }); x = nil", "string.rep = nil", "goto nowhere",
    "(\"a\"):rep(400):find(\".-.-.-b\")", "load(\"return \" .. (\"(\"):rep(5000))",
    "f = function(...) return f(...) end; f()",
    "local function g() return 1 + g() end; g()", "for i = 1, 1e7 do print(i) end", "error()", "error(nil)",
    "return error",
    "coroutine.wrap(function() while true do end end)()", "table.sort({ 3, 2, 1 }, function() return true end)",
    "setmetatable(book, {})", "book.title = 1", "rawset(_G, \"_\", nil)", "_ = _", "return _G", "tostring(_G)",
    "x = setmetatable({}, { __tostring = function() return 1 end })", "x", "{", "\"", "]]", "--[[", "function",
    "end end",
    "return", "\\", "\u{1B}[2J", "x = \"\u{0}\"", "\u{FEFF}1", "\u{2028}", "x = 'é' .. '漢'", "é = 1", "#!/bin/sh",
    "book.categories.hardware.forecast:scale(-1)", "book.categories.hardware.forecast:scale(1e300)", "::a:: goto a",
    "book.categories.hardware.forecast:scale(2) error(\"no\")",
  ]

  mutating func next() -> String {
    switch numbers.number(0...9) {
    case 0...3: return numbers.pick(Self.good)
    case 4, 5: return numbers.pick(Self.commands)
    case 6, 7: return numbers.pick(Self.hostile)
    case 8: return broken(numbers.pick(Self.good + Self.commands + Self.hostile))
    default: return noise()
    }
  }

  /// A line of which a piece is missing, doubled, or replaced.
  private mutating func broken(_ line: String) -> String {
    var characters = Array(line)
    for _ in 0..<numbers.number(1...3) where !characters.isEmpty {
      let place = numbers.number(0...characters.count - 1)
      switch numbers.number(0...2) {
      case 0: characters.remove(at: place)
      case 1: characters.insert(characters[place], at: place)
      default: characters[place] = numbers.pick(Array("(){}[]\"'=.:,;-~#\\\u{1}x9 "))
      }
    }
    return String(characters)
  }

  private mutating func noise() -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<numbers.number(0...60) {
      let value = numbers.number(0...3) == 0 ? numbers.number(0...0xFFFF) : numbers.number(0x20...0x7E)
      if let scalar = Unicode.Scalar(UInt32(value)) { scalars.append(scalar) }
    }
    return String(scalars)
  }
}

@Suite struct RandomSessionTests {
  private static let seed =
    ProcessInfo.processInfo.environment["HEADROOM_TEST_SEED"].flatMap { UInt64($0) } ?? 20_260_423

  /// Whether a text holds nothing that a terminal would obey.
  private func isClean(_ text: String) -> Bool {
    !text.unicodeScalars.contains { ($0.value < 32 && $0 != "\n" && $0 != "\t") || (0x7F..<0xA0).contains($0.value) }
  }

  @Test func `a thousand random lines leave the session alive and the baseline unchanged`() throws {
    var budget = Budget()
    (budget.steps, budget.memory, budget.seconds, budget.output) = (50_000, 4 << 20, 5, 16 << 10)
    let exploration = try ExploredBook.kingsoft.explore(budget: budget)
    let (baseline, book) = (exploration.baseline, exploration.notebook.book)
    var lines = RandomLines(seed: Self.seed)
    for number in 1...1_000 {
      let line = lines.next()
      let before = (exploration.notebook.workingBook, exploration.notebook.changes.count)
      let reply = exploration.take(line)
      #expect(isClean(reply.text + (reply.complaint ?? "") + (reply.warning ?? "")), "line \(number): \(line)")
      if reply.complaint != nil, !line.hasPrefix(":") {
        #expect(exploration.notebook.workingBook == before.0, "line \(number): \(line)")
        #expect(exploration.notebook.changes.count == before.1, "line \(number): \(line)")
      }
      // A chunk that is never completed would take all lines behind it.
      if reply.wantsMore, number.isMultiple(of: 3) { exploration.abandonInput() }
      if number.isMultiple(of: 50) {
        exploration.abandonInput()
        exploration.does(":limits instructions 50000")
        #expect(exploration.does("20 + 3") == "23\n", "line \(number): \(line)")
      }
    }
    #expect(exploration.baseline == baseline && exploration.baseline.hashValue == baseline.hashValue)
    #expect(exploration.notebook.book == book)
    exploration.abandonInput()
    _ = exploration.take(":reset")
    #expect(exploration.notebook.workingBook == book)
  }

  @Test func `undoing all is the baseline, and making all again is the same outcome`() throws {
    var numbers = SessionNumbers(seed: Self.seed)
    let changes = [
      "book.categories.hardware.forecast:scale(1.5)", "book.meetings[\"agm-2026\"]:move(\"2026-08-31\")",
      "book.categories.idc.forecast:add(\"RMB 10 million\", \"2026-10\")", ":use S", ":reset", "x = 1", "nothing()",
      "book.categories.cloud.caps[\"2026\"]:propose(\"RMB 5,000 million\")",
      "for i = 1, 3 do book.categories.api.forecast:add(\"RMB 1 million\", 2027) end",
      "book.groups:add(\"g\" .. #book.groups, { \"cloud\", \"idc\" })", ":undo", ":redo",
    ]
    for _ in 0..<10 {
      let exploration = try ExploredBook.kingsoft.explore()
      exploration.does("scenario \"S\" { change = function(book) book.categories.hardware.forecast:scale(3) end }")
      for _ in 0..<numbers.number(1...25) { _ = exploration.take(numbers.pick(changes)) }
      let (book, outcome) = (exploration.notebook.workingBook, try exploration.notebook.outcome())
      let depth = exploration.notebook.depth
      while exploration.notebook.undo() {}
      #expect(exploration.notebook.workingBook == exploration.notebook.book)
      #expect(try exploration.notebook.outcome() == exploration.baseline)
      for _ in 0..<depth.undo { #expect(exploration.notebook.redo()) }
      #expect(exploration.notebook.workingBook == book)
      #expect(try exploration.notebook.outcome() == outcome)
    }
  }

  @Test func `the same lines give the same replies`() throws {
    func replies() throws -> [Reply] {
      var budget = Budget()
      (budget.steps, budget.memory, budget.output) = (50_000, 4 << 20, 16 << 10)
      let exploration = try ExploredBook.harbour.explore(budget: budget)
      var lines = RandomLines(seed: Self.seed &+ 1)
      return (0..<150).map { _ in
        let line = lines.next()
        let reply = exploration.take(line)
        if reply.wantsMore { exploration.abandonInput() }
        return line.contains("time") ? Reply() : reply
      }
    }
    #expect(try replies() == replies())
  }
}
