/// Tells functions without a choice: whatever they are given, they do the same in the same order, and only pass on what
/// they were given. Nothing is compared, tested, counted, looked up by a computed key, or left behind in a table that was
/// there before.
///
/// - Source: the instructions of Lua 5.4 and how a chunk is dumped (`lopcodes.h`, `ldump.c`).
struct StraightCode {
  private var bytes: ArraySlice<UInt8>

  /// Whether the dump of a function shows that it has no choice.
  static func holds(_ dump: [UInt8]) -> Bool {
    var reader = StraightCode(bytes: dump[...])
    guard let code = reader.instructions() else { return false }
    return isStraight(code)
  }

  // MARK: Reading the dump

  /// Signature, version, format, data to check, three sizes, an integer and a number, and a count of upvalues.
  private static let header = 4 + 1 + 1 + 6 + 3 + 8 + 8 + 1

  private mutating func instructions() -> [UInt32]? {
    guard bytes.count > Self.header else { return nil }
    bytes = bytes.dropFirst(Self.header)
    // Its source, which is left out, then its first and last line.
    guard size() == 0, size() != nil, size() != nil else { return nil }
    // How many parameters, whether there are more, how many registers.
    guard let shape = take(3), shape[shape.startIndex + 1] == 0, let count = size(), let code = take(4 * count) else {
      return nil
    }
    return (0..<count).map { place in
      let start = code.startIndex + 4 * place
      return (0..<4).reduce(UInt32(0)) { $0 | UInt32(code[start + $1]) << (8 * UInt32($1)) }
    }
  }

  private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard bytes.count >= count else { return nil }
    defer { bytes = bytes.dropFirst(count) }
    return bytes.prefix(count)
  }

  /// A number in groups of seven bits, the last one marked.
  private mutating func size() -> Int? {
    var value = 0
    while let byte = bytes.popFirst() {
      guard value < 1 << 32 else { return nil }
      value = value << 7 | Int(byte & 0x7f)
      if byte & 0x80 != 0 { return value }
    }
    return nil
  }

  // MARK: Looking at the code

  private static func isStraight(_ code: [UInt32]) -> Bool {
    var fresh: Set<UInt32> = []
    for word in code {
      let register = word >> 7 & 0xff
      switch Instruction(rawValue: word & 0x7f) {
      case .newTable: fresh.insert(register)
      case .setField, .setPlace, .setList:
        // A table that was there before would carry something over to what runs next.
        guard fresh.contains(register) else { return false }
      case .selfCall:
        fresh.remove(register)
        fresh.remove(register + 1)
      case .loadNil, .call: fresh = fresh.filter { $0 < register }
      case .move, .loadInteger, .loadFloat, .load, .loadFar, .loadFalse, .loadTrue, .getUpvalue, .getGlobal, .getPlace,
        .getField, .length, .negate:
        fresh.remove(register)
      case .extra, .tailCall, .return, .returnNothing, .returnOne: break
      case nil:
        guard arithmetic.contains(word & 0x7f) else { return false }
        fresh.remove(register)
      }
    }
    return true
  }

  /// Sums and products, and what they do with values that are no numbers: the host is asked, and refuses.
  private static let arithmetic: ClosedRange<UInt32> = 21...48

  private enum Instruction: UInt32 {
    case move = 0
    case loadInteger = 1
    case loadFloat = 2
    case load = 3
    case loadFar = 4
    case loadFalse = 5
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
    case length = 52
    case call = 68
    case tailCall = 69
    case `return` = 70
    case returnNothing = 71
    case returnOne = 72
    case setList = 78
    case extra = 82
  }
}
