import Agreements
import LuaSandbox
import Quantities
import WhatIf

/// Meetings, with what they vote on and what is sent before them.
struct MeetingWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] { [(.meeting, meeting)] }

  private var meeting: HostType {
    HostType(
      name: "meeting", summary: "a general meeting and what it votes on",
      methods: [
        HostMethod(
          name: "move", takes: ["to: string|date"], summary: "to another day: move(\"2026-09-30\")"
        ) { [unowned host] call in
          let id = try self.id(call)
          let date = try Read.date(call.argument(1), for: "the day of the meeting")
          try host.change(.moveMeeting(id, date), at: call.sourcePlace)
          return .none
        },
        HostMethod(name: "cancel", takes: [], summary: "the meeting is not held: cancel()") { [unowned host] call in
          try host.change(.cancelMeeting(self.id(call)), at: call.sourcePlace)
          return .none
        },
        HostMethod(
          name: "reject", takes: ["category?: string # one resolution; all where it is left out"],
          summary: "the vote fails: reject(), reject(\"hardware\")"
        ) { [unowned host] call in
          let id = try self.meeting(call).id
          let category = call.argument(1) == .none ? nil : try self.category(call.argument(1))
          try host.change(.reject(id, category), at: call.sourcePlace)
          return .none
        },
        HostMethod(
          name: "vote", takes: ["category: string", "votes: votes"],
          summary: "what independent shareholders cast: vote(\"hardware\", { in_favour = 510, against = 490 })"
        ) { [unowned host] call in
          let id = try self.meeting(call).id
          let category = try self.category(call.argument(1))
          let keys = Self.votes.entries.map { String($0.name) }
          let form = "vote(\"\(category)\", { in_favour = 510, against = 490 })"
          let table = try Read.table(call.argument(2), of: "vote", keys: keys, form: form)
          let poll = Meeting.Poll(
            inFavour: try Read.count(table["in_favour"], for: "in_favour"),
            against: try Read.count(table["against"], for: "against"))
          try host.change(.poll(id, category, poll), at: call.sourcePlace)
          return .none
        },
        send(.notice, "the day of its notice: notice(\"2026-06-05\")"),
        send(.circular, "the day of its circular: circular(\"2026-06-01\")"),
        send(.supplement, "the day of new information: supplement(\"2026-06-12\")"),
      ],
      fields: [
        field("id", "string") { .string($0.id.name) },
        field("name", "string") { .string($0.name) },
        field("kind", "\"annual\"|\"extraordinary\"") { .string($0.kind.rawValue) },
        field("date", "date", "the day it is held") { .date($0.date) },
        field("cancelled", "boolean") { .boolean($0.isCancelled) },
        field("resolutions", "string[]", "the ids of the categories voted on") { meeting in
          .table(LuaTable(list: meeting.resolutions.map { .string($0.category.name) }))
        },
        field("votes", "table<string, votes>", "by category, where they are stated") { meeting in
          .table(
            LuaTable(
              fields: meeting.resolutions.compactMap { resolution in
                resolution.poll.map { (resolution.category.name, Self.value($0)) }
              }))
        },
        field("notice_on", "date?", "the day of its notice, where it is stated") { .date($0.notice) },
        field("last_notice", "date", "the last day that notice still reaches it") { .date($0.lastNotice) },
        field("circular_on", "date?", "the day of its circular, where it is stated") { .date($0.circular) },
        field("supplements", "date[]", "the days of new information") { meeting in
          .table(LuaTable(list: meeting.supplements.map { .date($0) }))
        },
      ],
      describe: { [unowned host] value in
        (try? host.book().meetings[value.place]).map { "\($0.id) on \($0.date)" } ?? "meeting"
      })
  }

  private func field(
    _ name: String, _ type: String, _ summary: String = "", _ read: @escaping (Meeting) -> LuaValue
  ) -> HostField {
    HostField(name, type, summary) { [unowned host] value in read(try host.book().meetings[value.place]) }
  }

  private func id(_ call: HostCall) throws -> Meeting.ID {
    let places = try host.places()
    guard case .host(let value)? = call.arguments.first, places.book.meetings.indices.contains(value.place) else {
      throw HostError("this value belongs to no meeting")
    }
    return places.book.meetings[value.place].id
  }

  private func meeting(_ call: HostCall) throws -> Meeting {
    let meetings = try host.book().meetings
    guard case .host(let value)? = call.arguments.first, meetings.indices.contains(value.place) else {
      throw HostError("this value belongs to no meeting")
    }
    return meetings[value.place]
  }

  // MARK: Votes and documents

  static let votes = Language.Shape(
    name: "votes", summary: "votes cast, those of shareholders who must abstain left out",
    entries: ["in_favour: integer", "against: integer"])

  private static func value(_ poll: Meeting.Poll) -> LuaValue {
    .table(LuaTable(fields: [("in_favour", .integer(poll.inFavour)), ("against", .integer(poll.against))]))
  }

  private func send(_ document: Change.Document, _ summary: String) -> HostMethod {
    HostMethod(name: document.rawValue, takes: ["day: string|date"], summary: summary) { [unowned host] call in
      let id = try self.meeting(call).id
      let day = try Read.date(call.argument(1), for: "the day of the \(document.rawValue)")
      try host.change(.send(document, of: id, on: day), at: call.sourcePlace)
      return .none
    }
  }

  private func category(_ value: LuaValue) throws -> Agreements.Category.ID {
    let name = try Read.text(value, for: "the resolution")
    let known = try host.book().categories.map(\.id.name)
    guard known.contains(name) else { throw noMember("category", name, known: known, plural: "categories") }
    return .init(name)
  }
}
