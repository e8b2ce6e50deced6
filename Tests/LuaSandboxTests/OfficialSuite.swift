import Foundation
import LuaSandbox
import Testing

/// Lua's own test suite, which is no part of this project: a folder that an environment variable names.
enum OfficialSuite {
  static let variable = "HEADROOM_LUA_TESTS"

  /// The folder, where there is one.
  static let folder: String? = given.flatMap { path in
    (try? FileManager.default.contentsOfDirectory(atPath: path)) == nil ? nil : path
  }

  static var isThere: Bool { folder != nil }

  /// Why the tests that need it are skipped.
  static var absence: Comment {
    guard let given else { return "\(variable) is not set: it names the folder of Lua 5.4.4's own tests" }
    return "\(variable): there is no folder '\(given)'; it names that of Lua 5.4.4's own tests"
  }

  private static var given: String? {
    ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// What is wrong with the folder that was given.
struct SuiteFault: Error, CustomStringConvertible {
  let description: String
}

extension SuiteFile {
  /// Reads the file, as ``text(of:)`` gives it.
  func text(in folder: String) throws(SuiteFault) -> String {
    guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
      throw SuiteFault(description: "\(folder) has no \(name): is it the folder of Lua 5.4.4's own tests?")
    }
    return try text(of: data)
  }

  /// The text as a sandbox takes it: without what is left out, and each other line where it was.
  ///
  /// - Throws: ``SuiteFault`` for another version's file, as its lines stand elsewhere.
  func text(of data: Data) throws(SuiteFault) -> String {
    var lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.count == length else {
      throw SuiteFault(
        description: "\(name) has \(lines.count) lines, and \(length) in Lua 5.4.4's own tests: another version's?")
    }
    for omission in without { for line in omission.lines { lines[line - 1] = Data() } }
    return lines.map { Self.escaped($0) + "\n" }.joined()
  }

  /// A line in ASCII: a sandbox is given text, and some files have strings in Latin-1, where an escape says the same.
  private static func escaped(_ line: Data) -> String {
    line.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "\\\($0)" }.joined()
  }

  /// What a script of the suite finds beside the sandbox's own words.
  ///
  /// - `assert` answers as Lua's does, and counts.
  /// - What the suite takes from libraries that a sandbox has not, and can do without: the collector does nothing, time
  ///   stands still, the only locale is C, and `debug` knows the line that calls it.
  ///
  /// The suite runs at full strength: its own switches `_soft` and `_port` are not set.
  var prelude: String {
    #"""
    local error, find, match, pcall, select, tonumber = error, string.find, string.match, pcall, select, tonumber

    -- The file and line `level` calls above the caller of this function.
    local function place(level)
      local _, text = pcall(error, "", level + 3)
      return text
    end

    local calls, places, seen = 0, 0, {}
    function assert(...)
      local condition, message = ...
      if condition then
        calls = calls + 1
        local here = place(1)
        if not seen[here] and find(here, "\#(name):", 1, true) == 1 then
          seen[here] = true
          places = places + 1
        end
        return ...
      end
      if select("#", ...) == 0 then error("bad argument #1 to 'assert' (value expected)", 2) end
      if select("#", ...) == 1 then error("assertion failed!", 2) end
      error(message, 0)
    end
    function _Passed() print(calls, places) end

    local debug = {
      getinfo = function(level) return {currentline = tonumber(match(place(level), ":(%d+):"))} end,
      traceback = function(message) return message end,
    }
    local tracegc = {start = function() end, stop = function() end}
    local function still() return 0 end

    collectgarbage = still
    os = {
      clock = still, time = still,
      setlocale = function(locale) return (locale == nil or locale == "C") and "C" or nil end,
    }
    package = {preload = {}, loaded = {
      _G = _G, coroutine = coroutine, debug = debug, math = math, os = os, string = string, table = table,
      tracegc = tracegc, utf8 = utf8}}
    package.loaded.package = package
    function require(name)
      local loaded = package.loaded
      if not loaded[name] then loaded[name] = package.preload[name](name, ":preload:") end
      return loaded[name], ":preload:"
    end
    """#
  }

  /// Runs the file in a sandbox of its own; how many calls of `assert` passed, and on how many of its lines.
  ///
  /// The budgets are ten or more times what the longest file needs.
  func run(in folder: String) throws -> (asserts: Int, places: Int) {
    var budget = Budget()
    budget.steps = 10_000_000_000
    budget.memory = 512 << 20
    budget.seconds = 300
    let sandbox = try Sandbox(budget: budget)
    try sandbox.run(prelude, file: "prelude.lua")
    try sandbox.run(try text(in: folder), file: name)
    let before = sandbox.output.count
    try sandbox.run("_Passed()", file: "passed.lua")
    let counts = sandbox.output.dropFirst(before).split { $0.isWhitespace }.compactMap { Int($0) }
    return (counts[0], counts[1])
  }
}
