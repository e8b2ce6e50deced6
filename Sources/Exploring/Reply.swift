/// What a line that was taken comes to.
package struct Reply: Sendable, Equatable {
  /// What it shows, for standard output; empty where it shows nothing.
  package var text = ""
  /// What may not have been meant, for standard error, though the line was done; nil where nothing is.
  package var warning: String?
  /// What went wrong, for standard error; nil where nothing did.
  package var complaint: String?
  /// Whether the chunk is not complete: the next line belongs to it.
  package var wantsMore = false
  /// Whether the session ends.
  package var leaves = false

  package init(
    text: String = "", warning: String? = nil, complaint: String? = nil, wantsMore: Bool = false, leaves: Bool = false
  ) {
    self.text = text
    self.warning = warning
    self.complaint = complaint
    self.wantsMore = wantsMore
    self.leaves = leaves
  }
}
