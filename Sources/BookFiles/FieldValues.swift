import Agreements
import Problems
import Quantities

// Values of one kind each, with a problem where the text is none.
extension Fields {
  /// A text that must be there.
  func text(_ key: String) -> String? { required(key).flatMap { text(of: $0, key) } }

  /// A text that may be left out.
  func optionalText(_ key: String) -> String? { optional(key).flatMap { text(of: $0, key) } }

  /// The words of a source, which may be left out.
  func source(_ key: String = "source") -> Source? { optionalText(key).map { Source($0) } }

  private func text(of node: YamlNode, _ key: String) -> String? {
    guard let text = node.text else {
      faults.add("'\(key)' is \(node.kind) here, not a text", at: node, hint: "write one value behind '\(key):'")
      return nil
    }
    return text.last == "\n" ? String(text.dropLast()) : text
  }

  /// A name by which other parts of the book and scripts call this.
  func identifier(_ key: String = "id") -> String? {
    guard let node = required(key), let name = text(of: node, key) else { return nil }
    let isGood = !name.isEmpty && name.utf8.count <= 64 && name.unicodeScalars.allSatisfy(Self.isNamePart)
    guard isGood else {
      let reason =
        name.isEmpty
        ? "it is empty"
        : name.utf8.count > 64
          ? "it is longer than 64 characters" : "it has other characters than letters, digits, - and _"
      faults.add(
        "'\(name.prefix(80))' cannot be an id: \(reason)", at: node,
        hint: "write something short, such as \(Self.suggestion(name))")
      return nil
    }
    return name
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_")
  }

  private static func suggestion(_ name: String) -> String {
    let words = name.lowercased().split { !$0.unicodeScalars.allSatisfy(isNamePart) }
    let joined = String(words.joined(separator: "-").prefix(64))
    return joined.isEmpty ? "cloud-2026" : "'\(joined)'"
  }

  /// A day that must be there.
  func date(_ key: String) -> CivilDate? { required(key).flatMap { date(of: $0, key) } }

  /// A day that may be left out.
  func optionalDate(_ key: String) -> CivilDate? { optional(key).flatMap { date(of: $0, key) } }

  private func date(of node: YamlNode, _ key: String) -> CivilDate? {
    guard let text = text(of: node, key) else { return nil }
    do throws(QuantityError) { return try CivilDate(parsing: text) } catch {
      faults.add(error, at: node)
      return nil
    }
  }

  /// A year, a month, a day or a run of days, which must be there.
  func days(_ key: String) -> DateRange? {
    guard let node = required(key), let text = text(of: node, key) else { return nil }
    do throws(QuantityError) { return try DateRange(parsing: text) } catch {
      faults.add(
        "\(error)", at: node, hint: "write days such as 2026, 2026-05, 2026-05-01 or 2026-05-01..2026-05-15")
      return nil
    }
  }

  /// The days of `from` and `to`.
  func period() -> DateRange? {
    let (from, to) = (date("from"), date("to"))
    guard let from, let to else { return nil }
    do throws(QuantityError) { return try DateRange(from: from, to: to) } catch {
      faults.add("\(error)", at: place("to"), hint: "swap 'from' and 'to', or correct one of them")
      return nil
    }
  }

  /// An amount that must be there; in another currency than the book's only where `anyCurrency` says so.
  func money(_ key: String, _ currency: Currency?, anyCurrency: Bool = false) -> Money? {
    required(key).flatMap { money(of: $0, key, currency, anyCurrency: anyCurrency) }
  }

  /// An amount that may be left out.
  func optionalMoney(_ key: String, _ currency: Currency?, anyCurrency: Bool = false) -> Money? {
    optional(key).flatMap { money(of: $0, key, currency, anyCurrency: anyCurrency) }
  }

  private func money(of node: YamlNode, _ key: String, _ currency: Currency?, anyCurrency: Bool) -> Money? {
    // A book without a good currency has that problem already; its amounts are read for their other faults.
    guard let text = text(of: node, key) else { return nil }
    do throws(QuantityError) {
      let amount = try Money(parsing: text, implied: currency ?? .rmb)
      guard let currency, amount.currency != currency, !anyCurrency else { return amount }
      faults.add(
        "an amount in \(amount.currency.code) stands in a book that is kept in \(currency.code)", at: node,
        hint: "write it in \(currency.code), and say in the source at which rate it was converted")
    } catch {
      faults.add(error, at: node)
    }
    return nil
  }

  /// A percentage or a ratio that must be there.
  func ratio(_ key: String) -> Ratio? { required(key).flatMap { ratio(of: $0, key) } }

  /// A percentage or a ratio that may be left out.
  func optionalRatio(_ key: String) -> Ratio? { optional(key).flatMap { ratio(of: $0, key) } }

