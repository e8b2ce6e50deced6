import CSandbox

extension Sandbox {
  /// Turns a status into the error that it stands for.
  func check(_ status: hr_status) throws(ScriptError) {
    guard status != .HR_OK else { return }
    let failure = unsafe hr_last_failure(handle)
    let text = unsafe String(
      decoding: UnsafeRawBufferPointer(start: failure.text.data, count: failure.text.count), as: UTF8.self)
    var frames = unsafe ValueReader(
      UnsafeRawBufferPointer(start: failure.frames.data, count: failure.frames.count), sandbox: serial)
    var value = unsafe ValueReader(
      UnsafeRawBufferPointer(start: failure.value.data, count: failure.value.count), sandbox: serial)
    let traceback = frames.frames()
    switch status {
    case .HR_SYNTAX: throw names.syntaxError(text)
    case .HR_RUNTIME, .HR_OK: throw runtimeError(text, value.value(), traceback)
    default:
      let (kind, message) = unsafe limit(status, failure)
      throw ScriptError(
        kind: kind, message: message, place: traceback.lazy.compactMap(\.place).first, traceback: traceback)
    }
  }

  /// Which part of the budget was spent.
  @unsafe private func limit(_ status: hr_status, _ failure: hr_failure) -> (ScriptError.Kind, String) {
    switch status {
    case .HR_STEPS: return (.steps, "the script used more than \(budget.steps) steps")
    case .HR_MEMORY where unsafe failure.string_too_long:
      return (.memory, "the script made a text of more than 1048576 bytes")
    case .HR_MEMORY: return (.memory, "the script used more than \(budget.memory) bytes of memory")
    case .HR_TIME: return (.time, "the script ran for more than \(budget.seconds) seconds")
    case .HR_OUTPUT: return (.output, "the script printed more than \(budget.output) bytes")
    default: return (.interrupted, "interrupted")
    }
  }

  private func runtimeError(_ text: String, _ value: LuaValue?, _ frames: [ScriptFrame]) -> ScriptError {
    guard var known = recent.last(where: { $0.text == text })?.error else {
      return names.runtimeError(text, value, frames)
    }
    if known.traceback.isEmpty { known.traceback = frames }
    return known
  }
}
