import Evaluation
import Quantities
import WhatIf

/// Differences by step as text for a terminal.
public struct DiffText {
  private let ink: Ink
  private let width: Int

  /// Text with colours or without, in lines of at most `width` characters.
  public init(ink: Ink, width: Int = 100) {
    self.ink = ink
    self.width = width
  }

  /// Every book with its scenarios.
  public func text(_ diffs: [BookDiff]) -> String {
    diffs.map { lines(of: $0).joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func lines(of diff: BookDiff) -> [String] {
    let book = diff.result.book
    let head = ReportHead(ink: ink, width: width)
    let facts = "as of \(book.asOf) · amounts in \(book.currency.code) million"
    var lines = [head.spread(book.title, facts), ink(.faint, diff.result.file)]
    for one in diff.scenarios {
      lines += ["", head.spread(one.scenario.name, one.scenario.place.description)]
      lines += labelled("builds on", one.scenario.stack.joined(separator: ", then "))
      lines += labelled("base", base(of: diff.result)) + [""]
      switch one.attribution {
      case .success(let attribution): lines += self.lines(of: attribution)
      case .failure(let error): lines += wrapped("Not split: \(error)", lead: "", width: width, ink: ink)
      }
    }
    return lines
  }

  private func base(of result: BookResult) -> String {
    guard let base = result.base else { return "the unchanged book" }
    let order = base.stack.joined(separator: ", then ")
    return base.name
      + (order.isEmpty || base.stack.joined(separator: " + ") == base.name ? "" : " (builds on \(order))")
  }

  private func labelled(_ label: String, _ text: String) -> [String] {
    text.isEmpty ? [] : wrapped(text, lead: padded(label, 11), width: width, tone: .faint, ink: ink)
  }

  // MARK: Steps

  private func lines(of attribution: Attribution) -> [String] {
    var lines = attribution.steps.enumerated().flatMap { index, step in
      labelled(
        "step \(index + 1)", (step.isRemoved ? "without " : "") + step.name + (step.place.map { ", \($0)" } ?? ""))
    }
    let moved = attribution.moved
    guard !moved.isEmpty else { return lines + ["No figure differs."] }
    if !lines.isEmpty { lines.append("") }
    lines += table(moved, attribution)
    let uneven = moved.filter { !$0.ordersAgree }
    if !uneven.isEmpty {
      lines += ["", ink(.strong, "Where the order of the steps matters")] + orders(uneven, attribution)
    }
    return lines + notes(on: attribution).flatMap { [""] + wrapped($0, lead: "", width: width, ink: ink) }
  }

  private func notes(on attribution: Attribution) -> [String] {
    guard attribution.steps.count > 1 else { return [] }
    if let reason = attribution.irreversible { return ["Not every order can be applied: \(reason)."] }
    guard attribution.moved.allSatisfy(\.ordersAgree) else { return [] }
    return ["Each step makes the same of every figure, whatever the others have made of it before."]
  }

  /// The figures with what each step makes of them in the stack's order.
  private func table(_ moved: [Attribution.Part], _ attribution: Attribution) -> [String] {
    var table = TextTable([("", .left), ("before", .right), ("after", .right), ("difference", .right)])
    for part in moved {
      let difference = Self.change(.init(before: part.before, after: part.after))
      table.add(
        [.init(part.figure.words, .strong), .init(Self.text(part.before)), .init(Self.text(part.after))]
          + [.init(difference)])
      guard attribution.steps.count > 1 else { continue }
      for (index, step) in part.steps.enumerated() {
        table.add(
          [.init("  step \(index + 1)", .faint), .init(Self.text(step.before)), .init(Self.text(step.after))]
            + [.init(Self.change(step))])
      }
    }
    return table.lines(ink, width: width)
  }

  /// The figures of which a step makes another thing where other steps have been added before it.
  private func orders(_ uneven: [Attribution.Part], _ attribution: Attribution) -> [String] {
    let hasSpreads = attribution.orders == .all
    var table = TextTable(
      [("", .left), ("stack's order", .right), ("reverse order", .right)]
        + (hasSpreads ? [("least", .right), ("greatest", .right)] : []))
    for part in uneven {
      table.add([.init(part.figure.words, .strong)])
      for index in attribution.steps.indices {
        let spread = part.spreads[index]
        let isDays = part.figure.kind == .breachOn
        table.add(
          [.init("  step \(index + 1)", .faint), .init(Self.change(part.steps[index]))]
            + [.init(part.reversed.map { Self.change($0[index]) } ?? "–")]
            + (hasSpreads
              ? [spread?.least, spread?.greatest].map { .init($0.map { Self.signed($0, isDays: isDays) } ?? "–") } : [])
        )
      }
    }
    return table.lines(ink, width: width)
  }

  // MARK: Values

  private static func text(_ cell: Cell) -> String {
    switch cell {
    case .none: "–"
    case .money(let money): money.millionsText
    case .date(let date): date.description
    case .integer(let number): "\(number)"
    case .text(let text): text
    case .flag, .number, .ratio: "\(cell)"
    }
  }

  /// What changes: by how much, or to what where it is no figure; a dash for nothing.
  private static func change(_ change: Attribution.Contribution) -> String {
    if change.before == change.after { return "–" }
    if change.difference == .none { return "→ \(text(change.after))" }
    if case .date = change.before { return signed(change.difference, isDays: true) }
    return signed(change.difference, isDays: false)
  }

  private static func signed(_ cell: Cell, isDays: Bool) -> String {
    let (text, isPositive, isOne): (String, Bool, Bool) =
      switch cell {
      case .money(let money): (money.millionsText, money.minor > 0, false)
      case .integer(let number): ("\(number)", number > 0, number.magnitude == 1)
      default: (Self.text(cell), false, false)
      }
    return (isPositive ? "+" : "") + text + (isDays ? isOne ? " day" : " days" : "")
  }
}
