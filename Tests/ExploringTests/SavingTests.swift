import Headroom
import Testing

@testable import Exploring

/// What is saved is a scenario that makes the very same changes, and whose expectation holds.
@Suite struct SavingTests {
  /// Lines that make changes, of every kind that there is, each on the book as the lines before it left it.
  private static let kingsoft = [
    "book.categories.hardware.forecast:scale(1.5)",
    "book.categories.hardware.forecast:scale(percent(100) / 3, \"2026-07\")",
    "book.categories.hardware.forecast:scale(\"35.3%\", \"2026-08-01\", \"2026-10-15\")",
    "book.categories.idc.forecast:total(\"RMB 180 million\", 2026)",
    "book.categories.idc.forecast:set(\"RMB 9.00000001 million\", \"2026-09\")",
    "book.categories.idc.forecast:add(\"-RMB 1,234.56\", \"2026-09-03\")",
    "book.categories.hardware.forecast:shift(months(1) + days(3))",
    "book.categories.hardware.forecast:shift(days(2), 2026)",
    "book.categories.hardware.forecast:shift(months(-1))",
    "book.categories.idc.forecast:remove(\"2026-12\")",
    "book.categories.hardware.forecast:wait_for(\"agm-2026\")",
    "book.categories.cloud.forecast:growth(\"81.4%\")",
    "book.categories.cloud.forecast:growth(percent(100) / 7, 2027)",
    "book.categories.idc.forecast:use(evenly(\"RMB 40 million\"), \"2026-06-01\", \"2026-11-30\")",
    "book.categories.idc.forecast:use(rest_of(\"RMB 120 million\"), 2026)",
    "book.categories.cloud.forecast:use(last_year(\"12%\"), \"2026-05\")",
    "book.categories.cloud.forecast:use(last_year(\"12%\", { evenly = true }), \"2026-06\")",
    "book.categories.cloud.forecast:use(run_rate(), \"2026-07\")",
    "book.categories.cloud.forecast:use(run_rate { since = \"2026-02-01\", cutoff = \"2026-03-31\" }, \"2026-08\")",
    "book.categories.cloud.forecast:use(run_rate { last_days = 30 }, \"2026-09\")",
    "book.categories.cloud.forecast:use(run_rate { last_months = 3 }, \"2026-10\")",
    "book.categories.cloud.forecast:use(last_year_shape(\"RMB 4,000 million\"), 2026)",
    "book.categories.cloud.forecast:use(last_year_shape { cutoff = \"2026-03-31\" }, \"2026-11\")",
    "book.categories.cloud.forecast:use(compound(\"5%\", months(3), { base = \"RMB 200 million\" }), \"2026-12\")",
    "book.categories.idc.forecast:use(by_month { [\"2026-09\"] = \"RMB 4 million\", [\"2026-10\"] = \"RMB 5 million\" })",
    "book.categories.idc.forecast:use(by_day { [\"2026-11-15\"] = \"RMB 400.25\" }, \"2026-11\")",
    "book.categories.hardware.forecast:use(after_vote(\"agm-2026\", rest_of(\"RMB 930 million\")), 2026)",
    "book.categories.hardware.forecast:use(after_vote(\"agm-2026\", evenly(\"RMB 9 million\"), "
      + "{ before = \"falls-away\" }), 2027)",
    "book.categories.hardware.caps[\"2026\"]:propose(\"RMB 1,900 million\", { buffer = \"10%\" })",
    "book.categories.cloud.caps[\"2026\"]:propose(\"RMB 5,000 million\", { announced = \"2026-05-04\", "
      + "meeting = \"agm-2026\", written_approval = { by = \"A \\\"B\\\" Limited\", share = \"62%\", "
      + "date = \"2026-05-05\", waived = true } })",
    "book.categories.idc.caps[\"2027\"]:propose(\"RMB 70 million\", { to = \"2027-11-30\" })",
    "book.categories.idc.caps:propose(\"RMB 60 million\", { from = \"2028-01-01\", to = \"2028-03-31\" })",
    "book.categories.idc.caps:propose(\"RMB 6 million\", "
      + "{ from = \"2028-04-01\", to = \"2028-07-28\", id = \"to the end\" })",
    "book.categories.api.caps[\"2026\"]:correct(\"RMB 55 million\")",
    "book.categories.hardware.caps[\"2026\"]:correct(\"RMB 8 million\", \"original\")",
    "book.categories.cloud.term:extend(\"2029-12-31\", { announced = \"2026-05-04\" })",
    "book.categories.api.term:correct(\"2025-07-29\", \"2028-07-30\")",
    "book.categories.hardware:quote { on = \"2026-08\", price = \"RMB 5 million\", source = \"an offer\", offers = "
      + "{ { from = \"Alpha\\nBeta\", price = \"RMB 6 million\" }, "
      + "{ from = \"Gamma\", price = \"RMB 6.1 million\", independent = false } } }",
    "book.categories.hardware:quote { on = { from = \"2026-09-02\", to = \"2026-09-05\" }, price = \"RMB 5 million\" }",
    "book.categories.hardware:normal_terms(false)",
    "book.categories.hardware:confirm_subsidiary_level()",
    "book.meetings[\"agm-2026\"]:move(\"2026-07-15\")",
    "book.meetings[\"agm-2026\"]:notice(\"2026-06-01\")",
    "book.meetings[\"agm-2026\"]:circular(\"2026-05-29\")",
    "book.meetings[\"agm-2026\"]:supplement(\"2026-06-12\")",
    "book.meetings[\"agm-2026\"]:vote(\"hardware\", { in_favour = 510, against = 490 })",
    "book.meetings[\"agm-2026\"]:reject(\"cloud\")",
    "book.meetings[\"agm-2026\"]:reject()",
    "book.meetings[\"agm-2026\"]:cancel()",
    "for name, director in pairs(book.governance.directors) do director:abstain(\"a \\\"reason\\\"\") end",
    "for name, director in pairs(book.governance.directors) do director:abstain(false) end",
    "for name, director in pairs(book.governance.directors) do director.committee = true break end",
    "book.governance.adviser_appointed = \"2026-05-06\"",
    "book.shareholdings.xiaomi:set(\"9.99%\", \"2026-09-01\")",
    "book.shareholdings.xiaomi:no_other_limb()",
    "book.shareholdings.xiaomi:no_other_limb(false)",
    "book.people.xiaomi:hold(\"issuer\", percent(100) / 11, \"2026-10-01\")",
    "book.people.xiaomi:join(\"issuer\", \"2026-05-01\", \"2026-12-31\")",
    "book.people.xiaomi:leave(\"issuer\", \"2026-11-30\")",
    "book.issuer.revenue = \"RMB 9,000 million\"",
    "book.issuer:set { total_assets = \"RMB 15,000 million\", as_of = \"2025-12-31\", published = \"2026-03-25\", "
      + "report = \"accounts\", less_dividends = \"RMB 1 million\" }",
    "book.rulebook.vote_from = \"10%\"",
    "book.exchange_rates:set(\"HKD\", \"RMB\", 0.92, \"2026-04-22\")",
    "book.exchange_rates:set(\"USD\", \"RMB\", percent(700) / 3)",
    "book.groups.purchases:govern()",
    "book.groups.purchases:govern(false)",
    "book.groups:add(\"all of them\", { \"cloud\", \"idc\" })",
    "book:close(\"2026-09-21\", \"typhoon \\\\ signal\\t8\")",
    "book.lead_times.printing = 7",
  ]

