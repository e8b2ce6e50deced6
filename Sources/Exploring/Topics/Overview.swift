import Reports

extension Topics {
  /// The ten things to know, each with what is typed.
  static let tenThings: [(what: String, example: String)] = [
    ("look", "@category"),
    ("what falls when", "@category.forecast"),
    ("change the working copy", "@category.forecast:scale(2)"),
    ("what that did", ":diff"),
    ("take it back", ":undo   :redo   :reset"),
    ("why", ":explain   :explain FINDING"),
    ("what to do by when", ":todo   :calendar"),
    ("keep it as a scenario", ":save kept.lua"),
    ("take scenarios of a file", ":load kept.lua   :use NAME"),
    ("more on anything", ":help forecast   :help solve   :help save"),
  ]

  /// The overview: at most 24 lines of 80 columns.
  static func overview(_ showing: Showing) -> [String] {
    let intro =
      "A line is Lua, or a command that begins with a colon. book is the working copy, outcome what comes out "
      + "of it, baseline what comes out of the unchanged book, _ the last value."
    let lead = (tenThings.map(\.what.count).max() ?? 0) + 2
    let things = tenThings.flatMap { what, example -> [String] in
      guard let lines = Examples(showing.book).filled([example]) else { return [] }
      return lines.flatMap { line -> [String] in
        let isNarrow = lead + line.columns > showing.width
        return isNarrow ? [what, "  " + line] : [padded(what, lead) + showing.ink(.strong, line)]
      }
    }
    let commands = CommandTopic.all.map { ":" + $0.name }.joined(separator: " ")
    return wrapped(intro, lead: "", width: showing.width, ink: showing.ink) + [""] + things + [""]
      + wrapped(commands, lead: padded("commands", 10), width: showing.width, tone: .faint, ink: showing.ink)
      + wrapped(
        "Tab completes, Ctrl-C ends what runs, Ctrl-D leaves. A chunk goes on over lines until it is complete.",
        lead: padded("keys", 10), width: showing.width, tone: .faint, ink: showing.ink)
  }
}
