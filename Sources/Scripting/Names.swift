import LuaSandbox
import Problems

/// An unknown field of a host value, with the nearest name.
func noField(_ name: String, of type: String, known: [String]) -> HostError {
  HostError(
    "\(article(type)) \(type) has no '\(name)'\(Spelling.question(name, among: known))", token: name,
    hint: known.isEmpty ? nil : "\(article(type)) \(type) has: \(known.joined(separator: ", "))")
}

/// An unknown member of the book, with the nearest name.
func noMember(_ kind: String, _ name: String, known: [String], plural: String) -> HostError {
  HostError(
    "no \(kind) '\(name)' in this book\(Spelling.question(name, among: known))", token: name,
    hint: known.isEmpty ? "this book has no \(plural)" : "\(plural) of this book: \(known.joined(separator: ", "))")
}

private func article(_ word: String) -> String { word.first.map { "aeiou".contains($0) } == true ? "an" : "a" }
