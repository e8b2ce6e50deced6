import Agreements
import Evaluation
import Problems
import Scripting

/// What help tells of the end of a path: its type is followed from name to name as the language declares it, and names of
/// the book are looked up in it.
struct PathTopic {
  private let path: HelpPath
  private let showing: Showing

  /// Where a path has come to.
  private struct Place {
    /// The declared type, in the words of LuaCATS.
    var type: String?
    /// What help tells of the name that led here; empty for a global word and for what the book holds.
    var lines: [String] = []
    /// The topic whose example shows it, where it is a method, or a name outside of the book.
    var example: String?
    /// Whether it is a method.
    var isMethod = false
    /// The thing itself, where it is one of the book.
    var value: ShownValue?
    /// The category that it belongs to.
    var category: String?
    /// Whether the path leads through the book at hand, so that its ids are known.
    var isOfTheBook = false
  }

  init(_ path: HelpPath, showing: Showing) {
    self.path = path
    self.showing = showing
  }

  func lines() throws(Problem) -> [String] {
    if ["outcome", "baseline"].contains(path.names[0]), let lines = try ofAnOutcome() { return lines }
    var place = try root()
    for index in path.names.indices.dropFirst() { place = try step(from: place, at: index) }
    return told(place)
  }

  // MARK: Following

  private func root() throws(Problem) -> Place {
    let name = path.names[0]
    if name == "book" { return Place(type: "book", value: .book, isOfTheBook: true) }
    let type = Language.type(ofWord: name) ?? (Language.typeNames.contains(name) ? name : nil)
    guard let type else { throw Topics.unknown("topic", name, among: Topics.names) }
    return Place(type: type)
  }

  private func step(from place: Place, at index: Int) throws(Problem) -> Place {
    let name = path.names[index]
    let type = Self.single(place.type)
    let members = Language.members(of: type)
    if let member = members.first(where: { $0.name == name }) { return after(member, of: type, from: place) }
    let ids = self.ids(of: type, in: place)
    if let held = Language.held(by: type), ids == nil || ids?.contains(name) == true {
      return of(name, type: held, in: place)
    }
    // An item of a list is what the list says that it holds.
    if place.type?.contains("[]") == true, Int(name) != nil { return Place(type: type) }
    let known = members.map(\.name) + (ids ?? [])
    let before = path.names[..<index].joined(separator: ".")
    throw Problem(
      "\(before) has no '\(name)'\(Spelling.question(name, among: known))",
      hint: known.isEmpty ? nil : "it has: \(known.joined(separator: ", "))")
  }

  private func after(_ member: Language.Member, of type: String, from place: Place) -> Place {
    var next = Place(type: member.type, lines: member.lines, category: place.category)
    next.isMethod = member.kind == .method
    next.example = next.isMethod ? "\(type):\(member.name)" : type
    guard member.kind == .field, place.isOfTheBook else { return next }
    next.isOfTheBook = true
    switch (member.name, place.category) {
    case ("caps", let category?): next.value = .caps(category: category)
    case ("forecast", let category?): next.value = .forecast(category: category)
    case ("ledger", let category?): next.value = .ledger(category: category)
    default: break
    }
    return next
  }

  /// What a collection holds under an id.
  private func of(_ id: String, type: String, in place: Place) -> Place {
    var next = Place(type: type, category: place.category, isOfTheBook: place.isOfTheBook)
    guard place.isOfTheBook else { return next }
    switch type {
    case "category": (next.value, next.category) = (.category(id), id)
    case "cap": next.value = place.category.map { .cap(category: $0, cap: id) }
    case "agreement": next.value = .agreement(id)
    case "meeting": next.value = .meeting(id)
    default: break
    }
    return next
  }

