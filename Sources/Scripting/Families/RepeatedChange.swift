import Agreements
import Evaluation
import LuaSandbox
import WhatIf

/// What `change` of a family does, where it has no choice: it was recorded once, and a variant repeats it without Lua.
final class RepeatedChange {
  /// One thing that it does.
  private struct Deed {
    let deed: Recording.Deed
    /// The inputs that it is passed.
    let inputs: [Int]
    /// What it changes, by the value of its only input; of one without inputs, under nothing.
    var known: [Cell: [ChangeID]] = [:]
    /// The value of its only input in the last variant, with what it changed then.
    var last: (cell: Cell, changes: [ChangeID])?
  }

  private unowned let host: ScriptHost
  private let book: BookPlaces
  private let variants: VariantEvaluator
  private let variant: VariantOutcome
  private var deeds: [Deed]
  private var generation = 0

  /// The most values of an input whose changes are kept.
  private static let most = 1 << 16

  /// Records a function; nil where it has a choice. It fills `variant`.
  init?(
    _ change: LuaFunction, _ host: ScriptHost, inputs: [String], on book: BookPlaces, _ variant: VariantOutcome
  ) {
    guard let made = host.recorded(change, inputs: inputs, on: book) else { return nil }
    (self.host, self.book, self.variant) = (host, book, variant)
    variants = variant.evaluator
    deeds = made.deeds.map { Deed(deed: $0, inputs: Self.inputs(of: $0.arguments)) }
  }

  private static func inputs(of arguments: [LuaValue]) -> [Int] {
    var found: Set<Int> = []
    func look(_ value: LuaValue) {
      switch value {
      case .host(let value) where value.isOf(.openInput): found.insert(value.place)
      case .table(let table): table.entries.forEach { look($0.value) }
      default: break
      }
    }
    arguments.forEach(look)
    return found.sorted()
  }

  /// The places of the inputs that it reads.
  var inputsRead: Set<Int> { Set(deeds.flatMap(\.inputs)) }

  /// Evaluates the variant whose inputs stand in `cells` from a place on.
  ///
  /// - Returns: false where something is refused: calling the function tells what.
  func evaluate(_ cells: [Cell], from first: Int) -> Bool {
    do {
      repeat {
        if generation != variants.generation { forget() }
        generation = variants.generation
        variant.numbers.removeAll(keepingCapacity: true)
        for place in deeds.indices { try append(place, cells, first) }
      } while generation != variants.generation
      try variants.evaluate(variant)
      return true
    } catch {
      return false
    }
  }

  /// Appends what a deed changes; where that depends on one input it is made once for each of its values.
  private func append(_ place: Int, _ cells: [Cell], _ first: Int) throws {
    let inputs = deeds[place].inputs
    guard inputs.count <= 1 else {
      variant.numbers += try made(place, cells[first...])
      return
    }
    let cell = inputs.first.map { cells[first + $0] } ?? .none
    if let last = deeds[place].last, last.cell == cell {
      variant.numbers += last.changes
      return
    }
    let changes: [ChangeID]
    if let known = deeds[place].known[cell] {
      changes = known
    } else {
      changes = try made(place, cells[first...])
      if deeds[place].known.count >= Self.most { deeds[place].known.removeAll() }
      deeds[place].known[cell] = changes
    }
    deeds[place].last = (cell, changes)
    variant.numbers += changes
  }

  private func made(_ place: Int, _ inputs: ArraySlice<Cell>) throws -> [ChangeID] {
    let deed = deeds[place].deed
    let changes = try host.repeated(deed, with: deed.arguments.map { Self.replaced($0, inputs) }, on: book)
    guard changes.allSatisfy(\.isPlain) else { throw HostError("this changes more than amounts and meetings") }
    return changes.map { variants.number(of: $0) }
  }

  private static func replaced(_ value: LuaValue, _ inputs: ArraySlice<Cell>) -> LuaValue {
    switch value {
    case .host(let value) where value.isOf(.openInput): return LuaValue(inputs[inputs.startIndex + value.place])
    case .table(let table):
      return .table(LuaTable(entries: table.entries.map { ($0.key, replaced($0.value, inputs)) }))
    default: return value
    }
  }

  /// Numbers of changes that were given before mean nothing any more.
  private func forget() {
    for place in deeds.indices {
      deeds[place].known.removeAll(keepingCapacity: true)
      deeds[place].last = nil
    }
  }
}
