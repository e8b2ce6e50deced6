import Foundation

/// The lines that are printed: what was measured, beside its yardstick.
struct Report {
  private(set) var text: String

  init(rounds: Int) {
    text = """
      The least of \(rounds) rounds. Compare ratios, not times: those depend on the machine and its load.
      Instructions are those of a unit, start-up left out; a dash stands where they could not be counted.

      """
  }

  /// A heading above lines; a blank line comes before it.
  mutating func begin(_ title: String) {
    text += "\n" + padded(title, to: -48) + padded("time", to: 10) + padded("ratio to", to: 12)
    text += padded("instructions", to: 29) + padded("ratio", to: 8) + "\n"
  }

  /// A figure, beside another.
  mutating func add(
    _ figure: Figure, beside yardstick: Figure? = nil, _ name: String = "", remark: String = ""
  ) {
    text += padded(figure.title, to: -48) + padded(time(figure.nanoseconds), to: 10)
    text += padded(ratio(figure.nanoseconds, yardstick?.nanoseconds), to: 9) + padded(" " + name, to: -18)
    text += padded(figure.instructions.map(amount) ?? "–", to: 14)
    text += padded(ratio(figure.instructions, yardstick?.instructions), to: 8)
    end(remark)
  }

  /// A ratio of its own.
  mutating func add(_ title: String, ratio times: Double, ofInstructions instructions: Double?, remark: String = "") {
    text += padded(title, to: -48) + padded(ratio(times, 1), to: 19) + padded("", to: 32)
    text += padded(ratio(instructions, 1), to: 8)
    end(remark)
  }

  /// A figure in a few words, as a remark.
  func told(_ figure: Figure) -> String {
    time(figure.nanoseconds) + (figure.instructions.map { " and \(amount($0))" } ?? "")
  }

  private mutating func end(_ remark: String) {
    while text.hasSuffix(" ") { text.removeLast() }
    text += (remark.isEmpty ? "" : "  " + remark) + "\n"
  }

  private func ratio(_ value: Double?, _ yardstick: Double?) -> String {
    guard let value, let yardstick else { return "" }
    let ratio = value / yardstick
    return String(format: ratio < 100 ? "%.2f" : "%.0f", ratio)
  }

  private func time(_ nanoseconds: Double) -> String {
    switch nanoseconds {
    case ..<10_000: String(format: nanoseconds < 1000 ? "%.1f ns" : "%.0f ns", nanoseconds)
    case ..<10_000_000: String(format: "%.1f µs", nanoseconds / 1e3)
    default: String(format: "%.1f ms", nanoseconds / 1e6)
    }
  }

  /// Instructions, with as many decimals as they deserve.
  private func amount(_ count: Double) -> String {
    String(format: count < 100 ? "%.1f" : count < 1e6 ? "%.0f" : "%.1f M", count < 1e6 ? count : count / 1e6)
  }

  /// Text with spaces before it, or after it for a negative width.
  private func padded(_ text: String, to width: Int) -> String {
    let spaces = String(repeating: " ", count: max(0, abs(width) - text.count))
    return width < 0 ? text + spaces : spaces + text
  }
}

/// The mean of ratios.
func geometricMean(_ ratios: [Double]) -> Double { exp(ratios.map(log).reduce(0, +) / Double(ratios.count)) }
