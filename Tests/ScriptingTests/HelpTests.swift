import Scripting
import Testing

/// What is told of the language's words and types.
@Suite struct HelpTests {
  private func help(_ name: String) -> String? { Language.help(for: name)?.joined(separator: "\n") }

  @Test func `of a type its fields are told, then its methods, each with its form`() {
    #expect(
      help("cap") == """
        cap: the most that may be traded in a period, in its versions
          cap.id: string
          cap.amount: money, that of the newest version
          cap.from: date
          cap.to: date
          cap.versions: version[], from the original to the newest
          cap:propose(amount: amount, options?: proposal|{from?: string|date, to?: string|date, buffer?: share})
            a new version, with a buffer rounded up to the book's step: propose("RMB 1,900 million", { buffer = "10%" })
          cap:correct(amount: amount, version?: string)
            another figure for what the book states: correct("RMB 90 million")
            version: its id; the newest where it is left out
        """)
  }

  @Test func `of a collection is told what it holds`() {
    #expect(
      help("categories") == """
        categories: the categories of the book by their names, in its order
          categories[name]: category
        """)
  }

  @Test func `a word that is also a type is told of first`() {
    #expect(
      help("money") == """
        money(text: amount): money
          an amount: money "RMB 6.7 million"
        money: an exact amount: + - with amounts, * / with ratios (rounded down), < <= ==
          money.currency: string, its code
        """)
    #expect(help("rmb") == "rmb: currency")
  }

  @Test func `shapes of what is passed and read are told of too`() {
    #expect(
      help("share") == """
        share: a ratio, a percentage such as "35.3%", or a number
          ratio|string|number
        """)
    #expect(
      help("proposal") == """
        proposal: when it is announced, and which meeting votes on it
          announced?: string|date
          meeting?: string
          written_approval?: approval
        """)
  }

  @Test func `there is help for every topic, and none for what nothing is called`() {
    #expect(Language.topics.allSatisfy { Language.help(for: $0) != nil })
    #expect(Language.topics.contains("category"))
    #expect(Language.help(for: "categroy") == nil)
  }
}
