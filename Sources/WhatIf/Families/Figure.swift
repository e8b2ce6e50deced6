import Agreements
import Evaluation
import Quantities

/// One figure of an outcome, by the place where a script finds it.
public enum Figure: Sendable, Hashable {
  /// `outcome.compliant`
  case compliant
  /// `#outcome.breaches`, or of a category by its place
  case breachCount(category: Int?)
  /// `#outcome.alerts`, or of a category by its place
  case alertCount(category: Int?)
  /// `#outcome.undetermined`
  case undeterminedCount
  /// `outcome.categories.X.uncovered`
  case uncovered(category: Int)
  /// `outcome.categories.X.caps["Y"]` and one of its names
  case cap(category: Int, cap: Int, CapFigure)

  /// `outcome.breaches[1]`, or of a category, and one of its names
  case breach(category: Int?, place: Int, BreachFigure)

  /// What a breach has that is answered in plain numbers; the names are those of the outcome's tree.
  public enum BreachFigure: String, Sendable, CaseIterable {
    case kind, category, cap, version, on, until, amount, limit, cumulative, peak
    case peakOn = "peak_on"
    case atEnd = "at_end"
    case endOn = "end_on"
  }

  /// What a cap has that is answered in plain numbers; the names are those of the outcome's tree.
  public enum CapFigure: String, Sendable, CaseIterable {
    case from, to, amount, version, total, forecast, headroom
    case headroomOn = "headroom_on"
    case lowestHeadroom = "lowest_headroom"
    case lowestHeadroomOn = "lowest_headroom_on"
    case utilisation
  }
}

/// A part of an outcome that has parts of its own.
public enum FigureNode: Sendable, Hashable {
  /// The outcome.
  case outcome
  /// `outcome.categories`
  case categories
  /// `outcome.categories.X`, by its place
  case category(Int)
  /// `outcome.categories.X.caps`
  case caps(category: Int)
  /// `outcome.categories.X.caps["Y"]`
  case cap(category: Int, cap: Int)
  /// `outcome.breaches`, or of a category
  case breaches(category: Int?)
  /// `outcome.alerts`, or of a category
  case alerts(category: Int?)
  /// `outcome.undetermined`
  case undetermined
  /// `outcome.breaches[1]`, or of a category, by its place from 0
  case breach(category: Int?, place: Int)

  /// What a name of a part leads to.
  public enum Step: Sendable, Hashable {
    /// Another part.
    case node(FigureNode)
    /// A figure.
    case figure(Figure)
  }

  /// What `name` of this part is; nil where plain numbers do not tell.
  public func step(_ name: String, in places: FigurePlaces) -> Step? {
    switch self {
    case .categories: places.categories[name].map { .node(.category($0)) }
    case .caps(let place): places.caps[place][name].map { .node(.cap(category: place, cap: $0)) }
    default: step(FigureName(name), in: places)
    }
  }

  /// What a name of this part is that was looked at before; nil where plain numbers do not tell.
  public func step(_ name: FigureName, in places: FigurePlaces) -> Step? {
    switch (self, name.word) {
    case (.categories, _), (.caps, _): return step(name.text, in: places)
    case (.outcome, .compliant): return .figure(.compliant)
    case (.outcome, .categories): return .node(.categories)
    case (.outcome, .breaches): return .node(.breaches(category: nil))
    case (.outcome, .alerts): return .node(.alerts(category: nil))
    case (.outcome, .undetermined): return .node(.undetermined)
    case (.category(let place), .caps): return .node(.caps(category: place))
    case (.category(let place), .breaches): return .node(.breaches(category: place))
    case (.category(let place), .alerts): return .node(.alerts(category: place))
    case (.category(let place), .uncovered): return .figure(.uncovered(category: place))
    case (.cap(let place, let cap), _): return name.cap.map { .figure(.cap(category: place, cap: cap, $0)) }
    case (.breach(let category, let place), _):
      return name.breach.map { .figure(.breach(category: category, place: place, $0)) }
    default: return nil
    }
  }

  /// How many parts a list has, as a figure; nil for what is no list.
  public var count: Figure? {
    switch self {
    case .breaches(let category): .breachCount(category: category)
    case .alerts(let category): .alertCount(category: category)
    case .undetermined: .undeterminedCount
    case .outcome, .categories, .category, .caps, .cap, .breach: nil
    }
  }

  /// One step from a part of the outcome's tree to the next.
  public enum PathStep: Sendable, Hashable {
    /// By a name.
    case name(String)
    /// By a place in a list, from 0.
    case place(Int)
  }

  /// The steps that lead to the part, from the outcome.
  public func path(in book: Book) -> [PathStep] {
    func category(_ place: Int?) -> [PathStep] {
      place.map { [.name("categories"), .name(book.categories[$0].id.name)] } ?? []
    }
    switch self {
    case .outcome: return []
    case .categories: return [.name("categories")]
    case .category(let place): return category(place)
    case .caps(let place): return category(place) + [.name("caps")]
    case .cap(let place, let cap):
      return category(place) + [.name("caps"), .name(book.categories[place].caps[cap].id.name)]
    case .breaches(let place): return category(place) + [.name("breaches")]
    case .alerts(let place): return category(place) + [.name("alerts")]
    case .undetermined: return [.name("undetermined")]
    case .breach(let owner, let place): return category(owner) + [.name("breaches"), .place(place)]
    }
  }
}

/// A name in an outcome's tree, with what it may mean in each part: looked up once, and not at each reading.
public struct FigureName: Sendable {
  /// The name.
  public let text: String
  fileprivate let word: Word?
  fileprivate let cap: Figure.CapFigure?
  fileprivate let breach: Figure.BreachFigure?

  /// A name as a script writes it.
  public init(_ text: String) {
    self.text = text
    word = Word(rawValue: text)
    cap = Figure.CapFigure(rawValue: text)
    breach = Figure.BreachFigure(rawValue: text)
  }

  /// The names of the outcome and its categories.
  fileprivate enum Word: String { case compliant, categories, breaches, alerts, undetermined, caps, uncovered }
}

/// Where the categories and caps of a book stand, by their names.
public final class FigurePlaces: Sendable {
  let categories: [String: Int]
  let caps: [[String: Int]]

  /// The places of a book, in which no name stands twice.
  public init(_ book: Book) {
    func places(_ names: [String]) -> [String: Int] {
      Dictionary(names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }
    categories = places(book.categories.map(\.id.name))
    caps = book.categories.map { places($0.caps.map(\.id.name)) }
  }
}
