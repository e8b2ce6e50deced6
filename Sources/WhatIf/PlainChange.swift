import Agreements
import Quantities

extension Change {
  /// Whether it changes amounts of a forecast or a meeting alone, so that a family answers for it in plain numbers.
  public var isPlain: Bool {
    switch self {
    case .forecast, .growth, .plan, .moveMeeting, .cancelMeeting, .reject: true
    default: false
    }
  }
}

extension Book {
  /// Refuses a plain change that cannot be made, without making it; whether amounts can be, the evaluation tells.
  ///
  /// - Throws: ``ChangeError`` where ``applying(_:)-(Change)`` would, but for what cannot be computed.
  public func checking(_ change: Change) throws(ChangeError) {
    switch change {
    case .forecast(let id, let edit):
      try require(id)
      switch edit {
      case .scale(let ratio, _) where ratio < .zero: throw .negativeRatio(ratio)
      case .total(let money, _), .set(let money, _), .add(let money, _): try requireBookCurrency(money)
      case .after(let meeting, _): _ = try changing(meeting) { _ throws(ChangeError) in }
      default: break
      }
    case .growth(let id, _, _):
      try require(id)
      var category = category(id)
      try category?.change(change, asOf: asOf)
    case .plan(let id, let plan):
      try require(id)
      try check(plan)
    case .moveMeeting(let id, let date) where date > asOf && meetings.contains { $0.id == id }: break
    default: _ = try applying(change)
    }
  }

  private func require(_ id: Category.ID) throws(ChangeError) {
    guard !categories.contains(where: { $0.id == id }) else { return }
    throw .unknown(kind: "category", name: id.name, known: categories.map(\.id.name))
  }
}
