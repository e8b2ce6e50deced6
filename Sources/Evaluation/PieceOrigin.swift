import Agreements
import Quantities

/// Where the amounts of a piece come from, so that each can be told again from what was stated.
///
/// A plain evaluation only keeps it; explanations read it.
indirect enum PieceOrigin: Sendable {
  /// A total that a plan states.
  case plan(Plan)
  /// A total that an edit states.
  case edit(ForecastEdit, Money)
  /// A stated total less the actuals of `past`; never below nothing where a plan states it.
  case rest(Rest)
  /// What the known amounts of `base` make in all.
  case yearBefore(Plan, base: DateRange, known: [ForecastPiece])
  /// What the known amounts had fallen to on the same day of the year before, from `first` on; in its second year what
  /// the plan made itself.
  case sameDays(Plan, days: DateRange, first: CivilDate, known: [ForecastPiece], factor: Ratio)
  /// What had happened in so many days, times the number of days since.
  case runRate(DateRange)
  /// An amount that a plan states for days of their own.
  case dated(Plan, Plan.DatedAmount)
  /// The amount of a month, grown from that of an earlier one.
  case compounded(Compounded)
  /// An order that was placed.
  case commitment(LedgerLine)
  /// What another piece has beyond what is committed on its days.
  case beyond(ForecastPiece, committed: [ForecastPiece])
  /// All that falls of several pieces.
  case several([ForecastPiece])
  /// What falls of another piece on `count` of its days, after its first `before` ones.
  case cut(ForecastPiece, before: Int, count: Int)
  /// All that falls of another piece.
  case whole(ForecastPiece)
  /// The part of a total that falls to the piece, by its share of what was expected: floored on the common sum.
  case share(ForecastPiece, earlier: [ForecastPiece], all: [ForecastPiece], Rest)

  /// The amount of a month that grew from that of the first.
  struct Compounded: Sendable {
    /// What states the growth, and the first amount where it is not an actual one.
    let plan: Plan
    /// The month.
    let month: DateRange
    /// The month that grows.
    let first: DateRange
    /// Its amount, in minor units.
    let base: Int64
    /// What it is multiplied by each time.
    let factor: Ratio
    /// How often.
    let power: Int
  }

  /// A stated total less actuals.
  struct Rest: Sendable {
    /// The total.
    let total: Money
    /// What states it, in words.
    let words: String
    /// Where that is stated; nil for a scenario's edit.
    let source: Source?
    /// The days of it that are past.
    let past: DateRange?
    /// Whether nothing is expected where actuals have passed the total.
    let isAtLeastNothing: Bool
  }
}

/// A step that leaves a piece's amounts unrounded: its shape and the one floor stay.
enum PieceStep: Sendable {
  /// The amounts grow, by a plan.
  case growth(Plan, Ratio)
  /// They go on at the rate of so many days.
  case rate(DateRange)
  /// They are to last year's as some days' actuals are to those of the same days of last year.
  case pace(Plan, actuals: DateRange, base: DateRange)
  /// An edit multiplies them.
  case times(Ratio, ForecastEdit)
  /// They are multiplied so that they, of that many days, make a total; some of these may have been cut off since.
  case making(PieceOrigin.Rest, days: Int)
  /// They fall on other days.
  case moved(String)
}
