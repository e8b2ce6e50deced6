import Dispatch
import Foundation
import Headroom
import LineEditing
import Synchronization

/// The signals of a session at a terminal, which none of them ends while a script runs: Ctrl-C ends the script, or drops the
/// line that is typed.
final class SessionSignals {
  private struct State {
    var isReading = false
    var asksForEnd = false
  }

  // Unchecked Sendable is not needed: all that other threads touch is behind a lock.
  private final class Shared: Sendable {
    let state = Mutex(State())
  }

  private let shared = Shared()
  private var sources: [any DispatchSourceSignal] = []

  /// Listens until ``cancel()``.
  init(control: RunControl, events: TerminalEvents) {
    let shared = shared
    listen(SIGINT) {
      control.cancel()
      if shared.state.withLock({ $0.isReading }) { events.interrupt() }
    }
    listen(SIGWINCH) { events.resize() }
    listen(SIGCONT) { events.goOn() }
    for end in [SIGTERM, SIGHUP] {
      listen(end) {
        shared.state.withLock { $0.asksForEnd = true }
        control.cancel()
        events.close()
      }
    }
  }

  /// Whether a line is being typed.
  var isReading: Bool {
    get { shared.state.withLock { $0.isReading } }
    set { shared.state.withLock { $0.isReading = newValue } }
  }

  /// Whether the system asked for the end of the program.
  var asksForEnd: Bool { shared.state.withLock { $0.asksForEnd } }

  /// Listens no more.
  func cancel() { for source in sources { source.cancel() } }

  private func listen(_ number: Int32, _ heard: @escaping @Sendable () -> Void) {
    // Those that the kernel would end the program with are left to the source alone.
    if number != SIGWINCH && number != SIGCONT { signal(number, SIG_IGN) }
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler(handler: heard)
    source.resume()
    sources.append(source)
  }
}
