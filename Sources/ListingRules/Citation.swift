/// The rule on which a conclusion rests.
public struct Citation: Sendable, Hashable {
  /// How sure it is that the rule says so.
  public enum Basis: Sendable, Hashable {
    /// The text of the rule was read, at this address.
    case text(String)
    /// The parallel rule of the other board was read, at this address; the number is from knowledge.
    case parallel(String)
    /// It is known, and was not found in writing.
    case knowledge
    /// It is no rule: the book, or a control that the issuer has set itself.
    case noRule
  }

  /// The number, such as `14A.54(1)`, or a word for what is no rule: `book`, `own control`.
  public let rule: String
  /// What it says, in our words.
  public let gist: String
  /// How sure that is.
  public let basis: Basis

  /// A rule with its gist.
  public init(_ rule: String, _ gist: String, _ basis: Basis) {
    self.rule = rule
    self.gist = gist
    self.basis = basis
  }

  /// Whether the words of the rule were read; where not, explanations say "not verified against the rule text".
  public var isVerified: Bool {
    switch basis {
    case .text, .noRule: true
    case .parallel, .knowledge: false
    }
  }

  /// Where its text, or that of the parallel rule, was read; nil where it was not.
  public var source: String? {
    switch basis {
    case .text(let address), .parallel(let address): address
    case .knowledge, .noRule: nil
    }
  }

  /// What a reader should know of its certainty; nil where the text was read.
  public var caution: String? {
    switch basis {
    case .text, .noRule: nil
    case .parallel: "not verified against the rule text; the parallel rule of the other board says so"
    case .knowledge: "not verified against the rule text"
    }
  }

  /// No rule: the alert that the issuer has set itself.
  public static let ownControl = Citation(
    "own control", "finance reports to senior management when a share of the cap is reached", .noRule)
  /// No rule: how a book is to be read.
  public static let bookReading = Citation("book", "what the book is silent about is said, never filled in", .noRule)
}
