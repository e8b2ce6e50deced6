import Headroom

/// The variants that are measured: every multiplier of hardware on every day of the meeting.
struct VariantGrid {
  /// How many days the meeting may be held on, one after another from ``firstDay``.
  let days: Int
  /// How many multipliers there are, from ``first`` on.
  let multipliers: Int
  /// From one multiplier to the next, in ten-thousandths.
  let step: Int64
  let firstDay: CivilDate

  /// Multipliers are whole numbers of ten-thousandths.
  static let denominator: Int64 = 10_000
  /// The first multiplier: one half.
  static let first: Int64 = 5_000

  private var last: Int64 { Self.first + step * Int64(multipliers - 1) }

  var count: Int { days * multipliers }

  private init(days: Int, multipliers: Int) throws {
    self.days = days
    self.multipliers = multipliers
    step = max(1, 25_000 / Int64(multipliers))
    firstDay = try CivilDate(2026, 6, 1)
  }

  /// The grid of `count` variants.
  ///
  /// - Throws: ``BenchError`` for a number of which none is made.
  init(count: Int) throws {
    switch count {
    case 1: try self.init(days: 1, multipliers: 1)
    case 1_000: try self.init(days: 25, multipliers: 40)
    case 3_000: try self.init(days: 75, multipliers: 40)
    case 10_000: try self.init(days: 100, multipliers: 100)
    case 1_000_000: try self.init(days: 200, multipliers: 5_000)
    default: throw BenchError(description: "no grid of \(count) variants is measured")
    }
  }

  /// Some variants whose answers are compared one by one, the first and the last among them.
  var samples: [Int] { Array(Set((0...7).map { (count - 1) * $0 / 7 })).sorted() }

  private var lastDay: CivilDate { CivilDate(dayNumber: firstDay.dayNumber + Int32(days - 1)) }

  // MARK: As scripts

  /// A declarative sweep; the last of its axes, by their names, varies fastest.
  var sweep: String {
    """
    sweep "Multiplier and meeting" {
      over = {
        agm = dates("\(firstDay)", "\(lastDay)"),
        multiplier = range(\(decimal(Self.first)), \(decimal(last)), \(decimal(step))),
      },
      change = function(book, p)
        book.categories.hardware.forecast:scale(p.multiplier)
        book.meetings.agm:move(p.agm)
      end,
      measure = function(outcome)
        local hardware = outcome.categories.hardware
        local breach = hardware.breaches[1]
        return {
          room = hardware.caps["2026"].headroom,
          breach = breach and breach.on,
          breaches = #outcome.breaches,
        }
      end,
    }

    """
  }

  /// The same variants in a loop of the script's own, with the same sums.
  var explore: String {
    """
    local samples = { \(samples.map { "[\($0)] = true" }.joined(separator: ", ")) }
    explore "Multiplier and meeting" {
      run = function(book)
        local found, room, day_sum, breached, breaches = {}, money "RMB 0", 0, 0, 0
        local epoch, first, place = date "1970-01-01", date "\(firstDay)", 0
        for day = 0, \(days - 1) do
          local agm = first + days(day)
          for multiplier = \(Self.first), \(last), \(step) do
            local outcome = book:what_if(function(book)
              book.categories.hardware.forecast:scale(multiplier / \(Self.denominator))
              book.meetings.agm:move(agm)
            end)
            local hardware = outcome.categories.hardware
            local left, breach, number = hardware.caps["2026"].headroom, hardware.breaches[1], #outcome.breaches
            room, breaches = room + left, breaches + number
            if breach then day_sum, breached = day_sum + (breach.on - epoch), breached + 1 end
            if samples[place] then
              found["room" .. place], found["breaches" .. place] = left, number
              found["breach" .. place] = breach and breach.on
            end
            place = place + 1
          end
        end
        found.room, found.days, found.breached, found.breaches = room, day_sum, breached, breaches
        return found
      end,
    }

    """
  }

  private func decimal(_ tenThousandths: Int64) -> String {
    let digits = String(Self.denominator + tenThousandths % Self.denominator).dropFirst()
    return "\(tenThousandths / Self.denominator).\(digits)"
  }
}
