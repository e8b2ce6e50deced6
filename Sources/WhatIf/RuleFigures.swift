import Agreements
import ListingRules
import Quantities

extension Book {
  /// The value of a figure of the book's rulebook on its as-of date, with the changes that a scenario has made.
  ///
  /// Nil where the rulebook or the figure is not known.
  public func ruleFigure(_ name: String) -> RuleFigure.Value? {
    guard let figures = Rulebook.named(rulebook)?.adapted(to: self).figures else { return nil }
    return switch Figures.places.first(where: { $0.name == name })?.place {
    case .ratio(let path): .ratio(figures[keyPath: path].on(asOf))
    case .money(let path): .money(figures[keyPath: path].on(asOf))
    case .count(let path): .count(figures[keyPath: path].on(asOf))
    case nil: nil
    }
  }
}

extension RuleFigure {
  /// A kind of value that a figure has.
  public enum Kind: String, Sendable {
    /// A percentage or a share.
    case ratio
    /// An amount.
    case money
    /// A number of days, months or years.
    case count = "integer"
  }

  /// Every figure of a rulebook by its name, in the order of the rules.
  public static let all: [(name: String, kind: Kind, meaning: String)] = Figures.places.map { name, place, _, meaning in
    switch place {
    case .ratio: (name, .ratio, meaning)
    case .money: (name, .money, meaning)
    case .count: (name, .count, meaning)
    }
  }
}
