import ArgumentParser
import Foundation
import Headroom

/// How families of scenarios are run: which, with what values, on how many processors, as which part.
struct FamilyOptionsGroup: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Other values of an input of sweep, solve or sensitivity: 2, 1,2,3 or 1..3 by 0.25. May be repeated.",
      valueName: "name=value"))
  var set: [String] = []

  @Option(name: .long, help: ArgumentHelp("Runs this sweep, solve, sensitivity, simulate or explore alone."))
  var family: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many run side by side (default: the processors). No result depends on it.", valueName: "count"))
  var jobs: Int?

  @Option(
    name: .long, help: ArgumentHelp("The seed of every simulation (default: the script's).", valueName: "number"))
  var seed: UInt64?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Evaluates the k-th of n parts and writes it for headroom merge.", valueName: "k/n"))
  var shard: String?

  @Option(
    name: .long, help: ArgumentHelp("Keeps what the result follows from, for headroom verify.", valueName: "file"))
  var record: String?

  /// The file of the record; nil where none is kept.
  var recordFile: String? { record ?? Terminal.environment("HEADROOM_RECORD") }

  /// The options of a run; `spareSeed` is the seed that the program took.
  func options(spareSeed: UInt64?) throws -> FamilyOptions {
    var options = FamilyOptions()
    options.jobs = try count()
    options.set = try values()
    options.only = family ?? Terminal.environment("HEADROOM_FAMILY")
    options.seed = try seed ?? Twin.value("SEED", { UInt64($0) }, "a whole number from 0 to 18446744073709551615")
    options.shard = try part()
    options.spareSeed = options.shard == nil ? spareSeed : nil
    if Terminal.showsProgress { options.progress = Progress.told }
    return options
  }

  private func count() throws -> Int {
    let jobs =
      try jobs ?? Twin.value("JOBS", { Int($0) }, "a whole number") ?? ProcessInfo.processInfo.activeProcessorCount
    guard (1...1_024).contains(jobs) else { throw ValidationError("--jobs must lie between 1 and 1024") }
    return jobs
  }

  private func values() throws -> [String: String] {
    let typed = set.isEmpty ? Terminal.environment("HEADROOM_SET").map { [$0] } ?? [] : set
    var values: [String: String] = [:]
    for text in typed {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw ValidationError("--set takes name=value, such as multiplier=1,1.5,2; got '\(text)'")
      }
      guard values.updateValue(parts[1], forKey: parts[0]) == nil else {
        throw ValidationError("--set names '\(parts[0])' twice; several values stand between commas: 1,2,3")
      }
    }
    return values
  }

  /// The part that is asked for; nil for the whole.
  func part() throws -> Shard? {
    guard let text = shard ?? Terminal.environment("HEADROOM_SHARD") else { return nil }
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let part = numbers[0], let of = numbers[1], (1...1_000_000).contains(of),
      let shard = Shard(part: part, of: of)
    else { throw ValidationError("--shard takes k/n, the k-th of n parts, such as 1/4; got '\(text)'") }
    return shard
  }
}
