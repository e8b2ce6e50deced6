import Evaluation
import Quantities

extension FamilyAnswer {
  /// The answer as a tree of named values, as a script's `expect` and a reader of JSON read it.
  public var entry: Entry {
    switch self {
    case .sweep(let table): table.entry
    case .solve(let solution): solution.entry
    case .sensitivity(let sensitivity): sensitivity.entry
    case .simulation(let simulation): simulation.entry
    case .exploration(let values): .named("exploration", values.map { ($0.name, $0.value.entry) })
    }
  }
}

extension Cell {
  /// The value as others read it; a number as the exact ratio that its shortest decimal is.
  var entry: Entry {
    switch self {
    case .none: .none
    case .flag(let flag): .flag(flag)
    case .integer(let number): .count(Int(number))
    case .number(let number):
      (try? Ratio(ExactDecimal(shortest: number))).map { .ratio($0) } ?? .text(description)
    case .money(let money): .money(money)
    case .date(let date): .date(date)
    case .ratio(let ratio): .ratio(ratio)
    case .text(let text): .text(text)
    }
  }
}

extension Entry {
  fileprivate static func named(_ title: String, _ fields: [(String, Entry)]) -> Entry {
    .record(Record(title, fields))
  }

  fileprivate static func cells(_ title: String, _ names: [String], _ cells: some Sequence<Cell>) -> Entry {
    .named(title, zip(names, cells).map { ($0, $1.entry) })
  }
}

extension VariantTable {
  fileprivate var entry: Entry {
    let names = columns.map(\.name)
    let measured = columns.filter { !$0.isInput }
    return .named(
      "the result of a sweep",
      [
        ("variants", .count(count)), ("done", .count(done)),
        ("inputs", .texts(columns.filter(\.isInput).map(\.name))), ("measures", .texts(measured.map(\.name))),
        ("rows", .list(rows.map { .cells("row", names, $0) })),
        ("note", note),
        ("summary", .named("summary", zip(measured, summaries).map { ($0.name, entry(of: $1)) })),
      ])
  }

  /// What is said where not all rows are here.
  private var note: Entry {
    rows.count < done ? .text("the first \(rows.count) of \(done) rows; --format csv prints all") : .none
  }

  private func entry(of summary: MeasureSummary) -> Entry {
    func end(_ end: (value: Cell, variant: Int)?) -> Entry {
      guard let end else { return .none }
      let names = columns.filter(\.isInput).map(\.name)
      return .named(
        "variant",
        [
          ("value", end.value.entry), ("variant", .count(end.variant + 1)),
          ("inputs", inputs(of: end.variant).map { .cells("inputs", names, $0) } ?? .none),
        ])
    }
    return .named(
      "summary",
      [
        ("stated", .count(summary.stated)), ("absent", .count(summary.absent)), ("true", .count(summary.isTrue)),
        ("least", end(summary.least)), ("greatest", end(summary.greatest)),
      ])
  }
}

extension Solution {
  fileprivate var entry: Entry {
    .named(
      "the result of a search",
      [
        ("input", .text(input)), ("want", .text(want.rawValue)), ("value", value?.entry ?? .none),
        ("neighbour", neighbour?.entry ?? .none), ("monotone", .flag(isMonotone)),
        (
          "intervals",
          .list(
            intervals.map {
              .named("interval", [("from", $0.from.entry), ("to", $0.to.entry), ("holds", .flag($0.holds))])
            })
        ), ("values", .count(count)), ("evaluated", .count(evaluated)), ("exhaustive", .flag(isExhaustive)),
      ])
  }
}

extension Sensitivity {
  fileprivate var entry: Entry {
    .named(
      "the result of a sensitivity",
      [
        ("variants", .count(count)), ("done", .count(lines.count)),
        ("baseline", .cells("baseline", measures, baseline)),
        (
          "lines",
          .list(
            lines.map { line in
              .named(
                "line",
                [
                  ("input", .text(line.input)), ("value", line.value.entry),
                  ("measured", .cells("measured", measures, line.measured)),
                ])
            })
        ),
      ])
  }
}

extension Simulation {
  fileprivate var entry: Entry {
    .named(
      "the result of a simulation",
      [
        ("runs", .count(count)), ("done", .count(done)),
        // A seed has 64 bits, more than the numbers of many readers of JSON hold.
        ("seed", .text("\(seed)")), ("seed_was_taken", .flag(seedWasTaken)),
        ("inputs", .named("inputs", inputs.map { ($0.name, .text($0.distribution)) })),
        ("summary", .named("summary", measures.map { ($0.name, $0.entry) })),
      ])
  }
}

extension Simulation.Measure {
  fileprivate var entry: Entry {
    let probability = probability.map { probability in
      Entry.named(
        "probability",
        [
          ("count", .count(probability.count)), ("low", Cell.number(probability.low).entry),
          ("high", Cell.number(probability.high).entry),
        ])
    }
    return .named(
      "measure",
      [
        ("stated", .count(stated)), ("absent", .count(absent)), ("probability", probability ?? .none),
        ("mean", mean?.entry ?? .none),
        ("quantiles", .named("quantiles", quantiles.map { ("\($0.percent)", $0.value.entry) })),
        (
          "histogram",
          .list(
            histogram.map {
              .named("bar", [("from", $0.from.entry), ("to", $0.to.entry), ("count", .count($0.count))])
            })
        ),
      ])
  }
}
