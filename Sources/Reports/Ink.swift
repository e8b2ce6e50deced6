/// Colours for a terminal; never the only sign of anything, as a word always says the same.
public struct Ink: Sendable {
  /// Whether colours are written.
  public let isColoured: Bool

  /// With colours or without.
  public init(isColoured: Bool) { self.isColoured = isColoured }

  /// What a colour stands for.
  enum Tone: String {
    case bad = "31"
    case careful = "33"
    case good = "32"
    case strong = "1"
    case faint = "2"
  }

  func callAsFunction(_ tone: Tone?, _ text: String) -> String {
    guard isColoured, let tone, !text.isEmpty else { return text }
    return "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m"
  }
}
