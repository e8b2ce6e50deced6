import Quantities

/// A calendar of whole days as calendar programs read it.
///
/// - Source: RFC 5545: content lines end in CR LF and hold at most 75 octets, longer ones are folded; text is escaped.
///   The same events give the same bytes at every time and place: the stamp is a day that is given, never the clock.
public struct ICalendar: Sendable {
  /// Something on one day.
  public struct Event: Sendable, Hashable {
    /// The day.
    public let date: CivilDate
    /// What it is, in one line.
    public let summary: String
    /// What a reader should know; may have several lines.
    public let description: String
    /// What it belongs to, such as a category.
    public let groups: [String]

    /// An event of one day.
    public init(date: CivilDate, summary: String, description: String = "", groups: [String] = []) {
      self.date = date
      self.summary = summary
      self.description = description
      self.groups = groups
    }
  }

  private let name: String
  private let stamp: CivilDate
  private let events: [Event]

  /// A calendar with a name, made as of the day `stamp`.
  public init(name: String, stamp: CivilDate, events: [Event]) {
    self.name = name
    self.stamp = stamp
    self.events = events
  }

  /// The calendar as text.
  public var text: String {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Headroom//Calendar//EN", "CALSCALE:GREGORIAN"]
    lines.append("X-WR-CALNAME:" + Self.escaped(name))
    var seen: [UInt64: Int] = [:]
    for event in events {
      let print = fingerprint(of: event)
      seen[print, default: 0] += 1
      lines += self.lines(of: event, id: Self.hex(print) + (seen[print] == 1 ? "" : "-\(seen[print] ?? 1)"))
    }
    lines.append("END:VCALENDAR")
    return lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  private func lines(of event: Event, id: String) -> [String] {
    let optional = [
      event.description.isEmpty ? nil : "DESCRIPTION:" + Self.escaped(event.description),
      event.groups.isEmpty ? nil : "CATEGORIES:" + event.groups.map(Self.escaped).joined(separator: ","),
    ].compactMap { $0 }
    return [
      "BEGIN:VEVENT", "UID:\(id)@headroom", "DTSTAMP:\(Self.digits(stamp))T000000Z",
      "DTSTART;VALUE=DATE:\(Self.digits(event.date))", "SUMMARY:" + Self.escaped(event.summary),
    ] + optional + ["TRANSP:TRANSPARENT", "END:VEVENT"]
  }

  // MARK: Text

  /// A day as `20260930`.
  private static func digits(_ day: CivilDate) -> String { day.description.filter { $0 != "-" } }

  /// Text of a property: what would end or split it is escaped, line feeds become `\n`, other control characters go.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\t": result += "\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A content line in pieces of at most 75 octets, those after the first behind a space; no character is cut.
  static func folded(_ line: String) -> String {
    var (result, octets) = ("", 0)
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if octets + size > 75 {
        result += "\r\n "
        octets = 1
      }
      result.unicodeScalars.append(scalar)
      octets += size
    }
    return result
  }

  // MARK: Identity

  /// A number that the same event in the same calendar always has (FNV-1a, 64 bits): a program that reads the calendar again
  /// finds what it knows.
  private func fingerprint(of event: Event) -> UInt64 {
    let parts = [name, event.date.description, event.summary, event.description] + event.groups
    return parts.joined(separator: "\u{1F}").utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  private static func hex(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
