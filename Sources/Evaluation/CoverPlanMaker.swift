import Agreements
import Kernel
import Quantities

/// Makes the windows of days of a category under a reading: the same cap in force and the same cover from the first to
/// the last of each.
struct CoverPlanMaker {
  let category: Category
  let effects: Effects
  let running: RunningAgreement?
  /// The first day.
  let first: CivilDate
  let alertAt: Ratio

  func plan() -> CoverPlan {
    let versions = category.caps.enumerated().flatMap { cap in
      cap.element.versions.enumerated().map { version in
        CoverPlan.Version(
          cap: Int32(cap.offset), version: Int32(version.offset), amount: version.element.amount.minor,
          dayBefore: version.element.period.from.previous.dayNumber,
          alertAt: (alertAt.numerator, over: alertAt.denominator))
      }
    }
    let windows = windows(versions)
    let gapCount = windows.compactMap(\.gap).max().map { Int($0) + 1 } ?? 0
    return CoverPlan(windows: windows, versions: versions, gapCount: gapCount)
  }

  private func windows(_ versions: [CoverPlan.Version]) -> [CoverPlan.Window] {
    let spans = category.caps.compactMap(\.span)
    let begins = begins()
    var (windows, gap) = ([CoverPlan.Window](), Int32(0))
    for (index, day) in begins.enumerated() {
      let key = effects.capInForce(on: day)
      let isInGap = !spans.contains { $0.contains(day) }
      let isCovered = effects.hasTerm(on: day) && (key != nil || running?.spares(day) == true)
      if !isInGap, windows.last?.gap != nil { gap += 1 }
      windows.append(
        CoverPlan.Window(
          from: day.dayNumber, to: index + 1 < begins.count ? begins[index + 1].dayNumber - 1 : .max,
          version: key.flatMap { place(of: $0, in: versions) }, isCovered: isCovered,
          gap: isInGap ? gap : nil))
    }
    return windows
  }

  private func place(of key: VersionKey, in versions: [CoverPlan.Version]) -> Int32? {
    versions.firstIndex { $0.key == key }.map { Int32($0) }
  }

  /// The first day, and every later one on which something may change.
  private func begins() -> [CivilDate] {
    var days = [first]
    for (index, term) in category.terms.enumerated() {
      days += [term.period.from, term.period.to.next] + [effects.effectiveDay(ofTerm: index)].compactMap(\.self)
    }
    for (cap, versions) in zip(category.caps, effects.versions) {
      days += cap.versions.flatMap { [$0.period.from, $0.period.to.next] } + versions.compactMap(\.self)
    }
    if let running { days += [running.connected] + [running.varied].compactMap(\.self) }
    var begins: [CivilDate] = []
    for day in days.sorted() where day >= first && day != begins.last { begins.append(day) }
    return begins
  }
}

extension CoverPlan.Version {
  /// Its place in the book.
  var key: VersionKey { VersionKey(cap: Int(cap), version: Int(version)) }
}
