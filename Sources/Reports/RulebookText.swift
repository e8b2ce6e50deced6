import Agreements
import Evaluation
import ListingRules
import Quantities

/// A rulebook as text and as a tree: its figures with their days and rules, and its rules with how sure each is.
public enum RulebookText {
  /// The figures and the rules, for a terminal.
  public static func text(_ rulebook: Rulebook, ink: Ink, width: Int = 100) -> String {
    var lines = [
      ink(.strong, rulebook.title), ink(.faint, "\(rulebook.name), figures known from \(rulebook.since) on"), "",
    ]
    var table = TextTable([("figure", .left), ("value", .right), ("from", .left), ("rule", .left)])
    for figure in figures(of: rulebook) {
      table.add([
        .init(figure.name), .init(figure.value, .strong), .init(figure.from.description),
        .init(rulebook[figure.rule].rule),
      ])
    }
    lines += table.lines(ink, width: width) + [""]
    let cited = Rule.allCases.map { rulebook[$0] }
    let lead = (cited.map(\.rule.count).max() ?? 0) + 2
    for citation in cited {
      lines += wrapped(
        citation.gist + (citation.caution.map { " (\($0))" } ?? ""), lead: padded(citation.rule, lead), width: width,
        ink: ink)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `headroom.rulebook/1`.
  public static func entry(_ rulebook: Rulebook) -> Entry {
    .record(
      .init(
        "rulebook",
        [
          ("format", .text("headroom.rulebook/1")), ("name", .text(rulebook.name)), ("title", .text(rulebook.title)),
          ("since", .date(rulebook.since)),
          (
            "figures",
            .list(
              figures(of: rulebook).map { figure in
                .record(
                  .init(
                    "figure",
                    [
                      ("name", .text(figure.name)), ("value", .text(figure.value)), ("from", .date(figure.from)),
                      ("rule", .text(rulebook[figure.rule].rule)), ("meaning", .text(figure.meaning)),
                    ]))
              })
          ),
          (
            "rules",
            .list(
              Rule.allCases.map { rule in
                let citation = rulebook[rule]
                return .record(
                  .init(
                    "rule",
                    [
                      ("about", .text(rule.rawValue)), ("rule", .text(citation.rule)), ("says", .text(citation.gist)),
                      ("verified", .flag(citation.isVerified)), ("caution", .text(citation.caution)),
                      ("source", .text(citation.source)),
                    ]))
              })
          ),
        ]))
  }

  private struct Row {
    let name: String
    let value: String
    let from: CivilDate
    let rule: Rule
    let meaning: String
  }

  /// Every value of every figure, by the day from which it holds.
  private static func figures(of rulebook: Rulebook) -> [Row] {
    Figures.places.flatMap { name, place, rule, meaning -> [Row] in
      values(at: place, of: rulebook).map { Row(name: name, value: $1, from: $0, rule: rule, meaning: meaning) }
    }
  }

  private static func values(at place: Figures.Place, of rulebook: Rulebook) -> [(CivilDate, String)] {
    func all<Value>(_ dated: Dated<Value>, _ words: (Value) -> String) -> [(CivilDate, String)] {
      [(rulebook.since, words(dated.first))] + dated.changes.map { ($0.from, words($0.value)) }
    }
    return switch place {
    case .ratio(let path): all(rulebook.figures[keyPath: path]) { $0.description }
    case .money(let path): all(rulebook.figures[keyPath: path]) { $0.description }
    case .count(let path): all(rulebook.figures[keyPath: path]) { "\($0)" }
    }
  }
}
