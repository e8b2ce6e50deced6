/// What one sandbox may use before it is stopped. A budget is spent over all runs and calls of the sandbox, until
/// ``Sandbox/renewBudget(to:)``; a run that has one of its own is given it there before.
public struct Budget: Sendable, Equatable {
  /// Virtual machine instructions, counted in hundreds, and other work at its worth: 64 bytes that Lua takes are one step,
  /// sixteen characters that a pattern is tried on another, an element that the table library moves, a call of the
  /// host five, a resumed coroutine fifty.
  public var steps = 10_000_000
  /// Bytes that Lua may hold at one time.
  public var memory = 64 << 20
  /// Bytes that `print` may write.
  public var output = 1 << 20
  /// Seconds of wall time inside scripts and what they call: the last line, to a few milliseconds. What no hook can
  /// interrupt is left by the watchdog half as much later, at least a tenth and at most a quarter of a second.
  public var seconds = 10.0
  /// How deep calls of the host may lie within one another, at most 40. Beyond it a call is an error. Calls within scripts
  /// end at Lua's own depths with an error that a script may catch: 200 in C, some 200,000 in Lua.
  public var depth = 40
  /// What `math.random` begins with: the same numbers on every machine.
  public var seed: UInt64 = 0x48e4d2

  /// Makes the default budget: ten million steps, 64 MiB, 1 MiB of output and ten seconds.
  public init() {}
}