  /// The names that a collection of the book at hand holds; nil for what is no such collection.
  private func ids(of type: String, in place: Place) -> [String]? {
    guard place.isOfTheBook else { return nil }
    let book = showing.book
    switch type {
    case "categories": return book.categories.map(\.id.name)
    case "agreements": return book.agreements.map(\.id.name)
    case "meetings": return book.meetings.map(\.id.name)
    case "people", "shareholdings": return book.people.map(\.id.name)
    case "directors": return book.governance.directors.map(\.name)
    case "groups": return book.groups.map(\.id.name)
    case "caps": return place.category.flatMap { book.category(.init($0))?.caps.map(\.id.name) }
    default: return nil
    }
  }

  /// The name of a type without the marks for a list and for what may be nothing.
  private static func single(_ type: String?) -> String { (type ?? "").filter { $0 != "?" && $0 != "[" && $0 != "]" } }

  // MARK: Telling

  private func told(_ place: Place) -> [String] {
    let type = Self.single(place.type)
    var lines = place.lines.isEmpty ? showing.heading(path.text + (type.isEmpty ? "" : ": \(type)")) : []
    lines += Topics.laid(place.lines, showing)
    // A method is told of by itself; a thing by all that it has.
    if !place.isMethod, let help = Language.help(forType: type) {
      lines += (lines.isEmpty ? [] : [""]) + Topics.laid(help, showing)
    }
    if let value = place.value { lines += now(value) }
    if place.isOfTheBook { return lines + Topics.example([path.text], showing) }
    let topic = TopicExamples.lines(for: place.isMethod ? "" : type) ?? place.example.flatMap(TopicExamples.lines)
    return lines + Topics.example(topic ?? [], showing, on: place.category)
  }

  /// What it is now; of what is long, such as the book, a line shows it.
  private func now(_ value: ShownValue) -> [String] {
    switch value {
    case .category, .caps, .cap, .agreement, .meeting: ["", showing.ink(.faint, "now")] + showing.lines(of: value)
    default: []
    }
  }

  // MARK: Outcomes

  /// A part of an outcome, found in the outcome itself; nil for its methods, which the language tells of.
  private func ofAnOutcome() throws(Problem) -> [String]? {
    let outcome = path.names[0] == "baseline" ? showing.baseline : showing.outcome
    var entry = outcome.entry
    for (index, name) in path.names.enumerated().dropFirst() {
      let methods = index == 1 ? Language.members(of: "outcome").map(\.name) : []
      if methods.contains(name) { return nil }
      let before = path.names[..<index].joined(separator: ".")
      guard let next = Self.part(name, of: entry) else {
        let known = Self.names(in: entry) + methods
        throw Problem(
          "\(before) has no '\(name)'\(Spelling.question(name, among: known))",
          hint: known.isEmpty ? nil : "it has: \(known.joined(separator: ", "))")
      }
      entry = next
    }
    let now = TreeText(ink: showing.ink, width: showing.width).lines(of: ShownTree(entry))
    return showing.heading("\(path.text): \(Self.kind(of: entry))") + ["", showing.ink(.faint, "now")] + now
      + ["", showing.ink(.faint, "example"), "  " + path.text]
  }

  private static func part(_ name: String, of entry: Entry) -> Entry? {
    switch entry {
    case .record(let record): record[name]
    case .list(let items): Int(name).flatMap { items.indices.contains($0 - 1) ? items[$0 - 1] : nil }
    default: nil
    }
  }

  private static func names(in entry: Entry) -> [String] {
    switch entry {
    case .record(let record): record.names
    case .list(let items): items.isEmpty ? [] : ["1", "\(items.count)"]
    default: []
    }
  }

  private static func kind(of entry: Entry) -> String {
    switch entry {
    case .none: "nothing"
    case .list: "a list"
    case .record(let record): record.title
    default: entry.typeWord
    }
  }
}

extension HelpPath {
  /// The path as a script writes it.
  var text: String {
    names.dropFirst().reduce(names[0]) { text, name in
      if Int(name) != nil, name.count < 4 { return "\(text)[\(name)]" }
      return name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) == nil ? "\(text)[\(name.inQuotes)]" : "\(text).\(name)"
    }
  }
}
