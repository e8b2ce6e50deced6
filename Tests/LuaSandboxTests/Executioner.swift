import Foundation
import LuaSandbox
import Synchronization

/// Kills the runs of a sandbox from a thread of its own, each at a stated moment.
final class Executioner: Sendable {
  private let turn = Atomic(0)
  private let done = Atomic(0)
  private let delay = Atomic(0)
  private let isOver = Atomic(true)
  private static let ended = -1

  /// - Parameter killer: that of a sandbox which lives until ``end()`` has returned.
  init(_ killer: Killer) { Thread.detachNewThread { self.work(killer) } }

  private func work(_ killer: Killer) {
    var last = 0
    while true {
      let turn = turn.load(ordering: .acquiring)
      if turn == Self.ended { break }
      if turn == last {
        sched_yield()
        continue
      }
      last = turn
      let moment = ContinuousClock.now + .nanoseconds(delay.load(ordering: .relaxed))
      while ContinuousClock.now < moment {}
      killer.kill()
      // A run that began only then is not left to go on for ever.
      while !isOver.load(ordering: .acquiring) {
        usleep(500)
        killer.kill()
      }
      done.store(turn, ordering: .releasing)
    }
    done.store(Self.ended, ordering: .releasing)
  }

  /// Kills the run that begins now, so many nanoseconds from now, and again as long as it goes on.
  func kill(after nanoseconds: Int) {
    delay.store(nanoseconds, ordering: .relaxed)
    isOver.store(false, ordering: .relaxed)
    turn.add(1, ordering: .releasing)
  }

  /// Says that the run is over, and waits until no kill is under way.
  func wait() {
    isOver.store(true, ordering: .releasing)
    while done.load(ordering: .acquiring) != turn.load(ordering: .relaxed) { sched_yield() }
  }

  /// Lets the thread go, and waits until it has.
  func end() {
    wait()
    turn.store(Self.ended, ordering: .releasing)
    wait()
  }
}
