import Scripting

extension Exploration {
  /// Takes lines that were pasted as one, and tells what each of its chunks comes to.
  ///
  /// Lines that are Lua as a whole are one chunk, so that its locals hold to its end: all that are left, or those before the
  /// next command. Of others each chunk is taken as soon as it is complete. What stands behind a chunk that fails is left out.
  package func take(pasted block: String, _ tell: (Reply) -> Void) {
    var lines = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    while !lines.isEmpty {
      let (count, reply) = takeFirst(of: lines)
      lines.removeFirst(count)
      tell(reply)
      if reply.leaves { return }
      guard reply.complaint == nil else {
        if !lines.isEmpty { tell(leftOut(lines.count)) }
        return
      }
    }
  }

  /// Takes as many of the lines as belong together.
  private func takeFirst(of lines: ArraySlice<String>) -> (count: Int, reply: Reply) {
    if !notebook.isIncomplete {
      let command = lines.firstIndex { TypedCommand($0) != nil } ?? lines.endIndex
      for end in [lines.endIndex, command] where end - lines.startIndex > 1 {
        control.resume()
        let text = lines[..<end].joined(separator: "\n")
        guard let taken = onThread({ $0.notebook.takeWhole(text) }) else { continue }
        return (end - lines.startIndex, reply(to: taken))
      }
    }
    return (1, take(lines.first ?? ""))
  }

  private func leftOut(_ count: Int) -> Reply {
    Reply(warning: count == 1 ? "the line behind it was left out" : "the \(count) lines behind it were left out")
  }
}
