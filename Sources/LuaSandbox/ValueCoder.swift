// The flat bytes in which values cross; CSandbox.h states the tags.

private enum Tag {
  static let none: UInt8 = 0
  static let no: UInt8 = 1
  static let yes: UInt8 = 2
  static let integer: UInt8 = 3
  static let number: UInt8 = 4
  static let string: UInt8 = 5
  static let host: UInt8 = 6
  static let table: UInt8 = 7
  static let function: UInt8 = 8
}

/// Writes values for C to read.
struct ValueWriter {
  /// What has been written.
  private(set) var bytes: [UInt8] = []
  /// The sandbox the bytes go to.
  let sandbox: UInt64

  init(sandbox: UInt64, reusing bytes: consuming [UInt8] = []) {
    self.bytes = bytes
    self.bytes.removeAll(keepingCapacity: true)
    self.sandbox = sandbox
  }

  /// Appends one value.
  ///
  /// - Throws: ``HostError`` for a function of another sandbox.
  mutating func write(_ value: LuaValue) throws(HostError) {
    switch value {
    case .none: bytes.append(Tag.none)
    case .boolean(let flag): bytes.append(flag ? Tag.yes : Tag.no)
    case .integer(let integer):
      bytes.append(Tag.integer)
      write(raw: UInt64(bitPattern: integer))
    case .number(let number):
      bytes.append(Tag.number)
      write(raw: number.bitPattern)
    case .string(let string):
      bytes.append(Tag.string)
      write(raw: UInt32(truncatingIfNeeded: string.utf8.count))
      bytes.append(contentsOf: string.utf8)
    case .host(let value):
      bytes.append(Tag.host)
      write(raw: value.kind.rawValue)
      write(raw: UInt64(bitPattern: value.a))
      write(raw: UInt64(bitPattern: value.b))
    case .table(let table):
      bytes.append(Tag.table)
      write(raw: UInt32(truncatingIfNeeded: table.entries.count))
      for entry in table.entries {
        try write(entry.key)
        try write(entry.value)
      }
    case .hosts(let first, let count):
      bytes.append(Tag.table)
      write(raw: UInt32(truncatingIfNeeded: count))
      for place in 0..<Int64(count) {
        try write(.integer(place + 1))
        try write(.host(HostValue(first.kind, first.a, first.b + place)))
      }
    case .function(let function):
      guard function.sandbox == sandbox else { throw HostError("a function of another sandbox cannot be used here") }
      bytes.append(Tag.function)
      write(raw: UInt64(bitPattern: function.reference))
      write(raw: UInt32(truncatingIfNeeded: function.line))
    }
  }

  private mutating func write<Raw: FixedWidthInteger>(raw: Raw) {
    unsafe withUnsafeBytes(of: raw) { unsafe bytes.append(contentsOf: $0) }
  }
}

/// Reads what C wrote. Bytes that C never writes read as nothing more.
@safe struct ValueReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0
  private let sandbox: UInt64

  /// Reads bytes that must stay valid while this reader is used.
  @unsafe init(_ bytes: UnsafeRawBufferPointer, sandbox: UInt64) {
    unsafe self.bytes = bytes
    self.sandbox = sandbox
  }

  /// Every value up to the end.
  mutating func values() -> [LuaValue] {
    var result: [LuaValue] = []
    read(into: &result)
    return result
  }

  /// Puts every value up to the end behind those that are there.
  mutating func read(into values: inout [LuaValue]) {
    while let value = value() { values.append(value) }
  }

  /// What the next value is led by; nil at the end.
  var tag: UInt8? { unsafe position < bytes.count ? bytes[position] : nil }

  /// The next value.
  mutating func value() -> LuaValue? {
    guard let tag = raw(UInt8.self) else { return nil }
    switch tag {
    case Tag.none: return LuaValue.none
    case Tag.no: return .boolean(false)
    case Tag.yes: return .boolean(true)
    case Tag.integer: return raw(Int64.self).map { .integer($0) }
    case Tag.number: return raw(UInt64.self).map { .number(Double(bitPattern: $0)) }
    case Tag.string: return string().map { .string($0) }
    case Tag.host: return host()
    case Tag.table: return table()
    case Tag.function: return function()
    default: return nil
    }
  }

  /// A count and so many bytes of text.
  mutating func string() -> String? {
    guard let count = raw(UInt32.self), unsafe bytes.count - position >= Int(count) else { return nil }
    defer { position += Int(count) }
    return unsafe String(decoding: bytes[position..<position + Int(count)], as: UTF8.self)
  }

  /// A number in the machine's own order.
  mutating func raw<Raw: FixedWidthInteger & BitwiseCopyable>(_ type: Raw.Type) -> Raw? {
    guard unsafe bytes.count - position >= MemoryLayout<Raw>.size else { return nil }
    defer { position += MemoryLayout<Raw>.size }
    return unsafe bytes.loadUnaligned(fromByteOffset: position, as: Raw.self)
  }

  private mutating func host() -> LuaValue? {
    guard let kind = raw(UInt32.self), let a = raw(Int64.self), let b = raw(Int64.self) else { return nil }
    return .host(HostValue(HostKind(rawValue: kind), a, b))
  }

  private mutating func table() -> LuaValue? {
    guard let count = raw(UInt32.self) else { return nil }
    var entries: [(key: LuaValue, value: LuaValue)] = []
    entries.reserveCapacity(min(Int(count), 4096))
    for _ in 0..<count {
      guard let key = value(), let value = value() else { return nil }
      entries.append((key, value))
    }
    return .table(LuaTable(entries: entries))
  }

  private mutating func function() -> LuaValue? {
    guard let reference = raw(Int64.self), let line = raw(Int32.self) else { return nil }
    return .function(LuaFunction(sandbox: sandbox, reference: reference, line: Int(line)))
  }
}
