import Evaluation

/// A value of a script as it is shown: it no longer needs the state that held it.
///
/// What stands in the book is named by its ids, to be looked up in the book and the outcome that are shown with it.
package indirect enum ShownValue: Sendable {
  /// `nil`.
  case nothing
  /// What `tostring` gives: a boolean, a number, an amount, a day, a ratio, a period.
  case plain(String)
  /// Text, which is shown in quotes within tables.
  case text(String)
  /// A table in the order of `pairs`, with how many pairs were left off.
  case table([(key: ShownValue, value: ShownValue)], omitted: Int)
  /// A function, with the line that defines it; 0 where it is the host's.
  case function(line: Int)

  /// The book itself, or one of its collections by the name of its field, such as `categories`.
  case book
  case collection(String)
  case category(String)
  case caps(category: String)
  case cap(category: String, cap: String)
  case forecast(category: String)
  case ledger(category: String)
  case agreement(String)
  case meeting(String)

  /// What comes out of a copy of the book.
  case outcome(Outcome)
  /// A part of an outcome.
  case record(Entry.Record)
  /// Any other value of the host: its type and its fields.
  case object(type: String, fields: [(name: String, value: ShownValue)])
}
