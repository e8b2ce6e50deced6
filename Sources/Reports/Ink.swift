/// Colours for a terminal; never the only sign of anything, as a word always says the same.
public struct Ink: Sendable {
  /// Whether colours are written.
  public let isColoured: Bool

  /// With colours or without.
  public init(isColoured: Bool) { self.isColoured = isColoured }

  /// What a colour stands for.
  package enum Tone: String, Sendable {
    /// What speaks against compliance.
    case bad = "31"
    /// What asks for attention.
    case careful = "33"
    /// That all is well.
    case good = "32"
    /// What is read first.
    case strong = "1"
    /// What may be passed over.
    case faint = "2"
  }

  /// The text in the colour of a tone; as it is without one.
  package func callAsFunction(_ tone: Tone?, _ text: String) -> String {
    guard isColoured, let tone, !text.isEmpty else { return text }
    return "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m"
  }
}
