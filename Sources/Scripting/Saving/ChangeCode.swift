import Agreements
import Quantities
import WhatIf

/// A change as a line of a script that makes the very same change.
struct ChangeCode {
  /// The book just before the change, which tells how its words are to be written.
  let book: Book

  /// The line.
  func line(_ change: Change) -> String {
    switch change {
    case .forecast(let id, let edit): forecast(id, edit)
    case .growth(let id, let growth, let range):
      call("\(category(id)).forecast:growth", [LuaText.share(growth)] + days(range))
    case .plan(let id, let plan):
      call("\(category(id)).forecast:use", [MethodCode.method(of: plan)] + LuaText.days(plan.period))
    case .propose(let id, let cap, let proposed): propose(id, cap, proposed)
    case .correctCap(let id, let cap, let version, let amount): correct(id, cap, version, amount)
    case .extendTerm(let id, let period, let proposal):
      call("\(category(id)).term:extend", [LuaText.date(period.to)] + options(proposal))
    case .correctTerm(let id, let period): call("\(category(id)).term:correct", LuaText.days(period))
    case .quote(let id, let quotation): "\(category(id)):quote \(self.quotation(quotation))"
    case .normalTerms(let id, let flag): call("\(category(id)):normal_terms", self.flag(flag))
    case .confirmSubsidiaryLevel(let id, let flag):
      call("\(category(id)):confirm_subsidiary_level", self.flag(flag))

    case .moveMeeting(let id, let date): call("\(meeting(id)):move", [LuaText.date(date)])
    case .cancelMeeting(let id): call("\(meeting(id)):cancel", [])
    case .reject(let id, let category):
      call("\(meeting(id)):reject", category.map { [LuaText.quoted($0.name)] } ?? [])
    case .poll(let id, let category, let poll): self.poll(id, category, poll)
    case .send(let document, let id, let day): call("\(meeting(id)):\(document.rawValue)", [LuaText.date(day)])
    case .abstain(let name, let reason):
      call("\(director(name)):abstain", [reason.map(LuaText.quoted) ?? "false"])
    case .committee(let name, let flag): "\(director(name)).committee = \(flag)"
    case .appointAdviser(let day): "book.governance.adviser_appointed = \(LuaText.date(day))"

    case .shareholding(let id, let share, let from):
      call("book.shareholdings\(LuaText.member(id.name)):set", [LuaText.share(share), LuaText.date(from)])
    case .subsidiaryHolding(let id, let company, let share, let from):
      call("\(person(id)):hold", [LuaText.quoted(company.name), LuaText.share(share), LuaText.date(from)])
    case .ownership(let id, let holder, let share, let from):
      call("\(person(id)):owned_by", [LuaText.quoted(holder.name), LuaText.share(share), LuaText.date(from)])
    case .join(let id, let board, let from, let to):
      call("\(person(id)):join", [self.board(board), LuaText.date(from)] + (to.map { [LuaText.date($0)] } ?? []))
    case .leave(let id, let board, let day):
      call("\(person(id)):leave", [self.board(board), LuaText.date(day)])
    case .noOtherLimb(let id, let flag):
      call("book.shareholdings\(LuaText.member(id.name)):no_other_limb", self.flag(flag))
    case .size(let measure, let amount): "book.issuer.\(measure.rawValue) = \(LuaText.money(amount))"
    case .measure(let measure, let value): self.measure(measure, value)

    case .ruleFigure(let figure): "book.rulebook.\(figure.name) = \(value(figure.value))"
    case .exchangeRate(let rate):
      call(
        "book.exchange_rates:set",
        [
          LuaText.quoted(rate.from.code), LuaText.quoted(rate.to.code), LuaText.factor(rate.rate),
          LuaText.date(rate.date),
        ])
    case .govern(let id, let flag): call("book.groups\(LuaText.member(id.name)):govern", self.flag(flag))
    case .group(let group):
      call(
        "book.groups:add",
        [LuaText.quoted(group.id.name), LuaText.table(group.categories.map { LuaText.quoted($0.name) })])
    case .close(let day): call("book:close", [LuaText.date(day.date), LuaText.quoted(day.reason)])
    case .leadTime(let step, let days): "book.lead_times.\(step.rawValue) = \(days)"
    }
  }

  // MARK: Where things are found

  private func category(_ id: Agreements.Category.ID) -> String { "book.categories\(LuaText.member(id.name))" }
  private func meeting(_ id: Meeting.ID) -> String { "book.meetings\(LuaText.member(id.name))" }
  private func person(_ id: ConnectedPerson.ID) -> String { "book.people\(LuaText.member(id.name))" }
  private func director(_ name: String) -> String { "book.governance.directors\(LuaText.member(name))" }
  private func board(_ id: Issuer.Subsidiary.ID?) -> String { LuaText.quoted(id?.name ?? "issuer") }

  // MARK: What is passed

  private func call(_ word: String, _ arguments: [String]) -> String {
    "\(word)(\(arguments.joined(separator: ", ")))"
  }

  private func days(_ range: DateRange?) -> [String] { range.map(LuaText.days) ?? [] }
  private func flag(_ flag: Bool) -> [String] { flag ? [] : ["false"] }

