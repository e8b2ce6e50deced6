import Agreements
import Quantities

/// The size test of a cap: what it needs, by the issuer's size where the book holds it, else by disclosed classes.
public struct SizeTest: Sendable {
  let rulebook: Rulebook
  let book: Book

  /// The size test on what a book knows.
  public init(rulebook: Rulebook, book: Book) {
    self.rulebook = rulebook
    self.book = book
  }

  /// What a transaction needs whose largest cap is `cap`, on `day`, with a person connected with the issuer and on normal
  /// commercial terms.
  public func requirement(largestCap cap: Money, on day: CivilDate) -> RequirementVerdict {
    requirement(of: SizeQuestion(largestCap: cap, on: day))
  }

  /// What a category needs standing alone, with a largest cap of `cap` or else that of its newest caps; nil where it has
  /// none.
  public func requirement(
    of category: Category, largestCap cap: Money? = nil, on day: CivilDate, levels: Set<ConnectionLevel> = [.issuer]
  ) -> RequirementVerdict? {
    SizeQuestion(of: category, largestCap: cap, on: day, levels: levels).map { requirement(of: $0) }
  }

  /// What is needed, as far as the book decides it.
  ///
  /// - Source: rules 14A.76 to 14A.78; the assets, revenue and consideration ratios, the highest of them.
  public func requirement(of question: SizeQuestion) -> RequirementVerdict {
    let facts = facts(of: question)
    var worlds = worlds(of: facts)
    // A confirmation that the book does not state, and that would spare nothing more, is not relied on.
    if question.confirmed == nil, !depends(worlds, on: question.day, { $0.isConfirmed = false }) {
      worlds.removeAll(where: \.isConfirmed)
    }
    let results = worlds.map { $0.classified(by: rulebook.figures, on: question.day) }
    let rules = Set(results.map(\.rule))
    var verdict = RequirementVerdict(
      largestCap: question.cap, possibleClasses: Set(results.map(\.sizeClass)).sorted(),
      limbs: Rule.allCases.filter { rules.contains($0) }, evidence: evidence(for: facts, worlds),
      wouldDecide: wouldDecide(facts, worlds))
    verdict.warnings = boundaries(facts)
    verdict.disagreements = [question.misfit].compactMap(\.self) + disagreements(with: facts)
    verdict.assumptions = assumptions(facts, worlds)
    return verdict
  }
}

// MARK: - Worlds

extension SizeTest {
  /// Every world that the facts leave open.
  private func worlds(of facts: SizeFacts) -> [SizeWorld] {
    let question = facts.question
    let (figures, day) = (rulebook.figures, question.day)
    let thresholds = [figures.exemptBelow, figures.subsidiaryExemptBelow, figures.voteFrom, figures.smallVoteFrom]
    let confirmed = question.confirmed.map { [$0.value] } ?? [true, false]
    return facts.range.samples(thresholds.map { $0.on(day) }).flatMap { ratio in
      considerations(facts).flatMap { below in
        question.levels.sorted().flatMap { level in
          confirmed.map { isConfirmed in
            SizeWorld(
              level: level, isOnNormalTerms: question.normalTerms?.value ?? true, isConfirmed: isConfirmed,
              exemption: question.exemption?.kind, ratio: ratio, below: below)
          }
        }
      }
    }
  }

  /// Which limits the consideration may be less than; a higher limit always where a lower one.
  private func considerations(_ facts: SizeFacts) -> [Set<Limb.Limit>] {
    func amount(_ limit: Limb.Limit) -> Money { limit.amount(of: rulebook.figures, on: facts.question.day) }
    func possible(_ limit: Limb.Limit) -> [Bool] {
      switch facts.rates.isBelow(facts.question.cap, amount(limit)) {
      case .holds: [true]
      case .fails: [false]
      case .undetermined: [true, false]
      }
    }
    let (exempt, small) = (amount(.exempt), amount(.small))
    return possible(.exempt).flatMap { isBelowExempt in
      possible(.small).compactMap { isBelowSmall in
        if exempt.currency == small.currency {
          if isBelowExempt, !isBelowSmall, exempt.minor <= small.minor { return nil }
          if isBelowSmall, !isBelowExempt, small.minor <= exempt.minor { return nil }
        }
        return Set((isBelowExempt ? [.exempt] : []) + (isBelowSmall ? [.small] : []))
      }
    }
  }

  /// Whether what is needed differs between worlds that differ in nothing but what `blank` makes alike.
  private func depends(_ worlds: [SizeWorld], on day: CivilDate, _ blank: (inout SizeWorld) -> Void) -> Bool {
    var needed: [SizeWorld: Requirement] = [:]
    return worlds.contains { world in
      var key = world
      blank(&key)
      let own = world.classified(by: rulebook.figures, on: day).sizeClass.requirement
      return needed.updateValue(own, forKey: key).map { $0 != own } ?? false
    }
  }

  /// What would decide it, where worlds differ in what they need: the facts that one could tell them apart by.
  private func wouldDecide(_ facts: SizeFacts, _ worlds: [SizeWorld]) -> [String] {
    let (question, day) = (facts.question, facts.question.day)
    var wanted: [String] = []
    if depends(worlds, on: day, { $0.ratio = .zero }) { wanted += facts.missing }
    if depends(worlds, on: day, { $0.below = [] }) {
      let limit = rulebook.figures.exemptConsideration.on(day).currency
      wanted.append("an exchange rate from \(question.cap.currency.code) to \(limit.code)")
    }
    if depends(worlds, on: day, { $0.level = .issuer }) {
      wanted.append("whether, and with whom, the counterparty is connected on \(day)")
    }
    if depends(worlds, on: day, { $0.isConfirmed = false }) {
      wanted.append(
        "whether the board approved and the independent directors confirmed it ("
          + "\(rulebook[.subsidiaryLevelExemption].rule))")
    }
    return wanted.uniqued
  }
}

extension [String] {
  /// The strings, each once, where it came first.
  var uniqued: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
