import ArgumentParser
import Headroom

/// `headroom explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains what is concluded of a scenario or a book: rules, arithmetic, sources.",
    discussion: """
      Each conclusion is a tree: below it stand the rule and the figures that it
      follows from, down to ledger lines, plans and what the book states, each
      with its source. A line that begins with = can be done by hand; ⌊ ⌋
      rounds down to the smallest unit of the currency.

      Without a topic it explains what speaks against compliance or differs from
      the baseline, and lists all topics. A topic is named as in that list, or
      by its beginning, or by its category:
        headroom explain double-hardware.lua
        headroom explain double-hardware.lua breach/hardware
        headroom explain double-hardware.lua hardware
        headroom explain book.yaml class/idc no-breach/cloud/2026

      A FILE that ends in .yaml is a book, and its baseline is explained.

      --format json prints headroom.explanation/1: scenarios, each with explained
      (topic, derivation) and topics. A derivation has statement, value, step,
      rule, rule_verified, source, assumed and parts, which are derivations.

      Exit status: 6 where no topic or no scenario has that name.
      """)

  @Argument(help: "A script, a folder of scripts, or a book; - is a script on standard input.")
  var file: String

  @Argument(help: "What is explained: a topic, its beginning, or a category.")
  var topics: [String] = []

  @Option(name: .long, help: ArgumentHelp("Only the scenario of that name. May be repeated.", valueName: "name"))
  var scenario: [String] = []

  @Flag(name: .long, help: "The unchanged book instead of its scenarios.")
  var baseline = false

  @Option(name: .long, help: "How the result is printed: table, json (default: table).")
  var format: OutputFormat?

  @OptionGroup var scripts: ScriptOptions

  func validate() throws {
    if baseline, !scenario.isEmpty {
      throw ValidationError("--baseline and --scenario cannot be used together")
    }
  }

  func run() throws {
    let format = try self.format ?? Twin.value("FORMAT", OutputFormat.init(rawValue:), "table or json") ?? .table
    let ink = try scripts.output.ink()
    let (subjects, status) = try subjects()
    try checkTopics(of: subjects)
    switch format {
    case .table: try Terminal.deliver(ExplanationText(ink: ink).text(subjects), to: scripts.output.file)
    case .json:
      try Terminal.deliver(JSONText.text(ExplanationEntry.explanation(subjects)), to: scripts.output.file)
    }
    if let status { throw status }
  }

  // MARK: What is explained

  private func subjects() throws -> (subjects: [ExplanationSubject], status: ExitStatus?) {
    if file.hasSuffix(".yaml") || file.hasSuffix(".yml") { return ([try bookSubject()], nil) }
    let (results, wasInterrupted) = try scripts.run([file], expecting: false)
    for failure in results.flatMap(\.failures) { Terminal.error("\(failure.problem)") }
    let status = ScriptOptions.status(of: results, wasInterrupted: wasInterrupted)
    if baseline {
      return (try results.map { try subject("Baseline", $0.file, $0.baseline, against: nil) }, status)
    }
    try checkNames(of: results)
    let subjects = try results.flatMap { result in
      try result.scenarios.filter { scenario.isEmpty || scenario.contains($0.name) }.compactMap { found in
        try (try? found.outcome.get()).map {
          try subject(found.name, found.place.description, $0, against: result.baseline)
        }
      }
    }
    if subjects.isEmpty, status == nil {
      Terminal.error("error: no scenario was found in \(file)\nhint: --baseline explains the unchanged book")
      throw ExitStatus.nothing
    }
    return (subjects, status)
  }

  private func bookSubject() throws -> ExplanationSubject {
    guard scenario.isEmpty else { throw ValidationError("a book has no scenarios; name a script for --scenario") }
    var options = Session.Options()
    options.asOf = try scripts.day.day()
    let session = Session(options)
    let (loaded, outcome): (LoadedBook, Outcome)
    do {
      loaded = try session.loadBook(file)
      outcome = try session.baseline(loaded)
    } catch {
      Terminal.error("\(error)")
      throw ExitStatus.book
    }
    scripts.output.warn(loaded.warnings)
    return try subject("Baseline", loaded.file, outcome, against: nil)
  }

  private func subject(
    _ name: String, _ place: String, _ outcome: Outcome, against baseline: Outcome?
  ) throws -> ExplanationSubject {
    do {
      return try ExplanationSubject(name: name, place: place, outcome: outcome, topics: topics, baseline: baseline)
    } catch {
      Terminal.error("error: \(error)")
      throw ExitStatus.book
    }
  }

  // MARK: Names that are not there

  private func checkNames(of results: [BookResult]) throws {
    let names = results.flatMap(\.scenarios).map(\.name)
    guard !names.isEmpty, let wrong = scenario.first(where: { !names.contains($0) }) else { return }
    Terminal.error(
      "error: no scenario '\(wrong)' in \(file)\(Spelling.question(wrong, among: names))\nhint: known: "
        + names.joined(separator: ", "))
    throw ExitStatus.nothing
  }

  private func checkTopics(of subjects: [ExplanationSubject]) throws {
    let known = subjects.flatMap(\.outcome.topics)
    guard !subjects.isEmpty, let wrong = topics.first(where: { asked in !known.contains { $0.isNamed(by: asked) } })
    else { return }
    let names = known.map(\.name) + known.flatMap { $0.name.split(separator: "/").prefix(2).map(String.init) }
    Terminal.error(
      "error: no topic '\(wrong)' in \(file)\(Spelling.question(wrong, among: names))\n"
        + "hint: without a topic all of them are listed")
    throw ExitStatus.nothing
  }
}
