import Quantities

/// All values of one measure in the order of the variants: eight bytes for most, sixteen for a ratio.
struct TallyColumn: Sendable {
  /// What all its values are.
  enum Kind: Sendable, Hashable {
    case flags, integers, numbers, dates, ratios, texts
    case money(Currency)
  }

  /// Nil while no variant has a value.
  private(set) var kind: Kind?
  /// The values as integers of the same order, ratios, flags and texts apart.
  private(set) var codes: [Int64] = []
  private(set) var ratios: [Ratio] = []
  /// How many variants have a value.
  private(set) var stated = 0
  /// How many variants have nothing.
  private(set) var absent = 0
  /// How many values are true.
  private(set) var isTrue = 0

  /// Makes room for values to come.
  mutating func reserve(_ count: Int) { codes.reserveCapacity(count) }

  /// Adds the value of the next variant.
  mutating func add(_ cell: Cell, of measure: String, variant: Int) throws(TallyError) {
    guard let other = Kind(cell) else {
      absent += 1
      return
    }
    if case .number(let number) = cell, !number.isFinite { throw .notFinite(measure: measure, variant: variant) }
    try unify(with: other, of: measure, variant: variant)
    stated += 1
    switch cell {
    case .none, .text: break
    case .flag(let flag): isTrue += flag ? 1 : 0
    case .integer(let integer): codes.append(kind == .numbers ? Double(integer).orderedCode : integer)
    case .number(let number): codes.append(number.orderedCode)
    case .money(let money): codes.append(money.minor)
    case .date(let date): codes.append(Int64(date.dayNumber))
    case .ratio(let ratio): ratios.append(ratio)
    }
  }

  /// Adds the values of later variants, of which the first is named where they are of another kind.
  mutating func append(_ later: TallyColumn, of measure: String, variant: Int) throws(TallyError) {
    var later = later
    if let other = later.kind {
      try unify(with: other, of: measure, variant: variant)
      later.becomeNumbers(where: kind == .numbers)
    }
    codes += later.codes
    ratios += later.ratios
    (stated, absent, isTrue) = (stated + later.stated, absent + later.absent, isTrue + later.isTrue)
  }

  /// Takes on another kind where it can; whole numbers and numbers together are numbers.
  private mutating func unify(with other: Kind, of measure: String, variant: Int) throws(TallyError) {
    switch (kind, other) {
    case (nil, _): kind = other
    case (.integers, .numbers): becomeNumbers(where: true)
    case (.numbers, .integers): break
    case (let one?, let other):
      guard one != other else { break }
      throw .mixedKinds(measure: measure, one: one.words, other: other.words, variant: variant)
    }
  }

  private mutating func becomeNumbers(where isNeeded: Bool) {
    guard isNeeded, kind == .integers else { return }
    kind = .numbers
    for index in codes.indices { codes[index] = Double(codes[index]).orderedCode }
  }
}

extension TallyColumn.Kind {
  /// The kind of a value; nil for nothing.
  init?(_ cell: Cell) {
    switch cell {
    case .none: return nil
    case .flag: self = .flags
    case .integer: self = .integers
    case .number: self = .numbers
    case .money(let money): self = .money(money.currency)
    case .date: self = .dates
    case .ratio: self = .ratios
    case .text: self = .texts
    }
  }

  /// The value that an integer of ``TallyColumn/codes`` stands for.
  func cell(_ code: Int64) -> Cell {
    switch self {
    case .money(let currency): .money(Money(minor: code, currency))
    case .dates: .date(CivilDate(dayNumber: Int32(clamping: code)))
    case .numbers: .number(Double(orderedCode: code))
    case .integers, .flags, .ratios, .texts: .integer(code)
    }
  }

  /// What kind of value it is.
  var words: String {
    switch self {
    case .flags: "true or false"
    case .integers, .numbers: "a number"
    case .money(let currency): "an amount in \(currency.code)"
    case .dates: "a day"
    case .ratios: "a ratio"
    case .texts: "a text"
    }
  }
}

extension Double {
  /// An integer that is in the order of the numbers: the bits as they are, those behind the sign turned where negative.
  var orderedCode: Int64 {
    // Adding zero makes one zero of both.
    let bits = Int64(bitPattern: (self + 0).bitPattern)
    return bits < 0 ? bits ^ Int64.max : bits
  }

  /// The number of a code.
  init(orderedCode code: Int64) {
    self.init(bitPattern: UInt64(bitPattern: code < 0 ? code ^ Int64.max : code))
  }
}
