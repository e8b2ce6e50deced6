import Foundation
import LuaSandbox
import Testing

@testable import Scripting

/// The type notes for editors say what the program binds, and no more.
@Suite struct EditorNotesTests {
  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Bindings/Lua/headroom.lua")

  @Test func `the notes are made from what is bound; HEADROOM_RECORD=1 writes them anew`() throws {
    if ProcessInfo.processInfo.environment["HEADROOM_RECORD"] == "1" {
      try Data(EditorNotes.text.utf8).write(to: Self.file)
      Issue.record("recorded, not compared")
    }
    #expect(EditorNotes.text == String(decoding: try Data(contentsOf: Self.file), as: UTF8.self))
  }

  @Test func `the notes are Lua that runs`() throws {
    let sandbox = try Sandbox()
    try sandbox.run(EditorNotes.text, file: "headroom.lua")
  }

  @Test func `every type that is named somewhere is one that is told of`() {
    let known = Set(Language.topics).union(["any", "boolean", "fun", "integer", "number", "string", "table"])
    let sections = Language.sections(ScriptHost())
    let types = sections.flatMap(\.types).map(\.1)
    let takes = sections.flatMap(\.words).flatMap { $0.takes ?? [] } + sections.flatMap(\.shapes).flatMap(\.entries)
    let parameters = takes + types.flatMap(\.methods).flatMap { $0.takes ?? [] }
    let given = sections.flatMap(\.words).compactMap(\.gives) + types.flatMap(\.methods).compactMap(\.gives)
    let written = types.flatMap(\.fields).map(\.type) + types.compactMap(\.holds) + given
    for type in written + parameters.map({ String($0.type) }) + Language.aliases.map(\.type) {
      // What stands before a colon is a name, and what stands in quotes is a word.
      let bare = type.replacing(#/"[a-z-]+"|[a-z_]+\??: /#, with: "")
      for name in bare.matches(of: #/[a-z_]+/#) { #expect(known.contains(String(name.0)), "\(type)") }
    }
  }
}
