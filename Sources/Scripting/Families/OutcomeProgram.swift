import LuaSandbox
import Quantities
import WhatIf

/// A function of a script that only reads an outcome, as the host runs it without Lua: names, places in lists, `#`,
/// comparisons, `and`, `or`, `not`, `if`, and tables of what was read.
///
/// Whatever else a function does, and whatever a value makes of an instruction but what is plain here, is left to Lua.
struct OutcomeProgram {
  /// What a register holds.
  private enum Value {
    case cell(Cell)
    case node(FigureNode)
    case table
  }

  /// One instruction; texts and other constants stand in ``constants``, so that taking one up costs no count of them.
  private enum Step {
    case move(to: Int, from: Int)
    case load(to: Int, Int)
    case loadFalseAndSkip(to: Int)
    case clear(ClosedRange<Int>)
    case field(to: Int, of: Int, Int)
    case place(to: Int, of: Int, Int)
    case count(to: Int, of: Int)
    case not(to: Int, Int)
    case jump(Int)
    case test(Int, is: Bool)
    case testAndSet(to: Int, Int, is: Bool)
    case equal(Int, Operand, is: Bool)
    case less(Int, Operand, orEqual: Bool, isTurned: Bool, is: Bool)
    case table(Int)
    case set(Int, Int, Operand)
    case give(Int?)
    case pass
  }

  private enum Operand {
    case register(Int)
    case constant(Int)
  }

  private let steps: [Step]
  private let constants: [Cell]
  private var registers: [Value]
  /// What a name led to last, at each step: mostly it leads there again.
  private var known: [(node: FigureNode, step: FigureNode.Step)?]
  /// The names that the table may have, each once.
  let names: [String]
  /// What stands under them.
  private(set) var cells: [Cell]

  /// What a function gave.
  enum Given {
    case cell(Cell)
    case table
  }

  /// The program of a function of one value; nil where it does anything else.
  init?(_ code: LuaCode) {
    guard code.parameters == 1, !code.instructions.isEmpty else { return nil }
    var (steps, names): ([Step], [String]) = ([], [])
    var constants = code.constants.map { Cell($0) ?? .none }
    var tables = 0
    for (place, word) in code.instructions.enumerated() {
      guard let step = Self.step(LuaInstruction(word), code, at: place, &names, &constants) else { return nil }
      if case .table = step { tables += 1 }
      steps.append(step)
    }
    // Of several tables one would be in another, which is no row.
    guard tables <= 1 else { return nil }
    (self.steps, self.names, self.constants) = (steps, names, constants)
    cells = names.map { _ in .none }
    registers = Array(repeating: .cell(.none), count: max(code.registers, 256))
    known = Array(repeating: nil, count: steps.count)
  }

  // MARK: Reading the code

  private static func step(
    _ code: LuaInstruction, _ function: LuaCode, at place: Int, _ names: inout [String],
    _ constants: inout [Cell]
  ) -> Step? {
    /// The place of a constant; nil for one that is no cell, as an infinity is not: Lua tells what becomes of it.
    func known(_ place: Int) -> Int? {
      guard function.constants.indices.contains(place) else { return nil }
      let constant = function.constants[place]
      return constant == .none || Cell(constant) != nil ? place : nil
    }
    func text(_ place: Int) -> String? {
      if case .string(let text)? = known(place).map({ function.constants[$0] }) { text } else { nil }
    }
    func made(_ cell: Cell) -> Int {
      constants.append(cell)
      return constants.count - 1
    }
    let (a, b) = (code.a, code.b)
    switch code.operation {
    case .move: return .move(to: a, from: b)
    case .loadInteger: return .load(to: a, made(.integer(Int64(code.integer))))
    case .loadFloat: return .load(to: a, made(.number(Double(code.integer))))
    case .load: return known(code.constant).map { .load(to: a, $0) }
    case .loadFalse: return .load(to: a, made(.flag(false)))
    case .loadFalseAndSkip: return .loadFalseAndSkip(to: a)
    case .loadTrue: return .load(to: a, made(.flag(true)))
    case .loadNil: return a + b < 256 ? .clear(a...a + b) : nil
    case .getField: return text(code.c).map { _ in .field(to: a, of: b, code.c) }
    case .getPlace: return .place(to: a, of: b, code.c)
    case .length: return .count(to: a, of: b)
    case .not: return .not(to: a, b)
    // Backwards goes a loop, which may never end.
    case .jump: return code.jump >= 0 ? .jump(place + 1 + code.jump) : nil
    case .test: return .test(a, is: code.k)
    case .testAndSet: return .testAndSet(to: a, b, is: code.k)
    case .newTable: return .table(a)
    case .extra: return .pass
    case .setField:
      guard let text = text(b) else { return nil }
      let name = names.firstIndex(of: text) ?? names.count
      if name == names.count { names.append(text) }
      return code.k ? known(code.c).map { .set(a, name, .constant($0)) } : .set(a, name, .register(code.c))
    case .return: return code.b == 2 ? .give(a) : code.b == 1 ? .give(nil) : nil
    case .returnOne: return .give(a)
    case .returnNothing: return .give(nil)
    default: return comparison(code, known, made(.integer(Int64(code.small))))
    }
  }

