import Agreements
import Evaluation
import LuaSandbox
import Quantities

/// What values of a session are for a person, read out of its state and its book.
struct ShownValues {
  private let host: ScriptHost
  private let book: Book?
  private let vocabulary: Vocabulary

  init(of host: ScriptHost) {
    self.host = host
    vocabulary = host.words
    book = host.draft?.book
  }

  /// What a chunk gave; nothing where all of it is nil.
  func all(_ values: [SeenValue]) -> [ShownValue] {
    guard values.contains(where: { $0 != .value(.none) }) else { return [] }
    return values.map { shown($0, depth: 0) }
  }

  private func shown(_ value: SeenValue, depth: Int) -> ShownValue {
    switch value {
    case .words(let text): .plain(text)
    case .table(let pairs, let omitted):
      .table(
        pairs.map { (key: shown($0.key, depth: depth + 1), value: shown($0.value, depth: depth + 1)) },
        omitted: omitted)
    case .value(let value): shown(value, depth: depth)
    }
  }

  private func shown(_ value: LuaValue, depth: Int) -> ShownValue {
    switch value {
    case .none: .nothing
    case .boolean(let flag): .plain("\(flag)")
    case .integer(let integer): .plain("\(integer)")
    case .number(let number): .plain(Self.text(of: number))
    case .string(let text): .text(text)
    case .table(let table): shown(table, depth: depth)
    case .hosts(let first, let count):
      shown(
        LuaTable(list: (0..<Int64(count)).map { .host(HostValue(first.kind, first.a, first.b + $0)) }), depth: depth)
    case .function(let function): .function(line: function.line)
    case .host(let value): shown(value, depth: depth)
    }
  }

  private func shown(_ table: LuaTable, depth: Int) -> ShownValue {
    let most = 1_000
    return .table(
      table.entries.prefix(most).map {
        (key: shown($0.key, depth: depth + 1), value: shown($0.value, depth: depth + 1))
      },
      omitted: max(0, table.count - most))
  }

  /// A number as Lua writes it: 14 digits at most.
  private static func text(of number: Double) -> String {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    if number == number.rounded(), abs(number) < 1e15 { return "\(Int64(number)).0" }
    return "\(number)"
  }

  // MARK: Values of the host

  private func shown(_ value: HostValue, depth: Int) -> ShownValue {
    guard let kind = Kind(rawValue: value.kind.rawValue) else { return .plain("value") }
    if let part = book.flatMap({ part(of: $0, value, kind) }) { return part }
    switch kind {
    case .money, .date, .span, .ratio, .period, .currency: return .plain(described(value))
    case .outcome, .variant:
      guard let outcome = try? host.outcome(of: value) else { return .plain(described(value)) }
      return .outcome(outcome)
    case .record: return .record(host.record(value.place))
    case .variantPart:
      guard let (variant, node) = try? host.variant(value),
        let record = try? host.record(of: variant, node, at: value)
      else { return .plain(described(value)) }
      return .record(host.record(record.place))
    default: return object(value, depth: depth)
    }
  }

  /// A part of the book by its name; nil where it has no case of its own, or is no longer in the book.
  private func part(of book: Book, _ value: HostValue, _ kind: Kind) -> ShownValue? {
    func named<Element>(_ list: [Element], _ name: (Element) -> String, _ make: (String) -> ShownValue) -> ShownValue? {
      list.indices.contains(value.place) ? make(name(list[value.place])) : nil
    }
    func category(_ make: (String) -> ShownValue) -> ShownValue? { named(book.categories, \.id.name, make) }
    switch kind {
    case .book: return .book
    case .agreements, .categories, .meetings, .shareholdings, .people, .directors, .groups:
      return .collection("\(kind)")
    case .agreement: return named(book.agreements, \.id.name) { .agreement($0) }
    case .meeting: return named(book.meetings, \.id.name) { .meeting($0) }
    case .category: return category { .category($0) }
    case .caps: return category { .caps(category: $0) }
    case .forecast: return category { .forecast(category: $0) }
    case .ledger: return category { .ledger(category: $0) }
    case .cap:
      guard book.categories.indices.contains(value.place) else { return nil }
      let category = book.categories[value.place]
      guard category.caps.indices.contains(Int(value.b)) else { return nil }
      return .cap(category: category.id.name, cap: category.caps[Int(value.b)].id.name)
    default: return nil
    }
  }

  /// Any other value: its fields, each by its text where it is a value of the host itself.
  private func object(_ value: HostValue, depth: Int) -> ShownValue {
    guard let type = vocabulary.type(of: value.kind) else { return .plain("value") }
    guard depth == 0, !type.fields.isEmpty else { return .plain(described(value)) }
    let fields = type.fields.compactMap { field -> (name: String, value: ShownValue)? in
      guard let read = try? field.read(value) else { return nil }
      if case .host(let inner) = read, Kind(rawValue: inner.kind.rawValue)?.isThing == true {
        return (field.name, .plain(described(inner)))
      }
      return (field.name, shown(read, depth: depth + 1))
    }
    return .object(type: type.name, fields: fields)
  }

  private func described(_ value: HostValue) -> String {
    let type = vocabulary.type(of: value.kind)
    return type?.describe?(value) ?? type?.name ?? "value"
  }
}
