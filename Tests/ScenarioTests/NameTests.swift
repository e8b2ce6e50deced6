import Testing

/// The names in the tables of README.md are those that the program prints and takes.
@Suite struct NameTests {
  // MARK: Read the result

  @Test func `the tables name exactly what a result holds`() throws {
    let result = try Results.all.get()
    let scenario = result.scenario("Double hardware procurement")
    let outcome = scenario["outcome"]
    let category = outcome.at("categories.hardware")
    let cap = category.at("caps.2026")
    let all: KeyValuePairs<String, JSON> = [
      "the result": result, "a book": result["books"][0], "a scenario": scenario, "an outcome": outcome,
      "a finding": outcome.at("breaches.0"), "a category": category, "a cap": cap, "a version": cap.at("versions.0"),
      "a needed cap": cap["needed"], "a group": category.at("aggregated.0"), "a schedule": cap.at("needed.schedule"),
      "last dates of a step": cap.at("needed.schedule.steps.0"),
      "a meeting that might carry it": cap.at("needed.schedule.meetings.0"),
      "a step": category.at("approvals.0.steps.0"),
      "a calendar entry": outcome.at("calendar.0"), "a thing to do": outcome.at("todo.0"), "the room": category["room"],
    ]
    for (row, value) in all {
      let names = quoted(try Readme().row(row, of: "Read the result"))
      #expect(names.sorted() == value.names, "\(row)")
    }
  }

  @Test func `every kind and requirement that a result has is named`() throws {
    let result = try Results.all.get()
    let named = Set(quoted(try Readme().section("Read the result")))
    let outcomes = result["books"].elements.flatMap { book in
      [book["baseline"]] + book["scenarios"].elements.map { $0["outcome"] }
    }
    let kinds = Set(outcomes.flatMap { $0["findings"].elements }.compactMap(\.["kind"].string))
    #expect(kinds.count >= 8)
    #expect(kinds.subtracting(named) == [])
    let categories = outcomes.map { $0["categories"] }.flatMap { all in all.names.map { all[$0] } }
    let requirements = Set(categories.compactMap(\.["requirement"].string))
    #expect(requirements.count >= 2)
    #expect(requirements.subtracting(named) == [])
    let classes = Set(categories.compactMap(\.["class"].string))
    #expect(classes.count >= 2)
    #expect(classes.subtracting(named) == [])
  }

  // MARK: Write a book

  @Test func `the tables name exactly the keys that a book takes`() throws {
    let accepted = try acceptedKeys()
    let rows: KeyValuePairs<String, [String]> = [
      "the book": ["a book"], "`settings`": ["the settings"],
      "`issuer`": ["the issuer"], "a size": ["a measure of the issuer's size"],
      "a subsidiary": ["a subsidiary", "a subsidiary's year"],
      "a connected person": ["a connected person", "a shareholding"],
      "its holdings in subsidiaries": ["a holding in a subsidiary"], "its directorships": ["a directorship"],
      "its holders": ["a stake"], "its family": ["a family tie"], "an agreement": ["an agreement", "a supplement"],
      "a category": ["a category", "a disclosed class"], "its exemption": ["an exemption"],
      "its ratios": ["a ratio that is disregarded"], "its quotations": ["the quotations"], "a term": ["a term"],
      "a cap": ["a cap", "a cap version"], "a written approval": ["a written approval"], "a meeting": ["a meeting"],
      "its resolutions": ["a resolution", "the votes"], "an exchange rate": ["an exchange rate"],
      "`governance`": ["the governance", "a director"], "a control": ["a control"], "a group": ["a group"],
      "`lead_times`": ["the lead times"], "a closed day": ["a closed day"],
    ]
    let untold = Set(accepted.keys).subtracting(rows.flatMap(\.value) + ["a plan"])
    #expect(untold == [], "every mapping of a book has its row")
    for (row, mappings) in rows {
      let named = Set(quoted(try Readme().row(row, of: "Write a book")))
      let taken = try mappings.map { try #require(accepted[$0], "\($0)") }.flatMap { $0 }
      #expect(named.union(["source"]) == Set(taken).union(["source"]), "\(row)")
    }
    let plan = try quoted(Readme().row("a plan of a forecast", of: "Write a book"))
    let methods = try quoted(Readme().row("its methods", of: "Write a book"))
    let keys = methods.filter { !$0.contains("-") && !["even", "compound", "dated"].contains($0) }
    #expect(Set(plan + keys + ["source"]) == Set(try #require(accepted["a plan"])))
  }

  @Test func `a ledger has the columns that the page names`() throws {
    let columns = try #require(quoted(try Readme().row("a ledger line", of: "Write a book")).first)
    for name in ["kingsoft-xiaomi", "harbour-lantern"] {
      #expect(try Repository.text("Scenarios/\(name)/ledger.csv").hasPrefix(columns + "\n"))
    }
  }

  /// The keys of each kind of mapping, as the program tells them of a book in which every mapping has a key too many.
  private func acceptedKeys() throws -> [String: [String]] {
    try withScratch(Scratch()) { scratch in
      try scratch.write(Self.keyTooMany, to: "book.yaml")
      let ending = try headroom("book", "validate", "--format", "json", in: scratch.folder)
      #expect(ending.status == 5)
      var accepted: [String: [String]] = [:]
      for hint in try ending.json()["problems"].elements.compactMap(\.["hint"].string) {
        let parts = hint.replacing(" have these keys: ", with: " has these keys: ").components(
          separatedBy: " has these keys: ")
        if parts.count == 2 { accepted[parts[0]] = parts[1].components(separatedBy: ", ") }
      }
      return accepted
    }
  }

  private static let keyTooMany = """
    extra: 1
    settings: { extra: 1 }
    issuer: { extra: 1, total_assets: { extra: 1 }, subsidiaries: [ { extra: 1, years: [ { extra: 1 } ] } ] }
    connected_persons:
      - extra: 1
        id: partner
        shareholdings: [ { extra: 1 } ]
        subsidiary_holdings: [ { extra: 1 } ]
        directorships: [ { extra: 1 } ]
        held_by: [ { extra: 1 } ]
        family: [ { extra: 1 } ]
    agreements:
      - extra: 1
        id: one
        supplements: [ { extra: 1 } ]
        categories:
          - extra: 1
            id: parts
            terms: [ { extra: 1, from: 2026-01-01, to: 2026-12-31, announced: 2026-01-01, written_approval: { extra: 1 } } ]
            caps: [ { extra: 1, id: "2026", versions: [ { extra: 1 } ] } ]
            forecast: [ { extra: 1, method: even } ]
            disclosed: { extra: 1 }
            exemption: { extra: 1 }
            disregarded: [ { extra: 1 } ]
            quotations: { extra: 1 }
    meetings: [ { extra: 1, id: agm, resolutions: [ { extra: 1, votes: { extra: 1 } } ] } ]
    exchange_rates: [ { extra: 1 } ]
    governance: { extra: 1, directors: [ { extra: 1 } ] }
    controls: [ { extra: 1 } ]
    groups: [ { extra: 1 } ]
    lead_times: { extra: 1 }
    closed_days: [ { extra: 1 } ]
    """
}
