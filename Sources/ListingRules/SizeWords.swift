import Agreements
import Quantities

/// What a size test tells of its figures.
extension SizeTest {
  /// The figures behind a verdict.
  func evidence(for facts: SizeFacts, _ worlds: [SizeWorld]) -> [Evidence] {
    let question = facts.question
    return sums(question) + disregarded(question)
      + facts.ratios.map { Evidence(text(of: $0, cap: question.cap), source: $0.denominator.stated.source) }
      + consideration(facts, worlds)
      + facts.disclosed.map { bound in
        let known = bound.disclosure
        return Evidence(
          "\(question.cap) is \(relation(of: question.cap, to: known)) \(known.largestCap), which was disclosed as "
            + known.ratioClass.rawValue,
          source: known.source)
      }
  }

  private func text(of fact: SizeFacts.RatioFact, cap: Money) -> String {
    let (stated, denominator) = (fact.denominator.stated, fact.denominator)
    let less = stated.dividends.map { " (\(stated.amount) less dividends of \($0))" } ?? ""
    let rate = fact.quote.stated.map { ", at \($0.words)" } ?? ""
    return "\(cap) is \(fact.ratio.percentText(decimals: 4)) of \(denominator.measure.words) of \(denominator.amount)"
      + less + rate
  }

  private func sums(_ question: SizeQuestion) -> [Evidence] {
    guard let sum = question.figures.first(where: { $0.amount == question.cap && !$0.summands.isEmpty }) else {
      return []
    }
    return sum.summands.map { Evidence("\($0.name): \($0.amount)", source: $0.source) }
      + [Evidence("\(sum.name): \(sum.amount)")]
  }

  private func disregarded(_ question: SizeQuestion) -> [Evidence] {
    question.disregarded.map {
      Evidence("the \($0.value.ratioWords) is disregarded with the Exchange's consent", source: $0.source)
    }
  }

  /// The consideration in the limits' currency, where a limit decides what is needed.
  private func consideration(_ facts: SizeFacts, _ worlds: [SizeWorld]) -> [Evidence] {
    let (figures, question) = (rulebook.figures, facts.question)
    let limit = figures.exemptConsideration.on(question.day)
    guard let quote = facts.rates.quote(from: question.cap.currency, to: limit.currency), let rate = quote.stated,
      let converted = Rates.converted(question.cap, to: limit.currency, at: quote)
    else { return [] }
    let positions: [Set<Limb.Limit>] = [[], [.small], [.exempt, .small]]
    let matters = worlds.contains { world in
      Set(
        positions.map { below in
          var other = world
          other.below = below
          return other.classified(by: figures, on: question.day).sizeClass.requirement
        }
      ).count > 1
    }
    return matters ? [Evidence("\(question.cap) is \(converted) at \(rate.words)", source: rate.source)] : []
  }

  private func relation(of cap: Money, to known: Disclosure) -> String {
    let (asked, largest) = (cap.minor, known.largestCap.minor)
    return asked == largest ? "equal to" : asked < largest ? "below" : "above"
  }

  // MARK: Boundaries

  /// What stands exactly where the rule's words and an announcement's part.
  func boundaries(_ facts: SizeFacts) -> [String] {
    let limit = rulebook.figures.voteFrom.on(facts.question.day)
    if facts.range.isExact, facts.range.from == limit {
      return [
        "the highest ratio is exactly \(limit), where the rule says \"less than \(limit)\" and an announcement may say "
          + "\"do not exceed \(limit)\": at exactly \(limit) a vote is needed"
      ]
    }
    let cap = facts.question.cap
    let largest = book.disclosures.filter {
      $0.ratioClass == .uptoFivePercent && $0.largestCap.currency == cap.currency
    }
    .map(\.largestCap.minor).max()
    // What lies below the largest cap that was disclosed as not above 5% is below 5% for certain.
    guard cap.minor == largest, facts.disclosed.contains(where: { $0.disclosure.largestCap == cap }) else { return [] }
    return [
      "\(cap) is exactly the cap disclosed as \"do not exceed 5%\", where the rule says \"less than 5%\": "
        + "at exactly 5% a vote is needed"
    ]
  }

  // MARK: Disagreements

  /// Where a disclosed class contradicts the ratio of its own cap on the figures of its own day.
  func disagreements(with facts: SizeFacts) -> [String] {
    let question = facts.question
    return book.disclosures.compactMap { disclosure in
      let bears = question.category.map { $0 == disclosure.category } ?? (disclosure.bound(on: question.cap) != nil)
      guard bears else { return nil }
      var own = SizeQuestion(largestCap: disclosure.largestCap, on: disclosure.date)
      own.disregarded = question.disregarded
      let measured = measured(own)
      guard let highest = measured.ratios.max(by: { $0.ratio < $1.ratio }),
        disclosure.isContradicted(by: highest.ratio, isExact: measured.missing.isEmpty)
      else { return nil }
      let source = disclosure.source.map { " (\($0))" } ?? ""
      return "\(text(of: highest, cap: disclosure.largestCap)), but was disclosed as \(disclosure.ratioClass.rawValue)"
        + source
    }
  }

  // MARK: Assumptions

  /// What is assumed, each where it may matter.
  func assumptions(_ facts: SizeFacts, _ worlds: [SizeWorld]) -> [String] {
    let (question, day) = (facts.question, facts.question.day)
    var assumed = facts.ratios.compactMap(\.denominator.assumption)
    assumed += facts.disclosed.filter { day > $0.disclosure.date }.map {
      "the issuer's size on \(day) is taken to be that of the disclosure of \($0.disclosure.date)"
    }
    let dependsOnTerms = worlds.contains { world in
      var other = world
      other.isOnNormalTerms.toggle()
      return other.classified(by: rulebook.figures, on: day).sizeClass.requirement
        != world.classified(by: rulebook.figures, on: day).sizeClass.requirement
    }
    if question.normalTerms == nil, dependsOnTerms {
      assumed.append("normal commercial terms or better, on which the book is silent")
    }
    if day < rulebook.since {
      assumed.append("the figures of \(rulebook.name) are known from \(rulebook.since) on, and taken for \(day) too")
    }
    return assumed.uniqued
  }
}

extension ExchangeRate {
  /// The rate in words.
  var words: String { "\(from.code) 1 = \(to.code) \(rate.decimalText) of \(date)" }
}

extension Rates {
  /// An amount in another currency, rounded down to its minor units; nil where it does not fit.
  static func converted(_ amount: Money, to currency: Currency, at quote: Quote) -> Money? {
    let worth = Int128(amount.minor) * Int128(quote.ratio.numerator)
    let (units, overflow) = worth.multipliedReportingOverflow(by: Int128(currency.minorUnits))
    guard !overflow else { return nil }
    let minor = units / (Int128(quote.ratio.denominator) * Int128(amount.currency.minorUnits))
    return Int64(exactly: minor).map { Money(minor: $0, currency) }
  }
}
