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
      name: "meeting",
      methods: [
        HostMethod(name: "move", summary: "to another day: move(\"2026-09-30\")", takes: 1) { [unowned host] call in
          let id = try self.meeting(call).id
          let date = try Read.date(call.argument(1), for: "the day of the meeting")
          try host.change(.moveMeeting(id, date), at: call.sourcePlace)
          return .none
        },
        HostMethod(name: "cancel", summary: "the meeting is not held: cancel()", takes: 0) { [unowned host] call in
          try host.change(.cancelMeeting(self.meeting(call).id), at: call.sourcePlace)
          return .none
        },
        HostMethod(name: "reject", summary: "the vote fails: reject(), reject(\"hardware\")", takes: 1) {
          [unowned host] call in
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
      property: { [unowned host] call, value, _ in
        let meeting = try host.book().meetings[value.place]
        switch call.name {
        case "id": return .string(meeting.id.name)
        case "name": return .string(meeting.name)
        case "kind": return .string(meeting.kind.rawValue)
        case "date": return .date(meeting.date)
        case "cancelled": return .boolean(meeting.isCancelled)
        case "resolutions": return .table(LuaTable(list: meeting.resolutions.map { .string($0.category.name) }))
        default:
          throw noField(
            call.name, of: "meeting",
            known: ["cancel", "cancelled", "date", "id", "kind", "move", "name", "reject", "resolutions"])
        }
      },
      describe: { [unowned host] value in
        (try? host.book().meetings[value.place]).map { "\($0.id) on \($0.date)" } ?? "meeting"
      })
  }

  private func meeting(_ call: HostCall) throws -> Meeting {
    let meetings = try host.book().meetings
    guard case .host(let value)? = call.arguments.first, meetings.indices.contains(value.place) else {
      throw HostError("this value belongs to no meeting")
    }
    return meetings[value.place]
  }

  private var shareholding: HostType {
    HostType(
      name: "shareholding",
      methods: [
        HostMethod(name: "set", summary: "another holding from a day on: set(\"9.99%\", \"2026-09-01\")", takes: 2) {
          [unowned host] call in
          let id = try self.person(call).id
          let share = try Read.ratio(call.argument(1), for: "the share of the votes")
          let from = try Read.date(call.argument(2), for: "the day from which it holds")
          try host.change(.shareholding(id, share, from: from), at: call.sourcePlace)
          return .none
        },
        HostMethod(
          name: "no_other_limb", summary: "nothing but the holding makes the person connected: no_other_limb()",
          takes: 1
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
      property: { [unowned host] call, value, _ in
        let book = try host.book()
        let person = book.people[value.place]
        switch call.name {
        case "name": return .string(person.name)
        case "share": return person.shareholdings.last.map { .ratio($0.share) } ?? .none
        case "from": return .date(person.shareholdings.last?.from)
        default: throw noField(call.name, of: "shareholding", known: ["from", "name", "no_other_limb", "set", "share"])
        }
      },
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
