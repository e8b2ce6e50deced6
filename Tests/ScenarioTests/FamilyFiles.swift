/// Scripts of families that tests of the command line run.
enum FamilyFiles {
  /// A sweep of six, a sensitivity, a simulation and a search over few days.
  static let all = """
    scenario "Twice" { change = function(book) book.categories.hardware.forecast:scale(2) end }

    sweep "Grid" {
      over    = { multiplier = { 1, 1.5, 2 }, agm = { date "2026-06-30", date "2026-09-30" } },
      change  = function(book, p)
        book.categories.hardware.forecast:scale(p.multiplier)
        book.meetings["agm-2026"]:move(p.agm)
      end,
      measure = function(outcome)
        local hardware = outcome.categories.hardware
        return { headroom = hardware.caps["2026"].headroom, breaches = #hardware.breaches }
      end,
    }

    sensitivity "What matters" {
      over    = { multiplier = { 0.8, 1.2 }, cloud = { "20%", "50%" }, idle = { 1 } },
      change  = function(book, p)
        if p.multiplier then
          print(p.multiplier)
          book.categories.hardware.forecast:scale(p.multiplier)
        end
        if p.cloud then book.categories.cloud.forecast:growth(p.cloud) end
      end,
      measure = function(outcome)
        return { hardware = outcome.categories.hardware.caps["2026"].headroom }
      end,
    }

    simulate "Growth" {
      runs    = 5,
      seed    = 7,
      draw    = function(random) return { growth = random:normal(0.353, 0.15) } end,
      change  = function(book, p) book.categories.cloud.forecast:growth(p.growth) end,
      measure = function(outcome)
        return { breached = #outcome.categories.cloud.breaches > 0, total = outcome.categories.cloud.caps["2026"].total }
      end,
    }

    solve "Last AGM" {
      over   = dates("2026-06-30", "2026-07-05"),
      want   = "last",
      change = function(book, day) book.meetings["agm-2026"]:move(day) end,
      holds  = function(outcome) return #outcome.breaches == 0 end,
    }

    """

  /// A simulation whose script states no seed.
  static let seedless = all.replacing("  seed    = 7,\n", with: "")
}
