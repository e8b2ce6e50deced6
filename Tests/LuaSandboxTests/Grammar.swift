/// Random numbers that a seed repeats on every machine.
struct SeededNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`.
  mutating func below(_ bound: Int) -> Int { Int(truncatingIfNeeded: next() % UInt64(bound)) }
}

/// Rules of alternatives, from which random texts are written.
///
/// A line without indent names a rule. Each indented line below it is one alternative, which lines indented further go
/// on; a number and a star before it make it that many times as likely. `rule = a b c` is short for alternatives that
/// are one word each. In an alternative stand for other texts:
/// - `$rule`: one text of that rule.
/// - `$rule*1-4`, `$rule,1-4`, `$rule^1-4`: one to four of them, on lines of their own, between commas, or joined.
/// - `$empty`: nothing.
/// - `$#`: a number that is the same all over the alternative, and no other has.
/// - `$=`: some `=`, fewer than in every alternative around this one.
struct Grammar {
  fileprivate enum Part {
    case text(String)
    case rule(Int, count: ClosedRange<Int>, separator: String)
    case serial
    case level
  }

  fileprivate struct Rule {
    var alternatives: [[Part]] = []
    /// Each alternative as often as it weighs.
    var draw: [Int] = []
    /// The levels that the lowest alternative needs, and all alternatives that need no more.
    var height = Int.max
    var lowest: [Int] = []
  }

  fileprivate private(set) var rules: [Rule] = []
  private var numbers: [Substring: Int] = [:]

  /// Reads the rules, which may be in any order and must all be there.
  init(_ source: String) {
    var number = 0
    // A tab stands for the end of a line within an alternative.
    for line in source.replacing(/\n {4,}/, with: "\t").split(separator: "\n") {
      guard line.first != " " else {
        add(line.dropFirst(2).replacing("\t", with: "\n"), to: number)
        continue
      }
      let words = line.split(separator: " ")
      number = self.number(of: words[0])
      precondition(rules[number].alternatives.isEmpty, "\(words[0]) stands twice")
      for word in words.dropFirst(2) { add(word, to: number) }
    }
    while measure() {}
    for (name, number) in numbers { precondition(!rules[number].lowest.isEmpty, "\(name) does not end") }
  }

  private mutating func number(of name: Substring) -> Int {
    if let number = numbers[name] { return number }
    rules.append(Rule())
    numbers[name] = rules.count - 1
    return rules.count - 1
  }

  private mutating func add(_ line: Substring, to rule: Int) {
    let weight = line.prefixMatch(of: /([0-9]+)\*[ ]/)
    let parts = parts(of: line[(weight?.range.upperBound ?? line.startIndex)...])
    let times = weight.flatMap { Int($0.1) } ?? 1
    rules[rule].draw += Array(repeating: rules[rule].alternatives.count, count: times)
    rules[rule].alternatives.append(parts)
  }

  private mutating func parts(of line: Substring) -> [Part] {
    var parts: [Part] = []
    var rest = line
    while let sign = rest.firstMatch(of: /\$(?:([a-z]+)(?:([*,^])([0-9])-([0-9]+))?|#|=)/) {
      parts.append(.text(String(rest[..<sign.range.lowerBound])))
      rest = rest[sign.range.upperBound...]
      switch sign.0 {
      case "$empty": break
      case "$#": parts.append(.serial)
      case "$=": parts.append(.level)
      default:
        let separator = sign.2.map { $0 == "*" ? "\n" : $0 == "," ? ", " : "" }
        let least = sign.3.flatMap { Int($0) } ?? 1
        let most = sign.4.flatMap { Int($0) } ?? 1
        parts.append(.rule(number(of: sign.1 ?? ""), count: least...most, separator: separator ?? ""))
      }
    }
    return parts + [.text(String(rest))]
  }

  /// Finds lower alternatives, and says whether there were any.
  private mutating func measure() -> Bool {
    var improved = false
    for number in rules.indices {
      let heights = rules[number].alternatives.map { height(of: $0) }
      guard let least = heights.min(), least < .max else { continue }
      improved = improved || least < rules[number].height
      rules[number].height = least
      rules[number].lowest = heights.indices.filter { heights[$0] == least }
    }
    return improved
  }

  private func height(of parts: [Part]) -> Int {
    parts.reduce(0) { height, part in
      guard case .rule(let inner, let count, _) = part, count.lowerBound > 0 else { return height }
      let needed = rules[inner].height
      return max(height, needed == .max ? .max : needed + 1)
    }
  }

  /// Writes a text of a rule.
  ///
  /// - Parameters:
  ///   - depth: the levels that may be nested before every alternative is the lowest.
  ///   - length: the bytes after which every alternative is the lowest.
  func text(_ rule: Substring, _ random: inout SeededNumbers, depth: Int, length: Int) -> String {
    guard let number = numbers[rule] else { preconditionFailure("no rule \(rule)") }
    var writer = Writer(rules: rules, random: random, length: length)
    writer.write(number, depth: depth)
    random = writer.random
    return writer.text
  }

  private struct Writer {
    let rules: [Rule]
    var random: SeededNumbers
    let length: Int
    var text = ""
    var serial = 0

    mutating func write(_ number: Int, depth: Int) {
      let ending = depth <= rules[number].height || text.utf8.count > length
      let choices = ending ? rules[number].lowest : rules[number].draw
      let alternative = choices[random.below(choices.count)]
      serial += 1
      let serial = serial
      for part in rules[number].alternatives[alternative] {
        switch part {
        case .text(let piece): text += piece
        case .serial: text += "\(serial)"
        case .level: text += String(repeating: "=", count: max(depth, 0))
        case .rule(let inner, let count, let separator):
          let many = ending ? count.lowerBound : count.lowerBound + random.below(count.count)
          for index in 0..<many where index < count.lowerBound || text.utf8.count <= length {
            if index > 0 { text += separator }
            write(inner, depth: depth - 1)
          }
        }
      }
    }
  }
}
