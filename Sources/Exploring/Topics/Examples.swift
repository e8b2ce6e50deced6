import Agreements
import Quantities

/// Examples that run on the book at hand: what stands for a part of a book in them is put in from it.
///
/// In an example `@category` is a category as a script reaches it and `@'category'` its id in quotes; so with `another` category, `cap`,
/// `meeting`, `agreement`, `person`, `holder` (another person), `director` and `group`. `@currency` is the word that makes amounts, `@year` the year
/// of the as-of date, `@day` and `@later` days after it, and `@month` a month after it.
package struct Examples: Sendable {
  private let book: Book
  private let preferred: String?

  /// Examples for a book, on the category of that id where one is given.
  package init(_ book: Book, on category: String? = nil) {
    self.book = book
    preferred = category
  }

  /// The lines with what they need from the book; nil where it has nothing of the kind.
  package func filled(_ lines: [String]) -> [String]? {
    var filled: [String] = []
    for line in lines {
      var text = line
      for name in Self.names where text.contains("@" + name) || text.contains("@'\(name)'") {
        guard let value = value(name) else { return nil }
        text = text.replacing("@'\(name)'", with: value.quoted).replacing("@" + name, with: value.expression)
      }
      filled.append(text)
    }
    return filled
  }

  /// Longer names before those that begin them.
  private static let names = [
    "category", "another", "cap", "meeting", "agreement", "person", "holder", "director", "group", "currency", "year",
    "later",
    "day", "month",
  ]

  private func value(_ name: String) -> (expression: String, quoted: String)? {
    func member(_ collection: String, _ id: String?) -> (String, String)? {
      id.map { (Self.reached($0, in: collection), Self.quoted($0)) }
    }
    func plain(_ text: String?) -> (String, String)? { text.map { ($0, Self.quoted($0)) } }
    switch name {
    case "category": return member("book.categories", category?.id.name)
    case "another": return member("book.categories", book.categories.first { $0.id != category?.id }?.id.name)
    case "cap":
      return category.flatMap { member(Self.reached($0.id.name, in: "book.categories") + ".caps", cap?.id.name) }
    case "meeting": return member("book.meetings", book.meetings.first?.id.name)
    case "agreement": return member("book.agreements", book.agreements.first?.id.name)
    case "person": return member("book.people", book.people.first?.id.name)
    case "holder": return member("book.people", book.people.dropFirst().first?.id.name)
    case "director": return member("book.governance.directors", book.governance.directors.first?.name)
    case "group": return member("book.groups", book.groups.first?.id.name)
    case "currency": return plain(book.currency.code.lowercased())
    case "year": return plain("\(book.asOf.year)")
    case "day": return plain(day(after: 1)?.description)
    case "later": return plain(day(after: 3)?.description)
    case "month": return plain(day(after: 2).map { String($0.description.prefix(7)) })
    default: return nil
    }
  }

  /// The category to show things on: one with a forecast, if there is one, then one with caps.
  private var category: Agreements.Category? {
    if let preferred, let category = book.category(.init(preferred)) { return category }
    let withCaps = book.categories.filter { !$0.caps.isEmpty }
    return withCaps.first { !$0.forecast.plans.isEmpty } ?? withCaps.first ?? book.categories.first
  }

  private var cap: Cap? {
    let running = category?.caps.first { $0.span?.contains(book.asOf) == true }
    return running ?? category?.caps.last
  }

  private func day(after months: Int) -> CivilDate? { try? book.asOf.adding(months: months) }

  private static func reached(_ id: String, in collection: String) -> String {
    id.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) == nil || reserved.contains(id)
      ? "\(collection)[\(quoted(id))]" : "\(collection).\(id)"
  }

  private static func quoted(_ id: String) -> String { id.inQuotes }

  /// Words of Lua, which cannot stand behind a dot.
  private static let reserved: Set = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
    "not",
    "or", "repeat", "return", "then", "true", "until", "while",
  ]
}
