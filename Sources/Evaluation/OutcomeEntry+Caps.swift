import Agreements
import ListingRules
import Quantities

extension CapOutcome {
  var entry: Entry {
    .record(
      .init(
        "cap '\(id)'",
        [
          ("from", .date(period.from)),
          ("to", .date(period.to)),
          ("amount", .money(inForceAtEnd?.amount)),
          ("version", .text(inForceAtEnd?.id.name)),
          ("total", .money(total)),
          ("forecast", .text(forecastIsStated.map { $0 ? "stated" : "none stated" } ?? "over")),
          ("headroom", .money(headroom?.amount)),
          ("headroom_on", .date(headroom?.on)),
          ("lowest_headroom", .money(lowestHeadroom?.amount)),
          ("lowest_headroom_on", .date(lowestHeadroom?.on)),
          ("utilisation", .ratio(utilisation)),
          ("needed", needed?.entry ?? .none),
          ("versions", .list(versions.map(\.entry))),
        ]))
  }
}

extension VersionOutcome {
  var entry: Entry {
    .record(
      .init(
        "version '\(version.id)'",
        [
          ("id", .text(version.id.name)),
          ("amount", .money(version.amount)),
          ("from", .date(version.period.from)),
          ("to", .date(version.period.to)),
          ("state", .text(state.rawValue)),
          ("announced", .date(version.standing.proposal?.announced)),
          ("meeting", .text(meeting?.id.name)),
          ("meeting_on", .date(meeting?.date)),
          ("effective", .date(effective)),
          ("in_force_from", .date(inForce?.from)),
          ("in_force_to", .date(inForce?.to)),
          ("alert_on", .date(alert?.on)),
          ("breach_on", .date(breach?.on)),
          ("alert_is_open", .flag(alertIsOpen)),
          ("breach_is_open", .flag(breachIsOpen)),
          ("source", .text(version.source?.text)),
        ]))
  }
}

extension NeededCap {
  var entry: Entry {
    .record(
      .init(
        "needed cap",
        [
          ("from", .date(period.from)),
          ("to", .date(period.to)),
          ("amount", .money(amount)),
          ("requirement", .text(requirement.word)),
          ("class", .text(requirement.className)),
          ("evidence", .list(requirement.evidence.map(\.entry))),
          ("would_decide", .texts(requirement.wouldDecide)),
          ("schedule", schedule?.entry ?? .none),
        ]))
  }
}
