import Evaluation
import Quantities
import Scripting

/// A value as a tree of words: what tables of a script and records of an outcome have in common.
indirect enum ShownTree: Sendable {
  /// Nothing is stated.
  case nothing
  /// Words or a figure, on one line.
  case leaf(String)
  /// Several values in order, with how many were left off.
  case list([ShownTree], omitted: Int)
  /// Named values, with how many were left off; `title` says what they are, and is empty for a table of a script.
  case fields(title: String, [(name: String, value: ShownTree)], omitted: Int)

  /// A value of a script; texts stand in quotes.
  init(_ value: ShownValue) {
    switch value {
    case .nothing: self = .nothing
    case .plain(let text): self = .leaf(Self.words(ofPlain: text))
    case .text(let text): self = .leaf(text.inQuotes)
    case .function(let line): self = .leaf(Self.words(ofFunctionAt: line))
    case .table(let pairs, let omitted): self = Self.table(pairs, omitted)
    case .object(let type, let fields):
      self = .fields(title: type.fitForATerminal, fields.map(Self.field), omitted: 0)
    case .record(let record): self.init(Entry.record(record))
    case .book: self = .leaf("book")
    case .outcome(let outcome): self = .leaf(outcome.isCompliant ? "outcome: compliant" : "outcome: not compliant")
    case .collection(let name): self = .leaf(name.fitForATerminal)
    case .category(let id): self = .leaf("category \(id.fitForATerminal)")
    case .caps(let category): self = .leaf("caps of \(category.fitForATerminal)")
    case .cap(let category, let cap): self = .leaf("cap \(category.fitForATerminal) \(cap.fitForATerminal)")
    case .forecast(let category): self = .leaf("forecast of \(category.fitForATerminal)")
    case .ledger(let category): self = .leaf("ledger of \(category.fitForATerminal)")
    case .agreement(let id): self = .leaf("agreement \(id.fitForATerminal)")
    case .meeting(let id): self = .leaf("meeting \(id.fitForATerminal)")
    }
  }

  /// A part of an outcome; texts are sentences, and stand as they are.
  init(_ entry: Entry) {
    switch entry {
    case .none: self = .nothing
    case .flag(let flag): self = .leaf(flag ? "yes" : "no")
    case .text(let text): self = .leaf(text.replacing("\n", with: " ").fitForATerminal)
    case .count(let count): self = .leaf("\(count)")
    case .money(let money): self = .leaf("\(money)")
    case .date(let date): self = .leaf("\(date)")
    case .ratio(let ratio): self = .leaf(Self.words(of: ratio))
    case .list(let entries): self = .list(entries.map { ShownTree($0) }, omitted: 0)
    case .record(let record):
      self = .fields(
        title: record.title.fitForATerminal,
        record.fields.map { ($0.name.fitForATerminal, ShownTree($0.value)) }, omitted: 0)
    }
  }

  /// A field of a value of the host, whose texts are words of the book.
  private static func field(_ name: String, _ value: ShownValue) -> (name: String, value: ShownTree) {
    if case .text(let text) = value { return (name.fitForATerminal, ShownTree(Entry.text(text))) }
    return (name.fitForATerminal, ShownTree(value))
  }

  /// What `tostring` gives, a ratio that it gives as a fraction beside what that is in percent.
  static func words(ofPlain text: String) -> String {
    guard let match = text.wholeMatch(of: /(-?[0-9]{1,18})\/([0-9]{1,18})/), let numerator = Int64(match.1),
      let denominator = Int64(match.2), let ratio = try? Ratio(Int128(numerator), over: Int128(denominator))
    else { return text.fitForATerminal }
    return "\(text) = \(ratio.percentText().dropLast())…%"
  }

  /// The title of named values; empty for all else.
  var title: String { if case .fields(let title, _, _) = self { title } else { "" } }

  /// A table whose keys are 1, 2, 3 … is a list.
  private static func table(_ pairs: [(key: ShownValue, value: ShownValue)], _ omitted: Int) -> ShownTree {
    let isList = pairs.enumerated().allSatisfy { index, pair in
      if case .plain("\(index + 1)") = pair.key { true } else { false }
    }
    if isList { return .list(pairs.map { ShownTree($0.value) }, omitted: omitted) }
    return .fields(title: "", pairs.map { (name(of: $0.key), ShownTree($0.value)) }, omitted: omitted)
  }

  /// A key as a script would write it: a name as it is, all else in brackets.
  private static func name(of key: ShownValue) -> String {
    if case .text(let text) = key {
      let isName = text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]{0,63}/) != nil
      return isName ? text : "[\(text.inQuotes)]"
    }
    if case .leaf(let words) = ShownTree(key) { return "[\(words)]" }
    return "[table]"
  }

  /// A ratio as an exact percentage, or as one that is cut, behind the fraction where that is short.
  static func words(of ratio: Ratio) -> String {
    let exact = "\(ratio)"
    if exact.hasSuffix("%"), exact.count <= 10 { return exact }
    let fraction = "\(ratio.numerator)/\(ratio.denominator)"
    let cut = ratio.percentText().dropLast() + "…%"
    return fraction.count <= 12 ? "\(fraction) = \(cut)" : String(cut)
  }

  /// A function with the line that defines it; the host's have none.
  static func words(ofFunctionAt line: Int) -> String { line > 0 ? "function of line \(line)" : "function" }

  /// The words on one line; nil for what has parts.
  var words: String? {
    switch self {
    case .nothing: "–"
    case .leaf(let words): words
    case .list(let items, 0) where items.isEmpty: "none"
    case .fields(_, let fields, 0) where fields.isEmpty: "none"
    case .list, .fields: nil
    }
  }

  /// What it is, on one line, where its parts are not shown.
  var gist: String {
    switch self {
    case .nothing, .leaf: words ?? ""
    case .list(let items, let omitted): "\(items.count + omitted) in a list"
    case .fields(let title, let fields, let omitted):
      (title.isEmpty ? "" : "\(title): ") + "{ "
        + fields.prefix(6).map(\.name).joined(separator: ", ") + (fields.count + omitted > 6 ? ", …" : "") + " }"
    }
  }
}
