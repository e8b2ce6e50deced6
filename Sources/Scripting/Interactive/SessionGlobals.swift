import Agreements
import Evaluation
import LuaSandbox

/// The globals that only a session has: the copy of the book that its lines change, and what comes out of it.
final class SessionGlobals {
  /// The global that holds the last value.
  static let last = "_"

  /// What is concluded of the unchanged book.
  let baseline: Outcome
  /// What evaluates the copy.
  let evaluator: Evaluator
  /// The host of the session, which keeps this.
  weak var host: ScriptHost?
  /// The first line of the chunk that runs.
  var firstLine = 1
  /// What came out of the copy when it was asked last, and how often it was computed.
  private var known: (places: BookPlaces, outcome: Outcome)?
  private var count = 0

  init(baseline: Outcome, evaluator: Evaluator) {
    self.baseline = baseline
    self.evaluator = evaluator
  }

  /// The names, in no order that matters.
  var globals: [(String, Global)] {
    [
      ("book", .value(Kind.book.value())),
      (
        "outcome",
        .computed { [unowned self] in
          let outcome = try outcome()
          return host?.value(of: outcome, once: "outcome \(count)") ?? .none
        }
      ),
      ("baseline", .computed { [unowned self] in host?.value(of: baseline, once: "baseline") ?? .none }),
    ]
  }

  /// What came out when it was asked last, else the baseline: the names are mostly those of now.
  var lastOutcome: Outcome { known?.outcome ?? baseline }

  /// What comes out of the copy of the book as it stands, computed once for each state of it.
  ///
  /// - Throws: why its amounts cannot be computed.
  func outcome() throws -> Outcome {
    guard let host else { return baseline }
    _ = try host.book()
    let places = try host.places()
    if let known, known.places === places { return known.outcome }
    let outcome = try evaluator.evaluate(places.book)
    (known, count) = ((places, outcome), count + 1)
    return outcome
  }
}

// Unchecked Sendable, because one worker alone uses it, on the thread that waits for what it finds.
/// The state of a session, lent to a runner of scenarios and families.
struct SessionHost: @unchecked Sendable {
  let host: ScriptHost
}
