import ListingRules
import Quantities

extension Derivation {
  /// The tree as named values: `statement`, `value`, `step`, `rule`, `rule_says`, `rule_verified`, `source`, `assumed`,
  /// `parts`.
  public var entry: Entry {
    .record(
      .init(
        "derivation",
        [
          ("statement", .text(statement)), ("value", value?.entry ?? .none), ("step", .text(step.word)),
          ("day", step.figures.map { .count($0.0) } ?? .none), ("days", (step.figures?.1).map { .count($0) } ?? .none),
          ("rule", .text(rule?.rule)), ("rule_says", .text(rule?.gist)),
          ("rule_verified", rule.map { .flag($0.isVerified) } ?? .none), ("source", .text(source?.text)),
          ("assumed", .flag(isAssumed)), ("parts", .list(parts.map(\.entry))),
        ]))
  }
}

extension Derivation.Value {
  fileprivate var entry: Entry {
    switch self {
    case .money(let money): .money(money)
    case .day(let day): .date(day)
    case .ratio(let ratio): .ratio(ratio)
    case .count(let count): .count(count)
    case .verdict(let verdict): .text(verdict.rawValue)
    case .word(let word): .text(word)
    }
  }
}

extension Derivation.Step {
  /// The step's name, without its figures.
  fileprivate var word: String {
    switch self {
    case .given: "given"
    case .sum: "sum"
    case .difference: "difference"
    case .scaled: "scaled"
    case .compounded: "compounded"
    case .product: "product"
    case .spread: "spread"
    case .ratio: "ratio"
    case .converted: "converted"
    case .ratioAtRate: "ratio-at-rate"
    case .largest: "largest"
    case .earliest: "earliest"
    case .latest: "latest"
    case .daysAfter: "days-after"
    case .monthsAfter: "months-after"
    case .businessDaysAfter: "business-days-after"
    case .businessDaysBetween: "business-days-between"
    case .comparison(let comparison): comparison.rawValue
    case .all: "all"
    case .any: "any"
    case .not: "not"
    case .same: "same"
    case .provided: "provided"
    case .reasoning: "reasoning"
    }
  }

  /// The day of so many over which an amount is spread, or the count of days; nil for other steps.
  fileprivate var figures: (Int, Int?)? {
    switch self {
    case .spread(let day, let days): (day, days)
    case .daysAfter(let count), .monthsAfter(let count), .businessDaysAfter(let count), .compounded(let count):
      (count, nil)
    default: nil
    }
  }
}

extension Outcome {
  /// The topics as named values: `name` and `statement`.
  public var topicsEntry: Entry {
    .list(
      topics.map { topic in
        .record(.init("topic", [("name", .text(topic.name)), ("statement", .text(topic.statement))]))
      })
  }

  /// The topic of a finding that is read by name; nil where the entry is no finding of this outcome.
  public func topic(of entry: Entry) -> Topic? { findings.first { $0.entry == entry }.flatMap(topic) }
}
