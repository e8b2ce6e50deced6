/// What may stand at the cursor in place of what was begun there.
package struct Completion: Sendable, Equatable {
  /// How many characters before the cursor each candidate replaces.
  package var replacing: Int
  /// What may be put there, in order.
  package var candidates: [Candidate]

  /// What may be put in the place of some characters before the cursor.
  package init(replacing: Int = 0, candidates: [Candidate] = []) {
    self.replacing = replacing
    self.candidates = candidates
  }

  /// Candidates that continue what was begun, in order and none of them twice.
  package init(_ candidates: [Candidate], continuing begun: String) {
    var seen: Set<String> = []
    replacing = begun.count
    self.candidates = candidates.filter { $0.text.hasPrefix(begun) && seen.insert($0.text).inserted }
      .sorted { $0.text < $1.text }
  }
}

/// One of the things that may stand at the cursor.
package struct Candidate: Sendable, Equatable {
  /// What is put there; empty where there is only something to say.
  package var text: String
  /// What is shown beside it: the type, or how it is called.
  package var remark: String

  /// A text with its remark.
  package init(_ text: String, _ remark: String = "") {
    self.text = text
    self.remark = remark
  }
}