  private static func comparison(_ code: LuaInstruction, _ known: (Int) -> Int?, _ place: Int) -> Step? {
    let small = Operand.constant(place)
    func less(_ other: Operand, orEqual: Bool, isTurned: Bool = false) -> Step {
      .less(code.a, other, orEqual: orEqual, isTurned: isTurned, is: code.k)
    }
    switch code.operation {
    case .equal: return .equal(code.a, .register(code.b), is: code.k)
    case .equalConstant: return known(code.b).map { .equal(code.a, .constant($0), is: code.k) }
    case .equalInteger: return .equal(code.a, small, is: code.k)
    case .less: return less(.register(code.b), orEqual: false)
    case .lessOrEqual: return less(.register(code.b), orEqual: true)
    case .lessInteger: return less(small, orEqual: false)
    case .lessOrEqualInteger: return less(small, orEqual: true)
    case .greaterInteger: return less(small, orEqual: false, isTurned: true)
    case .greaterOrEqualInteger: return less(small, orEqual: true, isTurned: true)
    default: return nil
    }
  }

  // MARK: Running

  /// Runs the function on an outcome.
  ///
  /// - Returns: nil where Lua has to be asked.
  /// - Throws: what reading the outcome throws.
  mutating func run(_ outcome: VariantOutcome) throws -> Given? {
    registers[0] = .node(.outcome)
    var place = 0
    while place < steps.count {
      let step = steps[place]
      place += 1
      switch step {
      case .move(let to, let from): registers[to] = registers[from]
      case .load(let to, let constant): registers[to] = .cell(constants[constant])
      case .loadFalseAndSkip(let to):
        registers[to] = .cell(.flag(false))
        place += 1
      case .clear(let cleared): for register in cleared { registers[register] = .cell(.none) }
      case .field(let to, let of, let name):
        guard let value = try read(name, of: of, outcome, at: place - 1) else { return nil }
        registers[to] = value
      case .place(let to, let of, let index):
        guard case .node(.breaches(let category)) = registers[of] else { return nil }
        let count = try outcome.breachCount(category)
        let isThere = index >= 1 && index <= count
        registers[to] = isThere ? .node(.breach(category: category, place: index - 1)) : .cell(.none)
      case .count(let to, let of):
        guard case .node(let node) = registers[of], let count = node.count else { return nil }
        registers[to] = .cell(try outcome.cell(count))
      case .not(let to, let of): registers[to] = .cell(.flag(!isTrue(registers[of])))
      case .jump(let target): place = target
      case .test(let of, let wanted): place += isTrue(registers[of]) == wanted ? 0 : 1
      case .testAndSet(let to, let of, let wanted):
        if isTrue(registers[of]) == wanted { registers[to] = registers[of] } else { place += 1 }
      case .equal(let one, let other, let wanted):
        guard let isEqual = Self.areEqual(cell(one), cell(other)) else { return nil }
        place += isEqual == wanted ? 0 : 1
      case .less(let one, let other, let orEqual, let isTurned, let wanted):
        guard let isLess = Self.isLess(cell(one), cell(other), orEqual, isTurned) else { return nil }
        place += isLess == wanted ? 0 : 1
      case .table(let to):
        registers[to] = .table
        for name in cells.indices { cells[name] = .none }
      case .set(let of, let name, let operand):
        guard case .table = registers[of], let cell = cell(operand) else { return nil }
        cells[name] = cell
      case .give(let from):
        guard let from else { return .cell(.none) }
        switch registers[from] {
        case .cell(let cell): return .cell(cell)
        case .table: return .table
        case .node: return nil
        }
      case .pass: break
      }
    }
    return nil
  }

  private mutating func read(
    _ name: Int, of register: Int, _ outcome: VariantOutcome, at place: Int
  ) throws -> Value? {
    guard case .node(let node) = registers[register] else { return nil }
    let step: FigureNode.Step
    if let last = known[place], last.node == node {
      step = last.step
    } else {
      guard case .text(let text) = constants[name], let found = node.step(text, in: outcome.evaluator.places) else {
        return nil
      }
      step = found
      known[place] = (node, found)
    }
    switch step {
    case .node(let node): return .node(node)
    case .figure(let figure): return .cell(try outcome.cell(figure))
    }
  }

  private func isTrue(_ value: Value) -> Bool {
    switch value {
    case .cell(.none), .cell(.flag(false)): false
    default: true
    }
  }

  private func cell(_ register: Int) -> Cell? { if case .cell(let cell) = registers[register] { cell } else { nil } }

  private func cell(_ operand: Operand) -> Cell? {
    switch operand {
    case .register(let register): cell(register)
    case .constant(let place): constants[place]
    }
  }

  /// Whether two values are equal; nil where Lua has to be asked.
  private static func areEqual(_ one: Cell?, _ other: Cell?) -> Bool? {
    switch (one, other) {
    case (nil, _), (_, nil): nil
    case (.integer(let one), .number(let other)), (.number(let other), .integer(let one)):
      Int64(exactly: other) == one
    case (let one?, let other?): one == other
    }
  }

  /// Whether one is less than the other, or the other than it where that is turned; nil where Lua has to be asked.
  private static func isLess(_ one: Cell?, _ other: Cell?, _ orEqual: Bool, _ isTurned: Bool) -> Bool? {
    guard let one, let other else { return nil }
    let (low, high) = isTurned ? (other, one) : (one, other)
    switch (low, high) {
    case (.integer(let low), .integer(let high)): return orEqual ? low <= high : low < high
    case (.money(let low), .money(let high)) where low.currency == high.currency:
      return orEqual ? low.minor <= high.minor : low.minor < high.minor
    case (.date(let low), .date(let high)): return orEqual ? low <= high : low < high
    default: return nil
    }
  }
}
