import Foundation

/// What all variants come to, which every way to compute them must find alike.
struct VariantAnswers: Equatable {
  /// Room under hardware's cap of 2026 at the year's end, in fen, added up over all variants.
  var room: Int64 = 0
  /// The days of the first breaches, as their numbers since 1970, added up.
  var days: Int64 = 0
  /// How many variants have a breach of hardware.
  var breached: Int64 = 0
  /// How many breaches there are in all.
  var breaches: Int64 = 0
  /// Some variants in full.
  var variants: [Variant] = []

  /// One variant in full.
  struct Variant: Equatable {
    let place: Int
    let room: Int64
    let breach: Int64?
    let breaches: Int64
  }

  /// One more variant.
  mutating func add(_ variant: Variant, inFull: Bool) {
    room += variant.room
    breaches += variant.breaches
    if let breach = variant.breach { (days, breached) = (days + breach, breached + 1) }
    if inFull { variants.append(variant) }
  }
}

/// What a process that computed variants prints of it: a name a line, then values.
struct VariantRun {
  var answers = VariantAnswers()
  /// The least time of its rounds.
  var seconds = Double.infinity
  /// The most memory that the process held, in KiB.
  var peak = 0

  init() {}

  /// - Throws: ``BenchError`` where a line cannot be read.
  init(parsing text: String) throws {
    for line in text.split(separator: "\n") {
      let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
      guard words.count >= 2, read(words[0], Array(words.dropFirst())) else {
        throw BenchError(description: "not a line of a run: \(line)")
      }
    }
  }

  private mutating func read(_ name: String, _ values: [String]) -> Bool {
    if name == "variant" { return readVariant(values) }
    if name == "seconds", let seconds = Double(values[0]) {
      self.seconds = seconds
      return true
    }
    guard let value = Int64(values[0]) else { return false }
    switch name {
    case "peak": peak = Int(value)
    case "room": answers.room = value
    case "days": answers.days = value
    case "breached": answers.breached = value
    case "breaches": answers.breaches = value
    default: return false
    }
    return true
  }

  private mutating func readVariant(_ values: [String]) -> Bool {
    guard values.count == 4, let place = Int(values[0]), let room = Int64(values[1]), let breaches = Int64(values[3])
    else { return false }
    answers.variants.append(.init(place: place, room: room, breach: Int64(values[2]), breaches: breaches))
    return true
  }

  /// The lines that ``init(parsing:)`` reads.
  var text: String {
    let variants = answers.variants.map { variant in
      "variant \(variant.place) \(variant.room) \(variant.breach.map(String.init) ?? "-") \(variant.breaches)\n"
    }
    return """
      seconds \(seconds)
      peak \(peak)
      room \(answers.room)
      days \(answers.days)
      breached \(answers.breached)
      breaches \(answers.breaches)
      \(variants.joined())
      """
  }
}

/// The most memory that this process has held, in KiB.
func peakMemory() throws -> Int {
  let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
  guard let peak = status.firstMatch(of: /VmHWM:\s*(\d+)/).flatMap({ Int($0.1) }) else {
    throw BenchError(description: "/proc/self/status does not tell the most memory")
  }
  return peak
}
