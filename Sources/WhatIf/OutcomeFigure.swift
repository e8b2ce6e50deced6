import Agreements
import Evaluation
import Quantities

/// A figure of an outcome by which outcomes are compared.
public struct OutcomeFigure: Sendable, Hashable {
  /// Which figure it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Compliant, not compliant, or not decided.
    case compliance
    /// The number of breaches of either kind.
    case breaches
    /// What falls on days without cover.
    case uncovered
    /// What is added up against a cap by the last day of its period.
    case total
    /// The cap in force less that, on the last day.
    case headroom
    /// The first day above the cap.
    case breachOn = "breach_on"
    /// By how much on that day.
    case excess
    /// The highest excess.
    case peak

    /// The figure in words.
    public var words: String {
      switch self {
      case .compliance, .breaches, .uncovered, .total, .headroom, .excess: rawValue
      case .breachOn: "first breach"
      case .peak: "peak excess"
      }
    }
  }

  /// Which figure it is.
  public let kind: Kind
  /// The category it is of; nil for the whole outcome.
  public var category: Category.ID?
  /// The cap it is of; nil for a whole category.
  public var cap: Cap.ID?

  /// Its name, such as `hardware/2026/total`.
  public var name: String {
    ([category?.name, cap?.name].compactMap { $0 } + [kind.rawValue]).joined(separator: "/")
  }

  /// Its name for a person, such as `hardware 2026 total`.
  public var words: String { ([category?.name, cap?.name].compactMap { $0 } + [kind.words]).joined(separator: " ") }
}

extension Outcome {
  /// The figures by which it is compared, with their values, in the order of the book.
  ///
  /// A breach that open questions decide is `open`, and no figure.
  var figures: [(figure: OutcomeFigure, value: Cell)] {
    [
      (OutcomeFigure(kind: .compliance), .text(compliance)),
      (OutcomeFigure(kind: .breaches), .integer(Int64(breaches.count))),
    ] + categories.flatMap(figures)
  }

  private var compliance: String {
    if isCompliant { return "compliant" }
    let isDecided = findings.contains { $0.kind != .undetermined && $0.kind.isAgainstCompliance }
    return isDecided ? "not compliant" : "not decided"
  }

  private func figures(of category: CategoryOutcome) -> [(figure: OutcomeFigure, value: Cell)] {
    guard category.unstated == nil else { return [] }
    let uncovered = findings.first { $0.kind == .uncovered && $0.category == category.id }?.amount
    return [
      (OutcomeFigure(kind: .uncovered, category: category.id), .money(uncovered ?? .zero(book.currency)))
    ] + category.caps.flatMap { figures(of: $0, category.id) }
  }

  private func figures(of cap: CapOutcome, _ category: Category.ID) -> [(figure: OutcomeFigure, value: Cell)] {
    func figure(_ kind: OutcomeFigure.Kind, _ value: Cell?) -> (figure: OutcomeFigure, value: Cell) {
      (OutcomeFigure(kind: kind, category: category, cap: cap.id), value ?? .none)
    }
    let breaches = findings.filter { $0.kind == .cap && $0.category == category && $0.cap == cap.id }
    let isOpen = breaches.isEmpty && cap.versions.contains(where: \.breachIsOpen)
    let first = breaches.first
    let peak = breaches.compactMap(\.peak?.amount).max { $0.minor < $1.minor }
    func excess(_ amount: Money?) -> Cell { isOpen ? .text("open") : .money(amount ?? .zero(book.currency)) }
    return [
      figure(.total, .money(cap.total)), figure(.headroom, (cap.headroom?.amount).map { .money($0) }),
      figure(.breachOn, isOpen ? .text("open") : (first?.on).map { .date($0) }),
      figure(.excess, excess(first?.amount)), figure(.peak, excess(peak)),
    ]
  }
}

extension Cell {
  /// By how much one value differs from another: an amount, a count, the days between two dates; nothing where either is
  /// no figure, or where the difference has no place in 64 bits.
  static func difference(from before: Cell, to after: Cell) -> Cell {
    switch (before, after) {
    case (.money(let one), .money(let other)): (try? other.subtracting(one)).map { .money($0) } ?? .none
    case (.integer(let one), .integer(let other)):
      other.subtractingReportingOverflow(one).overflow ? .none : .integer(other - one)
    case (.date(let one), .date(let other)): .integer(Int64(other.dayNumber) - Int64(one.dayNumber))
    default: .none
    }
  }

  /// The amount's minor units, or the count; nil where it is neither.
  var size: Int64? {
    switch self {
    case .money(let money): money.minor
    case .integer(let number): number
    default: nil
    }
  }

  /// Whether it is an amount or a count of nothing.
  var isZero: Bool { size == 0 }
}
