import Foundation
import LuaSandbox
import Testing

@testable import Scripting

/// The type notes for editors say what the program binds, and no more.
@Suite struct EditorNotesTests {
  private static let notes: String = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "Bindings/Lua/headroom.lua")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  private func host() throws -> ScriptHost {
    try ScriptHost(Script(identity: "x", shownAs: "x", text: ""), budget: Budget(), control: RunControl())
  }

  @Test func `every method of the language stands in the notes, and every noted method exists`() throws {
    let host = try host()
    let bound = Language.types(host).map(\.1).flatMap { type in type.methods.map { "\(type.name):\($0.name)" } }
    let noted = Self.notes.matches(of: /\nfunction ([a-z]+:[a-z_]+)\(/).map { String($0.1) }
    #expect(bound.sorted() == noted.sorted())
    #expect(!bound.isEmpty)
  }

  @Test func `every global word stands in the notes, and every noted word exists`() throws {
    let host = try host()
    let bound = Language.globals(host).map(\.0)
    let functions = Self.notes.matches(of: /\nfunction ([a-z]+)\(/).map { String($0.1) }
    let currencies = Self.notes.firstMatch(of: /\n([a-z, ]+) = nil/).map { String($0.1).split(separator: ", ") } ?? []
    #expect(bound.sorted() == (functions + currencies.map(String.init)).sorted())
  }

  @Test func `the notes are Lua that runs`() throws {
    let sandbox = try Sandbox()
    try sandbox.run(Self.notes, file: "headroom.lua")
  }
}
