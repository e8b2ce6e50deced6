/// The code of a function of a script: its instructions and constants, as Lua 5.4 writes them.
///
/// - Source: the instructions of Lua 5.4 and how a chunk is dumped (`lopcodes.h`, `ldump.c`).
public struct LuaCode: Sendable {
  /// The instructions, in order.
  public private(set) var instructions: [UInt32] = []
  /// The constants that instructions name by their places.
  public private(set) var constants: [LuaValue] = []
  /// How many values it takes.
  public private(set) var parameters = 0
  /// How many registers it works in.
  public private(set) var registers = 0

  /// Signature, version, format, data to check, three sizes, an integer and a number, and a count of upvalues.
  private static let header = 4 + 1 + 1 + 6 + 3 + 8 + 8 + 1

  /// Reads the dump of a function without its names; nil for one that takes any number of values, and for what is none.
  init?(_ dump: [UInt8]) {
    var reader = Reader(bytes: dump.dropFirst(Self.header))
    guard dump.count > Self.header, reader.size() == 0, reader.size() != nil, reader.size() != nil,
      let parameters = reader.byte(), reader.byte() == 0, let registers = reader.byte(), let count = reader.size()
    else { return nil }
    (self.parameters, self.registers) = (Int(parameters), Int(registers))
    for _ in 0..<count {
      guard let word = reader.raw(UInt32.self) else { return nil }
      instructions.append(word)
    }
    guard let constants = reader.size() else { return nil }
    for _ in 0..<constants {
      guard let constant = reader.constant() else { return nil }
      self.constants.append(constant)
    }
  }

  private struct Reader {
    var bytes: ArraySlice<UInt8>

    mutating func byte() -> UInt8? { bytes.popFirst() }

    /// A number in groups of seven bits, the last one marked.
    mutating func size() -> Int? {
      var value = 0
      while let byte = bytes.popFirst() {
        guard value < 1 << 32 else { return nil }
        value = value << 7 | Int(byte & 0x7f)
        if byte & 0x80 != 0 { return value }
      }
      return nil
    }

    /// A number in the machine's own order, which is the least byte first.
    mutating func raw<Raw: FixedWidthInteger & UnsignedInteger>(_ type: Raw.Type) -> Raw? {
      let count = MemoryLayout<Raw>.size
      guard bytes.count >= count else { return nil }
      defer { bytes = bytes.dropFirst(count) }
      return bytes.prefix(count).reversed().reduce(0) { $0 << 8 | Raw($1) }
    }

    /// Nothing, false, true, a number, an integer, a short or a long text.
    mutating func constant() -> LuaValue? {
      switch byte() {
      case 0: return LuaValue.none
      case 1: return .boolean(false)
      case 17: return .boolean(true)
      case 3: return raw(UInt64.self).map { .integer(Int64(bitPattern: $0)) }
      case 19: return raw(UInt64.self).map { .number(Double(bitPattern: $0)) }
      case 4, 20:
        guard let size = size(), size > 0, bytes.count >= size - 1 else { return nil }
        defer { bytes = bytes.dropFirst(size - 1) }
        return .string(String(decoding: bytes.prefix(size - 1), as: UTF8.self))
      default: return nil
      }
    }
  }
}

/// One instruction, taken apart.
public struct LuaInstruction: Sendable {
  private let word: UInt32

  /// An instruction as Lua writes it.
  public init(_ word: UInt32) { self.word = word }

  /// What it does.
  public var operation: LuaOperation? { LuaOperation(rawValue: word & 0x7f) }
  /// The number of what it does, where ``operation`` has no name for it.
  public var code: UInt32 { word & 0x7f }
  /// The register that it writes, or looks at first.
  public var a: Int { Int(word >> 7 & 0xff) }
  /// A register or a constant.
  public var b: Int { Int(word >> 16 & 0xff) }
  /// A register or a constant.
  public var c: Int { Int(word >> 24) }
  /// A flag: the last operand is a constant, or which way a condition goes.
  public var k: Bool { word >> 15 & 1 == 1 }
  /// The place of a constant.
  public var constant: Int { Int(word >> 15) }
  /// A whole number.
  public var integer: Int { Int(word >> 15) - 65_535 }
  /// A small whole number in the place of ``b``.
  public var small: Int { b - 127 }
  /// How far a jump goes, from the next instruction on.
  public var jump: Int { Int(word >> 7) - 16_777_215 }
}

/// What an instruction does, of those that are looked at.
public enum LuaOperation: UInt32, Sendable {
  case move = 0
  case loadInteger = 1
  case loadFloat = 2
  case load = 3
  case loadFar = 4
  case loadFalse = 5
  case loadFalseAndSkip = 6
  case loadTrue = 7
  case loadNil = 8
  case getUpvalue = 9
  case getGlobal = 11
  case getPlace = 13
  case getField = 14
  case setPlace = 17
  case setField = 18
  case newTable = 19
  case selfCall = 20
  case negate = 49
  case not = 51
  case length = 52
  case jump = 56
  case equal = 57
  case less = 58
  case lessOrEqual = 59
  case equalConstant = 60
  case equalInteger = 61
  case lessInteger = 62
  case lessOrEqualInteger = 63
  case greaterInteger = 64
  case greaterOrEqualInteger = 65
  case test = 66
  case testAndSet = 67
  case call = 68
  case tailCall = 69
  case `return` = 70
  case returnNothing = 71
  case returnOne = 72
  case setList = 78
  case extra = 82
}
