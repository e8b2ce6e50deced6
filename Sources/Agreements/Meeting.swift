import Quantities

/// A general meeting of the issuer.
public struct Meeting: Sendable, Hashable {
  /// Its name in the book.
  public typealias ID = Identifier<Meeting>

  /// What kind of meeting it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// The annual general meeting.
    case annual
    /// Any other general meeting.
    case extraordinary

    /// How many clear days of notice it needs where the book does not say.
    ///
    /// - Source: Appendix A1, paragraph 14(2); not verified against the rule text.
    public var noticeDays: Int { self == .annual ? 21 : 14 }
  }

  /// Its name in the book.
  public let id: ID
  /// Its full name.
  public let name: String
  /// What kind of meeting it is.
  public let kind: Kind
  /// The day it is held.
  public var date: CivilDate
  /// How many clear days of notice the book says that it needs; nil for the rulebook's.
  public let statedNoticeDays: Int?
  /// Whether it is cancelled.
  public var isCancelled: Bool
  /// What is put to the vote.
  public var resolutions: [Resolution]
  /// Who abstains.
  public let abstaining: [String]
  /// The day on which its notice is given, or expected to be; nil for the last day that notice still reaches it.
  public var notice: CivilDate?
  /// The day on which its circular is expected.
  public var circular: CivilDate?
  /// The reason for a circular later than usual.
  public let circularReason: String?
  /// The days on which material new information was, or is to be, sent after the circular (rule 14A.48).
  public var supplements: [CivilDate]
  /// Where this is stated.
  public let source: Source?

  /// One question put to the vote: the proposals of one category.
  public struct Resolution: Sendable, Hashable {
    /// The category whose proposals it decides.
    public let category: Category.ID
    /// What it says.
    public let text: String
    /// Whether the vote fails; that it passes is an assumption until it is held or its poll is stated.
    public var isRejected: Bool
    /// The votes that independent shareholders cast; nil where none are stated.
    public var poll: Poll?
    /// Where this is stated.
    public let source: Source?

    /// Whether it fails: it is rejected, or its poll is lost.
    public var fails: Bool { isRejected || poll.map { !$0.passes } == true }

    /// A resolution on the proposals of a category.
    public init(category: Category.ID, text: String, isRejected: Bool = false, poll: Poll? = nil, source: Source?) {
      self.category = category
      self.text = text
      self.isRejected = isRejected
      self.poll = poll
      self.source = source
    }
  }

  /// Votes cast on a resolution, those of shareholders who must abstain left out.
  public struct Poll: Sendable, Hashable {
    /// Votes in favour.
    public let inFavour: Int64
    /// Votes against.
    public let against: Int64

    /// A poll with its votes, none below zero.
    public init(inFavour: Int64, against: Int64) {
      self.inFavour = inFavour
      self.against = against
    }

    /// Whether more than half of the votes cast are in favour: exactly half is not.
    ///
    /// - Source: an ordinary resolution; rule 14A.36. Not verified against the rule text.
    public var passes: Bool { inFavour > against }
  }

  /// A meeting as the book states it.
  public init(
    id: ID, name: String, kind: Kind, date: CivilDate, noticeDays: Int? = nil, isCancelled: Bool = false,
    resolutions: [Resolution] = [], abstaining: [String] = [], notice: CivilDate? = nil, circular: CivilDate? = nil,
    circularReason: String? = nil, supplements: [CivilDate] = [], source: Source?
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.date = date
    statedNoticeDays = noticeDays
    self.isCancelled = isCancelled
    self.resolutions = resolutions
    self.abstaining = abstaining
    self.notice = notice
    self.circular = circular
    self.circularReason = circularReason
    self.supplements = supplements
    self.source = source
  }

  /// How many clear days of notice it needs.
  public var noticeDays: Int { statedNoticeDays ?? kind.noticeDays }

  /// Whether the meeting passes the proposals of `category`: it is held, and neither rejects them nor loses their poll.
  public func passes(_ category: Category.ID) -> Bool {
    !isCancelled && !resolutions.contains { $0.category == category && $0.fails }
  }

  /// The last day on which notice of the meeting can be given: the clear days exclude that day and the meeting's own.
  public var lastNotice: CivilDate {
    CivilDate(dayNumber: date.dayNumber - Int32(min(max(noticeDays, 0), 100_000)) - 1)
  }
}
