import CSandbox

/// A value as a person is shown it: cut where it is large or deep, and free of the sandbox that it came from.
package indirect enum SeenValue: Sendable, Equatable {
  /// Anything but a table; a function only to be told of, never to be called.
  case value(LuaValue)
  /// What only a text stands for: a coroutine, a table with a text of its own, a table that lies too deep.
  case words(String)
  /// The first pairs of a table in the order of `pairs`, and how many were left off.
  case table([SeenPair], omitted: Int)
}

/// A pair of a table that is shown.
package struct SeenPair: Sendable, Equatable {
  /// What it is found by.
  package let key: SeenValue
  /// What is found.
  package let value: SeenValue
}

extension Sandbox {
  /// Runs a text chunk as ``run(_:file:)`` does, and gives what it returns as a person is shown it, at most 20 values.
  ///
  /// - Parameter name: the global under which the first of them is kept, unless it is nil.
  /// - Throws: ``ScriptError``; where it is ``ScriptError/Kind/syntax(incomplete:)`` nothing has run.
  package func evaluate(_ source: String, file: String, keepingAs name: String) throws(ScriptError) -> [SeenValue] {
    var results = unsafe hr_span()
    try unsafe execute(source, file: file) { text, file in
      unsafe hr_evaluate(handle, text.baseAddress, text.count, file, name, &results)
    }
    var reader = unsafe ValueReader(UnsafeRawBufferPointer(start: results.data, count: results.count), sandbox: serial)
    var values: [SeenValue] = []
    while let value = reader.seen() { values.append(value) }
    return values
  }
}

extension ValueReader {
  private static let (words, table): (UInt8, UInt8) = (9, 10)

  /// The next value that is shown.
  mutating func seen() -> SeenValue? {
    switch tag {
    case Self.words:
      _ = raw(UInt8.self)
      return string().map { .words($0) }
    case Self.table:
      _ = raw(UInt8.self)
      return seenTable()
    default: return value().map { .value($0) }
    }
  }

  private mutating func seenTable() -> SeenValue? {
    guard let count = raw(UInt32.self), let omitted = raw(UInt32.self) else { return nil }
    var pairs: [SeenPair] = []
    for _ in 0..<count {
      guard let key = seen(), let value = seen() else { return nil }
      pairs.append(SeenPair(key: key, value: value))
    }
    return .table(pairs, omitted: Int(omitted))
  }
}
