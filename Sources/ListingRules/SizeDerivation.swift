import Agreements
import Quantities

extension SizeTest {
  /// How the class of a question follows: its figures first, then each limb in the order in which it is asked, through the
  /// one that decides.
  ///
  /// Where the class is undetermined every limb is shown, with what is missing. Figures that are computed once and used
  /// again stand in the comparisons as given, with the source "above".
  public func derivation(of question: SizeQuestion) -> Derivation {
    SizeDerivation(facts: facts(of: question), rulebook: rulebook).tree(requirement(of: question))
  }
}

/// Tells a size test as a tree.
private struct SizeDerivation {
  let facts: SizeFacts
  let rulebook: Rulebook

  private var question: SizeQuestion { facts.question }
  private var day: CivilDate { question.day }
  private let above = Source("above")

  init(facts: SizeFacts, rulebook: Rulebook) {
    self.facts = facts
    self.rulebook = rulebook
  }

  func tree(_ verdict: RequirementVerdict) -> Derivation {
    let classes = verdict.possibleClasses.map(\.rawValue).joined(separator: " or ")
    let word = verdict.sizeClass?.rawValue ?? "undetermined"
    let rule = verdict.limb.map { rulebook[$0] } ?? rulebook[.sizeTests]
    return Derivation(
      "\(question.subject) is \(classes): \(verdict.possible.map(\.rawValue).joined(separator: " or "))", .word(word),
      rule: rule, from: figures + limbs)
  }

  // MARK: Figures

  private var figures: [Derivation] {
    [largestCap] + [highestRatio, consideration].compactMap(\.self)
      + question.disregarded.map {
        Derivation(
          given: "the \($0.value.ratioWords) is disregarded with the Exchange's consent", source: $0.source ?? book,
          rule: rulebook[.disregardedRatio])
      }
      + (facts.missing.isEmpty ? [] : [missing])
  }

  private var book: Source { Source("the book") }

  private var largestCap: Derivation {
    let statement = "the largest cap is \(question.cap)"
    guard !question.figures.isEmpty else { return Derivation(given: statement, .money(question.cap), source: book) }
    return Derivation(
      statement, .money(question.cap), by: .largest, rule: rulebook[.sizeTests],
      from: question.figures.map(node))
  }

  private func node(_ figure: SizeQuestion.Figure) -> Derivation {
    let statement = "\(figure.name): \(figure.amount)"
    guard !figure.summands.isEmpty else {
      return Derivation(given: statement, .money(figure.amount), source: figure.source ?? book)
    }
    return Derivation(
      statement, .money(figure.amount), by: .sum, rule: rulebook[.aggregation], from: figure.summands.map(node))
  }

  private var capAbove: Derivation { Derivation(given: "\(question.cap)", .money(question.cap), source: above) }

  private var highestRatio: Derivation? {
    guard let highest = facts.highest else { return nil }
    let least = facts.missing.isEmpty ? "" : "at least "
    return Derivation(
      "the highest ratio is \(least)\(highest.percentText(decimals: 4))", .ratio(highest), by: .largest,
      rule: rulebook[.sizeTests], from: facts.ratios.map(node))
  }

  private func node(_ fact: SizeFacts.RatioFact) -> Derivation {
    let measure = fact.denominator.measure
    let statement = "the \(measure.ratioWords) is \(fact.ratio.percentText(decimals: 4))"
    let parts = [capAbove, denominator(fact.denominator)]
    guard let rate = fact.quote.stated else {
      return Derivation(
        statement, .ratio(fact.ratio), by: .ratio, rule: rulebook[fact.denominator.rule], from: parts)
    }
    return Derivation(
      statement, .ratio(fact.ratio), by: .ratioAtRate, rule: rulebook[fact.denominator.rule],
      from: parts + [node(rate, as: fact.quote.ratio)])
  }

  private func denominator(_ denominator: Denominator) -> Derivation {
    let stated = denominator.stated
    let name = denominator.measure.words
    let on = stated.asOf.map { " of \($0)" } ?? ""
    let given = Derivation(
      given: "\(name)\(on): \(stated.amount)" + (denominator.assumption.map { "; \($0)" } ?? ""),
      .money(stated.amount), source: stated.source ?? book, isAssumed: denominator.assumption != nil)
    guard let dividends = stated.dividends else { return given }
    return Derivation(
      "\(name) less dividends: \(denominator.amount)", .money(denominator.amount), by: .difference,
      rule: rulebook[denominator.rule],
      from: [
        given, Derivation(given: "dividends: \(dividends)", .money(dividends), source: stated.source ?? book),
      ])
  }

  private func node(_ rate: ExchangeRate, as ratio: Ratio) -> Derivation {
    Derivation(given: rate.words, .ratio(ratio), source: rate.source ?? book)
  }

