/// The rule on which a conclusion rests.
public struct Citation: Sendable, Hashable {
  /// The number, such as `14A.54(1)`, or a word for what is no rule: `book`, `own control`.
  public let rule: String
  /// What it says, in our words.
  public let gist: String
  /// Whether the words of the rule were read; where not, explanations say "not verified against the rule text".
  public let isVerified: Bool

  /// A rule with its gist.
  public init(_ rule: String, _ gist: String, verified: Bool = true) {
    self.rule = rule
    self.gist = gist
    isVerified = verified
  }

  /// Rule 14A.53: a cap for the whole term, in money.
  public static let annualCap = Citation(
    "14A.53", "an agreement for continuing connected transactions must set an annual cap, in monetary terms")
  /// Rule 14A.54(1): comply again before the cap is exceeded.
  public static let capExceeded = Citation(
    "14A.54(1)", "the issuer must announce, and obtain approval where needed, again before a cap is exceeded")
  /// Rule 14A.54(2): comply again before an agreement is renewed or materially changed.
  public static let materialChange = Citation(
    "14A.54(2)", "the issuer must announce, and obtain approval where needed, before an agreement is renewed or changed"
  )
  /// Rule 14A.36: conditional on approval by the independent shareholders.
  public static let shareholdersApproval = Citation(
    "14A.36", "the transaction is conditional on shareholders' approval; holders with a material interest abstain")
  /// Rules 14A.76 to 14A.78: the size tests.
  public static let sizeTests = Citation(
    "14A.76–14A.78", "the largest cap of the term, over total assets, revenue and market capitalisation")
  /// Rule 14A.07(1): who is connected.
  public static let connectedPerson = Citation(
    "14A.07(1)", "a holder of 10% or more of the votes is connected; there is no look-back for holders",
    verified: false)
  /// No rule: the 80% alert that the issuer has set itself.
  public static let ownControl = Citation(
    "own control", "finance reports to senior management when a share of the cap is reached")
  /// No rule: how a book is to be read.
  public static let bookReading = Citation(
    "book", "what the book is silent about is said, never filled in")
}
