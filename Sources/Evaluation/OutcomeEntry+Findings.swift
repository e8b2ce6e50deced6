import Agreements
import ListingRules
import Quantities

extension Finding {
  /// The finding as a tree of named values.
  public var entry: Entry {
    .record(
      .init(
        "finding",
        [
          ("kind", .text(kind.rawValue)),
          ("category", .text(category?.name)),
          ("cap", .text(cap?.name)),
          ("version", .text(version?.name)),
          ("on", .date(on)),
          ("until", .date(until)),
          ("otherwise_on", .date(otherwiseOn)),
          ("amount", .money(amount)),
          ("limit", .money(limit)),
          ("cumulative", .money(cumulative)),
          ("peak", .money(peak?.amount)),
          ("peak_on", .date(peak?.on)),
          ("at_end", .money(atEnd?.amount)),
          ("end_on", .date(atEnd?.on)),
          ("statement", .text(statement)),
          ("rule", .text(rule.rule)),
          ("rule_says", .text(rule.gist)),
          ("rule_verified", .flag(rule.isVerified)),
          ("figures", .list(figures.map(\.entry))),
          ("would_decide", .texts(wouldDecide)),
        ]))
  }
}

extension Evidence {
  var entry: Entry {
    .record(.init("figure", [("text", .text(text)), ("source", .text(source?.text))]))
  }
}
