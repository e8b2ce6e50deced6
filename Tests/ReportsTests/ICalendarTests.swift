import Headroom
import Testing

/// Calendars as RFC 5545 asks for them, read back by a reader that knows only that text.
@Suite struct ICalendarTests {
  private func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

  private func calendar(_ events: [ICalendar.Event], name: String = "Kingsoft") throws -> String {
    ICalendar(name: name, stamp: try day("2026-04-23"), events: events).text
  }

  @Test func `a day is a whole day, stamped with the as-of date`() throws {
    let event = ICalendar.Event(
      date: try day("2026-06-08"), summary: "notice of the AGM", description: "board", groups: ["cloud", "hardware"])
    let text = try calendar([event])
    #expect(
      text.replacing(/UID:[0-9a-f]{16}@/, with: "UID:x@")
        == """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Headroom//Calendar//EN
        CALSCALE:GREGORIAN
        X-WR-CALNAME:Kingsoft
        BEGIN:VEVENT
        UID:x@headroom
        DTSTAMP:20260423T000000Z
        DTSTART;VALUE=DATE:20260608
        SUMMARY:notice of the AGM
        DESCRIPTION:board
        CATEGORIES:cloud,hardware
        TRANSP:TRANSPARENT
        END:VEVENT
        END:VCALENDAR

        """.replacing("\n", with: "\r\n"))
  }

  @Test func `commas, semicolons, backslashes and line feeds come back as they were`() throws {
    let summary = #"a, b; c\d \n e"#
    let description = "first line\nsecond: \"x\", \u{7}end"
    let event = ICalendar.Event(
      date: try day("2026-06-08"), summary: summary, description: description, groups: ["a,b"])
    let read = try CalendarReader(calendar([event])).events
    #expect(read.map { $0["SUMMARY"] } == [summary])
    #expect(read.map { $0["DESCRIPTION"] } == ["first line\nsecond: \"x\", end"])
    #expect(read.map { $0["CATEGORIES"] } == ["a,b"])
  }

  /// Every length around the fold, with characters of one to four octets.
  @Test(arguments: ["a", "é", "股", "😀"])
  func `no line has more than 75 octets, and no character is cut`(character: String) throws {
    for count in 1...180 {
      let summary = String(repeating: character, count: count)
      let text = try calendar([.init(date: day("2026-06-08"), summary: summary)])
      for line in text.components(separatedBy: "\r\n") {
        #expect(line.utf8.count <= 75)
        #expect(!line.unicodeScalars.contains("\n") && !line.unicodeScalars.contains("\u{FFFD}"))
      }
      #expect(try CalendarReader(text).events.map { $0["SUMMARY"] } == [summary])
    }
  }

  @Test func `a line of exactly 75 octets is not folded, one of 76 is`() throws {
    func lines(_ count: Int) throws -> [String] {
      let summary = String(repeating: "x", count: count - "SUMMARY:".count)
      return try calendar([.init(date: day("2026-06-08"), summary: summary)]).components(separatedBy: "\r\n")
    }
    #expect(try lines(75).filter { $0.hasPrefix(" ") } == [])
    #expect(try lines(76).filter { $0.hasPrefix(" ") } == [" x"])
  }

  @Test func `an event keeps its identity, and two never share one`() throws {
    let first = ICalendar.Event(date: try day("2026-06-08"), summary: "notice")
    let other = ICalendar.Event(date: try day("2026-06-09"), summary: "notice")
    func ids(_ events: [ICalendar.Event], name: String = "Kingsoft") throws -> [String] {
      try CalendarReader(calendar(events, name: name)).events.compactMap { $0["UID"] }
    }
    let all = try ids([first, other, first])
    #expect(Set(all).count == 3)
    #expect(try ids([other, first]) == [all[1], all[0]])
    #expect(try ids([first], name: "Harbour") != [all[0]])
  }

  @Test func `a calendar without an event is one`() throws {
    #expect(try CalendarReader(calendar([])).events.isEmpty)
  }
}

/// Reads what RFC 5545 calls an iCalendar stream, knowing nothing of how Headroom writes it.
struct CalendarReader {
  /// The events: the values of their properties by name, parameters left out.
  private(set) var events: [[String: String]] = []

  struct Malformed: Error { let line: String }

  init(_ text: String) throws {
    guard text.hasSuffix("\r\n") else { throw Malformed(line: "the end") }
    var open: [String] = []
    for line in text.dropLast().replacing("\r\n ", with: "").components(separatedBy: "\r\n") where !line.isEmpty {
      guard let colon = line.firstIndex(of: ":"), !line.unicodeScalars.contains("\r") else {
        throw Malformed(line: line)
      }
      let name = String(line[..<colon].prefix { $0 != ";" })
      let value = try Self.plain(line[line.index(after: colon)...])
      switch name {
      case "BEGIN":
        open.append(value)
        if value == "VEVENT" { events.append([:]) }
      case "END": guard open.popLast() == value else { throw Malformed(line: line) }
      default:
        guard open.last == "VEVENT" else { continue }
        guard events[events.count - 1].updateValue(value, forKey: name) == nil else { throw Malformed(line: line) }
      }
    }
    guard open.isEmpty else { throw Malformed(line: "the end") }
    for event in events {
      guard event["UID"] != nil, event["DTSTAMP"] != nil, event["DTSTART"]?.count == 8 else {
        throw Malformed(line: "an event without what it must have")
      }
    }
  }

  private static func plain(_ value: Substring) throws -> String {
    var (result, isEscape) = ("", false)
    for character in value {
      if isEscape {
        switch character {
        case "n", "N": result += "\n"
        case "\\", ",", ";": result.append(character)
        default: throw Malformed(line: String(value))
        }
        isEscape = false
      } else if character == "\\" {
        isEscape = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}
