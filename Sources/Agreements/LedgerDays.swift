import Quantities

/// What a ledger comes to by day: made once, so that no question about its sums reads the lines again.
///
/// - Source: DESIGN, "Path": an amount over N days has ⌊T·n/N⌋ fallen by the end of day n; a credit mirrors its
///   absolute amount.
public struct LedgerDays: Sendable {
  /// From the first day of any line to the last; nil for a ledger without lines.
  public let span: DateRange?
  /// What has fallen by the end of each day of ``span``, in minor units; it ends before ``overflow``.
  public let sums: [Int64]
  /// The first day by which more has fallen than is held; nil where all is held.
  public let overflow: CivilDate?
  /// The stretches of days that lines cover, in order; days without a line lie between any two.
  public let stated: [DateRange]
  /// What the lines with an amount above zero come to; nil where there are none.
  public let charged: Charged?
  /// How many lines begin by the end of each day of ``span``.
  private let begun: [Int32]
  /// How many lines end by the end of each day of ``span``.
  private let ended: [Int32]
  /// The first line that ends on or after each day of ``span``.
  private let firstOpen: [Int32]

  /// Lines of which each has an amount above zero.
  public struct Charged: Sendable {
    /// From the first day of any to the last.
    public let span: DateRange
    /// How many there are.
    public let count: Int
    /// What they come to, in minor units.
    public let sum: Int128

    /// What those of `lines` come to that have such an amount; nil where none has.
    public init?(_ lines: some Sequence<LedgerLine>) {
      var (count, sum) = (0, Int128(0))
      var first: CivilDate?, last: CivilDate?
      for line in lines where line.amount.minor > 0 {
        (count, sum) = (count + 1, sum + Int128(line.amount.minor))
        (first, last) = (min(first ?? line.period.from, line.period.from), max(last ?? line.period.to, line.period.to))
      }
      guard let first, let last, let span = try? DateRange(from: first, to: last) else { return nil }
      (self.span, self.count, self.sum) = (span, count, sum)
    }
  }

  /// The largest sum that is held: a quarter of what fits, so that the difference of two never overflows.
  public static let limit = Int64.max / 4

  /// The days of lines that are sorted by their first.
  init(of lines: [LedgerLine]) {
    guard let first = lines.first?.period.from, let last = lines.lazy.map(\.period.to).max(),
      let span = try? DateRange(from: first, to: last)
    else {
      (span, sums, overflow, stated, charged, begun, ended, firstOpen) = (nil, [], nil, [], nil, [], [], [])
      return
    }
    var table = LedgerTable(days: span)
    for (index, line) in lines.enumerated() { table.add(line, at: index) }
    self.span = span
    (sums, overflow) = table.sums()
    stated = Self.runs(of: lines)
    charged = Charged(lines)
    (begun, ended, firstOpen) = table.counts()
  }

  /// What has fallen by the end of `day`; nil where it is more than is held.
  public func through(_ day: CivilDate) -> Int64? {
    guard let span, day >= span.from else { return 0 }
    if let overflow, day >= overflow { return nil }
    return sums[min(place(of: day), sums.count - 1)]
  }

  /// Whether some line covers a day of `days`.
  ///
  /// - Complexity: O(log n) in the stretches of ``stated``.
  public func cover(anyOf days: DateRange) -> Bool {
    var (low, high) = (0, stated.count)
    while low < high {
      let middle = (low + high) / 2
      if stated[middle].to < days.from { low = middle + 1 } else { high = middle }
    }
    return low < stated.count && stated[low].from <= days.to
  }

  /// How many lines cover a day of `days`.
  func count(in days: DateRange) -> Int {
    guard let span, let shared = span.intersection(days) else { return 0 }
    let before = shared.from == span.from ? 0 : Int(ended[place(of: shared.from) - 1])
    return Int(begun[place(of: shared.to)]) - before
  }

  /// The places among which all lines stand that cover a day of `days`.
  func places(in days: DateRange) -> Range<Int> {
    guard let span, let shared = span.intersection(days) else { return 0..<0 }
    let end = Int(begun[place(of: shared.to)])
    return min(Int(firstOpen[place(of: shared.from)]), end)..<end
  }

  private func place(of day: CivilDate) -> Int { span.map { Int(day.dayNumber - $0.from.dayNumber) } ?? 0 }

  private static func runs(of lines: [LedgerLine]) -> [DateRange] {
    var runs: [DateRange] = []
    for line in lines {
      if let last = runs.last, line.period.from <= last.to.next {
        if line.period.to > last.to, let grown = try? DateRange(from: last.from, to: line.period.to) {
          runs[runs.count - 1] = grown
        }
      } else {
        runs.append(line.period)
      }
    }
    return runs
  }
}

/// The lines of a ledger on their days, while they are added up.
private struct LedgerTable {
  let days: DateRange
  private var amounts: [Int128]
  private var begun: [Int32]
  private var ended: [Int32]
  private var firstEnding: [Int32]

  init(days: DateRange) {
    self.days = days
    amounts = Array(repeating: 0, count: days.count)
    begun = Array(repeating: 0, count: days.count)
    ended = begun
    firstEnding = Array(repeating: .max, count: days.count)
  }

  mutating func add(_ line: LedgerLine, at index: Int) {
    let first = Int(line.period.from.dayNumber - days.from.dayNumber)
    let last = first + line.period.count - 1
    begun[first] += 1
    ended[last] += 1
    firstEnding[last] = min(firstEnding[last], Int32(clamping: index))
    spread(line.amount.minor, over: first...last)
  }

  /// Each day's share is the difference of two floors: the quotient, and one more whenever the rests make up a whole.
  private mutating func spread(_ total: Int64, over places: ClosedRange<Int>) {
    let count = UInt64(places.count)
    let (share, rest) = total.magnitude.quotientAndRemainder(dividingBy: count)
    var gathered: UInt64 = 0
    for place in places {
      gathered += rest
      let isWhole = gathered >= count
      if isWhole { gathered -= count }
      let amount = Int128(share) + (isWhole ? 1 : 0)
      amounts[place] += total < 0 ? -amount : amount
    }
  }

  func sums() -> (held: [Int64], overflow: CivilDate?) {
    var held: [Int64] = []
    held.reserveCapacity(amounts.count)
    var sum: Int128 = 0
    for (place, amount) in amounts.enumerated() {
      sum += amount
      guard sum.magnitude <= LedgerDays.limit.magnitude else {
        return (held, CivilDate(dayNumber: days.from.dayNumber + Int32(place)))
      }
      held.append(Int64(sum))
    }
    return (held, nil)
  }

  func counts() -> (begun: [Int32], ended: [Int32], firstOpen: [Int32]) {
    var (begun, ended, firstOpen) = (begun, ended, firstEnding)
    for place in begun.indices.dropFirst() {
      begun[place] += begun[place - 1]
      ended[place] += ended[place - 1]
    }
    for place in firstOpen.indices.dropLast().reversed() {
      firstOpen[place] = min(firstOpen[place], firstOpen[place + 1])
    }
    return (begun, ended, firstOpen)
  }
}
