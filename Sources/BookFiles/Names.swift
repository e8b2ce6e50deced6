import Problems

/// The names that a book gives and uses: finds the ones given twice and the ones that nothing has.
final class Names {
  /// What a name belongs to.
  enum Kind: String, CaseIterable {
    case person = "connected person"
    case agreement = "agreement"
    case category = "category"
    case meeting = "meeting"
    case subsidiary = "subsidiary"
    case group = "group"

    var plural: String {
      switch self {
      case .category: "categories"
      case .person: "connected persons"
      case .subsidiary: "subsidiaries"
      case .agreement, .meeting, .group: rawValue + "s"
      }
    }
  }

  private var given: [Kind: [String]] = [:]
  private var lines: [Kind: [String: Int]] = [:]
  private var used: [(kind: Kind, name: String, node: YamlNode)] = []
  private let faults: Faults

  init(faults: Faults) { self.faults = faults }

  /// The names of one kind, in the order of the book.
  func all(_ kind: Kind) -> [String] { given[kind] ?? [] }

  /// Gives the name in `id` to something, and returns it where it is a good one.
  ///
  /// A bad one is given all the same, so that its uses are no faults of their own.
  func give(_ kind: Kind, _ fields: Fields) -> String? {
    let good = fields.identifier()
    if let name = fields.written("id")?.text { give(kind, name, at: fields.place("id")) }
    return good
  }

  private func give(_ kind: Kind, _ name: String, at node: YamlNode) {
    if let line = lines[kind]?[name] {
      faults.add(
        "the \(kind.rawValue) '\(name)' is named twice in this book", at: node,
        notes: ["it stands first on line \(line)"], hint: "give one of them another id")
    }
    if lines[kind]?[name] == nil { given[kind, default: []].append(name) }
    lines[kind, default: [:]][name] = node.line
  }

  /// Uses a name; whether it has been given is known once the book is read.
  func use(_ kind: Kind, _ name: String, at node: YamlNode) { used.append((kind, name, node)) }

  /// Finds the names that are used and not given.
  func check() {
    for (kind, name, node) in used where lines[kind]?[name] == nil && !faults.isFull {
      let known = all(kind)
      faults.add(
        "no \(kind.rawValue) '\(name)' in this book" + Spelling.question(name, among: known), at: node,
        hint: known.isEmpty
          ? "the book has no \(kind.plural)" : "the \(kind.plural) of this book are: \(known.joined(separator: ", "))")
    }
  }
}

/// The names of one small list, such as the caps of a category.
struct LocalNames {
  let kind: String
  private var lines: [String: Int] = [:]

  init(_ kind: String) { self.kind = kind }

  /// Notes a name, and a problem where the list has it already.
  mutating func give(_ name: String, at node: YamlNode, faults: Faults) {
    if let line = lines[name] {
      faults.add(
        "the \(kind) '\(name)' is named twice", at: node, notes: ["it stands first on line \(line)"],
        hint: "give one of them another id")
    } else {
      lines[name] = node.line
    }
  }
}

/// The words of a book's choices that are no enumeration of the model.
enum BookWords {
  /// The issuer itself, where a subsidiary could stand.
  static let issuer = "issuer"
  /// How a forecast's amounts may be made.
  static let methods = [
    "even", "rest-of-total", "same-days-last-year", "last-year-evenly", "run-rate", "last-year-shape", "dated",
    "compound",
  ]
}
