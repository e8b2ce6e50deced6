import Problems
import Testing

/// The text of a problem: where, what, the line with its caret, the values, the remedy.
@Suite struct ProblemTests {
  private let place = SourcePlace(file: "double-hardware.lua", line: 5, column: 21)

  @Test func `a problem shows place, statement, line, caret, values and remedy, in that order`() {
    let problem = Problem(
      "no category 'hardwear' in this book; did you mean 'hardware'?", at: place,
      excerpt: "    book.categories.hardwear.forecast:scale(2)", length: 8,
      notes: ["stated: RMB930.0 million", "known: RMB1,000.0 million"], hint: "categories of this book: cloud, hardware"
    )
    #expect(
      problem.description == """
        double-hardware.lua:5:21: error: no category 'hardwear' in this book; did you mean 'hardware'?
        5 |     book.categories.hardwear.forecast:scale(2)
          |                     ^^^^^^^^
        stated: RMB930.0 million
        known: RMB1,000.0 million
        hint: categories of this book: cloud, hardware
        """)
  }

  @Test func `a problem without a place is its statement alone`() {
    #expect(Problem("no scenario matches").description == "error: no scenario matches")
    #expect(Problem("two changes of one datum", severity: .warning).description == "warning: two changes of one datum")
  }

  @Test func `a problem of a whole line shows it without a caret`() {
    let problem = Problem("unclear", at: SourcePlace(file: "book.yaml", line: 12), excerpt: "as_of: today")
    #expect(problem.description == "book.yaml:12: error: unclear\n12 | as_of: today")
  }

  @Test func `the caret stands under its column for lines of any number, tabs count as one`() {
    let problem = Problem(
      "unclear", at: SourcePlace(file: "b", line: 1234, column: 3), excerpt: "\t\tas_of", length: 5)
    #expect(problem.description == "b:1234:3: error: unclear\n1234 |   as_of\n     |   ^^^^^")
  }

  @Test(
    "the caret never leaves its line, and there is at least one",
    arguments: [(1, 99, "^^^"), (3, 99, "  ^"), (4, 1, "   ^"), (2, 0, " ^"), (2, -5, " ^")])
  func carets(column: Int, length: Int, expected: String) {
    let problem = Problem("x", at: SourcePlace(file: "f", line: 1, column: column), excerpt: "abc", length: length)
    #expect(problem.description == "f:1:\(column): error: x\n1 | abc\n  | \(expected)")
  }

  @Test(arguments: [5, 400, 0, -3])
  func `a column that the line does not have shows no caret`(column: Int) {
    let problem = Problem("x", at: SourcePlace(file: "f", line: 1, column: column), excerpt: "abc")
    #expect(problem.description == "f:1:\(column): error: x\n1 | abc")
  }

  @Test func `problems are told in the order of their places, those of one place in the order found`() {
    func problem(_ statement: String, _ file: String, _ line: Int, _ column: Int? = nil) -> Problem {
      Problem(statement, at: SourcePlace(file: file, line: line, column: column))
    }
    let problems = Problems([
      problem("e", "b", 1), problem("d", "a", 10), problem("b", "a", 2, 7), problem("c", "a", 2, 7),
      problem("a", "a", 2),
    ])
    #expect(problems.all.map(\.statement) == ["a", "b", "c", "d", "e"])
  }

  @Test func `problems without a place come first, and keep the others in order`() {
    let placed = [3, 2, 1].map { Problem("\($0)", at: SourcePlace(file: "a", line: $0)) }
    let mixed = Problems([placed[0], Problem("x"), placed[1], Problem("y"), placed[2]])
    #expect(mixed.all.map(\.statement) == ["x", "y", "1", "2", "3"])
  }

  @Test func `several problems are told with a blank line between them`() {
    #expect(Problems([Problem("a"), Problem("b")]).description == "error: a\n\nerror: b")
  }
}
