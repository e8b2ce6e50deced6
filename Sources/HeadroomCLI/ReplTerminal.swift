import Exploring
import Foundation
import Headroom
import LineEditing

/// A session at a terminal: a prompt, keys, and replies by the page.
final class TerminalSession {
  private let exploration: Exploration
  private let control: RunControl
  private let editor: LineEditor
  private let signals: SessionSignals
  private var history: HistoryFile?
  /// The lines of a chunk that is not complete.
  private var chunk: [String] = []

  /// A session; nil where the terminal cannot be edited on.
  init?(_ exploration: Exploration, control: RunControl) {
    guard let editor = LineEditor(remembered: Self.remembered) else { return nil }
    self.exploration = exploration
    self.control = control
    self.editor = editor
    signals = SessionSignals(control: control, events: editor.events)
    editor.showsColours = exploration.surface.showsColours
    editor.completer = { [unowned exploration] before in Self.completion(exploration, before: before) }
  }

  /// Takes lines until the analyst leaves.
  func run() {
    defer { signals.cancel() }
    Terminal.write(Self.banner(exploration))
    recall()
    while let line = next() {
      signals.isReading = false
      let leaves = take(line)
      if leaves || signals.asksForEnd { return }
    }
  }

  /// Words of welcome: the book, its day, and the way on.
  static func banner(_ exploration: Exploration) -> String {
    let book = exploration.notebook.book
    return "\(book.title), as of \(exploration.asOf ?? book.asOf)\n"
      + ":help tells what can be asked, Tab completes, Ctrl-D leaves\n"
  }

  // MARK: Lines

  /// The next line; nil where the session ends.
  private func next() -> String? {
    while true {
      signals.isReading = true
      switch editor.readLine(prompt: prompt) {
      case .line(let line): return line
      case .interrupted: abandon()
      case .end:
        guard !chunk.isEmpty, !signals.asksForEnd else { return nil }
        abandon()
      }
    }
  }

  private var prompt: String {
    guard exploration.surface.showsColours else { return exploration.prompt }
    return LineEditor.unseen("\u{1B}[1m") + exploration.prompt + LineEditor.unseen("\u{1B}[0m")
  }

  private func abandon() {
    chunk = []
    exploration.abandonInput()
  }

  /// Takes the terminal's present size for what is shown next.
  private func fit() {
    guard let size = LineEditor.size() else { return }
    exploration.surface.columns = size.columns
    exploration.surface.rows = size.rows
  }

  /// Takes a line, or a block that was pasted; whether the session ends.
  private func take(_ line: String) -> Bool {
    guard !chunk.isEmpty || line.contains(where: { !$0.isWhitespace }) else { return false }
    chunk.append(line)
    fit()
    var reply = Reply()
    if line.contains("\n") {
      exploration.take(pasted: line) { part in
        reply = part
        tell(part)
      }
    } else {
      reply = exploration.take(line)
      tell(reply)
    }
    if !reply.wantsMore { remember() }
    return reply.leaves
  }

  private func tell(_ reply: Reply) {
    // The terminal has written ^C where the cursor stood.
    if control.isCancelled { Terminal.write("\n") }
    if !reply.text.isEmpty {
      let pager = Pager(columns: exploration.surface.columns, rows: exploration.surface.rows) { [signals] in
        signals.asksForEnd
      }
      if let key = pager.show(reply.text) { editor.type(key) }
    }
    for text in [reply.warning, reply.complaint].compactMap({ $0 }) { Terminal.error(text) }
  }

  // MARK: History

  /// The most entries that are brought back.
  private static let remembered = 10_000

  /// Brings back what was typed in former sessions.
  private func recall() {
    guard let path = Self.historyPath else { return }
    let file = HistoryFile(path, most: Self.remembered)
    do throws(HistoryFile.Failure) {
      for entry in try file.load() { editor.remember(entry) }
      history = file
    } catch { Terminal.error("note: \(error)") }
  }

  /// Adds the chunk that is complete, in memory and in the file; where that fails it is said once.
  private func remember() {
    let entry = chunk.joined(separator: "\n")
    chunk = []
    editor.remember(entry)
    do throws(HistoryFile.Failure) { try history?.append(entry) } catch {
      Terminal.error("note: \(error)")
      history = nil
    }
  }

  /// The user's state folder, as the XDG base directories have it: a path that is not absolute does not count.
  private static var historyPath: String? {
    let state = Terminal.environment("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    let folder = state ?? Terminal.environment("HOME").map { $0 + "/.local/state" }
    return folder.map { $0 + "/headroom/history" }
  }

  // MARK: Completion

  private static func completion(_ exploration: Exploration, before: String) -> LineEditing.Completion {
    let found = exploration.completions(before: before)
    return .init(replacing: found.replacing, candidates: found.candidates.map { .init($0.text, remark: $0.remark) })
  }
}
