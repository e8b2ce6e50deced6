import Synchronization
import WhatIf

/// Writes the rows of a part of every family of a run, one after another, so that none is kept.
public final class PartWriter: VariantRows {
  private struct State {
    var digest = SHA256()
    var lines = 0
    var columns = 0
    var pending: [UInt8] = []
  }

  private static let block = 1 << 16

  private let shard: Shard
  private let write: @Sendable ([UInt8]) -> Void
  private let state = Mutex(State())

  /// A part of a run, given to `write` in pieces.
  ///
  /// - Parameters:
  ///   - shard: which part.
  ///   - folder: the working folder, from the folder of the part file.
  ///   - arguments: what was typed, without what differs between parts.
  ///   - environment: the variables of the environment that stood for options.
  public init(
    _ shard: Shard, folder: String, arguments: [String], environment: [String: String],
    write: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.shard = shard
    self.write = write
    let head = PartHead(
      part: shard.part, of: shard.of, folder: folder, arguments: arguments, environment: environment)
    state.withLock { add(head.jsonLine, to: &$0) }
  }

  /// Writes the line that begins a family.
  public func begin(_ family: FamilyResult, columns: [VariantColumn], count: Int) {
    let line = PartFamily(family, columns: columns, count: count, range: shard.range(of: count)).jsonLine
    state.withLock { state in
      state.columns = columns.count
      add(line, to: &state)
    }
  }

  /// Writes rows.
  public func take(_ cells: [Cell]) {
    state.withLock { state in
      guard state.columns > 0 else { return }
      for start in stride(from: 0, to: cells.count, by: state.columns) {
        add(Array((CellCode.line(cells[start..<start + state.columns]) + "\n").utf8), to: &state)
      }
    }
  }

  /// Writes what is known beside the rows.
  public func remark(_ remarks: FamilyRemarks) { state.withLock { add(remarks.jsonLine, to: &$0) } }

  /// Does nothing: the next family says that no more rows come.
  public func end() {}

  /// Writes the last line, without which the file is no part.
  public func finish(_ inputs: RunInputs) {
    state.withLock { state in
      flush(&state)
      write(PartEnd(inputs: inputs, lines: state.lines, sha256: state.digest.hex).jsonLine)
    }
  }

  private func add(_ line: [UInt8], to state: inout State) {
    state.lines += 1
    state.pending += line
    if state.pending.count >= Self.block { flush(&state) }
  }

  private func flush(_ state: inout State) {
    state.digest.update(state.pending)
    write(state.pending)
    state.pending.removeAll(keepingCapacity: true)
  }
}
