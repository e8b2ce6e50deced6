import CSandbox

// What tests and benchmarks ask of a sandbox.

// Unchecked Sendable, because C lets any thread ask, as long as the sandbox lives.
/// Ends the run of a sandbox at whatever it does, as the watchdog does.
@safe package struct Killer: @unchecked Sendable {
  private let handle: OpaquePointer

  fileprivate init(_ handle: OpaquePointer) { unsafe self.handle = handle }

  package func kill() { unsafe hr_kill(handle, .HR_TIME) }
}

extension Sandbox {
  package var killer: Killer { unsafe Killer(handle) }

  /// The `count`-th allocation of a script from now on fails, and those after it until Lua has given up.
  package func failAllocation(after count: Int) { unsafe hr_fail_allocation_after(handle, Int64(count)) }

  /// Of this thread, `count` allocations still succeed while sandboxes open; nil ends that.
  package static func failOpening(after count: Int?) { hr_fail_opening_after(count.map { Int64($0) } ?? -1) }

  /// Scripts get Lua's own `find`, `match`, `gmatch` and `gsub`.
  package func useStockPatterns() { unsafe hr_use_stock_patterns(handle, true) }

  /// Defines a function of two numbers, or a value with a field `size`, in C alone, to measure others beside.
  package func defineYardstick(_ name: String, numbers: Bool) { unsafe hr_define_yardstick(handle, name, numbers) }
}
