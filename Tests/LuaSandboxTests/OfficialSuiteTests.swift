import Foundation
import LuaSandbox
import Testing

@Test(.enabled(if: OfficialSuite.isThere, OfficialSuite.absence))
func `the folder of Lua's own tests is that of this version`() throws {
  let folder = try #require(OfficialSuite.folder)
  for file in suiteFiles {
    do throws(SuiteFault) { _ = try file.text(in: folder) } catch { Issue.record("\(error)") }
  }
}

@Test(.enabled(if: OfficialSuite.isThere, OfficialSuite.absence), arguments: suiteFiles)
func `what Lua's own tests ask of a sandbox's libraries holds in a sandbox`(file: SuiteFile) async throws {
  let folder = try #require(OfficialSuite.folder)
  let result = await #expect(
    processExitsWith: .success, observing: [\.standardErrorContent, \.standardOutputContent]
  ) { [name = file.name as String, folder = folder as String] in
    let file = try #require(suiteFiles.first { $0.name == name })
    // The child ends well also where the file does not, or what it says would not be handed on.
    do {
      let passed = try ScriptThread.run { try file.run(in: folder) }
      tell(passed.asserts, passed.places)
    } catch { FileHandle.standardError.write(Data(complaint(of: error).utf8)) }
  }
  guard let result else { return }
  let counts = told(result).split(separator: " ").compactMap { Int($0) }
  try #require(counts.count == 2, "\(String(decoding: result.standardErrorContent, as: UTF8.self))")
  let left = file.without.map(\.lines.count).reduce(0, +)
  print("\(file.name): \(counts[0]) asserts passed, on \(counts[1]) lines; \(left) of \(file.length) lines left out")
  #expect(counts[0] >= file.asserts && counts[1] >= file.places, "part of \(file.name) did not run")
}

/// An error and where it came from: an assert that fails often stands in a function that many lines call.
private func complaint(of error: any Error) -> String {
  let frames = (error as? ScriptError)?.traceback ?? []
  return (["\(error)"] + frames.map { "  from \($0.place.map { "\($0.file):\($0.line)" } ?? $0.function ?? "?")" })
    .joined(separator: "\n")
}

@Test func `a file that is missing, or another version's, is refused with a word`() {
  let file = SuiteFile("math.lua", length: 3, asserts: 1, places: 1)
  #expect { try file.text(in: "/dev") } throws: { "\($0)".hasPrefix("/dev has no math.lua") }
  #expect { try file.text(of: Data("print(1)\n".utf8)) } throws: { "\($0)".hasPrefix("math.lua has 1 lines, and 3") }
}

@Test func `each line stays where it was, in ASCII, and one that is left out is empty`() throws {
  let file = SuiteFile("math.lua", length: 3, asserts: 1, places: 1, without: [Omission(2, .debug)])
  let text = try file.text(of: Data("x = '".utf8) + [0xE1] + Data("'\ndebug()\nprint(#x)\n".utf8))
  #expect(text == "x = '\\225'\n\nprint(#x)\n")
}

@Test func `what is left out of Lua's own tests stands in order, within the file`() {
  for file in suiteFiles {
    var last = 0
    for omission in file.without {
      #expect(last < omission.lines.lowerBound, "\(file.name): \(omission.lines)")
      last = omission.lines.upperBound
    }
    #expect(last <= file.length, "\(file.name)")
  }
}

@Test func `the assert that counts answers as Lua's own`() throws {
  let file = try #require(suiteFiles.first)
  let sandbox = try Sandbox()
  try sandbox.run("own = assert", file: "own.lua")
  try sandbox.run(file.prelude, file: "prelude.lua")
  try sandbox.run(
    """
    local function answer(assert, ...)
      local results = table.pack(pcall(assert, ...))
      for i = 1, results.n do results[i] = tostring(results[i]) end
      return table.concat(results, " ")
    end
    local function same(...)
      if answer(own, ...) ~= answer(assert, ...) then error(answer(own, ...) .. " | " .. answer(assert, ...)) end
    end
    same(nil); same(false); same(1); same(1, nil, 3); same(false, "no"); same(nil, nil); same(false, 7, 8)
    local function place(assert) return select(2, pcall(function() assert(false) end)) end
    print(place(own)); print(place(assert))
    print(select(2, pcall(assert)))
    assert(true); assert(1); _Passed()
    """, file: file.name)
  #expect(
    sandbox.output == """
      \(file.name):10: assertion failed!
      \(file.name):10: assertion failed!
      bad argument #1 to 'assert' (value expected)
      4\t1

      """)
}