  /// The consideration in the currency of the limits; nil where it needs no conversion, or has no stated rate.
  private var consideration: Derivation? {
    guard let (amount, rate, quote) = converted(for: .small) else { return nil }
    return Derivation(
      "the consideration is \(amount)", .money(amount), by: .converted, from: [capAbove, node(rate, as: quote.ratio)])
  }

  private func converted(for limit: Limb.Limit) -> (amount: Money, rate: ExchangeRate, quote: Rates.Quote)? {
    let currency = limit.amount(of: rulebook.figures, on: day).currency
    guard let quote = facts.rates.quote(from: question.cap.currency, to: currency), let rate = quote.stated,
      let amount = Rates.converted(question.cap, to: currency, at: quote)
    else { return nil }
    return (amount, rate, quote)
  }

  private var missing: Derivation {
    Derivation(
      given: "the book does not state: " + facts.missing.joined(separator: "; "), source: book,
      rule: rulebook[.sizeTests])
  }

  // MARK: Limbs

  /// The limbs through the first that holds; of the exemptions other than by size only the one that is stated.
  private var limbs: [Derivation] {
    var told: [Derivation] = []
    for limb in Limb.all where isAsked(limb) {
      let node = node(limb)
      told.append(node)
      if node.value == .verdict(.holds) { return told }
    }
    return told
  }

  private func isAsked(_ limb: Limb) -> Bool {
    limb.conditions.allSatisfy { condition in
      if case .exemption(let kind) = condition { kind == question.exemption?.kind } else { true }
    }
  }

  private func node(_ limb: Limb) -> Derivation {
    let parts = limb.conditions.map { node($0, rulebook[limb.rule]) }
    let verdicts = parts.map(\.value)
    let verdict: Verdict =
      verdicts.contains(.verdict(.fails)) ? .fails : verdicts.contains(.verdict(.undetermined)) ? .undetermined : .holds
    let citation = rulebook[limb.rule]
    return Derivation(
      "\(citation.rule), \(limb.sizeClass.rawValue): \(verdict.met)", .verdict(verdict), by: .all, rule: citation,
      from: parts)
  }

  private func node(_ condition: Limb.Condition, _ rule: Citation) -> Derivation {
    switch condition {
    case .everyRatioBelow(let figure): ratioNode(below: rulebook.figures[keyPath: figure].on(day), rule)
    case .considerationBelow(let limit): considerationNode(limit, rule)
    case .connected(let level): levelNode(level)
    case .normalTerms(let asked): termsNode(asked)
    case .confirmed: confirmedNode
    case .exemption(let kind):
      given(
        "the facts of \(kind.rawValue) are stated: \(question.exemption?.facts ?? "")", .holds,
        source: question.exemption?.source)
    }
  }

  private func given(_ statement: String, _ verdict: Verdict, source: Source?, isAssumed: Bool = false) -> Derivation {
    Derivation(given: statement, .verdict(verdict), source: isAssumed ? source : source ?? book, isAssumed: isAssumed)
  }

  private func levelNode(_ level: ConnectionLevel) -> Derivation {
    let verdict: Verdict =
      question.levels == [level] ? .holds : question.levels.contains(level) ? .undetermined : .fails
    let known = question.levels.sorted().map(\.words).joined(separator: ", or ")
    let asked = level == .none ? "the counterparty is not connected" : "it is \(level.words) only"
    return given("\(asked): \(known)", verdict, source: nil)
  }

  private func termsNode(_ asked: Bool) -> Derivation {
    let stated = question.normalTerms
    let areNormal = stated?.value ?? true
    let words = areNormal ? "normal commercial terms or better" : "not on normal commercial terms"
    let verdict: Verdict = areNormal == asked ? .holds : .fails
    let statement = asked ? "asked: normal commercial terms; \(words)" : "asked: other than normal terms; \(words)"
    return given(statement, verdict, source: stated?.source, isAssumed: stated == nil)
  }

  private var confirmedNode: Derivation {
    let asked = "the board approved and the independent directors confirmed it"
    guard let stated = question.confirmed else {
      return given("\(asked): the book does not say", .undetermined, source: nil)
    }
    return given("\(asked): \(stated.value ? "yes" : "no")", stated.value ? .holds : .fails, source: stated.source)
  }
}

// MARK: - Comparisons

