/// What Tab may put before the cursor.
package struct Completion: Sendable, Equatable {
  /// One of several texts.
  package struct Candidate: Sendable, Equatable {
    /// What is put there; empty where there is only something to be said.
    package var text: String
    /// What it is, shown beside it in a list.
    package var remark: String

    package init(_ text: String, remark: String = "") {
      self.text = text
      self.remark = remark
    }
  }

  /// How many characters before the cursor are replaced.
  package var replacing: Int
  /// What may be put in their place, in the order in which they are listed.
  package var candidates: [Candidate]

  package init(replacing: Int, candidates: [Candidate]) {
    self.replacing = replacing
    self.candidates = candidates
  }

  /// What is put in the place of what was typed: the one text, or that with which all begin; nil where nothing is.
  func insertion(for typed: String) -> String? {
    let texts = candidates.map(\.text).filter { !$0.isEmpty }
    guard let first = texts.first else { return nil }
    let common = texts.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    // Of several, what was typed may not be with what they begin.
    guard common != typed, texts.count == 1 || common.hasPrefix(typed) else { return nil }
    return common
  }

  /// Whether the candidates are listed: one alone is simply put in.
  var isListed: Bool { candidates.count > 1 || candidates.contains { $0.text.isEmpty } }
}

extension String {
  /// With what this and another text begin.
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
