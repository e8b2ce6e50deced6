/// A place in a file that a person wrote.
public struct SourcePlace: Sendable, Hashable {
  /// The file, as it is shown to the person.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column in characters, from 1; nil where only the line is known.
  public var column: Int?

  /// A place in `file`.
  public init(file: String, line: Int, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SourcePlace: Comparable {
  /// By file, then line, then column.
  public static func < (left: SourcePlace, right: SourcePlace) -> Bool {
    (left.file, left.line, left.column ?? 0) < (right.file, right.line, right.column ?? 0)
  }
}

extension SourcePlace: CustomStringConvertible {
  /// The place as `file:line:column`.
  public var description: String {
    column.map { "\(file):\(line):\($0)" } ?? "\(file):\(line)"
  }
}
