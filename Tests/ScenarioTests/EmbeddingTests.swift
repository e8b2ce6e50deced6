import Headroom
import Testing

/// The library as another program uses it.
@Suite struct EmbeddingTests {
  /// The page names the file from the root of the repository.
  private let file = Repository.root.appendingPathComponent("Scenarios/kingsoft-xiaomi/double-hardware.lua").path

  @Test func `a program that embeds the library is told of the breach`() throws {
    var told = ""
    let results = try Session().run([file])
    for scenario in results.flatMap(\.scenarios) {
      for breach in try scenario.outcome.get().breaches { print(breach.statement, to: &told) }
    }
    #expect(told.hasPrefix("hardware is above its cap 2026 (revised, RMB1,000.0 million) from 2026-10-07"))
    #expect(told.split(separator: "\n").count == 1)
  }
}
