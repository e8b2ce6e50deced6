import Agreements
import ListingRules
import Quantities

/// What a category's size says: undetermined classes, boundaries, contradictions, groups.
extension CategoryEvaluation {
  func requirementFindings() -> [Finding] {
    guard let requirement else { return [] }
    let contradicted = disagreements(requirement) + aggregations(requirement)
    guard hasProposals else { return contradicted }
    return boundaries(requirement) + contradicted + undetermined(requirement)
  }

  private func boundaries(_ requirement: RequirementVerdict) -> [Finding] {
    requirement.warnings.map { warning in
      var finding = Finding(.boundary, category.id, rule: rulebook[.sizeTests], "\(category.id): \(warning)")
      finding.amount = requirement.largestCap
      finding.figures = requirement.evidence
      return finding
    }
  }

  private func undetermined(_ requirement: RequirementVerdict) -> [Finding] {
    guard requirement.decided == nil, !isOpenByConnection else { return [] }
    var finding = Finding(
      .undetermined, category.id, rule: rulebook[.sizeTests],
      "what \(category.id) needs with a largest cap of \(requirement.largestCap) is undetermined: "
        + requirement.possible.map(\.rawValue).joined(separator: " or "))
    finding.amount = requirement.largestCap
    finding.figures = requirement.evidence
    finding.wouldDecide = requirement.wouldDecide
    return [finding]
  }

  /// Whether nothing is open but whether the counterparty is connected, which is a finding of its own.
  private var isOpenByConnection: Bool {
    guard var question = requirements.question(of: category), question.levels.contains(.none),
      let strongest = question.levels.max()
    else { return false }
    question.levels = [strongest]
    return requirements.sizeTest.requirement(of: question).decided != nil
  }

  /// Two statements that cannot both be, each named; where a group governs they are those of the category alone.
  private func disagreements(_ requirement: RequirementVerdict) -> [Finding] {
    let alone = requirement.governing?.alone ?? requirement
    return alone.disagreements.map { words in
      var finding = Finding(.disagreement, category.id, rule: rulebook[.sizeTests], "\(category.id): \(words)")
      finding.amount = alone.largestCap
      finding.figures = alone.evidence
      return finding
    }
  }

  /// Where a stated group needs something else together: what the Exchange may aggregate is shown beside, and is no
  /// finding.
  private func aggregations(_ requirement: RequirementVerdict) -> [Finding] {
    requirement.aggregated.filter { $0.isStated && $0.differs }.map { group in
      let together = group.verdict.possible.map(\.words).joined(separator: " or ")
      let alone = group.alone.possible.map(\.words).joined(separator: " or ")
      var finding = Finding(
        .aggregation, category.id, rule: rulebook[group.rule],
        "\(category.id) alone needs \(alone); with its group \(group.name) (\(group.sum) in the financial year to "
          + "\(group.year.to)) it needs \(together); "
          + (group.governs ? "the group governs" : "standing alone governs, as the book states"))
      finding.amount = group.sum
      finding.figures = group.verdict.evidence + [group.timing.map { Evidence($0) }].compactMap(\.self)
      finding.wouldDecide = group.verdict.wouldDecide
      return finding
    }
  }
}
