/// How families are run.
public struct FamilyOptions: Sendable {
  /// How many sandboxes run side by side.
  public var jobs = 1
  /// Values that take the place of those that a script states for an input: `multiplier` → `1,2,3` or `1..3 by 0.25`.
  public var set: [String: String] = [:]
  /// The seed of every simulation, whatever its script states.
  public var seed: UInt64?
  /// The seed of simulations that have no other: the program takes it from the system, and results state it.
  public var spareSeed: UInt64?
  /// The part that is run; nil for the whole.
  public var shard: Shard?
  /// Where rows go one after another, in the order of the variants, so that none must be kept; nil where they are kept.
  public var rows: (any VariantRows)?
  /// The name of the only family that is run; nil for all.
  public var only: String?
  /// Rows that other runs evaluated, so that this one evaluates none; nil where there are none.
  public var known: (any KnownRows)?
  /// Whether only those families are run that expect something, and their answers are compared with it.
  public var isExpecting = false
  /// Hears how far a family is, now and then and from any thread.
  public var progress: (@Sendable (_ family: String, _ done: Int, _ count: Int) -> Void)?

  /// One job, nothing set, the whole.
  public init() {}
}

/// One of several equal parts of a family, which no two parts share.
public struct Shard: Sendable, Hashable {
  /// Which part, from 1.
  public let part: Int
  /// Of how many.
  public let of: Int

  /// The `part`-th of `count` parts; nil where there is none such.
  public init?(part: Int, of count: Int) {
    guard (1...count).contains(part) else { return nil }
    self.part = part
    of = count
  }

  /// The variants of this part of `count` in all: neighbours, so that parts joined in order are the whole.
  public func range(of count: Int) -> Range<Int> {
    let (low, high) = (count.multipliedFullWidth(by: part - 1), count.multipliedFullWidth(by: part))
    return Int(of.dividingFullWidth(low).quotient)..<Int(of.dividingFullWidth(high).quotient)
  }
}

/// Takes the rows of families one after another.
public protocol VariantRows: Sendable {
  /// A family begins whose rows have these columns.
  func begin(_ family: FamilyResult, columns: [VariantColumn], count: Int)
  /// The next rows, one after another in `cells`, as many cells each as there are columns.
  func take(_ cells: [Cell])
  /// What is known of the family beside its rows, once all of them were evaluated.
  func remark(_ remarks: FamilyRemarks)
  /// No more rows come of the family.
  func end()
}

/// What scripts did beside giving rows.
public struct FamilyRemarks: Sendable, Hashable, Codable {
  /// The places of the inputs that `change` read.
  public var read: Set<Int>
  /// What was printed.
  public var printed: String

  /// What scripts did.
  public init(read: Set<Int>, printed: String) {
    self.read = read
    self.printed = printed
  }
}

/// Rows of families that were evaluated before, in parts.
public protocol KnownRows: Sendable {
  /// The rows of neighbouring variants, one after another.
  ///
  /// - Throws: ``ScenarioFailure`` where they are not known.
  func rows(of family: FamilyResult, in range: Range<Int>) throws(ScenarioFailure) -> [Cell]
  /// What is known beside the rows, of each part in their order.
  ///
  /// - Throws: ``ScenarioFailure`` where nothing is known of the family.
  func remarks(on family: FamilyResult) throws(ScenarioFailure) -> [FamilyRemarks]
}
