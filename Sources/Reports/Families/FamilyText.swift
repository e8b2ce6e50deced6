import Agreements
import Evaluation
import Problems
import Quantities
import WhatIf

/// A family of scenarios as text: its name and place as of a scenario, then what it comes to.
public struct FamilyText {
  let ink: Ink
  let width: Int
  let cells: CellText

  /// Text with colours or without, in lines of at most `width` characters, with amounts in millions of a currency.
  public init(ink: Ink, width: Int = 100, currency: Currency) {
    self.ink = ink
    self.width = width
    cells = CellText(currency)
  }

  /// The lines of a family.
  public func lines(of family: FamilyResult) -> [String] {
    let title = "\(family.kind.rawValue): \(family.name)"
    var lines = [
      ink(.faint, String(repeating: "─", count: width)),
      ReportHead(ink: ink, width: width).spread(title, family.place.description),
    ]
    if let about = family.about { lines += wrapped(about, lead: "", width: width, ink: ink) }
    lines.append("")
    if !family.stack.isEmpty { lines += row("builds on", family.stack.joined(separator: ", then ")) }
    switch family.answer {
    case .failure(let failure):
      // The problem itself is told on standard error, with all others.
      let place = failure.problem.place.map { " at \($0)" } ?? ""
      lines.append(ink(.faint, padded("answer", 11)) + ink(.bad, "NO ANSWER") + ": \(failure.kind.rawValue)\(place)")
    case .success(let answer): lines += self.lines(of: answer)
    }
    return lines
  }

  private func lines(of answer: FamilyAnswer) -> [String] {
    switch answer {
    case .sweep(let table): lines(of: table)
    case .solve(let solution): lines(of: solution)
    case .sensitivity(let sensitivity): lines(of: sensitivity)
    case .simulation(let simulation): lines(of: simulation)
    case .exploration(let values): lines(of: values)
    }
  }

  private func lines(of values: [(name: String, value: Cell)]) -> [String] {
    guard !values.isEmpty else { return row("answer", "nothing was given back") }
    var table = TextTable([("value", .left), ("", .right)])
    for (name, value) in values { table.add([.init(name), .init(cells.shown(value), .strong)]) }
    return table.lines(ink, width: width)
  }

  // MARK: Parts of several kinds

  /// A word at the margin with what it says beside it.
  func row(_ word: String, _ text: String, _ tone: Ink.Tone? = .faint) -> [String] {
    wrapped(text, lead: padded(word, 11), width: width, tone: tone, ink: ink)
  }

  /// How many were evaluated of how many; a run that was ended says so.
  func extent(_ word: String, done: Int, of count: Int, _ more: String = "") -> [String] {
    guard done < count else { return row(word, CellText.grouped(count) + more) }
    return row(
      word,
      "INTERRUPTED after \(CellText.grouped(done)) of \(CellText.grouped(count)) \(word); what follows speaks of these",
      .careful)
  }

  /// Values with their names: `multiplier 1.5, agm 2026-09-30`.
  func named(_ names: [String], _ values: [Cell]) -> String {
    zip(names, values).map { "\($0) \(cells.shown($1))" }.joined(separator: ", ")
  }
}
