import Agreements
import Quantities

/// Rule 14A.07(1): whether a counterparty is connected by its holding, day by day.
///
/// - Source: rules 14A.07(1) and 1.01, "substantial shareholder"; not verified against the rule text.
public enum Connection: String, Sendable, Hashable {
  /// It holds 10% or more of the votes, or the book states another relation.
  case connected
  /// Its holding is below 10% and the book says that no other limb applies.
  case notConnected = "not-connected"
  /// Its holding is below 10%, and the book is silent on other limbs.
  case undetermined

  /// The connection of `person` on `day`.
  public init(of person: ConnectedPerson, on day: CivilDate, rulebook: Rulebook) {
    guard let holding = person.shareholding(on: day) else {
      self = .connected
      return
    }
    if holding.share >= rulebook.figures.substantialFrom.on(day) {
      self = .connected
    } else {
      self = person.noOtherLimb == true ? .notConnected : .undetermined
    }
  }
}
