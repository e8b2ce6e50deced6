import Foundation
import Headroom
import LuaSandbox
import Scripting

/// What it takes that no scenario sees anything of another.
enum FreshStates {
  static var all: [Work] { [restoring, bound, bare] }

  static var restoring: Work {
    Work(title: "restore() with the language and a script", count: 2000) {
      let host = try host()
      guard let sandbox = host.sandbox else { throw BenchError(description: "a host without its sandbox") }
      return { count in
        for _ in 0..<count { guard sandbox.restore() else { throw BenchError(description: "nothing was kept") } }
      }
    }
  }
  static var bound: Work {
    Work(title: "a new sandbox with the language", count: 50) {
      let host = try host()
      let vocabulary = host.vocabulary
      return { count in
        for _ in 0..<count { _ = try vocabulary.makeSandbox(Budget()) }
        withExtendedLifetime(host) {}
      }
    }
  }
  static var bare: Work {
    Work(title: "a new sandbox without a host", count: 50) {
      { count in for _ in 0..<count { _ = try Sandbox() } }
    }
  }

  /// The bytes that the restored sandbox copies.
  static func imageSize() throws -> Int { try host().sandbox?.imageSize ?? 0 }

  /// A host whose sandbox has loaded a script, and keeps the state as it then was.
  private static func host() throws -> ScriptHost {
    let host = try ScriptHost(RealBook.script(), budget: Budget(), control: RunControl())
    try host.load()
    return host
  }
}

/// The case that people wait for.
enum RealBook {
  private static let folder = "Scenarios/kingsoft-xiaomi"

  static func book(in session: Session) throws -> LoadedBook { try session.loadBook(folder + "/book.yaml") }

  static func script() throws -> Script {
    let file = folder + "/double-hardware.lua"
    return Script(identity: file, shownAs: file, text: try String(contentsOfFile: file, encoding: .utf8))
  }
}

extension Work {
  static var evaluation: Work {
    Work(title: "evaluating the real book unchanged", count: 20) {
      let session = Session()
      let loaded = try RealBook.book(in: session)
      return { count in for _ in 0..<count { _ = try session.baseline(loaded) } }
    }
  }
  static var scenario: Work {
    Work(title: "a scenario in Lua, from fresh sandbox to outcome", count: 20) {
      let session = Session()
      let (loaded, script) = (try RealBook.book(in: session), try RealBook.script())
      let runner = ScenarioRunner(budget: Budget(), evaluator: Evaluator(), control: session.control) {
        name, _ throws(ScenarioFailure) in throw ScenarioFailure(Problem("no file '\(name)' is measured"))
      }
      return { count in
        for _ in 0..<count {
          for result in try runner.run(script, on: loaded.book, expecting: false) { _ = try result.outcome.get() }
        }
      }
    }
  }
}
