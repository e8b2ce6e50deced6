import Glibc

/// A thread with a stack that is deep enough for what Lua and its error messages may recurse to.
public enum ScriptThread {
  /// Bytes of stack: 16 MiB.
  public static let stackSize = 16 << 20

  /// Runs `body` on a thread of its own and waits for it. Not for the cooperative pool: the caller blocks.
  ///
  /// - Throws: what `body` throws.
  public static func run<R: Sendable, E: Error>(_ body: @Sendable () throws(E) -> R) throws(E) -> R {
    let result = withoutActuallyEscaping(body) { body in
      let job = Job<R, E>(body)
      start { job.run() }
      return job.result
    }
    guard let result else { preconditionFailure("the thread ended without a result") }
    return try result.get()
  }

  /// Threads that run side by side.
  public struct Running: Sendable {
    fileprivate let threads: [pthread_t]

    /// Waits for all of them; once.
    public func wait() { for thread in threads { pthread_join(thread, nil) } }
  }

  /// Starts `count` threads, each with its number from 0.
  public static func begin(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) -> Running {
    Running(threads: (0..<count).map { number in begin { body(number) } })
  }

  /// Starts a thread for `work` and joins it.
  private static func start(_ work: @escaping () -> Void) { pthread_join(begin(work), nil) }

  /// Starts a thread for `work`.
  private static func begin(_ work: @escaping () -> Void) -> pthread_t {
    var attributes = pthread_attr_t()
    var thread = pthread_t()
    precondition(unsafe pthread_attr_init(&attributes) == 0, "no thread attributes")
    defer { unsafe pthread_attr_destroy(&attributes) }
    precondition(unsafe pthread_attr_setstacksize(&attributes, stackSize) == 0, "no stack of 16 MiB")
    let box = unsafe Unmanaged.passRetained(Work(work))
    let status = unsafe pthread_create(
      &thread, &attributes,
      { context in
        if let context = unsafe context { unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    precondition(status == 0, "the system gives no thread")
    return thread
  }

  private final class Work {
    let body: () -> Void

    init(_ body: @escaping () -> Void) { self.body = body }
  }

  private final class Job<R, E: Error> {
    private let body: () throws(E) -> R
    private(set) var result: Result<R, E>?

    init(_ body: @escaping () throws(E) -> R) { self.body = body }

    func run() {
      do throws(E) { result = .success(try body()) } catch { result = .failure(error) }
    }
  }
}
