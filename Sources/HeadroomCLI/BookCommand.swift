import ArgumentParser
import Headroom

/// `headroom book`.
struct BookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "book", abstract: "Shows a book, or says what is wrong in it.",
    subcommands: [Show.self, Validate.self])

  /// What both ask for.
  struct Options: ParsableArguments {
    @Argument(help: "The book's file.")
    var book: String = "book.yaml"

    @Option(name: .long, help: "How the result is printed: table, json (default: table).")
    var format: OutputFormat?

    @OptionGroup var day: BookOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func chosenFormat() throws -> OutputFormat {
      try format ?? Twin.value("FORMAT", OutputFormat.init(rawValue:), "table or json") ?? .table
    }

    func session() throws -> Session {
      var options = Session.Options()
      options.asOf = try day.day()
      return Session(options)
    }
  }

  /// `headroom book show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows all that a book holds, each figure with its source, and what is concluded of it.")

    @OptionGroup var options: Options

    func run() throws {
      let (session, ink, format) = (try options.session(), try options.output.ink(), try options.chosenFormat())
      let loaded: LoadedBook
      let baseline: Outcome
      do {
        loaded = try session.loadBook(options.book)
        baseline = try session.baseline(loaded)
      } catch {
        Terminal.error("\(error)")
        throw ExitStatus.book
      }
      options.output.warn(loaded.warnings)
      let text: String
      switch format {
      case .table: text = BookText(ink: ink).text(loaded.book, file: loaded.file, baseline: baseline)
      case .json:
        text = JSONText.text(BookEntry.entry(loaded.book, file: loaded.file, baseline: baseline))
      }
      try Terminal.deliver(text, to: options.output.file)
    }
  }

  /// `headroom book validate`.
  struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks a book and its ledger; says every fault with its place and remedy.")

    @OptionGroup var options: Options

    func run() throws {
      let (session, format) = (try options.session(), try options.chosenFormat())
      var (problems, isGood) = ([Problem](), true)
      var statement = ""
      do {
        let loaded = try session.loadBook(options.book)
        _ = try session.baseline(loaded)
        problems = loaded.warnings
        statement = BookText.summary(loaded.book, file: loaded.file)
      } catch {
        (problems, isGood) = (error.all, false)
      }
      switch format {
      case .table:
        isGood ? options.output.warn(problems) : Terminal.error("\(Problems(problems))")
        if isGood { try Terminal.deliver(statement + "\n", to: options.output.file) }
      case .json:
        let entry = BookEntry.problems(problems, isGood: isGood)
        try Terminal.deliver(JSONText.text(entry), to: options.output.file)
      }
      if !isGood { throw ExitStatus.book }
    }
  }
}
