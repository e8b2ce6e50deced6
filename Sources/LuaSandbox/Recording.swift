/// What a function without a choice asks of the host, whatever it is given: made once, and repeated without Lua.
///
/// It holds for every run that begins in the same state: placeholders that stood for arguments are found again in the
/// arguments of its deeds and in its results.
public struct Recording: Sendable {
  /// One method that was called, and gives nothing.
  public struct Deed: Sendable {
    let method: Int
    /// What it was passed, its own value first.
    public let arguments: [LuaValue]
  }

  /// What it did, in order.
  public internal(set) var deeds: [Deed] = []
  /// What it gave.
  public internal(set) var results: [LuaValue] = []
}

/// What a recording may rest on.
public struct RecordingRules: Sendable {
  /// Whether values of a kind stand for what is not known yet.
  public let isPlaceholder: @Sendable (HostKind) -> Bool
  /// Whether values of a kind are what they are, whatever a deed may have changed.
  public let isSettled: @Sendable (HostKind) -> Bool
  /// Whether values of a kind name a place that no deed with a placeholder moves.
  public let isPlace: @Sendable (HostKind) -> Bool

  /// Rules by kinds.
  public init(
    isPlaceholder: @escaping @Sendable (HostKind) -> Bool, isSettled: @escaping @Sendable (HostKind) -> Bool,
    isPlace: @escaping @Sendable (HostKind) -> Bool
  ) {
    self.isPlaceholder = isPlaceholder
    self.isSettled = isSettled
    self.isPlace = isPlace
  }
}

/// A recording as it is made.
struct Recorder {
  let rules: RecordingRules
  var recording = Recording()

  /// What leaves a recording: its function is called each time instead.
  static let refusal = HostError("this depends on what is not known yet")

  /// Whether a value asked of one of a kind may be kept.
  func allows(_ result: LuaValue, of kind: HostKind) -> Bool {
    if rules.isSettled(kind) || rules.isPlaceholder(kind) { return true }
    guard case .host(let value) = result else { return false }
    return rules.isPlace(value.kind) || rules.isPlaceholder(value.kind)
  }

  /// Whether an argument, or something in it, is not known yet.
  func isOpen(_ value: LuaValue) -> Bool {
    switch value {
    case .host(let value): rules.isPlaceholder(value.kind)
    case .table(let table): table.entries.contains { isOpen($0.value) || isOpen($0.key) }
    default: false
    }
  }
}
