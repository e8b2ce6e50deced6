import ArgumentParser
import Headroom

@main
struct HeadroomCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "headroom")
  @Argument var paths: [String]
  func run() throws {
    for book in try Session().run(paths, expecting: true) {
      print(book.file, book.warnings)
      for f in book.baseline.findings { print("  base", f.on.map { "\($0)" } ?? "-", f.kind, f.statement) }
      for a in book.baseline.assumptions { print("  assume", a.text) }
      for s in book.scenarios {
        print(s.name, s.warnings.map(\.description), s.differences?.map(\.description) ?? [])
        switch s.outcome {
        case .success(let o): for f in o.findings where f.kind.isBreach || f.kind == .undetermined || f.kind == .unplaced { print("   ", f.on.map { "\($0)" } ?? "-", f.kind, f.statement, f.wouldDecide) }
         for c in o.categories { for k in c.caps { if let n = k.needed { print("    needed", c.id, k.id, n.amount, n.requirement.word) } } }
        case .failure(let e): print(e.problem)
        }
      }
      for f in book.failures { print(f.problem) }
    }
  }
}
