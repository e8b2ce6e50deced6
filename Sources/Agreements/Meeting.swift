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
  /// How many clear days of notice it needs.
  public let noticeDays: Int
  /// Whether it is cancelled.
  public var isCancelled: Bool
  /// What is put to the vote.
  public var resolutions: [Resolution]
  /// Who abstains.
  public let abstaining: [String]
  /// The day on which its circular is expected.
  public let circular: CivilDate?
  /// The reason for a circular later than usual.
  public let circularReason: String?
  /// Where this is stated.
  public let source: Source?

  /// One question put to the vote: the proposals of one category.
  public struct Resolution: Sendable, Hashable {
    /// The category whose proposals it decides.
    public let category: Category.ID
    /// What it says.
    public let text: String
    /// Whether the vote fails; that it passes is an assumption until it is held.
    public var isRejected: Bool
    /// Where this is stated.
    public let source: Source?

    /// A resolution on the proposals of a category.
    public init(category: Category.ID, text: String, isRejected: Bool = false, source: Source?) {
      self.category = category
      self.text = text
      self.isRejected = isRejected
      self.source = source
    }
  }

  /// A meeting as the book states it.
  public init(
    id: ID, name: String, kind: Kind, date: CivilDate, noticeDays: Int? = nil, isCancelled: Bool = false,
    resolutions: [Resolution] = [], abstaining: [String] = [], circular: CivilDate? = nil,
    circularReason: String? = nil, source: Source?
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.date = date
    self.noticeDays = noticeDays ?? kind.noticeDays
    self.isCancelled = isCancelled
    self.resolutions = resolutions
    self.abstaining = abstaining
    self.circular = circular
    self.circularReason = circularReason
    self.source = source
  }

  /// Whether the meeting passes the proposals of `category`: it is held and does not reject them.
  public func passes(_ category: Category.ID) -> Bool {
    !isCancelled && !resolutions.contains { $0.category == category && $0.isRejected }
  }

  /// The last day on which notice of the meeting can be given: the clear days exclude that day and the meeting's own.
  public var lastNotice: CivilDate {
    CivilDate(dayNumber: date.dayNumber - Int32(min(max(noticeDays, 0), 100_000)) - 1)
  }
}
