import Problems
import Reports
import Scripting
import WhatIf

/// Commands that tell of the working scenario and take its changes back.
extension Exploration {
  /// The changes, numbered, each with the line that made it, and what meets in them.
  func changes() -> String {
    let changes = notebook.changes
    guard !changes.isEmpty else { return "nothing has been changed\n" }
    let digits = "\(changes.count)".count
    let lead = String(repeating: " ", count: digits + 2)
    var lines: [String] = []
    for (place, applied) in changes.enumerated() {
      let number = String(repeating: " ", count: digits - "\(place + 1)".count) + "\(place + 1)  "
      let idle = applied.isWithoutEffect ? " (changes nothing)" : ""
      lines += wrapped(applied.change.summary + idle, lead: number)
      if let place = applied.place { lines += wrapped(told(place), lead: lead) }
    }
    return (lines + conflicts(among: changes)).joined(separator: "\n") + "\n"
  }

  /// The line that made a change, with its text where it is one of the session.
  private func told(_ place: SourcePlace) -> String {
    guard place.file == notebook.shownAs, let text = notebook.line(place.line) else { return "by \(place)" }
    return "by line \(place.line): \(text.trimmed)"
  }

  private func conflicts(among changes: [AppliedChange]) -> [String] {
    func number(_ applied: AppliedChange) -> String { changes.firstIndex(of: applied).map { "\($0 + 1)" } ?? "?" }
    return Conflicts(changes).all.flatMap { conflict -> [String] in
      let (earlier, later) = (number(conflict.earlier), number(conflict.later))
      let counting = number(conflict.counting)
      let words =
        conflict.isRepetition
        ? "\(later) says the same as \(earlier): \(conflict.datum)"
        : "\(conflict.datum) is changed by \(earlier) and \(later); \(counting) counts"
      return wrapped(words, lead: "!  ")
    }
  }

  /// Text in lines of the surface's width, behind a lead that is not repeated.
  func wrapped(_ text: String, lead: String) -> [String] {
    Reports.wrapped(text, lead: lead, width: surface.columns, ink: ink)
  }

  // MARK: Back and forth

  /// Takes back as many lines as are said.
  func undo(_ count: String?) throws(CommandFault) -> String {
    try step(count, most: notebook.depth.undo, nothing: "there is nothing to take back", notebook.undo)
  }

  /// Makes again as many as are said of what was taken back.
  func redo(_ count: String?) throws(CommandFault) -> String {
    try step(
      count, most: notebook.depth.redo, nothing: "nothing was taken back that could be made again", notebook.redo)
  }

  private func step(
    _ text: String?, most: Int, nothing: String, _ move: () -> Bool
  ) throws(CommandFault) -> String {
    guard most > 0 else { throw CommandFault(nothing) }
    var count = 1
    if let text {
      guard let number = Int(text), number > 0 else {
        throw CommandFault("'\(text)' is no number of lines", token: text, hint: "write a whole number, such as 2")
      }
      guard number <= most else {
        throw CommandFault("only \(most) line\(most == 1 ? "" : "s") can be", token: text)
      }
      count = number
    }
    for _ in 0..<count { _ = move() }
    return standing
  }

  /// Begins again with the unchanged book.
  func reset() throws(CommandFault) -> String {
    guard notebook.reset() else { throw CommandFault("nothing has been changed") }
    return "all changes are taken back; :undo brings them back\n"
  }

  /// How many changes stand, with the last of them.
  var standing: String {
    guard let last = notebook.changes.last else { return "no change stands: this is the baseline\n" }
    let count = notebook.changes.count
    let head = count == 1 ? "1 change stands: " : "\(count) changes stand, the last: "
    return wrapped(head + last.change.summary, lead: "").joined(separator: "\n") + "\n"
  }
}
