import Headroom
import Testing

@testable import Exploring

/// What holds of whatever is shown, at any width.
@Suite struct ShowingPropertyTests {
  /// Every kind of value of a book, those that are found in it and those that are not.
  static func values(of book: ShownBook) throws -> [ShownValue] {
    let collections = ["categories", "agreements", "meetings", "people", "shareholdings", "directors", "groups"]
    let categories = book.outcome.book.categories.flatMap { category -> [ShownValue] in
      let id = category.id.name
      return [.category(id), .caps(category: id), .forecast(category: id), .ledger(category: id)]
        + category.caps.map { .cap(category: id, cap: $0.id.name) }
    }
    guard case .record(let outcome) = book.outcome.entry else { return [] }
    return [.nothing, .book, .outcome(book.outcome), .outcome(book.baseline), .record(outcome), .category("none")]
      + collections.map { .collection($0) } + categories + book.outcome.book.agreements.map { .agreement($0.id.name) }
      + book.outcome.book.meetings.map { .meeting($0.id.name) }
      + (try book.outcome.topics.prefix(6).map { .record(try Self.record(of: book.outcome.explain($0).entry)) })
  }

  private static func record(of entry: Entry) throws -> Entry.Record {
    guard case .record(let record) = entry else { throw Problem("no record") }
    return record
  }

  @Test(arguments: ["kingsoft-xiaomi", "harbour-lantern", "saltmarsh-gem"], [40, 60, 80, 120])
  func `no line is wider than the surface, nor ends in a space`(name: String, columns: Int) throws {
    let book = try ShownBook(name)
    for value in try Self.values(of: book) {
      for line in book.showing(columns).text(of: value).lines {
        let isOneWord = line.drop { $0 == " " }.allSatisfy { $0 != " " }
        #expect(line.columns <= columns || isOneWord, "\(line)")
        #expect(line.last != " ", "\(line)|")
      }
    }
  }

  @Test("No figure is cut: each stands at every width as it does on a wide surface", arguments: [40, 60, 80])
  func figures(columns: Int) throws {
    let book = try ShownBook.doubled()
    func figures(_ columns: Int, _ value: ShownValue) -> Set<Substring> {
      Set(book.showing(columns).text(of: value).matches(of: /[0-9][0-9,]*\.[0-9]+/).map(\.output))
    }
    for value in try Self.values(of: book) { #expect(figures(columns, value) == figures(400, value)) }
  }

  @Test(arguments: [40, 80])
  func `colours change no visible text`(columns: Int) throws {
    let book = try ShownBook.doubled()
    for value in try Self.values(of: book) {
      let plain = book.showing(columns).text(of: value)
      #expect(book.showing(columns, colours: true).text(of: value).withoutColours == plain)
      #expect(!plain.contains("\u{1B}"))
    }
    #expect(book.showing(colours: true).text(of: .category("hardware")).contains("\u{1B}[31m"))
  }

  // MARK: Hostile values

  /// The next of a fixed row of numbers.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private static let pieces = [
    "\u{1B}[31m", "\u{1B}]0;x\u{7}", "\r", "\t", "\n", "\u{0}", "\u{9B}2J", "\u{202E}", "\u{2028}", "\u{85}", "\"",
    "\\", " ",
    "word", "数字", "é", "👍", "1,000.0", "a longer piece of text, with spaces in it",
  ]

  private static func words(_ dice: inout Dice) -> String {
    (0..<Int.random(in: 0...12, using: &dice)).map { _ in pieces.randomElement(using: &dice) ?? "" }.joined()
  }

  private static func value(_ dice: inout Dice, depth: Int = 0) -> ShownValue {
    switch Int.random(in: 0...(depth < 4 ? 9 : 4), using: &dice) {
    case 0: return .nothing
    case 1: return .plain(words(&dice))
    case 2, 3: return .text(words(&dice))
    case 4: return .category(words(&dice))
    case 5:
      return .object(
        type: words(&dice),
        fields: (0..<Int.random(in: 0...4, using: &dice)).map { _ in (words(&dice), value(&dice, depth: depth + 1)) })
    case 6: return .record(record(&dice, depth: depth + 1))
    case 7:
      return .table(
        (0..<Int.random(in: 0...9, using: &dice)).map { (.plain("\($0 + 1)"), value(&dice, depth: depth + 1)) },
        omitted: 3)
    default:
      return .table(
        (0..<Int.random(in: 0...5, using: &dice)).map { _ in (value(&dice, depth: 4), value(&dice, depth: depth + 1)) },
        omitted: 0)
    }
  }

  private static func record(_ dice: inout Dice, depth: Int) -> Entry.Record {
    let title = Bool.random(using: &dice) ? "derivation" : words(&dice)
    return Entry.Record(
      title,
      (0..<Int.random(in: 0...5, using: &dice)).map { index in
        let name = ["statement", "parts", "source", words(&dice), "on"][index]
        switch Int.random(in: 0...(depth < 4 ? 5 : 3), using: &dice) {
        case 0: return (name, .none)
        case 1: return (name, .text(words(&dice)))
        case 2: return (name, .money(Money(minor: Int64.random(in: .min ... .max, using: &dice), .rmb)))
        case 3: return (name, .count(7))
        case 4: return (name, .record(record(&dice, depth: depth + 1)))
        default: return (name, .list((0..<3).map { _ in .record(record(&dice, depth: depth + 1)) }))
        }
      })
  }

  @Test("Whatever a script makes, no control character reaches the terminal, and only one word is wider than it")
  func hostile() throws {
    var dice = Dice(state: 14)
    let book = try ShownBook()
    for _ in 0..<400 {
      let value = Self.value(&dice)
      for columns in [40, 77] {
        let text = book.showing(columns).text(of: value)
        #expect(text.hasSuffix("\n"))
        let steering = text.unicodeScalars.filter {
          $0 != "\n" && ($0.properties.generalCategory == .control || [0x202E, 0x2028].contains($0.value))
        }
        #expect(steering.isEmpty, "\(value)")
        for line in text.lines where line.columns > columns {
          // A word that cannot be broken, behind its number or in its place of the tree.
          let words = line.split(separator: " ")
          let longest = words.map(\.columns).max() ?? 0
          #expect(longest + 28 > columns, "\(line)")
        }
        #expect(book.showing(columns, colours: true).text(of: value).withoutColours == text)
      }
    }
  }
}