  /// What a change is, whatever its figures. The switch names every kind, so that a new one is missed by the test below.
  private static func kind(_ change: Change) -> String {
    switch change {
    case .forecast(_, let edit):
      switch edit {
      case .scale: "scale"
      case .total: "total"
      case .set: "set"
      case .add: "add"
      case .shift: "shift"
      case .remove: "remove"
      case .after: "after"
      }
    case .plan(_, let plan):
      switch plan.method {
      case .even: "even"
      case .restOfTotal: "restOfTotal"
      case .sameDaysLastYear: "sameDaysLastYear"
      case .lastYearEvenly: "lastYearEvenly"
      case .runRate: "runRate"
      case .lastYearShape: "lastYearShape"
      case .dated: "dated"
      case .compound: "compound"
      }
    case .growth: "growth"
    case .propose: "propose"
    case .correctCap: "correctCap"
    case .extendTerm: "extendTerm"
    case .correctTerm: "correctTerm"
    case .quote: "quote"
    case .normalTerms: "normalTerms"
    case .confirmSubsidiaryLevel: "confirmSubsidiaryLevel"
    case .moveMeeting: "moveMeeting"
    case .cancelMeeting: "cancelMeeting"
    case .reject: "reject"
    case .poll: "poll"
    case .send(let document, _, _): document.rawValue
    case .abstain: "abstain"
    case .committee: "committee"
    case .appointAdviser: "appointAdviser"
    case .shareholding: "shareholding"
    case .subsidiaryHolding: "subsidiaryHolding"
    case .ownership: "ownership"
    case .join: "join"
    case .leave: "leave"
    case .noOtherLimb: "noOtherLimb"
    case .size: "size"
    case .measure: "measure"
    case .ruleFigure: "ruleFigure"
    case .exchangeRate: "exchangeRate"
    case .govern: "govern"
    case .group: "group"
    case .close: "close"
    case .leadTime: "leadTime"
    }
  }