  private func forecast(_ id: Agreements.Category.ID, _ edit: ForecastEdit) -> String {
    let forecast = "\(category(id)).forecast"
    switch edit {
    case .scale(let ratio, let range): return call("\(forecast):scale", [LuaText.factor(ratio)] + days(range))
    case .total(let amount, let range): return call("\(forecast):total", [LuaText.money(amount)] + days(range))
    case .set(let amount, let range): return call("\(forecast):set", [LuaText.money(amount)] + days(range))
    case .add(let amount, let range): return call("\(forecast):add", [LuaText.money(amount)] + days(range))
    case .shift(let days, let months, let range):
      let spans = (months == 0 ? [] : ["months(\(months))"]) + (days == 0 && months != 0 ? [] : ["days(\(days))"])
      return call("\(forecast):shift", [spans.joined(separator: " + ")] + self.days(range))
    case .remove(let range): return call("\(forecast):remove", days(range))
    case .after(let meeting, let range):
      return call("\(forecast):wait_for", [LuaText.quoted(meeting.name)] + days(range))
    }
  }

  // MARK: Caps and terms

  private func propose(_ id: Agreements.Category.ID, _ cap: Cap.ID, _ proposed: Change.ProposedCap) -> String {
    let isKnown = book.category(id)?.cap(cap) != nil
    let caps = "\(category(id)).caps\(isKnown ? LuaText.member(cap.name) : "")"
    var entries: [String] = []
    if let period = proposed.period {
      entries = [LuaText.entry("from", LuaText.date(period.from)), LuaText.entry("to", LuaText.date(period.to))]
      if !isKnown, cap.name != "\(period.from.year)" { entries.append(LuaText.entry("id", LuaText.quoted(cap.name))) }
    }
    entries += self.entries(proposed.proposal)
    return call(
      "\(caps):propose", [LuaText.money(proposed.amount)] + (entries.isEmpty ? [] : [LuaText.table(entries)]))
  }

  private func correct(
    _ id: Agreements.Category.ID, _ cap: Cap.ID, _ version: CapVersion.ID, _ amount: Money
  ) -> String {
    let isNewest = book.category(id)?.cap(cap)?.newest?.id == version
    return call(
      "\(category(id)).caps\(LuaText.member(cap.name)):correct",
      [LuaText.money(amount)] + (isNewest ? [] : [LuaText.quoted(version.name)]))
  }

  private func options(_ proposal: Proposal) -> [String] {
    let entries = entries(proposal)
    return entries.isEmpty ? [] : [LuaText.table(entries)]
  }

  private func entries(_ proposal: Proposal) -> [String] {
    var entries: [String] = []
    if proposal.announced != book.asOf { entries.append(LuaText.entry("announced", LuaText.date(proposal.announced))) }
    if let meeting = proposal.meeting { entries.append(LuaText.entry("meeting", LuaText.quoted(meeting.name))) }
    if let approval = proposal.writtenApproval {
      var parts = [
        LuaText.entry("by", LuaText.quoted(approval.holder)), LuaText.entry("share", LuaText.share(approval.share)),
        LuaText.entry("date", LuaText.date(approval.date)),
      ]
      if let waived = approval.isWaived { parts.append(LuaText.entry("waived", "\(waived)")) }
      entries.append(LuaText.entry("written_approval", LuaText.table(parts)))
    }
    return entries
  }

  // MARK: Tables

  private func quotation(_ quotation: Quotation) -> String {
    let offers = quotation.offers.map { offer in
      LuaText.table(
        [LuaText.entry("from", LuaText.quoted(offer.from)), LuaText.entry("price", LuaText.money(offer.price))]
          + (offer.isIndependent ? [] : [LuaText.entry("independent", "false")]))
    }
    var entries = [
      LuaText.entry("on", LuaText.period(quotation.period)), LuaText.entry("price", LuaText.money(quotation.price)),
      LuaText.entry("offers", LuaText.table(offers)),
    ]
    if let source = quotation.source, source != .ofScenario {
      entries.append(LuaText.entry("source", LuaText.quoted(source.text)))
    }
    return LuaText.table(entries)
  }

  private func poll(_ id: Meeting.ID, _ category: Agreements.Category.ID, _ poll: Meeting.Poll) -> String {
    let votes = [LuaText.entry("in_favour", "\(poll.inFavour)"), LuaText.entry("against", "\(poll.against)")]
    return call("\(meeting(id)):vote", [LuaText.quoted(category.name), LuaText.table(votes)])
  }

  private func measure(_ measure: SizeMeasure, _ value: Issuer.Measure) -> String {
    var entries = [LuaText.entry(measure.rawValue, LuaText.money(value.amount))]
    if let day = value.asOf { entries.append(LuaText.entry("as_of", LuaText.date(day))) }
    if let day = value.published { entries.append(LuaText.entry("published", LuaText.date(day))) }
    if let report = value.report { entries.append(LuaText.entry("report", LuaText.quoted(report.rawValue))) }
    if let dividends = value.dividends { entries.append(LuaText.entry("less_dividends", LuaText.money(dividends))) }
    return "book.issuer:set \(LuaText.table(entries))"
  }

  private func value(_ value: RuleFigure.Value) -> String {
    switch value {
    case .ratio(let ratio): LuaText.share(ratio)
    case .money(let money): LuaText.money(money)
    case .count(let count): "\(count)"
    }
  }
}

extension Source {
  /// The source of what a script states without naming one.
  static let ofScenario = Source("set by the scenario")
}
