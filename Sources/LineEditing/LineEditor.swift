internal import CLineEditor

/// Lines that are typed on a terminal: edited, brought back from a history, completed by Tab, pasted as blocks.
///
/// The arrow keys, Home, End and the keys of Emacs edit; Ctrl-R searches the history. Used by one thread at a time, and only one
/// is used at a time; the process may stay in the C locale. Signals are the program's own: what they tell goes to ``events``.
@safe package final class LineEditor {
  /// What reading a line comes to.
  package enum Input: Sendable, Equatable {
    /// A line without its end; several, with line ends between them, where a block was pasted.
    case line(String)
    /// Ctrl-C: what was typed is dropped.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case end
  }

  /// Told of what happens to the terminal and the program, from any thread.
  package let events: TerminalEvents
  /// Says what Tab may put before the cursor, of which it is given the text; nil where Tab does nothing.
  package var completer: ((String) -> Completion)?
  /// Whether lists are coloured.
  package var showsColours = false

  private let handle: EditorHandle
  private let output: Int32

  /// An editor on a terminal.
  ///
  /// - Parameters:
  ///   - input: the descriptor that keys come from; it stays the caller's.
  ///   - output: the descriptor of the same terminal that is written to; it stays the caller's.
  ///   - remembered: the most entries of the history.
  /// - Returns: nil where the system has no memory or no descriptor left.
  package init?(input: Int32 = 0, output: Int32 = 1, remembered: Int) {
    guard let opened = unsafe le_open(input, output, Int32(clamping: remembered)) else { return nil }
    handle = unsafe EditorHandle(opened)
    events = TerminalEvents(handle)
    self.output = output
  }

  /// Reads a line behind a prompt.
  package func readLine(prompt: String) -> Input {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    let status = unsafe le_read(
      handle.editor, prompt,
      { context, before, _ in
        guard let context = unsafe context, let before = unsafe before else { return }
        unsafe Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue().complete(String(cString: before))
      }, context)
    switch status {
    case .LE_LINE: return .line(text)
    case .LE_INTERRUPTED: return .interrupted
    case .LE_END: return .end
    }
  }

  /// Adds an entry to the history that the arrow keys bring back, lines and all; one like the last is not added twice.
  package func remember(_ entry: String) { unsafe le_remember(handle.editor, entry) }

  /// Takes a byte that a key sent while no line was read as the next that is typed.
  package func type(_ byte: UInt8) {
    var byte = CChar(bitPattern: byte)
    unsafe le_type(handle.editor, &byte, 1)
  }

  /// A part of a prompt that the terminal obeys and does not show, such as a change of colour.
  package static func unseen(_ sequence: String) -> String { "\u{1}\(sequence)\u{1}" }

  /// The columns and rows of a terminal; nil where a descriptor is none, or does not know.
  package static func size(of descriptor: Int32 = 1) -> (columns: Int, rows: Int)? {
    var (columns, rows): (Int32, Int32) = (0, 0)
    guard unsafe le_size(descriptor, &columns, &rows) else { return nil }
    return (Int(columns), Int(rows))
  }

  private var text: String {
    var count = 0
    guard let bytes = unsafe le_text(handle.editor, &count) else { return "" }
    return unsafe String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// Puts in what all candidates have in common, and lists them where there are several.
  private func complete(_ before: String) {
    guard let completion = completer?(before) else { return }
    let typed = String(before.suffix(completion.replacing))
    if let text = completion.insertion(for: typed) {
      unsafe le_replace(handle.editor, typed.unicodeScalars.count, text)
    }
    guard completion.isListed else { return }
    let (columns, rows) = Self.size(of: output) ?? (80, 24)
    let list = CandidateList(columns: columns, rows: rows, showsColours: showsColours) { [handle] text in
      unsafe le_width(handle.editor, text)
    }
    unsafe le_list(handle.editor, list.lines(of: completion.candidates).map { $0 + "\n" }.joined())
  }
}

/// Tells a ``LineEditor`` of what it cannot see by itself.
package struct TerminalEvents: Sendable {
  private let handle: EditorHandle

  init(_ handle: EditorHandle) { self.handle = handle }

  /// As if Ctrl-C were typed: the line that is read is dropped, or the next one.
  package func interrupt() { tell(.LE_INTERRUPT) }

  /// The terminal has another size.
  package func resize() { tell(.LE_RESIZED) }

  /// The program was stopped and goes on.
  package func goOn() { tell(.LE_CONTINUED) }

  /// No more lines are wanted: ``LineEditor/readLine(prompt:)`` ends, now and from now on.
  package func close() { tell(.LE_CLOSE) }

  private func tell(_ event: le_event) { unsafe le_tell(handle.editor, event) }
}

// Unchecked Sendable, because other threads than the editor's only call `le_tell`, which writes to a pipe.
/// What C holds of an editor, for as long as anybody may tell it something.
@safe final class EditorHandle: @unchecked Sendable {
  let editor: OpaquePointer

  init(_ editor: OpaquePointer) { unsafe self.editor = editor }

  deinit { unsafe le_close(editor) }
}
