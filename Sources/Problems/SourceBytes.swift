extension Problem {
  /// A problem at a byte of a file that is UTF-8, with the line it stands in.
  ///
  /// - Complexity: O(offset).
  public init(
    _ statement: String, atByte offset: Int, of bytes: [UInt8], file: String, length: Int = 1,
    severity: Severity = .error, notes: [String] = [], hint: String? = nil
  ) {
    let offset = min(max(offset, 0), bytes.count)
    var line = 1
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, offset) : 0
    for index in start..<offset where bytes.isLineEnd(at: index) { (line, start) = (line + 1, index + 1) }
    let end = bytes[offset...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    let excerpt = String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
    self.init(
      statement,
      at: SourcePlace(
        file: file, line: line, column: String(decoding: bytes[start..<max(start, offset)], as: UTF8.self).count + 1),
      severity: severity, excerpt: String(excerpt.prefix(400)), length: length, notes: notes, hint: hint)
  }
}

extension String {
  /// The text on one line and of bearable length, as a message quotes it.
  public var quotable: String {
    let line = String(prefix(600).map { $0.isNewline ? " " : $0 })
    return line.count < count ? line + "…" : line
  }
}

extension String {
  /// The text as a terminal may be shown it: on one line, of bearable length, control characters written as `\u{1b}`.
  var presentable: String {
    let limit = 4_000
    let text = utf8.count > limit && count > limit ? prefix(limit) + "…" : self[...]
    guard text.unicodeScalars.contains(where: SourceText.isUnfit) else { return String(text) }
    return text.unicodeScalars.reduce(into: "") { shown, scalar in
      if scalar == "\n" || scalar == "\r" || scalar == "\t" {
        shown += " "
      } else if SourceText.isUnfit(scalar) {
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
  }
}

extension [UInt8] {
  /// Whether a line ends with this byte: a line feed, or a carriage return that none follows.
  fileprivate func isLineEnd(at index: Int) -> Bool {
    self[index] == 0x0A || (self[index] == 0x0D && (index + 1 == count || self[index + 1] != 0x0A))
  }
}

extension SourceText {
  /// The text that the bytes of a file are: UTF-8, with or without a byte order mark, and no control characters.
  ///
  /// - Throws: ``Problems`` that name the line and column of what cannot be read, or the file where it is too large.
  public static func decoding(
    _ bytes: [UInt8], file: String, limit: Int, expecting kind: String
  ) throws(Problems) -> String {
    guard bytes.count <= limit else {
      throw Problems([
        Problem(
          "the file is larger than \(limit) bytes, the most that is read", at: SourcePlace(file: file, line: 1),
          hint: "check that this is \(kind)")
      ])
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Problems([
        Problem(
          "the file is written in UTF-16, not in UTF-8", at: SourcePlace(file: file, line: 1),
          hint: "save it again with the encoding UTF-8")
      ])
    }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    let text = String(decoding: body, as: UTF8.self)
    let problems = Self.unreadable(text, of: body, file: file)
    guard problems.isEmpty else { throw Problems(problems) }
    return text
  }

  /// A problem for each of the first characters that no text of a person has.
  private static func unreadable(_ text: String, of bytes: ArraySlice<UInt8>, file: String) -> [Problem] {
    // Most files are plain ASCII, which one look at each byte settles.
    if bytes.allSatisfy({ ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A }) { return [] }
    let isValid = text.utf8.elementsEqual(bytes)
    guard !isValid || text.unicodeScalars.contains(where: isRefused) else { return [] }
    // A refused character may also be a line break to Swift, so the lines are counted here and shown with a stand-in.
    let standIn: Unicode.Scalar = "\u{FFFD}"
    var line = 1, rows: [(number: Int, text: String, faults: [(column: Int, scalar: Unicode.Scalar)])] = []
    var row = String.UnicodeScalarView(), faults: [(column: Int, scalar: Unicode.Scalar)] = []
    func isFault(_ scalar: Unicode.Scalar) -> Bool { isRefused(scalar) || (!isValid && scalar == standIn) }
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      if scalar == "\n", previous == "\r" { continue }
      if scalar == "\n" || scalar == "\r" {
        if !faults.isEmpty { rows.append((line, String(row), faults)) }
        if rows.count == 10 { break }
        (line, row, faults) = (line + 1, String.UnicodeScalarView(), [])
        continue
      }
      if isFault(scalar) { faults.append((String(row).count + 1, scalar)) }
      row.append(isRefused(scalar) ? standIn : scalar)
    }
    if !faults.isEmpty, rows.count < 10 { rows.append((line, String(row), faults)) }
    return rows.map { row in
      let fault = row.faults[0]
      return Problem(
        isRefused(fault.scalar)
          ? "the character \(name(of: fault.scalar)) does not belong in a text" : "these bytes are not UTF-8",
        at: SourcePlace(file: file, line: row.number, column: fault.column), excerpt: String(row.text.prefix(400)),
        hint: isRefused(fault.scalar) ? "take it out" : "save the file again with the encoding UTF-8")
    }
  }

  /// The name of the first character of `text` that no text of a person has, such as `U+001B`; nil where all belong.
  public static func refusedCharacter(in text: String) -> String? {
    text.unicodeScalars.first(where: isRefused).map(name(of:))
  }

  private static func name(of scalar: Unicode.Scalar) -> String {
    let code = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
  }

  /// What must not reach a terminal as it stands: line ends and tabs belong to the layout of a message alone.
  static func isUnfit(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x20 || isRefused(scalar) }

  /// Control characters but for tab and line ends, the other line breaks of Unicode, what turns the direction of
  /// writing round, and what is no character.
  private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
