import Dispatch
import Foundation
import Headroom

/// Ctrl-C. The program owns SIGINT: the first one ends the script that runs and prints what is finished, a second one
/// ends the program at once. An embedding program owns its own signals and calls `RunControl.cancel()` itself.
enum CtrlC {
  /// Cancels `control` at Ctrl-C for as long as the returned source is kept.
  static func cancels(_ control: RunControl) -> any DispatchSourceSignal {
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      if control.isCancelled { Terminal.exit(.interrupted) }
      control.cancel()
    }
    source.resume()
    return source
  }
}
