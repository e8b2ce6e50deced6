import Foundation
import Headroom
import Synchronization

/// How far a family is, on one line of a terminal that is written over.
enum Progress {
  private static let shown = Mutex("")

  /// Tells how far a family is, where that has changed by a hundredth.
  static func told(_ family: String, _ done: Int, _ count: Int) {
    let percent = count == 0 ? 100 : done * 100 / count
    let text = "\(family.prefix(60)): \(percent)% of \(count)"
    shown.withLock { shown in
      guard shown != text else { return }
      Terminal.overwrite(text, count: shown.count)
      shown = text
    }
  }

  /// Takes the line away.
  static func end() {
    shown.withLock { shown in
      guard !shown.isEmpty else { return }
      Terminal.overwrite("", count: shown.count)
      shown = ""
    }
  }
}
