import LuaSandbox
import Problems

/// An unknown field of a host value, with the nearest name.
func noField(_ name: String, of type: String, known: [String]) -> HostError {
  HostError(
    "\(named(type)) has no '\(name)'\(Spelling.question(name, among: known))", token: name,
    hint: known.isEmpty ? nil : "\(named(type)) has: \(known.joined(separator: ", "))")
}

/// An unknown member of the book, with the nearest name.
func noMember(
  _ kind: String, _ name: String, token: String? = nil, known: [String], plural: String
) -> HostError {
  HostError(
    "no \(kind) '\(name)' in this book\(Spelling.question(name, among: known))", token: token ?? name,
    hint: known.isEmpty ? "this book has no \(plural)" : "\(plural) of this book: \(known.joined(separator: ", "))")
}
