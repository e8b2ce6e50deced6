import Evaluation
import ListingRules
import Quantities

/// Reads a derivation again by the words of its steps alone, and says where a node is not what its parts make.
struct Rereading {
  /// Every fault that was found.
  private(set) var faults: [String] = []
  /// How many nodes were computed again.
  private(set) var computed = 0
  private let calendar: BusinessCalendar

  init(_ derivation: Derivation, calendar: BusinessCalendar) {
    self.calendar = calendar
    read(derivation)
  }

  private mutating func read(_ node: Derivation) {
    if node.statement.isEmpty { faults.append("a node says nothing") }
    if let rule = node.rule, rule.rule.isEmpty || rule.gist.isEmpty { faults.append("no rule: \(node.statement)") }
    if node.parts.isEmpty {
      let isGrounded = node.source?.text.isEmpty == false || node.isAssumed || node.rule != nil
      if node.step != .given { faults.append("a leaf that is not given: \(node.statement)") }
      if !isGrounded { faults.append("a leaf without ground: \(node.statement)") }
    } else if node.step == .given {
      faults.append("given, and from parts: \(node.statement)")
    }
    for part in node.parts { read(part) }
    if !isTrue(node) { faults.append("\(node.step) does not make it: \(node.statement)") }
  }

  private mutating func isTrue(_ node: Derivation) -> Bool {
    if node.step != .given, node.step != .reasoning { computed += 1 }
    let moneys = node.parts.compactMap { if case .money(let money) = $0.value { Int128(money.minor) } else { nil } }
    let ratios = node.parts.compactMap { if case .ratio(let ratio) = $0.value { ratio } else { nil } }
    let days = node.parts.compactMap { if case .day(let day) = $0.value { day } else { nil } }
    let counts = node.parts.compactMap { if case .count(let count) = $0.value { count } else { nil } }
    let verdicts = node.parts.compactMap { if case .verdict(let verdict) = $0.value { verdict } else { nil } }
    switch node.value {
    case .money(let money):
      if node.step == .converted { return isConverted(money, node, ratios) }
      return makes(Int128(money.minor), node, moneys, ratios, verdicts)
    case .ratio(let ratio):
      if node.step == .ratioAtRate { return isRatioAtRate(ratio, node, ratios) }
      return makes(ratio, node, moneys, ratios)
    case .day(let day): return makes(day, node, days)
    case .count(let count): return makes(count, node, counts, days)
    case .verdict(let verdict): return makes(verdict, node, verdicts)
    case .word, nil: return [.given, .reasoning].contains(node.step)
    }
  }

  private func amounts(of node: Derivation) -> [Money] {
    node.parts.compactMap { if case .money(let money) = $0.value { money } else { nil } }
  }

  /// An amount at a rate, rounded down to the minor units of the currency that it is converted into.
  private func isConverted(_ value: Money, _ node: Derivation, _ rates: [Ratio]) -> Bool {
    guard let amount = amounts(of: node).first, let rate = rates.first, rates.count == 1 else { return false }
    let exact = Int128(amount.minor) * Int128(rate.numerator) * Int128(value.currency.minorUnits)
    return Int128(value.minor) == exact / (Int128(rate.denominator) * Int128(amount.currency.minorUnits))
  }

  /// An amount over another, at a rate from the first one's currency to the second one's.
  private func isRatioAtRate(_ value: Ratio, _ node: Derivation, _ rates: [Ratio]) -> Bool {
    let amounts = amounts(of: node)
    guard amounts.count == 2, let rate = rates.first, rates.count == 1 else { return false }
    let plain = try? Ratio(
      Int128(amounts[0].minor) * Int128(amounts[1].currency.minorUnits),
      over: Int128(amounts[1].minor) * Int128(amounts[0].currency.minorUnits))
    return (try? plain?.multiplied(by: rate)) == value
  }

