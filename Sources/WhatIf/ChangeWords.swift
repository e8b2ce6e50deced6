import Agreements
import Quantities

extension Change {
  /// What the change speaks of: two changes of one datum are worth a warning where both set it.
  public var datum: String {
    switch self {
    case .forecast(let category, _), .growth(let category, _, _), .plan(let category, _): "the forecast of \(category)"
    case .propose(let category, let cap, _), .correctCap(let category, let cap, _, _): "the cap \(cap) of \(category)"
    case .extendTerm(let category, _, _), .correctTerm(let category, _): "the term of \(category)"
    case .quote(let category, let quotation): "the quotations of \(category) for \(quotation.period)"
    case .normalTerms(let category, _): "whether \(category) is on normal commercial terms"
    case .confirmSubsidiaryLevel(let category, _): "the confirmation of \(category) at the subsidiary level"
    case .moveMeeting(let meeting, _), .cancelMeeting(let meeting), .reject(let meeting, _): "the meeting \(meeting)"
    case .poll(let meeting, let category, _): "the votes of \(meeting) on \(category)"
    case .send(let document, let meeting, _): "the \(document.rawValue) of \(meeting)"
    case .abstain(let director, _): "the interest of \(director)"
    case .committee(let director, _): "the seat of \(director) on the committee"
    case .appointAdviser: "the adviser's appointment"
    case .shareholding(let person, _, let from): "the holding of \(person) from \(from)"
    case .subsidiaryHolding(let person, let of, _, let from): "the holding of \(person) in \(of) from \(from)"
    case .ownership(let person, let holder, _, let from): "the holding of \(holder) in \(person) from \(from)"
    case .join(let person, let board, let from, _): "the seat of \(person) \(Self.on(board)) from \(from)"
    case .leave(let person, let board, _): "the last day of \(person) \(Self.on(board))"
    case .noOtherLimb(let person, _): "the other limbs of \(person)"
    case .size(let measure, _), .measure(let measure, _): "the issuer's \(measure.rawValue)"
    case .ruleFigure(let figure): "the rulebook's \(figure.name)"
    case .exchangeRate(let rate): "the rate from \(rate.from.code) to \(rate.to.code) on \(rate.date)"
    case .govern(let group, _): "whether the group \(group) governs"
    case .group(let group): "the group \(group.id)"
    case .close(let day): "whether \(day.date) is closed"
    case .leadTime(let step, _): "the lead time of \(step.words)"
    }
  }

  /// The change in words.
  public var summary: String {
    switch self {
    case .forecast(let category, let edit): "forecast of \(category): \(edit.summary)"
    case .growth(let category, let ratio, let range):
      "forecast of \(category): growth of \(ratio)" + (range.map { " over \($0)" } ?? "")
    case .plan(let category, let plan): "forecast of \(category): \(plan.summary)"
    case .propose(let category, let cap, let proposed): "cap \(cap) of \(category): \(proposed.amount) proposed"
    case .correctCap(let category, let cap, let version, let amount):
      "cap \(cap) of \(category), \(version): corrected to \(amount)"
    case .extendTerm(let category, let period, _): "term of \(category): \(period) proposed"
    case .correctTerm(let category, let period): "term of \(category): corrected to \(period)"
    case .quote(let category, let quotation): "quotations of \(category) for \(quotation.period): \(quotation.summary)"
    case .normalTerms(let category, let flag): "\(category): \(flag ? "" : "not ")on normal commercial terms"
    case .confirmSubsidiaryLevel(let category, let flag):
      "\(category): \(flag ? "" : "not ")approved and confirmed at the subsidiary level"
    case .moveMeeting(let meeting, let date): "\(meeting): moved to \(date)"
    case .cancelMeeting(let meeting): "\(meeting): cancelled"
    case .reject(let meeting, let category):
      "\(meeting): " + (category.map { "rejects the proposals of \($0)" } ?? "rejects every proposal")
    case .poll(let meeting, let category, let poll):
      "\(meeting): \(poll.inFavour) votes in favour of the proposals of \(category), \(poll.against) against"
    case .send(let document, let meeting, let day): "\(meeting): \(document.rawValue) on \(day)"
    case .abstain(let director, let reason):
      "\(director): " + (reason.map { "abstains, \($0)" } ?? "does not abstain")
    case .committee(let director, let flag):
      "\(director): \(flag ? "on" : "not on") the independent board committee"
    case .appointAdviser(let day): "adviser: appointed on \(day)"
    case .shareholding(let person, let share, let from): "\(person): holds \(share) from \(from)"
    case .subsidiaryHolding(let person, let of, let share, let from): "\(person): holds \(share) of \(of) from \(from)"
    case .ownership(let person, let holder, let share, let from): "\(holder): holds \(share) of \(person) from \(from)"
    case .join(let person, let board, let from, let to):
      "\(person): \(Self.on(board)) from \(from)" + (to.map { " to \($0)" } ?? "")
    case .leave(let person, let board, let day): "\(person): \(Self.on(board)) until \(day)"
    case .noOtherLimb(let person, let flag): "\(person): \(flag ? "no other limb applies" : "other limbs are open")"
    case .size(let measure, let amount): "issuer: \(measure.words) of \(amount)"
    case .measure(let measure, let value):
      "issuer: \(measure.words) of \(value.amount)" + (value.asOf.map { " on \($0)" } ?? "")
    case .ruleFigure(let figure): "rulebook: \(figure.name) of \(figure.value.words)"
    case .exchangeRate(let rate): "1 \(rate.from.code) is \(rate.rate.decimalText) \(rate.to.code) from \(rate.date)"
    case .govern(let group, let flag): "group \(group): \(flag ? "governs" : "is shown beside")"
    case .group(let group):
      "group \(group.id): \(group.categories.map(\.name).joined(separator: ", "))"
        + (group.governs ? ", governs" : ", shown beside")
    case .close(let day): "\(day.date): closed, \(day.reason)"
    case .leadTime(let step, let days): "\(step.words): \(days) business \(days == 1 ? "day" : "days")"
    }
  }

  private static func on(_ board: Issuer.Subsidiary.ID?) -> String { "on the board of \(board?.name ?? "the issuer")" }
}

extension SizeMeasure {
  fileprivate var words: String { rawValue.replacing("_", with: " ") }
}

extension LeadTime.Step {
  /// The step in words.
  var words: String {
    switch self {
    case .adviser: "the adviser"
    case .exchangeComments: "the Exchange's comments"
    case .printing: "printing"
    }
  }
}

extension Quotation {
  fileprivate var summary: String {
    let others = offers.map { "\($0.from) \($0.price)" + ($0.isIndependent ? "" : " (not independent)") }
    return "\(price)" + (others.isEmpty ? ", no others" : " beside \(others.joined(separator: ", "))")
  }
}

extension RuleFigure.Value {
  fileprivate var words: String {
    switch self {
    case .ratio(let ratio): "\(ratio)"
    case .money(let money): "\(money)"
    case .count(let count): "\(count)"
    }
  }
}
