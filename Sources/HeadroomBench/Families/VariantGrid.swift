import Headroom

/// The variants that are measured: every multiplier of hardware on every day of the meeting.
struct VariantGrid: Hashable {
  /// How many days the meeting may be held on, one after another from ``firstDay``.
  let days: Int
  /// How many multipliers there are, from ``first`` on.
  let multipliers: Int

  static let one = VariantGrid(days: 1, multipliers: 1)
  static let thousand = VariantGrid(days: 25, multipliers: 40)
  static let tenThousand = VariantGrid(days: 100, multipliers: 100)
  static let million = VariantGrid(days: 200, multipliers: 5_000)
  /// Ten thousand of which no two have a multiplier in common, so that nothing of hardware is computed for two.
  static let allDifferent = VariantGrid(days: 1, multipliers: 10_000)

  /// Multipliers are whole numbers of ten-thousandths.
  static let denominator: Int64 = 10_000
  /// The first multiplier: one half.
  static let first: Int64 = 5_000

  /// 1 June 2026.
  var firstDay: CivilDate { CivilDate(dayNumber: 20_605) }
  private var lastDay: CivilDate { CivilDate(dayNumber: firstDay.dayNumber + Int32(days - 1)) }

  /// From one multiplier to the next, in ten-thousandths.
  var step: Int64 { max(1, 25_000 / Int64(multipliers)) }
  private var last: Int64 { Self.first + step * Int64(multipliers - 1) }

  /// How many variants there are.
  var count: Int { days * multipliers }

  /// The days and the multipliers, as a process is told: `25x40`.
  var name: String { "\(days)x\(multipliers)" }

  init(days: Int, multipliers: Int) {
    self.days = days
    self.multipliers = multipliers
  }

  /// The grid of a name.
  ///
  /// - Throws: ``BenchError`` for a text that is none.
  init(named name: String) throws {
    let numbers = name.split(separator: "x").compactMap { Int($0) }
    guard numbers.count == 2, numbers.allSatisfy({ $0 > 0 }) else {
      throw BenchError(description: "not the name of a grid: \(name)")
    }
    self.init(days: numbers[0], multipliers: numbers[1])
  }

  /// Some variants whose answers are compared one by one, the first and the last among them.
  var samples: [Int] { Array(Set((0...7).map { (count - 1) * $0 / 7 })).sorted() }

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
