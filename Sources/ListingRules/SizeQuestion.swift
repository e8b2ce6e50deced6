import Agreements
import Quantities

/// What a size test is asked: an amount, a day, and what is known of the transaction beside its size.
public struct SizeQuestion: Sendable, Hashable {
  /// What is measured, for words: a category's name, or a group's.
  public var subject: String
  /// The largest cap of the term, or the largest yearly sum of a group: the numerator of every ratio.
  public var cap: Money
  /// The figures of which ``cap`` is the largest, each a cap or a sum of caps; empty where it stands for itself.
  public var figures: [Figure] = []
  /// The day of the transaction, whose denominators, rates and thresholds count.
  public var day: CivilDate
  /// The levels at which the counterparty may be connected; one where that is known.
  public var levels: Set<ConnectionLevel> = [.issuer]
  /// Whether it is on normal commercial terms or better; nil where the book is silent, which is assumed.
  public var normalTerms: Stated<Bool>?
  /// Whether the board approved and the independent directors confirmed as rule 14A.101 asks; nil where the book is
  /// silent.
  public var confirmed: Stated<Bool>?
  /// An exemption other than by size, whose facts fit.
  public var exemption: Exemption?
  /// Why a stated exemption does not fit; nil where there is none, or it does.
  public var misfit: String?
  /// The ratios that are left out with the Exchange's consent.
  public var disregarded: [Stated<SizeMeasure>] = []
  /// The category whose own disclosed classes are checked against the issuer's size; nil for all that bear on the cap.
  public var category: Category.ID?
  /// What belongs to the amount and is not in the book, so that ``cap`` is its least; usually nothing.
  public var unknown: [String] = []

  /// One of the figures of which the largest is measured: a cap, or the sum of the caps of a year.
  public struct Figure: Sendable, Hashable {
    /// What it is.
    public let name: String
    /// How much it is.
    public let amount: Money
    /// What it adds up; empty for a single cap.
    public let summands: [Figure]
    /// Where it is stated.
    public let source: Source?

    /// A single cap.
    public init(_ name: String, _ amount: Money, source: Source?) {
      self.name = name
      self.amount = amount
      self.source = source
      summands = []
    }

    /// A sum of caps, which is `amount`.
    public init(_ name: String, sum amount: Money, of summands: [Figure]) {
      self.name = name
      self.amount = amount
      self.summands = summands
      source = nil
    }
  }

  /// A question about an amount alone, of a person connected with the issuer, on normal commercial terms.
  public init(largestCap cap: Money, on day: CivilDate) {
    subject = "the transaction"
    self.cap = cap
    self.day = day
    normalTerms = Stated(true)
  }

  /// A question about a category with a largest cap of `cap`; nil for that of its newest caps.
  ///
  /// Nil where the category has no cap.
  public init?(
    of category: Category, largestCap cap: Money? = nil, on day: CivilDate, levels: Set<ConnectionLevel> = [.issuer]
  ) {
    guard let largest = cap ?? category.largestCap else { return nil }
    subject = category.id.name
    self.cap = largest
    self.day = day
    self.levels = levels
    self.category = category.id
    figures = cap == nil ? category.capFigures : []
    normalTerms = category.normalTerms
    confirmed = category.subsidiaryLevelConfirmed
    disregarded = category.disregarded
    misfit = category.exemption.flatMap { Rule14A_73.misfit(of: $0, with: category) }
    exemption = misfit == nil ? category.exemption : nil
  }
}

extension Category {
  /// The newest version of every cap, as figures of a size test.
  var capFigures: [SizeQuestion.Figure] {
    caps.compactMap { cap in
      cap.newest.map { .init("cap \(cap.id) of \(id) for \($0.period)", $0.amount, source: $0.source) }
    }
  }
}
