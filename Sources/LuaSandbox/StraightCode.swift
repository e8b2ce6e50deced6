/// Tells functions without a choice: whatever they are given, they do the same in the same order, and only pass on what
/// they were given. Nothing is compared, tested, counted, looked up by a computed key, or left behind in a table that was
/// there before.
enum StraightCode {
  /// Sums and products, and what they do with values that are no numbers: the host is asked, and refuses.
  private static let arithmetic: ClosedRange<UInt32> = 21...48

  /// Whether code has no choice.
  static func holds(_ code: LuaCode) -> Bool {
    var fresh: Set<Int> = []
    for word in code.instructions {
      let instruction = LuaInstruction(word)
      let register = instruction.a
      switch instruction.operation {
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
      case nil where arithmetic.contains(instruction.code): fresh.remove(register)
      default: return false
      }
    }
    return true
  }
}
