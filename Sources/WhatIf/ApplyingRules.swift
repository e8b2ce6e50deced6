import Agreements
import ListingRules
import Quantities

// Changes of what rules are applied with: figures, rates, groups, days.
extension Book {
  func figuring(_ figure: RuleFigure) throws(ChangeError) -> Book {
    guard let place = Figures.places.first(where: { $0.name == figure.name }) else {
      throw .noFigure(figure.name, known: Figures.places.map(\.name))
    }
    switch (place.place, figure.value) {
    case (.ratio, .ratio(let ratio)):
      if ratio < .zero { throw .negativeFigure(figure.name) }
    case (.money, .money(let money)):
      if money.minor < 0 { throw .negativeFigure(figure.name) }
    case (.count, .count(let count)):
      if count < 0 { throw .negativeFigure(figure.name) }
      if count > 10_000 { throw .figureTooLarge(figure.name, count) }
    default: throw .figureOfAnotherKind(figure.name, needs: place.place.kind)
    }
    var copy = self
    copy.ruleFigures.removeAll { $0.name == figure.name }
    copy.ruleFigures.append(figure)
    return copy
  }

  /// A rate from a day on: what the book states of that day and later ones between the two currencies is replaced.
  func exchanging(_ rate: ExchangeRate) throws(ChangeError) -> Book {
    guard rate.from != rate.to else { throw .oneCurrency(rate.from) }
    guard rate.rate > .zero else { throw .rateNotPositive(rate.rate) }
    var copy = self
    let pair: Set = [rate.from, rate.to]
    copy.exchangeRates.removeAll { Set([$0.from, $0.to]) == pair && $0.date >= rate.date }
    copy.exchangeRates.append(rate)
    return copy
  }

  // MARK: What belongs together

  func governing(_ id: AggregationGroup.ID, _ flag: Bool) throws(ChangeError) -> Book {
    guard let index = groups.firstIndex(where: { $0.id == id }) else {
      throw .unknown(kind: "group", name: id.name, known: groups.map(\.id.name))
    }
    var copy = self
    copy.groups[index].governs = flag
    return copy
  }

  func grouping(_ group: AggregationGroup) throws(ChangeError) -> Book {
    for category in group.categories where self.category(category) == nil {
      throw .unknown(kind: "category", name: category.name, known: categories.map(\.id.name))
    }
    guard Set(group.categories).count == group.categories.count, group.categories.count >= 2 else {
      throw .notAGroup(group.id)
    }
    guard !groups.contains(where: { $0.id == group.id }) else { throw .groupExists(group.id) }
    var copy = self
    copy.groups.append(group)
    return copy
  }

  // MARK: Days

  func closing(_ day: ClosedDay) -> Book {
    var copy = self
    copy.closedDays.removeAll { $0.date == day.date }
    let place = copy.closedDays.firstIndex { $0.date > day.date }
    copy.closedDays.insert(day, at: place ?? copy.closedDays.count)
    return copy
  }

  func taking(_ days: Int, for step: LeadTime.Step) throws(ChangeError) -> Book {
    guard (0...250).contains(days) else { throw .notALeadTime(step, days) }
    let lead = LeadTime(step: step, businessDays: days, source: .scenario)
    var copy = self
    if let index = copy.leadTimes.firstIndex(where: { $0.step == step }) {
      copy.leadTimes[index] = lead
    } else {
      copy.leadTimes.append(lead)
    }
    return copy
  }

  func appointing(adviserOn day: CivilDate) -> Book {
    var copy = self
    copy.governance.adviserAppointed = day
    return copy
  }
}

extension Figures.Place {
  /// What kind of value the figure has, in words.
  var kind: String {
    switch self {
    case .ratio: "a percentage"
    case .money: "an amount"
    case .count: "a whole number"
    }
  }
}