  private func makes(
    _ value: Int128, _ node: Derivation, _ moneys: [Int128], _ ratios: [Ratio], _ verdicts: [Verdict]
  ) -> Bool {
    guard node.step != .given, node.step != .reasoning else { return true }
    guard let first = moneys.first else { return false }
    switch node.step {
    case .sum: return moneys.count == node.parts.count && value == moneys.reduce(0, +)
    case .difference: return value == first - moneys.dropFirst().reduce(0, +)
    case .scaled:
      guard !ratios.isEmpty, 1 + ratios.count == node.parts.count else { return false }
      // A credit mirrors its absolute amount: cut toward nothing, as amounts are spread.
      let product = ratios.reduce(Wide(UInt64(first.magnitude))) { $0 * $1.numerator.magnitude }
      let cut = ratios.reduce(product) { $0 / $1.denominator.magnitude }
      let isNegative = ratios.reduce(first < 0) { $0 != ($1.numerator < 0) }
      return cut.value.map { isNegative ? -Int128($0) : Int128($0) } == value
    case .compounded(let times):
      guard ratios.count == 1, let amount = Int64(exactly: first) else { return false }
      guard let grown = try? amount.compounded(by: ratios[0], power: times) else { return false }
      return value == Int128(grown)
    case .spread(let day, let count):
      return (1...count).contains(day) && value == first * Int128(day) / Int128(count)
    case .largest: return value == moneys.max()
    case .same: return value == first
    case .provided: return node.parts.first?.value == node.value && verdicts.allSatisfy { $0 == .holds }
    default: return false
    }
  }

  private func makes(_ value: Ratio, _ node: Derivation, _ moneys: [Int128], _ ratios: [Ratio]) -> Bool {
    switch node.step {
    case .given, .reasoning: return true
    case .sum: return (try? ratios.reduce(Ratio.zero) { try $0.adding($1) }) == value
    case .difference:
      let rest = try? ratios.dropFirst().reduce(Ratio.zero) { try $0.adding($1) }
      return rest.flatMap { try? $0.adding(value) } == ratios.first
    case .product: return (try? ratios.reduce(Ratio.one) { try $0.multiplied(by: $1) }) == value
    case .ratio: return moneys.count == 2 && (try? Ratio(moneys[0], over: moneys[1])) == value
    case .largest: return value == ratios.max()
    case .same, .provided: return value == ratios.first
    default: return false
    }
  }

  private func makes(_ value: CivilDate, _ node: Derivation, _ days: [CivilDate]) -> Bool {
    guard node.step != .given, node.step != .reasoning else { return true }
    guard let first = days.first else { return false }
    switch node.step {
    case .earliest: return value == days.min()
    case .latest: return value == days.max()
    case .daysAfter(let count): return value == (try? first.adding(days: count))
    case .monthsAfter(let count): return value == (try? first.adding(months: count))
    case .businessDaysAfter(let count):
      return value == (count >= 0 ? calendar.day(count, after: first) : calendar.day(-count, before: first))
    case .same, .provided: return value == first
    default: return false
    }
  }

  private func makes(_ value: Int, _ node: Derivation, _ counts: [Int], _ days: [CivilDate]) -> Bool {
    switch node.step {
    case .given, .reasoning: true
    case .sum: value == counts.reduce(0, +)
    case .businessDaysBetween: days.count == 2 && value == calendar.count(after: days[0], through: days[1])
    case .same, .provided: value == counts.first
    default: false
    }
  }

  private func makes(_ value: Verdict, _ node: Derivation, _ verdicts: [Verdict]) -> Bool {
    switch node.step {
    case .given, .reasoning: return true
    case .comparison(let comparison): return compares(value, node.parts.compactMap(\.value), comparison)
    case .all:
      let joined: Verdict =
        verdicts.contains(.fails) ? .fails : verdicts.contains(.undetermined) ? .undetermined : .holds
      return value == joined
    case .any:
      let joined: Verdict =
        verdicts.contains(.holds) ? .holds : verdicts.contains(.undetermined) ? .undetermined : .fails
      return value == joined
    case .not:
      let turned: [Verdict: Verdict] = [.holds: .fails, .fails: .holds, .undetermined: .undetermined]
      return verdicts.first.flatMap { turned[$0] } == value
    case .same, .provided: return value == verdicts.first
    default: return false
    }
  }

  private func compares(_ value: Verdict, _ values: [Derivation.Value], _ how: Derivation.Comparison) -> Bool {
    guard values.count >= 2 else { return false }
    switch (values[0], values[1]) {
    case (.money(let left), .money(let right)): return (value == .holds) == holds(left.minor, how, right.minor)
    case (.ratio(let left), .ratio(let right)): return (value == .holds) == holds(left, how, right)
    case (.day(let left), .day(let right)): return (value == .holds) == holds(left, how, right)
    case (.count(let left), .count(let right)): return (value == .holds) == holds(left, how, right)
    default: return false
    }
  }

  private func holds<Value: Comparable>(_ left: Value, _ how: Derivation.Comparison, _ right: Value) -> Bool {
    switch how {
    case .less: left < right
    case .atMost: left <= right
    case .more: left > right
    case .atLeast: left >= right
    }
  }
}
