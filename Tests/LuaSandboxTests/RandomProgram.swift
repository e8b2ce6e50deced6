/// A Lua program drawn at random: valid, mostly sensible, and here and there absurd.
struct RandomProgram {
  /// The program with a number, of those that a seed gives.
  static func text(_ index: Int, seed: UInt64) -> String {
    var random = SeededNumbers(seed: seed &+ UInt64(index) &* 0x2545_F491_4F6C_DD1D)
    return grammar.text("program", &random, depth: 12, length: 1200)
  }

  private static let grammar = Grammar([statementRules, valueRules, libraryRules, objectRules].joined(separator: "\n"))
}
