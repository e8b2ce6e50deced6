import Quantities

extension AxisValues {
  /// The values that a text names, of the kind that these have: one, a list, or a range.
  ///
  /// `1,2,3` · `1..3 by 0.25` · `2026-06-30..2026-12-31 by 1 month` · `RMB 1 million; RMB 2 million`. Amounts are set apart
  /// by semicolons, as a comma may stand for thousands; their currency may be left out. Without a step a range goes by
  /// one, or by a day.
  ///
  /// - Throws: ``AxisError`` that says how such values are written.
  public func parsing(_ text: String) throws(AxisError) -> AxisValues {
    if kind != .text, kind != .flag, let range = text.firstRange(of: "..") {
      let (first, rest) = (Self.trimmed(text[..<range.lowerBound]), Self.trimmed(text[range.upperBound...]))
      let parts = rest.firstRange(of: " by ")
      let last = parts.map { Self.trimmed(rest[..<$0.lowerBound]) } ?? rest
      return try self.range(first, last, by: parts.map { Self.trimmed(rest[$0.upperBound...]) }, in: text)
    }
    let separator: Character = kind == .money ? ";" : ","
    var cells: [Cell] = []
    for part in text.split(separator: separator, omittingEmptySubsequences: false) {
      cells.append(try cell(Self.trimmed(part), in: text))
    }
    return try AxisValues(list: cells)
  }

  private func range(
    _ first: String, _ last: String, by step: String?, in text: String
  ) throws(AxisError) -> AxisValues {
    let unreadable = AxisError.unreadable(text, kind)
    do {
      switch kind {
      case .number:
        return try AxisValues(
          from: ExactDecimal(parsing: first), to: ExactDecimal(parsing: last), by: ExactDecimal(parsing: step ?? "1"))
      case .ratio:
        guard let step else { throw unreadable }
        return try AxisValues(
          from: Ratio(parsing: first), to: Ratio(parsing: last), by: Ratio(parsing: step))
      case .money:
        guard let step else { throw unreadable }
        return try AxisValues(
          from: Money(parsing: first, implied: currency), to: Money(parsing: last, implied: currency),
          by: Money(parsing: step, implied: currency))
      case .date:
        guard let span = Self.span(step ?? "1 day") else { throw unreadable }
        return try AxisValues(
          from: CivilDate(parsing: first), to: CivilDate(parsing: last), months: span.months, days: span.days)
      case .text, .flag: throw unreadable
      }
    } catch let error as AxisError {
      throw error
    } catch {
      throw unreadable
    }
  }

  private func cell(_ text: String, in whole: String) throws(AxisError) -> Cell {
    let cell: Cell?
    switch kind {
    case .number: cell = (try? ExactDecimal(parsing: text)).flatMap { try? AxisValues(from: $0, to: $0, by: .one)[0] }
    case .money: cell = (try? Money(parsing: text, implied: currency)).map { .money($0) }
    case .date: cell = (try? CivilDate(parsing: text)).map { .date($0) }
    case .ratio: cell = (try? Ratio(parsing: text)).map { .ratio($0) }
    case .text: cell = text.isEmpty ? nil : .text(text)
    case .flag: cell = ["true": true, "false": false][text].map { .flag($0) }
    }
    guard let cell else { throw .unreadable(whole, kind) }
    return cell
  }

  private var currency: Currency? {
    if case .money(let money) = self[0] { money.currency } else { nil }
  }

  /// `1 month`, `10 days`.
  private static func span(_ text: String) -> (months: Int, days: Int)? {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let count = Int(parts[0]), (0...200_000).contains(count) else { return nil }
    switch parts[1] {
    case "month", "months": return (count, 0)
    case "day", "days": return (0, count)
    default: return nil
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var view = Substring(text)
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
}

extension ExactDecimal {
  /// One, as a step.
  fileprivate static var one: ExactDecimal {
    get throws(QuantityError) { try ExactDecimal(parsing: "1") }
  }
}
