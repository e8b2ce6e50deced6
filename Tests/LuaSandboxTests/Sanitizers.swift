import Foundation
import Testing

/// Tools that this process was built for, which change what can be measured or done in it.
enum Sanitizer {
  /// Keeps freed memory back, to find its use.
  static var ofAddresses: Bool { unsafe dlsym(nil, "__asan_init") != nil }

  /// How many times as long work may take.
  static var patience: Double { ofAddresses ? 10 : 1 }

  /// Holds signals back in code that it does not know, as the system's Lua.
  static var ofThreads: Bool { unsafe dlsym(nil, "__tsan_init") != nil }
}

extension Trait where Self == ConditionTrait {
  /// Left out where the watchdog's signal would not arrive.
  static var needsSignals: Self {
    .disabled(if: Sanitizer.ofThreads, "the thread sanitizer delivers no signal into the system's Lua")
  }
}

/// Bytes of this process that are in memory.
func residentBytes() throws -> Int {
  let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
  return (Int(pages[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
}

/// A number that the environment gives a test, as `HEADROOM_TEST_` and its name.
func testCount(_ name: String, otherwise: Int) -> Int {
  Int(ProcessInfo.processInfo.environment["HEADROOM_TEST_" + name] ?? "") ?? otherwise
}
