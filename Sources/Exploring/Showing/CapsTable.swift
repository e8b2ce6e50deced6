import Agreements
import Evaluation
import Quantities
import Reports

/// Caps as a table: in force, total, used with a bar, headroom, first alert and breach; below a cap that stands otherwise
/// than in the baseline, how it stands there.
extension Showing {
  /// The caps of categories; each named by its category too where `namesCategories` says so.
  func capsTable(of categories: [Agreements.Category], namesCategories: Bool) -> [String] {
    let rows = categories.flatMap { category -> [(name: String, cap: CapOutcome, before: CapOutcome?)] in
      let caps = outcome.category(category.id)?.caps ?? []
      let known = baseline.category(category.id)
      return caps.map { (namesCategories ? "\(category.id) \($0.id)" : $0.id.name, $0, known?.cap($0.id)) }
    }
    guard !rows.isEmpty else { return ["no caps in this book"] }
    var table = TextTable([
      ("cap", .left), ("in force", .right), ("total", .right), ("used", .right), ("", .left), ("headroom", .right),
      ("first alert", .left), ("first breach", .left),
    ])
    for (name, cap, before) in rows {
      let after = cells(of: cap)
      table.add([.init(name.fitForATerminal)] + after)
      guard let before else { continue }
      let known = cells(of: before)
      if known.map(\.text) != after.map(\.text) {
        table.add([.init("  baseline", .faint)] + known.map { .init($0.text, .faint) })
      }
    }
    return [unit] + table.folded(ink, width: width) + periods(of: rows.map { ($0.name, $0.cap) })
  }

  /// For which days the caps are; most are for the calendar year that they are called by.
  private func periods(of caps: [(name: String, cap: CapOutcome)]) -> [String] {
    let others = caps.filter { !$0.cap.isOfItsYear }
    let rest =
      others.count == caps.count
      ? [] : [others.isEmpty ? "each for its calendar year" : "each other for its calendar year"]
    let words = (others.map { "\($0.name) for \($0.cap.period)" } + rest).joined(separator: "; ")
    return wrapped(words.fitForATerminal, lead: "", width: width, ink: ink).map { ink(.faint, $0) }
  }

  private func cells(of cap: CapOutcome) -> [TextTable.Cell] {
    figures(of: cap) + [
      day(cap.versions.compactMap(\.alert?.on).min(), isOpen: cap.versions.contains(where: \.alertIsOpen), .careful),
      day(cap.firstBreach?.breach?.on, isOpen: cap.versions.contains(where: \.breachIsOpen), .bad),
    ]
  }

  private func figures(of cap: CapOutcome) -> [TextTable.Cell] {
    let limit = TextTable.Cell(cap.inForceAtEnd?.amount.millionsText ?? "none")
    guard cap.forecastIsStated != false else {
      return [limit, .init("no forecast", .faint), .init("–"), .init(""), .init("–")]
    }
    let used = cap.utilisation
    let tone: Ink.Tone? = used.map { $0 > .one } == true ? .bad : nil
    return [
      limit, .init(cap.total.millionsText), .init(used?.percentText(decimals: 1) ?? "–", tone),
      .init(used.map(UsageBar.text) ?? "", tone), .init(cap.headroom?.amount.millionsText ?? "–", tone),
    ]
  }

  private func day(_ day: CivilDate?, isOpen: Bool, _ tone: Ink.Tone) -> TextTable.Cell {
    if let day { return .init("\(day)", tone) }
    return isOpen ? .init("open", .careful) : .init("–")
  }
}

extension CapOutcome {
  /// Whether it is the cap of the calendar year that it is called by, so that its days need not be told.
  fileprivate var isOfItsYear: Bool {
    guard let year = Int(id.name), let days = try? DateRange(year: year) else { return false }
    return days == period
  }
}
