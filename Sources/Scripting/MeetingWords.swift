import Agreements
import LuaSandbox
import Quantities
import WhatIf

/// Meetings and shareholdings.
struct MeetingWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] { [(.meeting, meeting), (.shareholding, shareholding)] }

  private var meeting: HostType {
    HostType(
      name: "meeting", summary: "a general meeting and what it votes on",
      methods: [
        HostMethod(
          name: "move", takes: ["to: string|date"], summary: "to another day: move(\"2026-09-30\")"
        ) { [unowned host] call in
          let id = try self.meeting(call).id
          let date = try Read.date(call.argument(1), for: "the day of the meeting")
          try host.change(.moveMeeting(id, date), at: call.sourcePlace)
          return .none
        },
        HostMethod(name: "cancel", takes: [], summary: "the meeting is not held: cancel()") { [unowned host] call in
          try host.change(.cancelMeeting(self.meeting(call).id), at: call.sourcePlace)
          return .none
        },
        HostMethod(
          name: "reject", takes: ["category?: string # one resolution; all where it is left out"],
          summary: "the vote fails: reject(), reject(\"hardware\")"
        ) { [unowned host] call in
          let id = try self.meeting(call).id
          var category: Agreements.Category.ID?
          if call.argument(1) != .none {
            let name = try Read.text(call.argument(1), for: "the resolution")
            let known = try host.book().categories.map(\.id.name)
            guard known.contains(name) else { throw noMember("category", name, known: known, plural: "categories") }
            category = .init(name)
          }
          try host.change(.reject(id, category), at: call.sourcePlace)
          return .none
        },
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

  private func meeting(_ call: HostCall) throws -> Meeting {
    let meetings = try host.book().meetings
    guard case .host(let value)? = call.arguments.first, meetings.indices.contains(value.place) else {
      throw HostError("this value belongs to no meeting")
    }
    return meetings[value.place]
  }

  private var shareholding: HostType {
    func field(
      _ name: String, _ type: String, _ summary: String = "", _ read: @escaping (ConnectedPerson) -> LuaValue
    ) -> HostField {
      HostField(name, type, summary) { [unowned host] value in read(try host.book().people[value.place]) }
    }
    return HostType(
      name: "shareholding", summary: "what a connected person holds of the issuer",
      methods: [
        HostMethod(
          name: "set", takes: ["share: share", "from: string|date"],
          summary: "another holding from a day on: set(\"9.99%\", \"2026-09-01\")"
        ) { [unowned host] call in
          let id = try self.person(call).id
          let share = try Read.ratio(call.argument(1), for: "the share of the votes")
          let from = try Read.date(call.argument(2), for: "the day from which it holds")
          try host.change(.shareholding(id, share, from: from), at: call.sourcePlace)
          return .none
        },
        HostMethod(
          name: "no_other_limb", takes: ["flag?: boolean # true where it is left out"],
          summary: "nothing but the holding makes the person connected: no_other_limb()"
        ) { [unowned host] call in
          let flag: Bool
          switch call.argument(1) {
          case .none: flag = true
          case .boolean(let given): flag = given
          default:
            throw HostError(
              "no_other_limb takes true or false, got \(Read.described(call.argument(1)))",
              token: Read.token(call.argument(1)), hint: "write no_other_limb()")
          }
          try host.change(.noOtherLimb(self.person(call).id, flag), at: call.sourcePlace)
          return .none
        },
      ],
      fields: [
        field("name", "string") { .string($0.name) },
        field("share", "ratio?", "of the votes, as last stated") { person in
          person.shareholdings.last.map { .ratio($0.share) } ?? .none
        },
        field("from", "date?", "the day from which it holds") { .date($0.shareholdings.last?.from) },
      ],
      describe: { [unowned host] value in
        (try? host.book().people[value.place]).map { person in
          "\(person.name) \(person.shareholdings.last?.share.description ?? "without a stated holding")"
        } ?? "shareholding"
      })
  }

  private func person(_ call: HostCall) throws -> ConnectedPerson {
    let people = try host.book().people
    guard case .host(let value)? = call.arguments.first, people.indices.contains(value.place) else {
      throw HostError("this value belongs to no connected person")
    }
    return people[value.place]
  }
}
