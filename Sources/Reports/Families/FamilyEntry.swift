import Evaluation
import Problems
import WhatIf

/// A family of scenarios as a tree of named values, for JSON.
public enum FamilyEntry {
  /// A family with its answer.
  public static func entry(_ family: FamilyResult) -> Entry {
    .record(
      .init(
        "family",
        [
          ("kind", .text(family.kind.rawValue)), ("name", .text(family.name)), ("file", .text(family.place.file)),
          ("line", .count(family.place.line)), ("about", .text(family.about)), ("builds_on", .texts(family.stack)),
          ("status", .text(family.failure?.kind.rawValue ?? "done")),
          ("answer", (try? family.answer.get())?.entry ?? .none),
          ("failure", family.failure.map(RunEntry.failure) ?? .none),
          ("warnings", .list(family.warnings.map(RunEntry.problem))), ("printed", .text(family.printed)),
        ]))
  }
}
