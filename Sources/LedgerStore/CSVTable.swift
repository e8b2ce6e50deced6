import Problems

/// The rows of a CSV file, each field with its place, and the faults of its quotes.
///
/// - Source: RFC 4180, with any line end; a blank line is no row.
struct CSVTable {
  /// A field without its quotes.
  struct Field {
    /// The text; the spaces around a field without quotes do not belong to it.
    var text: String
    /// The first byte of the field, its quote included.
    var offset: Int
    /// How many characters the field has as it is written.
    var length: Int
  }

  /// A row with the byte at which it begins.
  struct Row {
    var fields: [Field]
    var offset: Int
    /// Whether a fault of the quotes has shifted its fields.
    var isFaulty: Bool
  }

  /// A fault of the quotes, at a byte.
  struct Fault {
    var statement: String
    var offset: Int
    var hint: String
  }

  private(set) var rows: [Row] = []
  private(set) var faults: [Fault] = []
  private let bytes: [UInt8]
  private var at = 0

  /// The table that the bytes are.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    while at < bytes.count { readRow() }
  }

  private static let comma = UInt8(ascii: ","), quote = UInt8(ascii: "\"")

  private var isAtRowEnd: Bool { at >= bytes.count || bytes[at] == 0x0A || bytes[at] == 0x0D }

  private mutating func readRow() {
    let (start, sound) = (at, faults.count)
    var fields = [readField()]
    while at < bytes.count, bytes[at] == Self.comma {
      at += 1
      fields.append(readField())
    }
    if at < bytes.count { at += bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1 }
    let isBlank = fields.count == 1 && fields[0].text.isEmpty && fields[0].length == 0
    if !isBlank { rows.append(Row(fields: fields, offset: start, isFaulty: faults.count > sound)) }
  }

  private mutating func readField() -> Field {
    while !isAtRowEnd, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    guard at < bytes.count, bytes[at] == Self.quote else { return readPlainField() }
    return readQuotedField()
  }

  private mutating func readPlainField() -> Field {
    let start = at
    while !isAtRowEnd, bytes[at] != Self.comma {
      if bytes[at] == Self.quote {
        fault(
          "a quote stands inside a field that does not begin with one", at,
          "put the whole field in quotes, and double each quote inside it")
        skipField()
        break
      }
      at += 1
    }
    var end = at
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    return Field(text: text, offset: start, length: text.count)
  }

  private mutating func readQuotedField() -> Field {
    let start = at
    var content: [UInt8] = []
    at += 1
    while at < bytes.count {
      if bytes[at] != Self.quote {
        content.append(bytes[at])
      } else if at + 1 < bytes.count, bytes[at + 1] == Self.quote {
        content.append(Self.quote)
        at += 1
      } else {
        return closeQuotedField(content, from: start)
      }
      at += 1
    }
    fault(
      "the quote that opens this field is never closed", start, "close it, or double it where it belongs to the text")
    return Field(text: String(decoding: content, as: UTF8.self), offset: start, length: 1)
  }

  private mutating func closeQuotedField(_ content: [UInt8], from start: Int) -> Field {
    at += 1
    let text = String(decoding: content, as: UTF8.self)
    let length = text.count + 2
    while !isAtRowEnd, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    if !isAtRowEnd, bytes[at] != Self.comma {
      fault(
        "more text follows the quote that closes this field", at,
        "put a comma between two fields, and double each quote that belongs to the text")
      skipField()
    }
    return Field(text: text, offset: start, length: length)
  }

  private mutating func skipField() {
    while !isAtRowEnd, bytes[at] != Self.comma { at += 1 }
  }

  private mutating func fault(_ statement: String, _ offset: Int, _ hint: String) {
    faults.append(Fault(statement: statement, offset: offset, hint: hint))
  }
}
