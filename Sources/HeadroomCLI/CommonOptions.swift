import ArgumentParser
import Headroom

/// How a result is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json
}

/// When colours are written.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// Where a result goes and how it looks.
struct OutputOptions: ParsableArguments {
  @Option(name: .long, help: "Colours: auto (on a terminal), always, never.")
  var color: ColorChoice?

  @Option(name: [.customShort("o"), .long], help: ArgumentHelp("Write the result to a file.", valueName: "file"))
  var output: String?

  @Flag(name: .long, help: "No warnings on standard error.")
  var quiet = false

  func ink() throws -> Ink {
    switch try color ?? Twin.value("COLOR", ColorChoice.init(rawValue:), "auto, always or never") ?? .auto {
    case .auto: Ink(isColoured: file == nil && Terminal.showsColours)
    case .always: Ink(isColoured: true)
    case .never: Ink(isColoured: false)
    }
  }

  /// The file that the result goes to; nil for standard output.
  var file: String? { output ?? Terminal.environment("HEADROOM_OUTPUT") }

  /// Says what may not have been meant.
  func warn(_ problems: [Problem]) {
    let isQuiet = quiet || (Terminal.environment("HEADROOM_QUIET") ?? "0") != "0"
    guard !isQuiet else { return }
    for problem in problems { Terminal.error("\(problem)") }
  }
}

/// Which book is taken, and of which day.
struct BookOptions: ParsableArguments {
  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("The last day of actuals, in place of the book's.", valueName: "date"))
  var asOf: String?

  func day() throws -> CivilDate? {
    guard let text = asOf ?? Terminal.environment("HEADROOM_AS_OF") else { return nil }
    do { return try CivilDate(parsing: text) } catch {
      throw ValidationError("\(asOf == nil ? "the environment's HEADROOM_AS_OF" : "--as-of"): \(error)")
    }
  }
}

/// What scripts may use.
struct LimitOptions: ParsableArguments {
  @Option(
    name: .customLong("limit-instructions"),
    help: ArgumentHelp("Instructions of a scenario's step (default: 10000000).", valueName: "count"))
  var instructions: Int?

  @Option(
    name: .customLong("limit-memory"),
    help: ArgumentHelp("Memory of a script in MiB (default: 64).", valueName: "MiB"))
  var memory: Int?

  @Option(
    name: .customLong("limit-time"),
    help: ArgumentHelp("Seconds that a script's step may take (default: 10).", valueName: "seconds"))
  var time: Double?

  func budget() throws -> Budget {
    var budget = Budget()
    if let steps = try instructions ?? Twin.value("LIMIT_INSTRUCTIONS", { Int($0) }, "a whole number") {
      guard (1...1_000_000_000_000).contains(steps) else {
        throw ValidationError("--limit-instructions must lie between 1 and 1000000000000")
      }
      budget.steps = steps
    }
    if let mebibytes = try memory ?? Twin.value("LIMIT_MEMORY", { Int($0) }, "a whole number of MiB") {
      guard (1...65_536).contains(mebibytes) else {
        throw ValidationError("--limit-memory must lie between 1 and 65536")
      }
      budget.memory = mebibytes << 20
    }
    if let seconds = try time ?? Twin.value("LIMIT_TIME", { Double($0) }, "a number of seconds") {
      guard seconds > 0, seconds <= 86_400 else { throw ValidationError("--limit-time must lie between 0 and 86400") }
      budget.seconds = seconds
    }
    return budget
  }
}

/// The environment twin of an option.
enum Twin {
  static func value<Value>(_ name: String, _ read: (String) -> Value?, _ expected: String) throws -> Value? {
    guard let text = Terminal.environment("HEADROOM_\(name)") else { return nil }
    guard let value = read(text) else {
      throw ValidationError("the environment's HEADROOM_\(name) is '\(text)'; it must be \(expected)")
    }
    return value
  }
}

