import LuaSandbox
import Problems
import WhatIf

/// The rows of a family whose variants are measured: a sweep, a sensitivity, a simulation.
extension FamilyRun {
  /// How many variants are looked at for the names of what is measured.
  private static let probes = 16

  /// The names of what is measured, in their order: as the script states them, or as some variants give them.
  ///
  /// Lua drops a name whose value is nothing, so one variant alone does not tell.
  func measures(of source: VariantSource) throws(ScenarioFailure) -> [String] {
    if let stated = family.measures { return stated }
    var names: Set<String> = []
    let step = max(1, (source.count - 1) / (Self.probes - 1))
    for variant in Set(stride(from: 0, to: source.count, by: step) + [source.count - 1]).sorted() {
      // What fails does so again in its place, and is told there.
      let found = try? crew.first { worker throws(ScenarioFailure) in
        try worker.measured(source.names, source.cells(variant))
      }
      names.formUnion((found ?? []).map(\.name))
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Evaluates variants and hands on their rows: the inputs, then what is measured under `measures`.
  ///
  /// - Parameter first: the variant whose row is the first of the family's rows; nil where variants are none of them.
  /// - Returns: how many were done, from the first without a gap.
  func rows(
    _ variants: Range<Int>, of source: VariantSource, _ measures: [String], word: String, from first: Int? = 0,
    into result: inout FamilyResult, deliver: (_ first: Int, _ cells: [Cell]) throws(ScenarioFailure) -> Void
  ) throws(ScenarioFailure) -> Int {
    try rows(variants, of: source, measures, word: word, from: first, into: &result) { _, _ in
    } deliver: { first, cells, _ throws(ScenarioFailure) in
      try deliver(first, cells)
    }
  }

  /// The same, with what `digest` makes of neighbouring rows where they were evaluated.
  func rows<Digest: Sendable>(
    _ variants: Range<Int>, of source: VariantSource, _ measures: [String], word: String, from first: Int? = 0,
    into result: inout FamilyResult, digest: @escaping Crew.Digesting<Digest>,
    deliver: (_ first: Int, _ cells: [Cell], Digest) throws(ScenarioFailure) -> Void
  ) throws(ScenarioFailure) -> Int {
    if let known = options.known, let first {
      let width = source.names.count + measures.count
      return try rows(known, variants, first, width, into: &result) { first, cells throws(ScenarioFailure) in
        try deliver(first, cells, digest(first..<first + cells.count / max(1, width), cells))
      }
    }
    let (script, family) = (script, family)
    var printed: [String] = []
    let progress = options.progress.map { heard in
      { @Sendable (done: Int) in heard(family.name, done, variants.count) }
    }
    let done = try crew.run(variants, progress: progress) { worker, variant, cells throws(ScenarioFailure) in
      let first = cells.count
      source.append(variant, &cells)
      if worker.measure(source.names, from: first, measures, into: &cells) { return }
      let inputs = Array(cells[first...])
      do throws(ScenarioFailure) {
        cells += try Self.row(worker.measured(source.names, inputs), measures, family, script)
      } catch {
        throw error.noting("\(word) \(variant + 1): \(VariantInputs(names: source.names, cells: inputs))")
      }
    } digest: { places, cells throws(ScenarioFailure) in
      try digest(places, cells)
    } deliver: { block throws(ScenarioFailure) in
      if !block.printed.isEmpty { printed.append(block.printed) }
      if let digest = block.digest { try deliver(block.places.lowerBound, block.cells, digest) }
    }
    for text in printed { keep(text, in: &result) }
    if first != nil { options.rows?.remark(FamilyRemarks(read: crew.inputsRead, printed: printed.joined())) }
    return done
  }

  /// Hands on rows that were evaluated before, as if they had been evaluated now.
  private func rows(
    _ known: any KnownRows, _ variants: Range<Int>, _ first: Int, _ width: Int, into result: inout FamilyResult,
    deliver: (_ first: Int, _ cells: [Cell]) throws(ScenarioFailure) -> Void
  ) throws(ScenarioFailure) -> Int {
    let remarks = try known.remarks(on: result)
    for start in stride(from: variants.lowerBound, to: variants.upperBound, by: 1_024) {
      guard !runner.control.isCancelled else { return start - variants.lowerBound }
      let end = min(start + 1_024, variants.upperBound)
      let cells = try known.rows(of: result, in: start - first..<end - first)
      guard cells.count == (end - start) * width else {
        throw ScenarioFailure(problem("the rows that are known of \(family.title) have other columns"))
      }
      try deliver(start, cells)
    }
    for remark in remarks { keep(remark.printed, in: &result) }
    return variants.count
  }

  /// The places of the inputs that `change` read, now or when rows were evaluated before.
  private func inputsRead(_ result: FamilyResult) -> Set<Int> {
    let before = (try? options.known?.remarks(on: result)) ?? []
    return before.reduce(crew.inputsRead) { $0.union($1.read) }
  }

  /// What a variant measures, in the order of the names that all have.
  private static func row(
    _ measured: FamilyWorker.Measured, _ names: [String], _ family: FamilyDefinition, _ script: Script
  ) throws(ScenarioFailure) -> [Cell] {
    if measured.elementsEqual(names, by: { $0.name == $1 }) { return measured.map(\.value) }
    if let unknown = measured.first(where: { !names.contains($0.name) }) {
      let stated = names.map { "\"\($0)\"" } + ["\"\(unknown.name)\""]
      let lines = family.body.line..<family.body.line + 50
      let line = lines.first { script.source.holds(unknown.name, inLine: $0) } ?? family.body.line
      throw ScenarioFailure(
        script.source.problem(
          "'\(unknown.name)' is measured here, and not in the variants that tell the names of the columns", line: line,
          token: unknown.name,
          hint: "state all names beside 'measure': measures = { \(stated.joined(separator: ", ")) }"))
    }
    return names.map { name in measured.first { $0.name == name }?.value ?? .none }
  }

  /// The part of `count` variants that is run.
  func share(of count: Int) -> Range<Int> { options.shard?.range(of: count) ?? 0..<count }

  /// Says which inputs `change` never read, as it may have meant to.
  func warnOfUnread(_ inputs: [String], _ result: inout FamilyResult) {
    let read = inputsRead(result)
    for (place, name) in inputs.enumerated() where !read.contains(place) {
      result.warnings.append(
        problem(
          "'change' of \(family.title) never reads the input '\(name)'", severity: .warning,
          hint: "read it as p.\(name), or take it out"))
    }
  }
}

extension ScenarioFailure {
  /// The same with a line more on where it happened; an interruption needs none.
  func noting(_ note: String) -> ScenarioFailure {
    guard kind != .interrupted else { return self }
    var problem = problem
    problem.notes.append(note)
    return ScenarioFailure(problem, kind: kind, limit: limit)
  }
}