  private func ratio(of node: YamlNode, _ key: String) -> Ratio? {
    guard let text = text(of: node, key) else { return nil }
    do throws(QuantityError) { return try Ratio(parsing: text) } catch {
      if error == .overflow {
        faults.add("'\(text.prefix(80))' is too large to hold", at: node, hint: "check the digits; 35.3% makes 0.353")
        return nil
      }
      faults.add(error, at: node)
      return nil
    }
  }

  /// A whole number between two bounds, which may be left out.
  func optionalCount(_ key: String, in bounds: ClosedRange<Int>) -> Int? {
    optional(key).flatMap { count(of: $0, key, in: bounds) }
  }

  /// A whole number between two bounds, which must be there.
  func count(_ key: String, in bounds: ClosedRange<Int>) -> Int? {
    required(key).flatMap { count(of: $0, key, in: bounds) }
  }

  private func count(of node: YamlNode, _ key: String, in bounds: ClosedRange<Int>) -> Int? {
    guard let text = text(of: node, key) else { return nil }
    guard let number = Int(text), bounds.contains(number) else {
      faults.add(
        "'\(text)' is not a whole number from \(bounds.lowerBound) to \(bounds.upperBound)", at: node,
        hint: "write a number such as '\(key): \(bounds.contains(21) ? 21 : bounds.lowerBound)'")
      return nil
    }
    return number
  }

  /// `true` or `false`, which may be left out.
  func optionalFlag(_ key: String) -> Bool? {
    guard let node = optional(key), let text = text(of: node, key) else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      faults.add("'\(text)' is neither true nor false", at: node, hint: "write '\(key): true' or '\(key): false'")
      return nil
    }
  }

  /// One of the words of a choice, which must be there.
  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, of _: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    word(key, of: Choice.allCases.map(\.rawValue)).flatMap { Choice(rawValue: $0) }
  }

  /// One of the words of a choice, which may be left out.
  func optionalChoice<Choice: RawRepresentable & CaseIterable>(_ key: String, of choice: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    has(key) ? self.choice(key, of: choice) : nil
  }

  /// One of some words, which must be there.
  func word(_ key: String, of words: [String]) -> String? {
    guard let node = required(key), let text = text(of: node, key) else { return nil }
    guard words.contains(text) else {
      faults.add(
        "unknown \(key) '\(text)'" + Spelling.question(text, among: words), at: node,
        hint: "\(key) is \(words.count == 1 ? "" : "one of ")\(words.map { "'\($0)'" }.joined(separator: ", "))")
      return nil
    }
    return text
  }

  /// A currency, which must be there.
  func currency(_ key: String) -> Currency? {
    guard let node = required(key), let text = text(of: node, key) else { return nil }
    guard let currency = Currency(code: text) else {
      let codes = Currency.allCases.map(\.code)
      faults.add(
        "unknown currency '\(text)'" + Spelling.question(text, among: codes), at: node,
        hint: "the known currencies are: \(codes.joined(separator: ", "))")
      return nil
    }
    return currency
  }

  /// The items of a list that may be left out or be empty.
  func list(_ key: String) -> [YamlNode] {
    guard let node = optional(key) else { return [] }
    guard case .list(let items) = node.content else {
      faults.add(
        "'\(key)' is \(node.kind) here, not a list", at: node, hint: "begin each of its items with a dash, as in '- …'")
      return []
    }
    // Some checks compare every item with every other.
    guard items.count <= Self.mostItems else {
      faults.add(
        "'\(key)' has \(items.count) items; at most \(Self.mostItems) are read", at: place(key),
        hint: "a book needs far fewer; amounts that happened belong in the ledger")
      return []
    }
    return items
  }

  private static var mostItems: Int { 1_000 }

  /// The items of a list that must have one at least.
  func requiredList(_ key: String) -> [YamlNode] {
    guard has(key) else { return required(key).map { [$0] } ?? [] }
    let items = list(key)
    if case .list(let written)? = written(key)?.content, written.isEmpty {
      faults.add("'\(key)' is an empty list", at: place(key), hint: "it needs one item at least")
    }
    return items
  }

  /// The texts of a list that may be left out.
  func texts(_ key: String) -> [String] { placedTexts(key).map(\.text) }

  /// The texts of a list that may be left out, each with its place.
  func placedTexts(_ key: String) -> [(text: String, node: YamlNode)] {
    list(key).compactMap { node in
      if let text = node.text { return (text, node) }
      faults.add("an item of '\(key)' is \(node.kind), not a text", at: node, hint: "write a text behind the dash")
      return nil
    }
  }
  /// The days of a list that may be left out, each with its place.
  func placedDates(_ key: String) -> [(date: CivilDate, node: YamlNode)] {
    placedTexts(key).compactMap { text, node in date(of: node, key).map { ($0, node) } }
  }
}
