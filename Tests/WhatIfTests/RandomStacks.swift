import Agreements
import Evaluation
import Quantities
import WhatIf

/// Random numbers that a seed repeats on every machine.
struct StackNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64, brought into a range.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return range.lowerBound + Int(mixed % UInt64(range.count))
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...elements.count - 1)] }
}

/// Stacks of scenarios of a book that are drawn at random, each such that it can be applied in its order.
///
/// Changes of caps are drawn once for a run of stacks, of which each makes them among its others: what is known of
/// the book with those caps is then shared by the run.
struct RandomStacks {
  /// What sort of change is drawn.
  enum Kind: CaseIterable {
    /// Amounts that wait for no vote.
    case amounts
    /// Amounts that start after a vote.
    case waiting
    /// A proposal above every cap that its category has.
    case higherCap
    /// Any other cap.
    case cap
    /// A meeting that is moved or cancelled, or a vote that fails.
    case meeting

    var isOfCaps: Bool { self == .higherCap || self == .cap }
  }

  static let categories: [Category.ID] = ["cloud", "idc", "hardware"]

  let book: Book
  var numbers: StackNumbers
  let verdicts: StackVerdicts
  private let kinds: [Kind]
  private let runLength: Int
  private var caps: [Change] = []
  private var drawn = 0

  /// - Parameter count: how many stacks are to be drawn in all.
  init(of count: Int, book: Book, seed: UInt64, kinds: [Kind] = Kind.allCases) {
    self.book = book
    self.kinds = kinds
    numbers = StackNumbers(seed: seed)
    verdicts = StackVerdicts(of: book)
    runLength = min(200, max(1, count / 20))
  }

  /// The changes of each of some scenarios.
  mutating func stack(of sizes: ClosedRange<Int>) throws -> [[Change]] {
    if drawn % runLength == 0 { caps = try drawCaps() }
    drawn += 1
    var parts: [[Change]] = (0..<numbers.number(sizes)).map { _ in [] }
    guard !parts.isEmpty else { return parts }
    // In the order in which they were drawn, each before or behind the other changes of a scenario.
    let places = caps.map { _ in numbers.number(0...2 * parts.count - 1) }.sorted()
    func drawnCaps(at place: Int) -> [Change] { zip(places, caps).compactMap { $0 == place ? $1 : nil } }
    var changed = book
    for part in parts.indices {
      var drawn = drawnCaps(at: 2 * part)
      for _ in 0..<numbers.number(1...3) { drawn.append(try change(of: changed, among: kinds.filter { !$0.isOfCaps })) }
      drawn += drawnCaps(at: 2 * part + 1)
      let before = parts[..<part].flatMap { $0 }
      // What cannot be made, such as a total below the actuals, is left out.
      if canBeMade(before + drawn) {
        parts[part] = drawn
      } else {
        for change in drawn where canBeMade(before + parts[part] + [change]) { parts[part].append(change) }
      }
      changed = try changed.applying(parts[part])
    }
    return parts
  }

  private func canBeMade(_ changes: [Change]) -> Bool { (try? verdicts.verdict(of: changes)) != nil }

  private mutating func drawCaps() throws -> [Change] {
    let ofCaps = kinds.filter(\.isOfCaps)
    guard !ofCaps.isEmpty else { return [] }
    var changed = book
    return try (0..<numbers.number(0...4)).map { _ in
      let change = try change(of: changed, among: ofCaps)
      changed = try changed.applying(change)
      return change
    }
  }

  private mutating func change(of book: Book, among kinds: [Kind]) throws -> Change {
    let id = numbers.pick(Self.categories)
    switch numbers.pick(kinds) {
    case .amounts:
      if id == "cloud", numbers.number(0...3) == 0 {
        return .growth(id, .percent(Int64(numbers.number(0...90))), nil)
      }
      return .forecast(id, try edit())
    case .waiting: return .forecast(id, .after("agm-2026", nil))
    case .higherCap:
      let largest = book.category(id)?.largestCap?.minor ?? 0
      return try propose(id, largest + Int64(numbers.number(0...500)) * 100_000_000)
    case .cap:
      let amount = Int64(numbers.number(1...5000)) * 100_000_000
      guard numbers.number(0...1) == 0, let version = book.category(id)?.cap("2026")?.newest else {
        return try propose(id, amount)
      }
      return .correctCap(id, "2026", version.id, Money(minor: amount, .rmb))
    case .meeting:
      return switch numbers.number(0...5) {
      case 0: .cancelMeeting("agm-2026")
      case 1: .reject("agm-2026", numbers.pick([nil, "cloud", "hardware"]))
      default: .moveMeeting("agm-2026", try CivilDate(2026, 5, 20).adding(days: numbers.number(0...400)))
      }
    }
  }

  private mutating func propose(_ id: Category.ID, _ minor: Int64) throws -> Change {
    let proposal = Proposal(announced: try CivilDate(2026, 4, 23), meeting: "agm-2026")
    return .propose(
      id, numbers.pick(["2026", "2027"]), .init(amount: Money(minor: minor, .rmb), proposal: proposal))
  }

  /// An edit of amounts that are nowhere below nothing.
  private mutating func edit() throws -> ForecastEdit {
    let from = try CivilDate(2026, 4, 24).adding(days: numbers.number(0...400))
    let days = try DateRange(from: from, to: from.adding(days: numbers.number(0...200)))
    let amount = Money(minor: Int64(numbers.number(0...30_000_000_000)), .rmb)
    let range = numbers.pick([nil, days])
    return switch numbers.number(0...5) {
    case 0: .scale(try Ratio(Int128(numbers.number(0...2500)), over: 1000), range)
    case 1: .total(amount, days)
    case 2: .set(amount, days)
    case 3: .add(amount, days)
    case 4: .shift(days: numbers.number(0...60), months: numbers.number(0...2), range)
    default: .remove(range)
    }
  }
}