  @Test(arguments: ExploredBook.allCases)
  func `headroom test passes what is saved`(book: ExploredBook) throws {
    let folder = try SpareFolder()
    let exploration = try book.explore()
    exploration.does("\(book.category).forecast:scale(3)", ":save \(folder.file("saved.lua"))")
    var options = Session.Options()
    options.book = book.file
    let results = try Session(options).run([folder.path], expecting: true)
    #expect(results.flatMap(\.scenarios).map(\.differences) == [[]])
  }

  private static let kinds: Set = [
    "scale", "total", "set", "add", "shift", "remove", "after", "even", "restOfTotal", "sameDaysLastYear",
    "lastYearEvenly", "runRate", "lastYearShape", "dated", "compound", "growth", "propose", "correctCap", "extendTerm",
    "correctTerm", "quote", "normalTerms", "confirmSubsidiaryLevel", "moveMeeting", "cancelMeeting", "reject", "poll",
    "notice", "circular", "supplement", "abstain", "committee", "appointAdviser", "shareholding", "join", "leave",
    "noOtherLimb", "size", "measure", "ruleFigure", "exchangeRate", "govern", "group", "close", "leadTime",
  ]
  /// What a book must have: subsidiaries, and persons beside the one who trades.
  private static let kindsOfPersons: Set = ["subsidiaryHolding", "ownership"]

  /// Saves the working scenario, reads the file again, and runs it as a test.
  private func test(_ exploration: Exploration) throws {
    let folder = try SpareFolder()
    exploration.does(":save \(folder.file("saved.lua"))")
    let text = try folder.text(of: "saved.lua")
    let book = exploration.notebook.book
    let rulebook = exploration.baseline.rulebook
    let results = try ScriptThread.run { () throws(ScenarioFailure) in
      let runner = ScenarioRunner(budget: Budget(), evaluator: Evaluator(rulebook: rulebook), control: RunControl()) {
        name, _ throws(ScenarioFailure) in throw ScenarioFailure(Problem("'\(name)' is not beside it"))
      }
      let script = Script(identity: "saved.lua", shownAs: "saved.lua", text: text)
      return try runner.run(script, on: book, expecting: true)
    }
    let scenario = try #require(results.first)
    #expect(scenario.failure.map { "\($0.problem)" } == nil, "\(text)")
    #expect(scenario.differences?.map(\.description) == [], "\(text)")
    #expect(scenario.changes.map(\.change) == exploration.notebook.changes.map(\.change), "\(text)")
  }

  @Test(arguments: kingsoft)
  func `each change is written as a line that makes it again`(line: String) throws {
    let exploration = try ExploredBook.kingsoft.explore()
    if line.contains(":leave(") { exploration.does("book.people.xiaomi:join(\"issuer\", \"2026-05-01\")") }
    exploration.does(line)
    #expect(!exploration.notebook.changes.isEmpty)
    try test(exploration)
  }

