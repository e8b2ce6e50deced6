import ArgumentParser
import Headroom

/// How the result of a run is printed.
enum RunFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, csv, ics
}

/// What a run is given besides what was typed: where its result goes, and what another run of it has settled.
struct RunSurroundings {
  /// Where the result goes.
  let output: ResultOutput
  /// The command that a record names, where it is not this process's own.
  var replay: Replay?
  /// Where a record is kept, where the command does not say it.
  var record: String?
  /// Rows that parts have evaluated.
  var known: PartSet?
  /// The seed that the program took for simulations that state none; nil where it is yet to be taken.
  var spareSeed: UInt64?
  /// Whether colours are written, where another run has settled it.
  var isColoured: Bool?
  /// Hears what a record of the run would hold.
  var heard: ((RunRecord) -> Void)?

  init(output: ResultOutput) { self.output = output }
}