extension SizeDerivation {
  private func ratioNode(below limit: Ratio, _ rule: Citation) -> Derivation {
    let asked = "every ratio is less than \(limit)"
    let threshold = Derivation(given: "\(limit)", .ratio(limit), source: nil, rule: rule)
    if let highest = facts.highest, facts.range.isExact || highest >= limit {
      return Derivation(
        "\(asked) \((highest < limit ? Verdict.holds : .fails).words)", .verdict(highest < limit ? .holds : .fails),
        by: .comparison(.less),
        from: [
          Derivation(given: highest.percentText(decimals: 4), .ratio(highest), source: above), threshold,
        ])
    }
    if let bound = facts.disclosed.first(where: { $0.range.below.map { $0 <= limit } ?? false }) {
      return disclosed(bound, "\(asked) holds", isUpper: true, rule)
    }
    if let bound = facts.disclosed.first(where: { $0.range.from >= limit }) {
      return Derivation(
        "\(asked) fails", .verdict(.fails), by: .not,
        from: [disclosed(bound, "a ratio is not less than \(limit)", isUpper: false, rule)])
    }
    return Derivation("\(asked) is undetermined", .verdict(.undetermined), from: [missing, threshold])
  }

  /// What a disclosed class proves of a smaller cap, or of a larger one: its ratio on the same denominators.
  private func disclosed(
    _ bound: SizeFacts.DisclosedBound, _ statement: String, isUpper: Bool, _ rule: Citation
  ) -> Derivation {
    let known = bound.disclosure
    let relation: Derivation.Comparison = isUpper ? .atMost : .atLeast
    let assumption = day > known.date ? ", taken to hold on \(day)" : ""
    return Derivation(
      statement, .verdict(.holds), by: .all, rule: rule,
      from: [
        Derivation(
          "\(question.cap) \(relation.rawValue) \(known.largestCap)", .verdict(.holds), by: .comparison(relation),
          from: [
            capAbove,
            Derivation(
              given: "the disclosed cap: \(known.largestCap)", .money(known.largestCap), source: known.source ?? book),
          ]),
        Derivation(
          given: "\(known.largestCap) was disclosed on \(known.date) as \(known.ratioClass.rawValue)\(assumption)",
          .verdict(.holds), source: known.source ?? book, isAssumed: day > known.date),
      ])
  }

  private func considerationNode(_ limit: Limb.Limit, _ rule: Citation) -> Derivation {
    let amount = limit.amount(of: rulebook.figures, on: day)
    let verdict = facts.rates.isBelow(question.cap, amount)
    let statement = "the consideration is less than \(amount) \(verdict.words)"
    let threshold = Derivation(given: "\(amount)", .money(amount), source: nil, rule: rule)
    guard let measured = measuredConsideration(limit, verdict) else {
      return Derivation(
        verdict == .undetermined ? "whether the \(statement)" : statement, .verdict(verdict),
        from: [
          capAbove, threshold,
          Derivation(
            given: "no rate from \(question.cap.currency.code) to \(amount.currency.code) is stated", source: book,
            rule: rule),
        ])
    }
    return Derivation(statement, .verdict(verdict), by: .comparison(.less), from: [measured, threshold])
  }

  /// The consideration in the limit's currency: as it is, at a stated rate, or at a rate beyond any that is plausible.
  private func measuredConsideration(_ limit: Limb.Limit, _ verdict: Verdict) -> Derivation? {
    let currency = limit.amount(of: rulebook.figures, on: day).currency
    if question.cap.currency == currency { return capAbove }
    if let converted = converted(for: limit) {
      return Derivation(given: "\(converted.amount)", .money(converted.amount), source: above)
    }
    guard verdict != .undetermined, let plausible = Rates.plausible(from: question.cap.currency, to: currency) else {
      return nil
    }
    let rate = verdict == .holds ? plausible.high : plausible.low
    guard let amount = Rates.converted(question.cap, to: currency, at: .init(ratio: rate, stated: nil)) else {
      return nil
    }
    let words = verdict == .holds ? "more than any rate of recent decades" : "less than any rate of recent decades"
    return Derivation(
      "\(verdict == .holds ? "at most" : "at least") \(amount)", .money(amount), by: .converted,
      from: [
        capAbove,
        Derivation(
          given: "\(rate.decimalText) \(currency.code) for 1 \(question.cap.currency.code), \(words)", .ratio(rate),
          source: nil, isAssumed: true),
      ])
  }
}

extension Verdict {
  /// How a condition is told.
  fileprivate var words: String {
    switch self {
    case .holds: "holds"
    case .fails: "fails"
    case .undetermined: "is undetermined"
    }
  }
}

extension Verdict {
  /// Whether a limb is met.
  fileprivate var met: String {
    switch self {
    case .holds: "met"
    case .fails: "not met"
    case .undetermined: "open"
    }
  }
}

extension ConnectionLevel {
  /// The level in words.
  fileprivate var words: String {
    switch self {
    case .none: "not connected"
    case .subsidiary: "connected with a subsidiary"
    case .issuer: "connected with the issuer"
    }
  }
}
