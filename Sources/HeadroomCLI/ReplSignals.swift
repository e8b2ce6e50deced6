import Dispatch
import Foundation
import Headroom
import LineEditing
import Synchronization

/// The signals of a session at a terminal. Ctrl-C ends the script that runs, or drops the line that is typed; what asks for the
/// program's end has it once the terminal is as it was.
final class SessionSignals {
  private struct State {
    var isReading = false
    var end: Int32?
  }

  /// What the threads that hear of signals share with the session's.
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
        shared.state.withLock { $0.end = end }
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
  var asksForEnd: Bool { shared.state.withLock { $0.end != nil } }

  /// Listens no more, and lets the signal that asked for the end have its way.
  func cancel() {
    for source in sources { source.cancel() }
    guard let end = shared.state.withLock({ $0.end }) else { return }
    signal(end, SIG_DFL)
    // Whoever started the program may have held the signal back.
    var set = sigset_t()
    unsafe sigemptyset(&set)
    unsafe sigaddset(&set, end)
    unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(end)
  }

  private func listen(_ number: Int32, _ heard: @escaping @Sendable () -> Void) {
    // Those that the kernel would end the program with are left to the source alone.
    if number != SIGWINCH && number != SIGCONT { signal(number, SIG_IGN) }
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler(handler: heard)
    source.resume()
    sources.append(source)
  }
}
