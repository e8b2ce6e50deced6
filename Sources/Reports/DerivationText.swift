import Evaluation
import ListingRules
import Quantities

/// A derivation as an indented tree: each conclusion above what it follows from, with rules and sources.
public struct DerivationText {
  private let ink: Ink
  private let width: Int

  /// Text with colours or without, in lines of at most `width` characters.
  public init(ink: Ink, width: Int = 100) {
    self.ink = ink
    self.width = width
  }

  /// The tree, each line ended by a line feed.
  public func text(_ derivation: Derivation) -> String { lines(derivation).joined(separator: "\n") + "\n" }

  func lines(_ derivation: Derivation) -> [String] { lines(derivation, first: "", rest: "", isRoot: true) }

  private func lines(_ node: Derivation, first: String, rest: String, isRoot: Bool = false) -> [String] {
    // The lines under a node keep the branch to its parts alive.
    let below = rest + (node.parts.isEmpty ? "  " : "│ ")
    var lines = told(node.statement, first: first, below: below, tone: isRoot ? .strong : nil)
    if let sum = arithmetic(of: node), !sum.isEmpty { lines += told("= " + sum, first: below, below: below, tone: nil) }
    for note in notes(of: node) { lines += told(note, first: below, below: below, tone: .faint) }
    for (index, part) in node.parts.enumerated() {
      let isLast = index == node.parts.count - 1
      lines += self.lines(part, first: rest + (isLast ? "└─ " : "├─ "), rest: rest + (isLast ? "   " : "│  "))
    }
    return lines
  }

  /// Words behind the branches, wrapped; very deep trees keep some room for words.
  private func told(_ words: String, first: String, below: String, tone: Ink.Tone?) -> [String] {
    let room = max(40, width - below.count)
    return wrapped(words, lead: "", width: room, ink: Ink(isColoured: false)).enumerated().map { index, line in
      ink(.faint, index == 0 ? first : below) + ink(tone, line)
    }
  }

  private func notes(of node: Derivation) -> [String] {
    var notes: [String] = []
    if let rule = node.rule {
      notes.append("rule \(rule.rule): \(rule.gist)" + (rule.caution.map { " (\($0))" } ?? ""))
    }
    if node.isAssumed { notes.append("assumed") }
    if let source = node.source { notes.append("source: \(source)") }
    return notes
  }

  // MARK: Arithmetic

  /// The figures of the parts as a sum that can be done by hand; nil where the words say it all.
  private func arithmetic(of node: Derivation) -> String? {
    let values = node.parts.compactMap { $0.value.map(\.text) }
    guard let first = values.first else { return nil }
    switch node.step {
    case .sum: return values.count > 1 ? values.joined(separator: " + ") : nil
    case .difference: return values.joined(separator: " − ")
    case .product: return values.joined(separator: " × ")
    case .scaled: return values.count >= 2 ? "⌊\(values.joined(separator: " × "))⌋" : nil
    case .compounded(let times): return values.count == 2 ? "⌊\(first) × \(values[1])^\(times)⌋" : nil
    case .spread(let day, let days): return "⌊\(first) × \(day)/\(days)⌋"
    case .ratio, .ratioAtRate, .converted: return values.joined(separator: node.step == .converted ? " at " : " / ")
    case .largest, .latest:
      return values.count > 1
        ? "the \(node.step == .largest ? "largest" : "latest") of " + values.joined(separator: ", ") : nil
    case .earliest: return "the earliest of " + values.joined(separator: ", ")
    case .daysAfter(let count): return "\(first) \(signed(count)) days"
    case .monthsAfter(let count): return "\(first) \(signed(count)) months"
    case .businessDaysAfter(let count): return "\(first) \(signed(count)) business days"
    case .given, .comparison, .businessDaysBetween, .all, .any, .not, .same, .provided, .reasoning: return nil
    }
  }

  private func signed(_ count: Int) -> String { count < 0 ? "− \(-count)" : "+ \(count)" }
}

extension Derivation.Value {
  /// The value as it stands in a sum.
  var text: String {
    switch self {
    case .money(let money): money.millionsText
    case .day(let day): "\(day)"
    case .ratio(let ratio): ratio.decimalText
    case .count(let count): "\(count)"
    case .verdict(let verdict): verdict.rawValue
    case .word(let word): word
    }
  }
}
