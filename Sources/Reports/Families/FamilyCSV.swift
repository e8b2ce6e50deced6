import Quantities
import Synchronization
import WhatIf

/// Writes the rows of one family as comma-separated values, one after another, so that none is kept.
///
/// A line of names, then a line a variant: ISO dates, plain decimals, amounts in units of the currency, `true` and
/// `false`, nothing for nothing; text in quotes where it must be (RFC 4180, with line feeds).
public final class FamilyCSV: VariantRows {
  private struct State {
    var cells = CellText(.rmb)
    var columns = 0
    var pending: [UInt8] = []
  }

  private static let block = 1 << 16

  private let write: @Sendable ([UInt8]) -> Void
  private let state = Mutex(State())

  /// Rows that are given to `write` in pieces.
  public init(write: @escaping @Sendable ([UInt8]) -> Void) {
    self.write = write
  }

  /// Writes the names of the columns.
  public func begin(_ family: FamilyResult, columns: [VariantColumn], count: Int) {
    state.withLock { state in
      state.cells = CellText(family.currency)
      state.columns = columns.count
      state.pending += Array((columns.map { Self.field($0.name) }.joined(separator: ",") + "\n").utf8)
    }
  }

  /// Writes rows.
  public func take(_ cells: [Cell]) {
    state.withLock { state in
      for (index, cell) in cells.enumerated() {
        state.pending += Array(Self.field(state.cells.plain(cell)).utf8)
        state.pending.append((index + 1).isMultiple(of: state.columns) ? 0x0A : 0x2C)
      }
      if state.pending.count >= Self.block { flush(&state) }
    }
  }

  /// Does nothing: a table has rows alone.
  public func remark(_ remarks: FamilyRemarks) {}

  /// Writes what is still pending.
  public func end() { state.withLock { flush(&$0) } }

  private func flush(_ state: inout State) {
    guard !state.pending.isEmpty else { return }
    write(state.pending)
    state.pending.removeAll(keepingCapacity: true)
  }

  /// A field, in quotes where it holds a comma, a quote or a line's end.
  private static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
