import Agreements
import Evaluation
import ListingRules
import Quantities
import Testing

extension SmallBook {
  /// A book that needs the vote of a meeting for a cap of RMB1,000.0 million, announced on 23 April 2026.
  static func voting(
    on date: String = "2026-06-30", _ kind: Meeting.Kind = .annual, noticeDays: Int? = nil, notice: String? = nil,
    circular: String? = nil, reason: String? = nil, supplements: [String] = [], poll: Meeting.Poll? = nil
  ) throws -> SmallBook {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "600.0")
    try small.revise("2026", "2026", to: "1,000.0", meeting: "agm")
    let resolution = Meeting.Resolution(category: .init("goods"), text: "", poll: poll, source: nil)
    small.meetings = [
      Meeting(
        id: .init("agm"), name: "Annual general meeting", kind: kind, date: try day(date), noticeDays: noticeDays,
        resolutions: [resolution], notice: try notice.map(day), circular: try circular.map(day),
        circularReason: reason, supplements: try supplements.map(day), source: nil)
    ]
    return small
  }

  /// The outcome with a board of one executive and some independent directors, each with an interest or none.
  func outcome(
    independent: [String: String?], adviser: String? = "Adviser", appointed: String? = nil,
    _ change: (inout Book) -> Void = { _ in }
  ) throws -> Outcome {
    var book = try book()
    let executive = Governance.Director(name: "Chair", role: "executive director", abstains: nil, isOnCommittee: false)
    book.governance = Governance(
      directors: [executive]
        + independent.sorted { $0.key < $1.key }.map {
          .init(name: $0.key, role: "independent non-executive director", abstains: $0.value, isOnCommittee: true)
        }, adviser: adviser, adviserAppointed: try appointed.map(day))
    change(&book)
    return try Evaluator().evaluate(book)
  }
}

extension Outcome {
  /// The one step of that kind of the first approval.
  func step(_ kind: ApprovalStep.Kind) throws -> ApprovalStep {
    try #require(categories.first?.approvals.first?.steps.first { $0.kind == kind })
  }

  /// What is late, in words.
  var late: [String] { findings.filter { $0.kind == .late }.map(\.statement) }
}

extension ApprovalStep {
  /// The step as `due on 2026-05-30 by 2026-06-08`.
  var line: String { "\(state.rawValue) on \(on.text) by \(by.text)" }
}

extension Book {
  /// The book with other settings or controls.
  func having(settings: Settings? = nil, controls: [Control]? = nil) -> Book {
    Book(
      title: title, currency: currency, asOf: asOf, rulebook: rulebook, settings: settings ?? self.settings,
      issuer: issuer, people: people, agreements: agreements, categories: categories, meetings: meetings,
      governance: governance, controls: controls ?? self.controls)
  }
}
