import Agreements
import Evaluation
import LuaSandbox
import WhatIf

/// A family whose `change` and `measure` have no choice: they were recorded once, and a variant repeats what was recorded
/// without Lua. What it comes to is what calling them comes to.
final class StraightFamily {
  /// One thing that `change` does.
  private struct Deed {
    let deed: Recording.Deed
    /// The inputs that it is passed.
    let inputs: [Int]
    /// What it changes, by the value of its only input; of one without inputs, under nothing.
    var known: [Cell: [ChangeID]] = [:]
    /// The value of its only input in the last variant, with what it changed then.
    var last: (cell: Cell, changes: [ChangeID])?
  }

  /// One thing that `measure` gives.
  private enum Measure {
    case figure(Figure)
    case fixed(Cell)
  }

  private unowned let host: ScriptHost
  private let book: BookPlaces
  private let variants: VariantEvaluator
  private let variant: VariantOutcome
  private var deeds: [Deed]
  private let measures: [Measure]
  private var generation = 0

  /// The most values of an input whose changes are kept.
  private static let most = 1 << 16

  /// Records the functions of a family; nil where they have a choice, or ask for what plain numbers do not tell.
  init?(
    _ family: FamilyDefinition, _ host: ScriptHost, inputs: [String], measuring names: [String], on book: BookPlaces,
    _ variant: VariantOutcome,
    by variants: VariantEvaluator
  ) {
    guard let change = family.change, let made = host.recorded(change, inputs: inputs, on: book),
      let measured = host.recorded(family.body, on: book.book)
    else { return nil }
    (self.host, self.book, self.variants, self.variant) = (host, book, variants, variant)
    deeds = made.deeds.map { Deed(deed: $0, inputs: Self.inputs(of: $0.arguments)) }
    guard case .table(let table)? = measured.results.first, measured.results.count == 1, measured.deeds.isEmpty else {
      return nil
    }
    var found: [String: Measure] = [:]
    for entry in table.entries {
      guard case .string(let name) = entry.key, names.contains(name),
        let measure = Self.measure(entry.value, host.openFigures)
      else { return nil }
      found[name] = measure
    }
    measures = names.map { found[$0] ?? .fixed(.none) }
  }

  private static func measure(_ value: LuaValue, _ figures: [Figure]) -> Measure? {
    if case .host(let value) = value, value.isOf(.openFigure) { return .figure(figures[value.place]) }
    return Cell(value).map { .fixed($0) }
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

  /// The places of the inputs that `change` reads.
  var inputsRead: Set<Int> { Set(deeds.flatMap(\.inputs)) }

  /// Appends what is measured of the variant whose inputs stand in `cells` from a place on.
  ///
  /// - Returns: false, with nothing appended, where something is refused: calling the functions tells what.
  func measure(from first: Int, into cells: inout [Cell]) -> Bool {
    let count = cells.count
    do {
      repeat {
        if generation != variants.generation { forget() }
        generation = variants.generation
        variant.numbers.removeAll(keepingCapacity: true)
        for place in deeds.indices { try append(place, cells, first) }
      } while generation != variants.generation
      try variants.evaluate(variant)
      for measure in measures {
        switch measure {
        case .figure(let figure): cells.append(try variant.cell(figure))
        case .fixed(let cell): cells.append(cell)
        }
      }
      return true
    } catch {
      cells.removeLast(cells.count - count)
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
