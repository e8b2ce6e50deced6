import Agreements
import Quantities

/// All that a book knows of a size question: the ratios, what is missing of them, and what disclosed classes prove.
struct SizeFacts: Sendable {
  let question: SizeQuestion
  /// The ratios that can be taken, in the order of the measures.
  let ratios: [RatioFact]
  /// What is missing of the others.
  let missing: [String]
  /// The disclosed classes that bear on it, where a measure is missing.
  let disclosed: [DisclosedBound]
  /// Where the highest ratio may lie.
  let range: RatioRange
  /// What the consideration is compared by.
  let rates: Rates

  /// A ratio with the figures that it is taken of.
  struct RatioFact: Sendable {
    let denominator: Denominator
    let quote: Rates.Quote
    let ratio: Ratio
  }

  /// What a disclosed class says of the amount in question.
  struct DisclosedBound: Sendable {
    let disclosure: Disclosure
    let comparison: Derivation.Comparison
    let range: RatioRange
  }

  /// The ratio that counts; nil where none is known.
  var highest: Ratio? { ratios.map(\.ratio).max() }
}

extension SizeTest {
  /// All that is known of a question.
  func facts(of question: SizeQuestion) -> SizeFacts {
    let rates = Rates(all: book.exchangeRates, day: question.day)
    var (ratios, missing) = measured(question)
    missing += question.unknown
    let highest = ratios.map(\.ratio).max() ?? .zero
    // A missing ratio can only raise the highest one.
    let measured = RatioRange(from: highest, isExact: missing.isEmpty)
    let bounds = missing.isEmpty ? [] : disclosed(question)
    // What the issuer has disclosed and what the book measures may disagree; then the measured bound stands.
    let range = bounds.reduce(RatioRange?.some(measured)) { $0?.intersection($1.range) }
    return SizeFacts(
      question: question, ratios: ratios, missing: missing, disclosed: range == nil ? [] : bounds,
      range: range ?? measured, rates: rates)
  }

  /// The ratios of the measures that are tested: never profits, nor what the Exchange lets disregard.
  ///
  /// - Source: rules 14A.76 and 14A.80.
  func measured(_ question: SizeQuestion) -> (ratios: [SizeFacts.RatioFact], missing: [String]) {
    let rates = Rates(all: book.exchangeRates, day: question.day)
    let tested = SizeMeasure.allCases.filter { measure in !question.disregarded.contains { $0.value == measure } }
    guard !tested.isEmpty else { return ([], ["another size test, as every ratio is disregarded"]) }
    var (ratios, missing) = ([SizeFacts.RatioFact](), [String]())
    for measure in tested {
      let choice = Denominator.choice(of: measure, of: book.issuer, on: question.day, calendar: rulebook.calendar)
      switch choice {
      case .missing(let what): missing.append(what)
      case .found(let found):
        let (from, to) = (question.cap.currency, found.amount.currency)
        if let quote = rates.quote(from: from, to: to) {
          guard let ratio = Rates.ratio(of: question.cap, to: found.amount, at: quote) else {
            missing.append("amounts whose \(measure.ratioWords) is an exact ratio of numbers that fit")
            continue
          }
          ratios.append(.init(denominator: found, quote: quote, ratio: ratio))
        } else {
          missing.append("an exchange rate from \(from.code) to \(to.code)")
        }
      }
    }
    return (ratios, missing)
  }
}

// MARK: - Disclosed classes

extension SizeTest {
  /// The disclosed classes that narrow where the ratio may lie: a larger cap has a larger ratio on the same denominators.
  private func disclosed(_ question: SizeQuestion) -> [SizeFacts.DisclosedBound] {
    var range = RatioRange.anything
    return book.disclosures.compactMap { disclosure in
      guard var bound = disclosure.bound(on: question.cap) else { return nil }
      // Of a sum that is not known whole an upper bound says nothing.
      if !question.unknown.isEmpty { bound.range.below = nil }
      guard let narrowed = range.intersection(bound.range), narrowed != range else { return nil }
      range = narrowed
      return .init(disclosure: disclosure, comparison: bound.comparison, range: bound.range)
    }
  }
}

extension Disclosure {
  /// What the class says of the highest ratio of another amount; nil for nothing.
  func bound(on asked: Money) -> (comparison: Derivation.Comparison, range: RatioRange)? {
    guard asked.currency == largestCap.currency else { return nil }
    let (asked, known) = (asked.minor, largestCap.minor)
    switch ratioClass {
    case .aboveFivePercent: return asked >= known ? (.atLeast, RatioRange(from: .percent(5))) : nil
    case .belowTenthPercent:
      return asked <= known ? (.atMost, RatioRange(from: .zero, below: .basisPoints(10))) : nil
    case .uptoFivePercent:
      if asked == known { return (.atLeast, RatioRange(from: .basisPoints(10), below: .percent(5))) }
      return asked < known
        ? (.less, RatioRange(from: .zero, below: .percent(5))) : (.more, RatioRange(from: .basisPoints(10)))
    }
  }

  /// Whether a measured ratio of its own cap contradicts the class, as it is worded.
  func isContradicted(by ratio: Ratio, isExact: Bool) -> Bool {
    switch ratioClass {
    case .aboveFivePercent: isExact && ratio < .percent(5)
    case .belowTenthPercent: ratio >= .basisPoints(10)
    case .uptoFivePercent: ratio > .percent(5) || (isExact && ratio < .basisPoints(10))
    }
  }
}