  @Test func `every kind of change is among those that are tested`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    for line in Self.kingsoft { exploration.does(line) }
    let made = Set(exploration.notebook.changes.map { Self.kind($0.change) })
    #expect(made == Self.kinds)
    try test(exploration)
    let persons = try personsOfSaltmarsh()
    #expect(Set(persons.notebook.changes.map { Self.kind($0.change) }) == Self.kindsOfPersons)
  }

  private func personsOfSaltmarsh() throws -> Exploration {
    let exploration = try ExploredBook.saltmarsh.explore()
    let people = exploration.notebook.book.people.map(\.id.name)
    let company = try #require(exploration.notebook.book.issuer.subsidiaries.first?.id.name)
    exploration.does(
      "book.people[\"\(people[0])\"]:hold(\"\(company)\", \"12.5%\", \"2026-09-01\")",
      "book.people[\"\(people[0])\"]:owned_by(\"\(people[1])\", \"30%\", \"2026-09-01\")")
    return exploration
  }

  @Test func `holdings among persons and of subsidiaries are saved`() throws {
    try test(personsOfSaltmarsh())
  }

  @Test(arguments: ExploredBook.allCases)
  func `a scenario of any book is saved, from a loop or from files as plain calls`(book: ExploredBook) throws {
    let exploration = try book.explore()
    exploration.does("for i = 1, 3 do \(book.category).forecast:scale(1.5) end")
    try test(exploration)
    exploration.does(":load \(book.folder)")
    let names = exploration.notebook.declared.filter { $0.word == "scenario" }.map(\.name)
    for name in names {
      // One that is run alone without a change has nothing to save.
      guard exploration.take(":use \(name.inStack)").complaint == nil, !exploration.notebook.changes.isEmpty else {
        continue
      }
      try test(exploration)
    }
  }

  @Test func `what is saved reads as a person would write it`() throws {
    let folder = try SpareFolder()
    let exploration = try ExploredBook.kingsoft.explore()
    exploration.does("n = 2", "book.categories.hardware.forecast:scale(n)")
    let reply = exploration.does(":save \(folder.file("double.lua")) Double hardware")
    #expect(reply.hasPrefix("saved: 1 change, 3 expectations → \(folder.file("double.lua"))\n"))
    #expect(reply.contains("headroom test \(folder.file("double.lua")) --book \(ExploredBook.kingsoft.file)"))
    #expect(
      try folder.text(of: "double.lua") == """
        scenario "Double hardware" {
          about  = "forecast of hardware: times 2",
          change = function(book)
            book.categories.hardware.forecast:scale(2)
          end,
          expect = {
            compliant = false,
            breaches = {
              { kind = "cap", category = "hardware", cap = "2026", on = "2026-10-07", amount = "RMB 0.76086956 million" },
            },
            categories = {
              hardware = {
                caps = {
                  ["2026"] = { total = "RMB 1,860.0 million", headroom = "-RMB 860.0 million" },
                },
              },
            },
          },
        }

        """)
  }

  @Test func `a file that is there is replaced only where that is asked for`() throws {
    let folder = try SpareFolder()
    try folder.write("mine", to: "kept.lua")
    let exploration = try ExploredBook.kingsoft.explore()
    exploration.does("book.categories.hardware.forecast:scale(2)")
    #expect(exploration.refuses(":save \(folder.file("kept"))").contains("is there already"))
    #expect(try folder.text(of: "kept.lua") == "mine")
    exploration.does(":save! \(folder.file("kept"))")
    #expect(try folder.text(of: "kept.lua").hasPrefix("scenario \"kept\" {"))
    #expect(exploration.refuses(":save \(folder.file("none/kept"))").contains("there is no folder"))
    #expect(exploration.refuses(":save").contains("a file is named behind :save"))
  }

  @Test func `without a change there is nothing to save`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    #expect(exploration.refuses(":save nothing.lua").contains("nothing has been changed"))
  }
}
