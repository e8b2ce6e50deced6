import CSandbox

/// What stands somewhere in a state, only looked at.
package struct Glimpse {
  /// How many of the keys led there.
  package let taken: Int
  /// A host value; nil where there is none.
  package let value: HostValue?
  /// The keys of a table with what they lead to, in order; nil where there is none. At most 1,000, and of texts only those
  /// of at most 200 bytes.
  package let keys: [(key: LuaValue, value: Glimpsed)]?
  /// Lua's word for the type; `userdata` for a host value.
  package let type: String
}

/// What a key leads to.
package enum Glimpsed: Equatable {
  /// A host value.
  case host(HostValue)
  /// Anything else, by Lua's word for its type.
  case type(String)
}

extension Sandbox {
  /// Looks where raw keys, texts and whole numbers, lead from the globals on, through plain tables.
  ///
  /// Nothing of a script runs, and the state is the same afterwards, to the byte; it costs no steps.
  ///
  /// - Returns: what stands where the keys lead no further; nil while a script runs, and where the state is gone.
  package func look(along keys: [LuaValue]) -> Glimpse? {
    var taken = 0
    var span = unsafe hr_span()
    let found = unsafe Self.withSteps(keys[...], []) { steps in
      unsafe steps.withUnsafeBufferPointer { unsafe hr_look(handle, $0.baseAddress, $0.count, &taken, &span) }
    }
    guard found else { return nil }
    var reader = unsafe ValueReader(UnsafeRawBufferPointer(start: span.data, count: span.count), sandbox: serial)
    return reader.seen().map { Glimpse($0, taken: taken) }
  }

  /// Passes keys as C takes them, their texts where they lie.
  @unsafe private static func withSteps(
    _ keys: ArraySlice<LuaValue>, _ steps: [hr_step], _ body: ([hr_step]) -> Bool
  ) -> Bool {
    guard let key = keys.first else { return unsafe body(steps) }
    switch key {
    case .string(var text):
      return text.withUTF8 { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
          // An empty text may have no place.
          guard let base = bytes.baseAddress else { return unsafe body(steps) }
          let step = unsafe hr_step(name: base, count: bytes.count, number: 0)
          return unsafe withSteps(keys.dropFirst(), steps + [step], body)
        }
      }
    case .integer(let number):
      return unsafe withSteps(keys.dropFirst(), steps + [hr_step(name: nil, count: 0, number: number)], body)
    default: return unsafe body(steps)
    }
  }
}

extension Glimpse {
  fileprivate init(_ seen: SeenValue, taken: Int) {
    self.taken = taken
    switch seen {
    case .value(.host(let value)): (self.value, keys, type) = (value, nil, "userdata")
    case .words(let word): (value, keys, type) = (nil, nil, word)
    case .table(let pairs, _):
      let keys = pairs.compactMap { pair in
        if case .value(let key) = pair.key { (key, Glimpsed(pair.value)) } else { nil }
      }
      (value, self.keys, type) = (nil, keys.sorted { $0.0 < $1.0 }, "table")
    case .value(let other): (value, keys, type) = (nil, nil, other.typeName)
    }
  }
}

extension Glimpsed {
  fileprivate init(_ seen: SeenValue) {
    switch seen {
    case .value(.host(let value)): self = .host(value)
    case .value(let value): self = .type(value.typeName)
    case .words(let word): self = .type(word)
    case .table: self = .type("table")
    }
  }
}

extension LuaValue {
  /// Numbers before texts, each in order.
  fileprivate static func < (one: LuaValue, other: LuaValue) -> Bool {
    switch (one, other) {
    case (.integer(let one), .integer(let other)): one < other
    case (.string(let one), .string(let other)): one < other
    case (.integer, _): true
    default: false
    }
  }
}
