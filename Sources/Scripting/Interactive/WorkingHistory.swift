import Agreements
import WhatIf

/// The working scenario of a session: a copy of the book, and which declared scenarios it was begun with.
struct WorkingScenario {
  /// The copy with the changes that made it.
  var draft: Draft
  /// The names of the scenarios that it was begun with, in their order.
  var used: [String] = []
}

/// The working scenario as it is, was, and was before it was taken back.
struct WorkingHistory {
  private(set) var now: WorkingScenario
  private var before: [WorkingScenario] = []
  private var after: [WorkingScenario] = []

  init(_ first: WorkingScenario) { now = first }

  /// How often it can be taken back, and how often that can be taken back.
  var depth: (undo: Int, redo: Int) { (before.count, after.count) }

  /// Goes on to another working scenario; what was taken back is forgotten.
  mutating func push(_ change: (inout WorkingScenario) -> Void) {
    before.append(now)
    after = []
    change(&now)
  }

  /// Goes back by one step; false where there is none.
  mutating func undo() -> Bool {
    guard let last = before.popLast() else { return false }
    after.append(now)
    now = last
    return true
  }

  /// Takes a step back that was undone; false where there is none.
  mutating func redo() -> Bool {
    guard let next = after.popLast() else { return false }
    before.append(now)
    now = next
    return true
  }
}
