import Quantities

/// The values that one input of a family takes, in order: listed, or counted off from a first one.
///
/// The value at place i of a range is its first plus i steps, computed exactly and when it is asked for: nothing adds up
/// on the way, and a long range costs nothing.
public struct AxisValues: Sendable, Hashable {
  /// What sort of value an input takes.
  public enum Kind: String, Sendable, CaseIterable {
    /// Numbers, whole or not.
    case number
    /// Amounts of one currency.
    case money
    /// Days.
    case date
    /// Exact ratios.
    case ratio
    /// Words.
    case text
    /// Yes or no.
    case flag
  }

  private enum Form: Sendable, Hashable {
    case list([Cell])
    /// Integers of ten to the power of minus `scale`.
    case numbers(first: Int64, step: Int64, scale: Int)
    case money(first: Int64, step: Int64, currency: Currency)
    case ratios(first: Int64, step: Int64, over: Int64)
    case dates(first: CivilDate, months: Int, days: Int)
  }

  private let form: Form
  /// How many values there are; at least one.
  public let count: Int
  /// What sort of values they are.
  public let kind: Kind

  private init(_ form: Form, count: Int, kind: Kind) {
    self.form = form
    self.count = count
    self.kind = kind
  }

  /// The value at a place, from 0.
  ///
  /// - Precondition: the place lies below ``count``.
  public subscript(_ place: Int) -> Cell {
    precondition((0..<count).contains(place), "no value at \(place)")
    switch form {
    case .list(let cells): return cells[place]
    case .numbers(let first, let step, let scale): return Self.number(first + Int64(place) * step, scale: scale)
    case .money(let first, let step, let currency):
      return .money(Money(minor: first + Int64(place) * step, currency))
    case .ratios(let first, let step, let over):
      return (try? Ratio(Int128(first + Int64(place) * step), over: Int128(over))).map { .ratio($0) } ?? .none
    case .dates(let first, let months, let days):
      return (try? Self.date(first, months, days, place)).map { .date($0) } ?? .none
    }
  }

  /// Both are whole and below 2⁵³, so that one division gives the nearest number.
  private static func number(_ digits: Int64, scale: Int) -> Cell {
    let divisor = (0..<scale).reduce(Int64(1)) { product, _ in product * 10 }
    if digits % divisor == 0 { return .integer(digits / divisor) }
    return .number(Double(digits) / Double(divisor))
  }

  private static func date(
    _ first: CivilDate, _ months: Int, _ days: Int, _ place: Int
  ) throws(QuantityError) -> CivilDate {
    let (monthsOn, tooMany) = months.multipliedReportingOverflow(by: place)
    let (daysOn, tooLong) = days.multipliedReportingOverflow(by: place)
    // The calendar ends long before.
    guard !tooMany, !tooLong, max(monthsOn, daysOn) <= 200_000 else { throw .overflow }
    return try first.adding(months: monthsOn).adding(days: daysOn)
  }

  // MARK: Making them

  /// The values of a list.
  ///
  /// - Throws: ``AxisError`` for none, for nothing among them, and for values of several kinds or currencies.
  public init(list cells: [Cell]) throws(AxisError) {
    guard let first = cells.first else { throw .empty }
    guard let kind = first.axisKind else { throw .noValue(first) }
    for cell in cells {
      guard let other = cell.axisKind else { throw .noValue(cell) }
      guard other == kind else { throw .mixed(first, cell) }
      if case .money(let one) = first, case .money(let two) = cell, one.currency != two.currency {
        throw .mixed(first, cell)
      }
    }
    self.init(.list(cells), count: cells.count, kind: kind)
  }

  /// Numbers from `first` to at most `last`, a step apart.
  ///
  /// - Throws: ``AxisError`` where no step leads from one to the other, or a value has more than fifteen digits.
  public init(from first: ExactDecimal, to last: ExactDecimal, by step: ExactDecimal) throws(AxisError) {
    let scale = max(first.scale, last.scale, step.scale)
    func digits(_ decimal: ExactDecimal) throws(AxisError) -> Int64 {
      let factor = (0..<min(16, scale - decimal.scale)).reduce(Int128(1)) { product, _ in product * 10 }
      let (product, overflow) = decimal.digits.multipliedReportingOverflow(by: factor)
      guard scale <= 15, !overflow, product.magnitude < 1_000_000_000_000_000 else { throw .tooManyDigits }
      return Int64(product)
    }
    let (low, high, width) = (try digits(first), try digits(last), try digits(step))
    self.init(
      .numbers(first: low, step: width, scale: scale), count: try Self.count(low, high, width), kind: .number)
  }

  /// Amounts from `first` to at most `last`, a step apart.
  ///
  /// - Throws: ``AxisError`` where no step leads from one to the other, or their currencies differ.
  public init(from first: Money, to last: Money, by step: Money) throws(AxisError) {
    for other in [last, step] where other.currency != first.currency { throw .mixed(.money(first), .money(other)) }
    self.init(
      .money(first: first.minor, step: step.minor, currency: first.currency),
      count: try Self.count(first.minor, last.minor, step.minor), kind: .money)
  }

