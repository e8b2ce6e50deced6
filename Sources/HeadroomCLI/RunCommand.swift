import ArgumentParser
import Headroom

/// `headroom run`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Evaluates every scenario of scripts and folders, beside the baseline.",
    discussion: """
      The table shows the baseline once, then for each scenario the caps that
      stand otherwise: total, share used, first day at the alert level, first
      day above the cap and by how much. Below stand the breaches, what a broken
      cap would need, and what is open. Amounts are exact.

      --format json prints headroom.result/1: books, each with its baseline and
      its scenarios. An outcome has compliant, breaches, alerts, undetermined,
      findings, categories (with caps, headroom, needed) and assumptions.
      Amounts are exact decimal text in units of the book's currency.

      --scenario "a + b" stacks scenarios of the files in that order, each once,
      and --base says what outcomes are compared with in place of the unchanged
      book. Two changes of one datum are warned about, with the one that counts.

      Families of scenarios (sweep, solve, sensitivity, simulate, explore) stand
      after the scenarios of their file, and under families in JSON. --format csv
      prints the rows of one of them.
        headroom run FILE --set "multiplier=1..3 by 0.5"
        headroom run FILE --format csv --family "Grid" -o grid.csv
        headroom run FILE --shard 1/8 -o part1.json         (headroom help merge)
        headroom run FILE --record record.json              (headroom help verify)

      A scenario:
        scenario "Double hardware procurement" {
          about  = "Purchases run at twice what is expected.",
          change = function(book)
            book.categories.hardware.forecast:scale(2)
          end,
          expect = {
            breaches = { { category = "hardware", on = "2026-10-07" } },
          },
        }

      What it can change. The days may follow the value: 2026, "2026-07",
      "2026-07-01", "2026-12-31", or { from = "…", to = "…" }; else it is all.
        local c = book.categories.hardware
        c.forecast:scale(2)              c.forecast:growth("81.4%")
        c.forecast:total("RMB 180 million", 2026)    -- actuals included
        c.forecast:set("RMB 9 million", 2026)        -- instead
        c.forecast:add("RMB 9 million", "2026-09")   -- on top
        c.forecast:shift(months(1))      c.forecast:remove()
        c.forecast:wait_for("agm-2026")  -- starts after the vote
        c.caps["2026"]:propose("RMB 1,900 million", { buffer = "10%" })
        c.caps["2026"]:correct("RMB 1,100 million")
        c.caps:propose("RMB 60 million",
          { from = "2028-01-01", to = "2028-07-28" })
        c.term:extend("2028-12-31")
        book.meetings["agm-2026"]:move("2026-09-30")
        book.meetings["agm-2026"]:cancel()
        book.meetings["agm-2026"]:reject("hardware") -- or all: reject()
        book.meetings["agm-2026"]:circular("2026-06-01")
        book.meetings["agm-2026"]:vote("hardware",
          { in_favour = 490, against = 510 })
        book.shareholdings.xiaomi:set("9.99%", "2026-09-01")
        book.shareholdings.xiaomi:no_other_limb()
        book.issuer:set { revenue = rmb.million(9000) }
        book.rulebook:set { vote_from = "10%" }
        book.exchange_rates:set("HKD", "RMB", 0.92)
        book.groups.purchases:govern()
        book.lead_times:set { printing = 7 }
      """)

  @Argument(help: "Scripts, or folders that are searched for them; - is standard input.")
  var paths: [String]

  @Option(name: .long, help: "How the result is printed: table, json, csv, ics (default: table).")
  var format: RunFormat?

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "Exit with 1 where a scenario has it: breach, alert, approval, undetermined. May be repeated.", valueName: "what")
  )
  var failOn: [FailOn] = []

  @OptionGroup(title: "Families") var families: FamilyOptionsGroup
  @OptionGroup(title: "Stacks") var stacks: StackOptions
  @OptionGroup var scripts: ScriptOptions

  /// What makes the exit status 1.
  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case breach, alert, approval, undetermined

    func isFound(in outcome: Outcome) -> Bool {
      switch self {
      case .breach: !outcome.breaches.isEmpty
      case .alert: !outcome.alerts.isEmpty
      case .approval: outcome.findings.contains { $0.kind == .approvalMissing || $0.kind == .approvalRejected }
      case .undetermined: !outcome.undetermined.isEmpty
      }
    }
  }

  /// Several of them, between commas.
  static func several(_ text: String) -> [FailOn]? {
    let known = text.split(separator: ",").map { FailOn(rawValue: String($0)) }
    return known.contains(nil) ? nil : known.compactMap { $0 }
  }

  /// What is said where paths hold no scenario.
  static func noScenario(in paths: [String]) -> String {
    "error: no scenario was found in \(paths.joined(separator: ", "))\nhint: a script declares one with scenario \"Name\" { … }"
  }

  func run() throws { try run(RunSurroundings(output: ResultOutput(file: scripts.output.file))) }
}