/// The book and the limits that all commands share which run scenarios.
struct ScriptOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("The book; else the book.yaml beside each script or above it.", valueName: "file"))
  var book: String?

  @OptionGroup var day: BookOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func session(_ families: FamilyOptions = FamilyOptions(), _ log: InputLog? = nil) throws -> Session {
    var options = Session.Options()
    options.families = families
    options.inputs = log
    options.book = book ?? Terminal.environment("HEADROOM_BOOK")
    options.asOf = try day.day()
    options.budget = try limits.budget()
    return Session(options)
  }

  /// A book with its baseline and no scenario; its problems are told and end the program.
  func baseline(_ path: String) throws -> BookResult {
    let session = try session()
    do {
      let loaded = try session.loadBook(path)
      output.warn(loaded.warnings)
      let baseline = try session.baseline(loaded)
      return BookResult(file: loaded.file, book: loaded.book, warnings: loaded.warnings, baseline: baseline, files: [])
    } catch {
      Terminal.error("\(error)")
      throw ExitStatus.book
    }
  }

  /// Runs the scenarios; problems of books and paths are told and end the program.
  func run(_ paths: [String], expecting: Bool) throws -> (results: [BookResult], wasInterrupted: Bool) {
    try running(session()) { session throws(Problems) in
      try session.run(paths, expecting: expecting, standardInput: Terminal.standardInput)
    }
  }

  /// Runs scenarios that are asked for by name, or all with their families; names that nothing is called end the program
  /// too.
  func run(
    _ paths: [String], stacking request: StackRequest, families: FamilyOptions = FamilyOptions(), log: InputLog? = nil
  ) throws -> (results: [BookResult], wasInterrupted: Bool) {
    var unknown: [Problem] = []
    let answer = try running(session(families, log)) { session throws(Problems) in
      let found = try session.run(paths, stacking: request, standardInput: Terminal.standardInput)
      unknown = found.problems
      return found.books
    }
    guard !unknown.isEmpty else { return answer }
    for problem in answer.results.flatMap(\.failures).map(\.problem) + unknown { Terminal.error("\(problem)") }
    throw Self.status(of: answer.results, wasInterrupted: answer.wasInterrupted) ?? ExitStatus.nothing
  }

  /// The differences of a result's scenarios by step.
  func diff(_ result: BookResult) throws -> BookDiff {
    do { return try session().diff(result) } catch let problems as Problems {
      Terminal.error("\(problems)")
      throw ExitStatus.book
    }
  }

  private func running(
    _ session: Session, _ run: (Session) throws(Problems) -> [BookResult]
  ) throws -> (results: [BookResult], wasInterrupted: Bool) {
    let source = CtrlC.cancels(session.control)
    defer { source.cancel() }
    do throws(Problems) {
      let results = try run(session)
      Progress.end()
      for result in results { tell(result) }
      return (results, session.control.isCancelled)
    } catch {
      Terminal.error("\(error)")
      throw ExitStatus.book
    }
  }

  /// The families that the scripts declare; problems of paths are told and end the program.
  func families(in paths: [String]) throws -> [FamilyResult] {
    do { return try session().families(in: paths) } catch let problems as Problems {
      Terminal.error("\(problems)")
      throw ExitStatus.book
    }
  }

  /// Warnings, each once though several scenarios build on the one at fault, and what scripts printed.
  private func tell(_ result: BookResult) {
    let scenarios = (result.base.map { [$0] } ?? []) + result.scenarios
    let warnings = result.warnings + scenarios.flatMap(\.warnings) + result.families.flatMap(\.warnings)
    var said: Set<String> = []
    output.warn(warnings.filter { said.insert("\($0)").inserted })
    let printed =
      scenarios.map { ($0.place.file, $0.name, $0.printed) }
      + result.families.map { ($0.place.file, $0.name, $0.printed) }
    for (file, name, text) in printed where !text.isEmpty {
      Terminal.error("\(file), \(name), printed:\n\(Self.shortened(text))")
    }
  }

  /// The beginning of what a script printed; a flood would bury the messages.
  private static func shortened(_ text: String) -> String {
    let limit = 4_000
    guard text.count > limit else { return text }
    return text.prefix(limit) + "\n… and \(text.count - limit) more characters (all of them with --format json)"
  }

  /// The exit status that failures of scripts ask for; nil where there are none.
  static func status(of results: [BookResult], wasInterrupted: Bool) -> ExitStatus? {
    let kinds = Set(results.flatMap(\.failures).map(\.kind))
    if wasInterrupted || kinds.contains(.interrupted) { return .interrupted }
    if kinds.contains(.limit) { return .limit }
    return kinds.contains(.error) ? .script : nil
  }
}
