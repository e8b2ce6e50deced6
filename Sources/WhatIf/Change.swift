import Agreements
import Evaluation
import Quantities

/// One change of a book, as a value: applied to a copy, it leaves the book as it was.
public enum Change: Sendable, Hashable {
  /// An edit of a category's forecast.
  case forecast(Category.ID, ForecastEdit)
  /// Another growth for the plans of a category that have one; nil for a range means all of them.
  case growth(Category.ID, Ratio, DateRange?)
  /// A new version of a cap, or of a period that has none yet.
  case propose(Category.ID, Cap.ID, ProposedCap)
  /// Another figure for a version of a cap, as if the book had stated it.
  case correctCap(Category.ID, Cap.ID, CapVersion.ID, Money)
  /// A longer or new term.
  case extendTerm(Category.ID, DateRange, Proposal)
  /// Other days for a category's newest term, as if the book had stated them.
  case correctTerm(Category.ID, DateRange)
  /// A meeting on another day.
  case moveMeeting(Meeting.ID, CivilDate)
  /// A meeting that is not held.
  case cancelMeeting(Meeting.ID)
  /// A vote that fails: on all resolutions, or on that of one category.
  case reject(Meeting.ID, Category.ID?)
  /// A person's holding from a day on.
  case shareholding(ConnectedPerson.ID, Ratio, from: CivilDate)
  /// Whether no limb but the holding makes a person connected.
  case noOtherLimb(ConnectedPerson.ID, Bool)
  /// A measure of the issuer's size.
  case size(SizeMeasure, Money)

  /// A cap that a scenario proposes.
  public struct ProposedCap: Sendable, Hashable {
    /// The most that may be traded in its period.
    public var amount: Money
    /// Its period; nil for that of the cap's newest version.
    public var period: DateRange?
    /// When it is announced, and which meeting votes on it where a vote is needed.
    public var proposal: Proposal

    /// A cap of an amount, over the cap's period unless another is given.
    public init(amount: Money, period: DateRange? = nil, proposal: Proposal) {
      self.amount = amount
      self.period = period
      self.proposal = proposal
    }
  }
}

extension Change {
  /// What the change speaks of: two changes of one datum are worth a warning where both set it.
  public var datum: String {
    switch self {
    case .forecast(let category, _), .growth(let category, _, _): "the forecast of \(category)"
    case .propose(let category, let cap, _), .correctCap(let category, let cap, _, _): "the cap \(cap) of \(category)"
    case .extendTerm(let category, _, _), .correctTerm(let category, _): "the term of \(category)"
    case .moveMeeting(let meeting, _), .cancelMeeting(let meeting), .reject(let meeting, _): "the meeting \(meeting)"
    case .shareholding(let person, _, let from): "the holding of \(person) from \(from)"
    case .noOtherLimb(let person, _): "the other limbs of \(person)"
    case .size(let measure, _): "the issuer's \(measure.rawValue)"
    }
  }

  /// The change in words.
  public var summary: String {
    switch self {
    case .forecast(let category, let edit): "forecast of \(category): \(edit.summary)"
    case .growth(let category, let ratio, let range):
      "forecast of \(category): growth of \(ratio)" + (range.map { " over \($0)" } ?? "")
    case .propose(let category, let cap, let proposed): "cap \(cap) of \(category): \(proposed.amount) proposed"
    case .correctCap(let category, let cap, let version, let amount):
      "cap \(cap) of \(category), \(version): corrected to \(amount)"
    case .extendTerm(let category, let period, _): "term of \(category): \(period) proposed"
    case .correctTerm(let category, let period): "term of \(category): corrected to \(period)"
    case .moveMeeting(let meeting, let date): "\(meeting): moved to \(date)"
    case .cancelMeeting(let meeting): "\(meeting): cancelled"
    case .reject(let meeting, let category):
      "\(meeting): " + (category.map { "rejects the proposals of \($0)" } ?? "rejects every proposal")
    case .shareholding(let person, let share, let from): "\(person): holds \(share) from \(from)"
    case .noOtherLimb(let person, let flag): "\(person): \(flag ? "no other limb applies" : "other limbs are open")"
    case .size(let measure, let amount):
      "issuer: \(measure.rawValue.replacing("_", with: " ")) of \(amount)"
    }
  }
}

extension Change {
  /// What the change sets, so that a later change of the same thing takes its place; nil for changes that add up.
  public var replaced: String? {
    switch self {
    case .forecast(_, .set(_, let range)), .forecast(_, .total(_, let range)): "\(datum) for \(range)"
    case .growth(_, _, let range): "the growth in \(datum)" + (range.map { " for \($0)" } ?? "")
    case .propose, .correctCap, .moveMeeting, .cancelMeeting, .shareholding, .noOtherLimb, .size, .correctTerm: datum
    case .forecast, .extendTerm, .reject: nil
    }
  }

  /// Whether a book stayed the same; of a forecast, whether its amounts did.
  ///
  /// Waiting for a vote always has an effect: it shows as soon as the meeting is moved.
  public func isWithoutEffect(on book: Book, giving changed: Book) -> Bool {
    if case .forecast(_, .after) = self { return false }
    guard case .forecast(let id, _) = self, let before = book.category(id), let after = changed.category(id) else {
      return book == changed
    }
    let paths = (try? CategoryPath(of: before, in: book), try? CategoryPath(of: after, in: changed))
    guard case (let one?, let other?) = paths else { return false }
    return one.hasSameAmounts(as: other)
  }
}
