import Quantities

/// Who decides, who advises and who abstains.
public struct Governance: Sendable, Hashable {
  /// The directors with their roles.
  public var directors: [Director]
  /// The independent financial adviser.
  public var adviser: String?
  /// The day on which the adviser was appointed, or is to be; nil where the book does not say.
  public var adviserAppointed: CivilDate?
  /// Where this is stated.
  public let source: Source?

  /// A director of the issuer.
  public struct Director: Sendable, Hashable {
    /// Their name.
    public let name: String
    /// Their role, such as "independent non-executive".
    public let role: String
    /// Why they abstain at the board; nil where they do not.
    public var abstains: String?
    /// Whether they sit on the independent board committee.
    public var isOnCommittee: Bool

    /// Whether they are an independent non-executive director, by their role.
    public var isIndependent: Bool { role.lowercased().hasPrefix("independent non-executive") }

    /// A director as the book states it.
    public init(name: String, role: String, abstains: String?, isOnCommittee: Bool) {
      self.name = name
      self.role = role
      self.abstains = abstains
      self.isOnCommittee = isOnCommittee
    }
  }

  /// The governance that the book states.
  public init(
    directors: [Director] = [], adviser: String? = nil, adviserAppointed: CivilDate? = nil, source: Source? = nil
  ) {
    self.directors = directors
    self.adviser = adviser
    self.adviserAppointed = adviserAppointed
    self.source = source
  }
}

/// A control that the issuer has set itself, such as a monthly report or two quotations.
public struct Control: Sendable, Hashable {
  /// What is done.
  public let text: String
  /// How often, such as "monthly"; nil where it is not periodic.
  public let every: String?
  /// The categories it is about; none for all.
  public let categories: [Category.ID]
  /// Where this is stated.
  public let source: Source?

  /// A control as the book states it.
  public init(text: String, every: String?, categories: [Category.ID], source: Source?) {
    self.text = text
    self.every = every
    self.categories = categories
    self.source = source
  }
}
