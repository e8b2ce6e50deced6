/// What a line that was taken comes to.
package struct Reply: Sendable, Equatable {
  /// What it shows, for standard output; empty where it shows nothing.
  package var text = ""
  /// What went wrong, for standard error; nil where nothing did.
  package var complaint: String?
  /// Whether the chunk is not complete: the next line belongs to it.
  package var wantsMore = false
  /// Whether the session ends.
  package var leaves = false

  package init(text: String = "", complaint: String? = nil, wantsMore: Bool = false, leaves: Bool = false) {
    self.text = text
    self.complaint = complaint
    self.wantsMore = wantsMore
    self.leaves = leaves
  }
}
