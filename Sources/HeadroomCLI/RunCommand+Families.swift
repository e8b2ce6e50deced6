import ArgumentParser
import Headroom

/// A run with its families: as a whole, as a part, with a record of it.
extension RunCommand {
  func run(_ surroundings: RunSurroundings) throws {
    let format = try chosenFormat()
    let spareSeed = surroundings.spareSeed ?? UInt64.random(in: 0 ... .max)
    var options = try families.options(spareSeed: spareSeed)
    let log = InputLog()
    if let shard = options.shard { return try run(shard, options, log, surroundings) }
    options.known = surroundings.known
    let record = try recordFile(surroundings)
    let (results, status) = try deliver(format, options, log, surroundings)
    if record != nil || surroundings.heard != nil {
      let run = try self.record(of: results, status ?? .done, spareSeed, log, surroundings, in: record)
      surroundings.heard?(run)
      if let record { try Terminal.deliver(run.text, to: record) }
    }
    if let status { throw status }
  }

  private func chosenFormat() throws -> RunFormat {
    try self.format ?? Twin.value("FORMAT", RunFormat.init(rawValue:), "table, json, csv or ics") ?? .table
  }

  // MARK: The whole

  private func deliver(
    _ format: RunFormat, _ options: FamilyOptions, _ log: InputLog, _ surroundings: RunSurroundings
  ) throws -> (results: [BookResult], status: ExitStatus?) {
    let (output, failOn) = (surroundings.output, try chosenFailures())
    let ink = try surroundings.isColoured.map { Ink(isColoured: $0) } ?? scripts.output.ink()
    var options = options
    if format == .csv {
      options.only = try onlyFamily(options)
      options.rows = FamilyCSV { output.write($0) }
      try output.begin()
    }
    let (results, wasInterrupted) = try scripts.run(
      paths, stacking: stacks.request(), families: options, log: log)
    try checkFamily(options, results)
    if results.allSatisfy({ $0.scenarios.isEmpty && $0.families.isEmpty && $0.failures.isEmpty }) {
      Terminal.error(Self.noScenario(in: paths))
      throw ExitStatus.nothing
    }
    switch format {
    case .table: try output.deliver(RunText(ink: ink).text(results))
    case .json: try output.deliver(JSONText.text(RunEntry.result(results)))
    case .ics: try output.deliver(CalendarText().iCalendar(results.map { NamedOutcomes($0) }))
    case .csv: try output.end(isWhole: results.flatMap(\.failures).allSatisfy { $0.kind == .interrupted })
    }
    return (results, Self.status(of: results, wasInterrupted, failOn))
  }

  /// Refuses a name that no family has.
  private func checkFamily(_ options: FamilyOptions, _ results: [BookResult]) throws {
    guard let name = options.only, results.allSatisfy({ $0.families.isEmpty && $0.failures.isEmpty }) else { return }
    let known = paths.contains("-") ? [] : try scripts.families(in: paths).map(\.name)
    Terminal.error(
      "error: no sweep, solve, sensitivity, simulate or explore is called '\(name)'\(Spelling.question(name, among: known))"
        + (known.isEmpty ? "" : "\nhint: known: \(known.joined(separator: ", "))"))
    throw ExitStatus.nothing
  }

  /// Tells the failures; what they and what was asked to fail on make of the exit status.
  private static func status(of results: [BookResult], _ wasInterrupted: Bool, _ failOn: [FailOn]) -> ExitStatus? {
    for failure in results.flatMap(\.failures) { Terminal.error("\(failure.problem)") }
    if let status = ScriptOptions.status(of: results, wasInterrupted: wasInterrupted) { return status }
    let outcomes = results.flatMap(\.scenarios).compactMap { try? $0.outcome.get() }
    return outcomes.contains { outcome in failOn.contains { $0.isFound(in: outcome) } } ? .found : nil
  }