  /// Ratios from `first` to at most `last`, a step apart.
  ///
  /// - Throws: ``AxisError`` where no step leads from one to the other, or they have too many digits.
  public init(from first: Ratio, to last: Ratio, by step: Ratio) throws(AxisError) {
    var over = Int128(first.denominator)
    for other in [last, step] {
      over = over / Int128(over.greatestDivisor(with: Int128(other.denominator))) * Int128(other.denominator)
      guard over < 1 << 62 else { throw .tooManyDigits }
    }
    func numerator(_ ratio: Ratio) throws(AxisError) -> Int64 {
      let product = Int128(ratio.numerator) * (over / Int128(ratio.denominator))
      guard let numerator = Int64(exactly: product) else { throw .tooManyDigits }
      return numerator
    }
    let (low, high, width) = (try numerator(first), try numerator(last), try numerator(step))
    self.init(
      .ratios(first: low, step: width, over: Int64(over)), count: try Self.count(low, high, width), kind: .ratio)
  }

  /// Days from `first` to at most `last`, so many months and days apart; months are counted from the first day, so that
  /// the 31st comes back after a short month.
  ///
  /// - Throws: ``AxisError`` where no step leads from one to the other.
  public init(from first: CivilDate, to last: CivilDate, months: Int, days: Int) throws(AxisError) {
    guard months >= 0, days >= 0, months + days > 0 else { throw .noStep }
    guard first <= last else { throw .reversed(.date(first), .date(last)) }
    // The greatest place whose day still lies within.
    var (low, high) = (0, Int(last.dayNumber - first.dayNumber))
    while low < high {
      let middle = (low + high + 1) / 2
      if let day = try? Self.date(first, months, days, middle), day <= last { low = middle } else { high = middle - 1 }
    }
    self.init(.dates(first: first, months: months, days: days), count: low + 1, kind: .date)
  }

  private static func count(_ first: Int64, _ last: Int64, _ step: Int64) throws(AxisError) -> Int {
    guard step > 0 else { throw .noStep }
    guard first <= last else { throw .reversed(.integer(first), .integer(last)) }
    let (width, overflow) = last.subtractingReportingOverflow(first)
    guard !overflow, width / step < Int.max else { throw .tooManyDigits }
    return Int(width / step) + 1
  }
}

extension Int128 {
  fileprivate func greatestDivisor(with other: Int128) -> Int128 {
    var (one, two) = (self, other)
    while two != 0 { (one, two) = (two, one % two) }
    return one
  }
}

extension Cell {
  /// What sort of input has such a value; nil for nothing.
  public var axisKind: AxisValues.Kind? {
    switch self {
    case .none: nil
    case .flag: .flag
    case .integer, .number: .number
    case .money: .money
    case .date: .date
    case .ratio: .ratio
    case .text: .text
    }
  }
}

/// Why values are none that an input can take.
public enum AxisError: Error, Sendable, Equatable {
  /// There is none.
  case empty
  /// One of them is nothing.
  case noValue(Cell)
  /// Values of two kinds, or of two currencies.
  case mixed(Cell, Cell)
  /// A range that ends before it begins.
  case reversed(Cell, Cell)
  /// A step that does not lead forward.
  case noStep
  /// More digits than can be counted off exactly.
  case tooManyDigits
  /// Text that is no value, list or range of the kind that is expected.
  case unreadable(String, AxisValues.Kind)
}

extension AxisError: CustomStringConvertible {
  /// What is wrong, in one sentence.
  public var description: String {
    switch self {
    case .empty: "there is no value"
    case .noValue: "one of the values is nothing"
    case .mixed(let one, let other): "\(one) and \(other) are no values of one kind"
    case .reversed: "the range ends before it begins"
    case .noStep: "the step must lead forward"
    case .tooManyDigits: "the range has more digits than can be counted off exactly"
    case .unreadable(let text, let kind): "'\(text)' is no \(kind.words)"
    }
  }

  /// What to do about it; nil where the sentence tells.
  public var hint: String? {
    switch self {
    case .empty: "write at least one value, as in { 1, 2, 3 }"
    case .noValue, .mixed: "write values of one kind: numbers, amounts of one currency, dates, percentages or texts"
    case .reversed: "write the lesser value first"
    case .noStep: "write a step above zero, as in range(1, 3, 0.25) or dates(\"2026-06-30\", \"2026-12-31\", months(1))"
    case .tooManyDigits: "a number of a range has at most fifteen digits"
    case .unreadable(_, let kind): kind.form
    }
  }
}

extension AxisValues.Kind {
  /// The kind in a sentence.
  var words: String {
    switch self {
    case .number: "number, list of numbers or range"
    case .money: "amount, list of amounts or range"
    case .date: "date, list of dates or range"
    case .ratio: "percentage, list of percentages or range"
    case .text: "text"
    case .flag: "true or false"
    }
  }

  /// How values of the kind are written as text.
  var form: String {
    switch self {
    case .number: "write 2, 1,2,3 or 1..3 by 0.25"
    case .money: "write RMB 6.7 million, several with ; between, or RMB 1 million..RMB 9 million by RMB 1 million"
    case .date: "write 2026-09-30, several with commas between, or 2026-06-30..2026-12-31 by 1 month"
    case .ratio: "write 35.3%, several with commas between, or 10%..50% by 5%"
    case .text: "write words, several with commas between"
    case .flag: "write true, false or both with a comma between"
    }
  }
}

extension AxisValues {
  /// Whether each value is above the one before it; ranges are, and lists may be.
  public var isAscending: Bool {
    guard case .list(let cells) = form else { return true }
    return zip(cells, cells.dropFirst()).allSatisfy { $0.order(to: $1) == .below }
  }
}
