import Quantities

/// How much of a cap is used, as a small bar of ten signs; above the cap an exclamation mark with how far.
enum UsageBar {
  /// `▓▓▓▓▓▓▓▓░░`, or `▓▓▓▓▓▓▓▓▓▓!+86.0%` for 186%; a sign is filled once all of its tenth is used.
  static func text(_ used: Ratio) -> String {
    let filled = min(10, max(0, Int(clamping: tenths(of: used))))
    let bar = String(repeating: "▓", count: filled) + String(repeating: "░", count: 10 - filled)
    return used > .one ? bar + "!+" + excess(of: used) : bar
  }

  private static func tenths(of ratio: Ratio) -> Int128 {
    Int128(ratio.numerator) * 10 / Int128(ratio.denominator)
  }

  /// What is above 100%, cut after one decimal; never nothing.
  private static func excess(of used: Ratio) -> String {
    guard let over = try? Ratio(Int128(used.numerator) - Int128(used.denominator), over: Int128(used.denominator))
    else {
      return ""
    }
    let text = over.percentText(decimals: 1)
    return text == "0.0%" ? "<0.1%" : text
  }
}

/// A row of signs, one for each month: how much of the cap in force was used up by its end.
enum Sparkline {
  /// What the signs mean.
  static let legend = "each sign is a month: · nothing yet, ▁ to █ up to the cap in force, ! above it, ? none in force"

  private static let steps = Array("▁▂▃▄▅▆▇█")

  /// The sign of an amount under the cap in force; nil for no cap.
  static func sign(of amount: Money, under limit: Money?) -> Character {
    guard amount.minor > 0 else { return "·" }
    guard let limit else { return "?" }
    guard amount.minor <= limit.minor else { return "!" }
    // From just above nothing to the cap itself: an eighth for each sign, its upper end included.
    let eighth = (Int128(amount.minor) * 8 - 1) / Int128(limit.minor)
    return steps[Int(eighth)]
  }
}
