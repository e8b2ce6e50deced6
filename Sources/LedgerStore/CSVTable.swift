import Problems

/// The rows of a CSV file, one after another, each field with its place, and the faults of its quotes.
///
/// - Source: RFC 4180, with any line end; a blank line is no row.
struct CSVTable {
  /// Where something is written.
  struct Place {
    /// Its first byte.
    let offset: Int32
    /// How many bytes it has.
    let count: Int32

    init(_ bytes: Range<Int>) {
      offset = Int32(clamping: bytes.lowerBound)
      count = Int32(clamping: bytes.count)
    }

    /// How many characters of `bytes` are written there, at least one; counted for a message, as it takes long.
    func length(in bytes: [UInt8]) -> Int {
      let part = bytes[Int(offset)..<min(Int(offset) + Int(count), bytes.count)]
      return max(1, String(decoding: part, as: UTF8.self).count)
    }
  }

  /// A field without its quotes.
  struct Field {
    /// The text; the spaces around a field without quotes do not belong to it.
    var text: String
    /// Where it is written, its quotes included.
    let place: Place
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

  /// The faults of the rows that were read so far.
  private(set) var faults: [Fault] = []
  private let bytes: [UInt8]
  private var at = 0

  /// The table that the bytes are.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  /// The next row; nil after the last.
  mutating func next() -> Row? {
    while at < bytes.count { if let row = readRow() { return row } }
    return nil
  }

  private static let comma = UInt8(ascii: ","), quote = UInt8(ascii: "\"")

  private var isAtRowEnd: Bool { at >= bytes.count || bytes[at] == 0x0A || bytes[at] == 0x0D }

  /// A row; nil for a blank line.
  private mutating func readRow() -> Row? {
    let (start, sound) = (at, faults.count)
    var fields = [readField()]
    while at < bytes.count, bytes[at] == Self.comma {
      at += 1
      fields.append(readField())
    }
    if at < bytes.count { at += bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1 }
    if fields.count == 1, fields[0].place.count == 0 { return nil }
    return Row(fields: fields, offset: start, isFaulty: faults.count > sound)
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
    return Field(text: String(decoding: bytes[start..<end], as: UTF8.self), place: Place(start..<end))
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
    return Field(text: String(decoding: content, as: UTF8.self), place: Place(start..<start + 1))
  }

  private mutating func closeQuotedField(_ content: [UInt8], from start: Int) -> Field {
    at += 1
    let field = Field(text: String(decoding: content, as: UTF8.self), place: Place(start..<at))
    while !isAtRowEnd, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    if !isAtRowEnd, bytes[at] != Self.comma {
      fault(
        "more text follows the quote that closes this field", at,
        "put a comma between two fields, and double each quote that belongs to the text")
      skipField()
    }
    return field
  }

  private mutating func skipField() {
    while !isAtRowEnd, bytes[at] != Self.comma { at += 1 }
  }

  private mutating func fault(_ statement: String, _ offset: Int, _ hint: String) {
    faults.append(Fault(statement: statement, offset: offset, hint: hint))
  }
}