  private func chosenFailures() throws -> [FailOn] {
    guard failOn.isEmpty else { return failOn }
    let known = FailOn.allCases.map(\.rawValue).joined(separator: ", ") + ", or several between commas"
    return try Twin.value("FAIL_ON", Self.several, known) ?? []
  }

  /// The family whose rows are written as CSV: that which is named, else the only one that has rows.
  private func onlyFamily(_ options: FamilyOptions) throws -> String? {
    guard options.only == nil else { return options.only }
    guard !paths.contains("-") else { throw ValidationError("--format csv of standard input needs --family NAME") }
    let names = try scripts.families(in: paths).filter(\.kind.hasRows).map(\.name)
    guard !names.isEmpty else {
      Terminal.error(
        "error: there are no rows in \(paths.joined(separator: ", "))\n"
          + "hint: --format csv writes those of a sweep, a sensitivity or a simulate")
      throw ExitStatus.nothing
    }
    guard names.count > 1 else { return names[0] }
    throw ValidationError(
      "--format csv writes one family, and there are \(names.count): choose one with --family NAME: "
        + names.joined(separator: ", "))
  }

  // MARK: A part

  private func run(
    _ shard: Shard, _ options: FamilyOptions, _ log: InputLog, _ surroundings: RunSurroundings
  ) throws {
    guard families.recordFile == nil else {
      throw ValidationError("--record goes with a whole run; merge takes it too")
    }
    guard stacks.isEmpty else {
      throw ValidationError("--base and --scenario speak of scenarios, and a part holds families")
    }
    guard format == nil else { throw ValidationError("a part has a format of its own; headroom merge takes --format") }
    try refuseStandardInput("--shard")
    guard try stacks.request().isPlain else {
      throw ValidationError("a part is of families, which --base and --scenario leave out: take one or the other")
    }
    let (output, replay) = (surroundings.output, Replay.own(isPart: true))
    let folder = Folders.working(from: scripts.output.file ?? "part")
    let writer = PartWriter(shard, folder: folder, arguments: replay.arguments, environment: replay.environment) {
      output.write($0)
    }
    var options = options
    options.rows = writer
    try output.begin()
    let (results, wasInterrupted) = try scripts.run(paths, stacking: StackRequest(), families: options, log: log)
    let status = Self.status(of: results, wasInterrupted, [])
    if status == nil { writer.finish(log.inputs) }
    try output.end(isWhole: status == nil)
    if let status { throw status }
  }

  /// What cannot be read again cannot be run again.
  private func refuseStandardInput(_ option: String) throws {
    guard paths.contains("-") else { return }
    throw ValidationError("\(option) cannot keep a script of standard input; put it into a file")
  }

  // MARK: A record

  private func recordFile(_ surroundings: RunSurroundings) throws -> String? {
    guard surroundings.heard == nil, let file = surroundings.record ?? families.recordFile else { return nil }
    try refuseStandardInput("--record")
    return file
  }

  private func record(
    of results: [BookResult], _ status: ExitStatus, _ spareSeed: UInt64, _ log: InputLog,
    _ surroundings: RunSurroundings, in file: String?
  ) throws -> RunRecord {
    let seeds = results.flatMap(\.families).compactMap { family -> RunRecord.Seed? in
      guard case .success(.simulation(let found)) = family.answer else { return nil }
      return RunRecord.Seed(family: family.name, seed: found.seed, taken: found.seedWasTaken)
    }
    let replay = surroundings.replay ?? Replay.own()
    let isColoured = try surroundings.isColoured ?? scripts.output.ink().isColoured
    let written = surroundings.output.written
    return RunRecord(
      folder: file.map(Folders.working) ?? ".", arguments: replay.arguments, environment: replay.environment,
      isColoured: isColoured, spareSeed: seeds.contains(where: \.taken) ? spareSeed : nil, seeds: seeds,
      inputs: log.inputs,
      result: .init(sha256: written.sha256, bytes: written.bytes, status: status.rawValue))
  }
}
