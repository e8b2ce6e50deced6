/// A change that a family has met, by the order in which it was met.
package struct ChangeID: Hashable, Sendable {
  let number: UInt32
}

/// Up to four changes in order, as a key; what more than four make is made anew each time.
struct ChangeKey: Hashable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private(set) var count = 0

  static let most = 4

  /// Puts a change behind the others.
  mutating func append(_ id: ChangeID) {
    let number = UInt64(id.number) + 1
    switch count {
    case 0: low = number
    case 1: low |= number << 32
    case 2: high = number
    case 3: high |= number << 32
    default: break
    }
    count += 1
  }

  /// The only change; nil for none or several.
  var only: Int? { count == 1 ? Int(low - 1) : nil }

  /// Whether the key stands for the changes, and not for more than it holds.
  var isExact: Bool { count <= Self.most }

  static func == (one: Self, other: Self) -> Bool { one.low == other.low && one.high == other.high }

  func hash(into hasher: inout Hasher) {
    hasher.combine(low)
    hasher.combine(high)
  }
}

/// What changes come to, made once for each run of them.
struct ChangeMemo<Value> {
  private var unchanged: Value?
  private var single: [Value?] = []
  private var several: [ChangeKey: Value] = [:]

  /// The most that is kept of what several changes come to.
  private static var most: Int { 1 << 14 }

  /// The value of a key; nil where it is not known.
  subscript(key: ChangeKey) -> Value? {
    get {
      if key.count == 0 { return unchanged }
      if let only = key.only { return only < single.count ? single[only] : nil }
      return key.isExact ? several[key] : nil
    }
    set {
      if key.count == 0 {
        unchanged = newValue
      } else if let only = key.only {
        while single.count <= only { single.append(nil) }
        single[only] = newValue
      } else if key.isExact {
        if several.count >= Self.most { several.removeAll(keepingCapacity: true) }
        several[key] = newValue
      }
    }
  }

  /// Forgets all but what no change comes to.
  mutating func forget() {
    single.removeAll(keepingCapacity: true)
    several.removeAll(keepingCapacity: true)
  }
}
