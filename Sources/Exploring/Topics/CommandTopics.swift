/// A command of the prompt as dispatch, completion and help know it.
package struct CommandTopic: Sendable, Equatable {
  /// What is written behind a command, which says how it is completed.
  package enum Argument: Sendable {
    /// Nothing.
    case none
    /// The name of a declared scenario.
    case scenario
    /// The name of a finding, or the beginning of one.
    case finding
    /// A topic of help.
    case topic
    /// A category of the book.
    case category
    /// A file that is read.
    case file
    /// A file that is written.
    case newFile
    /// A number.
    case count
    /// Lua.
    case expression
  }

  /// Its name without the colon.
  package let name: String
  /// How it is written, with what may be left out in brackets: `:explain [FINDING]`.
  package let form: String
  /// What it does, in a sentence.
  package let summary: String
  /// Lines that show it at work, to be typed in their order; names of a book stand in them as ``Examples`` reads them.
  package let example: [String]
  /// What is written behind it.
  package let argument: Argument

  /// Every command, in the order in which help lists them.
  package static let all: [CommandTopic] = [
    CommandTopic(
      name: "diff", form: ":diff", summary: "What the changes so far make of the baseline.",
      example: ["@category.forecast:scale(2)", ":diff"], argument: .none),
    CommandTopic(
      name: "changes", form: ":changes", summary: "The changes so far, in their order.",
      example: ["@category.forecast:scale(2)", ":changes"], argument: .none),
    CommandTopic(
      name: "undo", form: ":undo [COUNT]",
      summary: "Takes back the last line that changed something, or as many as said.",
      example: ["@category.forecast:scale(2)", ":undo"], argument: .count),
    CommandTopic(
      name: "redo", form: ":redo [COUNT]", summary: "Does again what :undo took back, until something else is changed.",
      example: ["@category.forecast:scale(2)", ":undo", ":redo"], argument: .count),
    CommandTopic(
      name: "reset", form: ":reset", summary: "Takes back all changes; :undo brings them back.",
      example: ["@category.forecast:scale(2)", ":reset"], argument: .none),
    CommandTopic(
      name: "explain", form: ":explain [FINDING …]",
      summary: "How a finding follows, down to the ledger; without a name it lists what can be explained.",
      example: [":explain"], argument: .finding),
    CommandTopic(
      name: "save", form: ":save FILE [NAME]",
      summary:
        "Writes the changes as a scenario that expects the present outcome; headroom test passes it. :save! replaces a file.",
      example: ["@category.forecast:scale(2)", ":save kept.lua"], argument: .newFile),
    CommandTopic(
      name: "load", form: ":load FILE …", summary: "Reads the scenarios of files, which :use then takes.",
      example: ["@category.forecast:scale(2)", ":save kept.lua", ":load kept.lua"], argument: .file),
    CommandTopic(
      name: "scenarios", form: ":scenarios", summary: "The scenarios that were declared or loaded.",
      example: ["scenario \"Twice\" { change = function(book) @category.forecast:scale(2) end }", ":scenarios"],
      argument: .none),
    CommandTopic(
      name: "use", form: ":use NAME",
      summary: "Begins the working copy anew with the changes of a declared scenario, or of several: A + B.",
      example: ["scenario \"Twice\" { change = function(book) @category.forecast:scale(2) end }", ":use Twice"],
      argument: .scenario),
    CommandTopic(
      name: "calendar", form: ":calendar", summary: "What happens on which day: meetings, notices, alerts, breaches.",
      example: [":calendar"], argument: .none),
    CommandTopic(
      name: "todo", form: ":todo", summary: "Who must do what by when.", example: [":todo"], argument: .none),
    CommandTopic(
      name: "months", form: ":months [CATEGORY]",
      summary: "Actual, committed and forecast amounts by month, beside the cap in force.",
      example: [":months"], argument: .category),
    CommandTopic(
      name: "book", form: ":book", summary: "All that the book holds, each figure with its source.",
      example: [":book"], argument: .none),
    CommandTopic(
      name: "time", form: ":time LINE", summary: "The value of a line, with the steps and the time that it took.",
      example: [":time #outcome.breaches"], argument: .expression),
    CommandTopic(
      name: "limits", form: ":limits [LIMIT NUMBER]",
      summary: "What a line may use at most, and what the last one used; instructions, memory or time can be set.",
      example: [":limits"], argument: .none),
    CommandTopic(
      name: "help", form: ":help [TOPIC]",
      summary: "Tells of a command, a word, a type, or a path such as book.categories.",
      example: [":help forecast:scale"], argument: .topic),
    CommandTopic(
      name: "quit", form: ":quit", summary: "Leaves; so does Ctrl-D on an empty line.", example: [":quit"],
      argument: .none),
  ]

  /// The command of that name, without its colon.
  package static func named(_ name: String) -> CommandTopic? { all.first { $0.name == name } }
}
