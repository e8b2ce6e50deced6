import Agreements
import Evaluation
import ListingRules
import Quantities
import WhatIf

/// What `headroom explain` is asked of one outcome.
public struct ExplanationSubject: Sendable {
  /// The scenario's name; `Baseline` for the unchanged book.
  public let name: String
  /// Where it is declared: the script, or the book.
  public let place: String
  /// What was concluded.
  public let outcome: Outcome
  /// The topics that are explained, each with how it follows.
  public let explained: [(topic: Topic, derivation: Derivation)]
  /// Whether all other topics are listed below.
  public let listsTopics: Bool

  /// The derivations of `topics`; of what speaks against compliance or differs from `baseline` where none is asked for.
  ///
  /// - Throws: ``EvaluationError`` where figures cannot be told exactly.
  public init(
    name: String, place: String, outcome: Outcome, topics asked: [String], baseline: Outcome?
  ) throws(EvaluationError) {
    self.name = name
    self.place = place
    self.outcome = outcome
    listsTopics = asked.isEmpty
    let all = outcome.topics
    let chosen: [Topic]
    if asked.isEmpty {
      let against = outcome.findings.filter { finding in
        finding.kind.isAgainstCompliance || (baseline.map { !$0.findings.contains(finding) } ?? false)
      }.compactMap(outcome.topic)
      chosen = all.filter { against.contains($0) }
    } else {
      chosen = all.filter { topic in asked.contains { topic.isNamed(by: $0) } }
    }
    var explained: [(Topic, Derivation)] = []
    for topic in chosen { explained.append((topic, try outcome.explain(topic))) }
    self.explained = explained.map { (topic: $0.0, derivation: $0.1) }
  }
}

/// Explanations as text for a terminal.
public struct ExplanationText {
  private let ink: Ink
  private let width: Int

  /// Text with colours or without, in lines of at most `width` characters.
  public init(ink: Ink, width: Int = 100) {
    self.ink = ink
    self.width = width
  }

  /// Every subject with its derivations, and the topics that may be asked for.
  public func text(_ subjects: [ExplanationSubject]) -> String {
    subjects.map { lines(of: $0).joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func lines(of subject: ExplanationSubject) -> [String] {
    var lines = [ink(.strong, subject.name) + "  " + ink(.faint, subject.place)]
    for (topic, derivation) in subject.explained {
      lines += ["", ink(.faint, topic.name)] + DerivationText(ink: ink, width: width).lines(derivation)
    }
    guard subject.listsTopics else { return lines }
    let column = min(44, (subject.outcome.topics.map(\.name.count).max() ?? 0) + 2)
    lines += ["", ink(.strong, "Topics")]
    for topic in subject.outcome.topics {
      lines += wrapped(topic.statement, lead: padded(topic.name, column), width: max(width, column + 40), ink: ink)
    }
    return lines
  }
}

/// Explanations as trees of named values, for JSON.
public enum ExplanationEntry {
  /// `headroom.explanation/1`: what `headroom explain --format json` prints.
  public static func explanation(_ subjects: [ExplanationSubject]) -> Entry {
    .record(
      .init(
        "explanation",
        [("format", .text("headroom.explanation/1")), ("scenarios", .list(subjects.map(subject)))]))
  }

  private static func subject(_ subject: ExplanationSubject) -> Entry {
    .record(
      .init(
        "scenario",
        [
          ("name", .text(subject.name)), ("place", .text(subject.place)),
          ("currency", .text(subject.outcome.book.currency.code)),
          ("explained", .list(subject.explained.map { explained($0.topic, $0.derivation) })),
          ("topics", subject.outcome.topicsEntry),
        ])
    ).amounts(in: subject.outcome.book.currency)
  }

  private static func explained(_ topic: Topic, _ derivation: Derivation) -> Entry {
    .record(.init("explained", [("topic", .text(topic.name)), ("derivation", derivation.entry)]))
  }
}
