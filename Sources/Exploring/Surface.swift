/// What text is shown on: a terminal of some width, or a pipe.
package struct Surface: Sendable {
  /// Characters in a line.
  package var columns: Int
  /// Lines that are seen at once; nil where nothing scrolls away, as in a pipe.
  package var rows: Int?
  /// Whether colours are seen. They are never the only sign of anything.
  package var showsColours: Bool

  /// A surface; by itself, a pipe.
  package init(columns: Int = 100, rows: Int? = nil, showsColours: Bool = false) {
    self.columns = columns
    self.rows = rows
    self.showsColours = showsColours
  }
}
