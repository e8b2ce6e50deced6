/// Gathers the rows of a sweep one after another, and keeps no more of them than their summary.
///
/// Rows are added in their order; parts made side by side are appended in theirs.
public struct SummaryTally: Sendable {
  /// The names of what is measured.
  public let measures: [String]
  /// One summary for each measure.
  public private(set) var summaries: [MeasureSummary]
  /// How many rows were added.
  public private(set) var count = 0
  private let first: Int
  private var kinds: [TallyColumn.Kind?]

  /// A tally of no row yet; `first` is the place of its first row among all variants, from 0.
  public init(measures: [String], first: Int = 0) {
    self.measures = measures
    self.first = first
    summaries = measures.map { _ in MeasureSummary() }
    kinds = measures.map { _ in nil }
  }

  /// Adds what the next variant measured: a value for each measure.
  ///
  /// - Throws: ``TallyError``.
  public mutating func add(_ measured: some Collection<Cell>) throws(TallyError) {
    let cells = Array(measured)
    try add(rowsOf: cells, width: cells.count)
  }

  /// Adds rows that stand one after another in `cells`, each of `width` cells of which the last are what was measured.
  ///
  /// - Throws: ``TallyError``.
  public mutating func add(rowsOf cells: [Cell], width: Int) throws(TallyError) {
    var place = 0
    while place + width <= cells.count, width > 0 {
      let variant = first + count
      let measured = place + width - summaries.count
      for index in summaries.indices {
        let cell = cells[measured + index]
        if case .number(let number) = cell, !number.isFinite {
          throw .notFinite(measure: measures[index], variant: variant)
        }
        try unify(index, with: TallyColumn.Kind(cell), variant: variant)
        summaries[index].add(cell, variant: variant)
      }
      count += 1
      place += width
    }
  }

  /// Adds the rows of a later part, whose own `first` says where it begins.
  ///
  /// - Throws: ``TallyError``.
  public mutating func append(_ later: SummaryTally) throws(TallyError) {
    for index in summaries.indices {
      try unify(index, with: later.kinds[index], variant: later.first)
      summaries[index].append(later.summaries[index])
    }
    count += later.count
  }

  private mutating func unify(_ index: Int, with other: TallyColumn.Kind?, variant: Int) throws(TallyError) {
    guard let other else { return }
    guard let kind = kinds[index] else {
      kinds[index] = other
      return
    }
    if kind == other { return }
    let areNumbers = [kind, other].allSatisfy { $0 == .integers || $0 == .numbers }
    guard areNumbers else {
      throw .mixedKinds(measure: measures[index], one: kind.words, other: other.words, variant: variant)
    }
  }
}

extension MeasureSummary {
  /// Adds the value of a variant that comes after all before.
  mutating func add(_ cell: Cell, variant: Int) {
    guard cell != .none else {
      absent += 1
      return
    }
    stated += 1
    if cell == .flag(true) { isTrue += 1 }
    guard cell.order(to: cell) != nil else { return }
    consider((cell, variant), (cell, variant))
  }

  /// Adds the summary of later variants.
  mutating func append(_ later: MeasureSummary) {
    (stated, absent, isTrue) = (stated + later.stated, absent + later.absent, isTrue + later.isTrue)
    if let least = later.least, let greatest = later.greatest { consider(least, greatest) }
  }

  /// Takes values that are less or greater than those so far; of equal ones the first stays.
  private mutating func consider(_ low: (value: Cell, variant: Int), _ high: (value: Cell, variant: Int)) {
    if least.map({ low.value.order(to: $0.value) == .below }) ?? true { least = low }
    if greatest.map({ high.value.order(to: $0.value) == .above }) ?? true { greatest = high }
  }
}
