import Testing

/// A figure that a scenario must come to.
struct Figure: CustomTestStringConvertible {
  let scenario: String
  let path: String
  let expected: JSON

  init(_ scenario: String, _ path: String, _ expected: JSON) {
    (self.scenario, self.path, self.expected) = (scenario, path, expected)
  }

  var testDescription: String { "\(scenario): \(path) is \(expected)" }
}

/// The figures of the real book, as `headroom run --format json` says them.
@Suite struct FigureTests {
  @Test(arguments: baseline + doubled + late + both + rejected + veryLate + growing + idc)
  func `the real book comes to the figures of the announcement`(figure: Figure) throws {
    let outcome = try Results.all.get().scenario(figure.scenario)["outcome"]
    #expect(outcome.at(figure.path) == figure.expected)
  }

  @Test func `what would decide the cap of doubled IDC is named`() throws {
    let needed = "outcome.categories.idc.caps.2026.needed"
    let open = try Results.all.get().scenario("IDC doubles").at(needed)
    #expect(open["would_decide"].elements.count == 3)
    let known = try Results.all.get().scenario("IDC doubles, and the issuer's size is known").at(needed)
    #expect(known["would_decide"] == .list([]))
    #expect(!known["evidence"].elements.isEmpty)
  }

  static let baseline = [
    Figure("Baseline", "compliant", true),
    Figure("Baseline", "breaches.#", 0),
    Figure("Baseline", "undetermined.#", 0),
    Figure("Baseline", "assumptions.#", 6),
    Figure("Baseline", "categories.cloud.caps.2026.total", "3241596600.00"),
    Figure("Baseline", "categories.hardware.caps.2026.headroom", "70000000.00"),
    Figure("Baseline", "categories.hardware.caps.2027.forecast", "none stated"),
    Figure("Baseline", "categories.hardware.caps.2027.headroom", nil),
    Figure("Baseline", "categories.api.caps.2026.forecast", "none stated"),
  ]

  static let doubled = [
    Figure("Double hardware procurement", "breaches.#", 1),
    Figure("Double hardware procurement", "breaches.0.kind", "cap"),
    Figure("Double hardware procurement", "breaches.0.on", "2026-10-07"),
    Figure("Double hardware procurement", "breaches.0.at_end", "860000000.00"),
    Figure("Double hardware procurement", "breaches.0.rule", "14A.54(1)"),
    Figure("Double hardware procurement", "categories.hardware.caps.2026.versions.1.alert_on", "2026-09-18"),
    Figure("Double hardware procurement", "categories.hardware.caps.2026.utilisation", "1.86"),
  ]

  static let late = [
    Figure("AGM slips to 30 September", "breaches.#", 2),
    Figure("AGM slips to 30 September", "breaches.0.on", "2026-07-02"),
    Figure("AGM slips to 30 September", "breaches.0.limit", "6700000.00"),
    Figure("AGM slips to 30 September", "breaches.0.amount", "3408695.65"),
    Figure("AGM slips to 30 September", "breaches.0.at_end", "134821739.13"),
    Figure("AGM slips to 30 September", "breaches.1.kind", "uncovered"),
    Figure("AGM slips to 30 September", "breaches.1.on", "2026-07-29"),
    Figure("AGM slips to 30 September", "breaches.1.until", "2026-09-29"),
    Figure("AGM slips to 30 September", "categories.hardware.uncovered", "318423913.04"),
  ]

  static let both = [
    Figure("Hardware doubles and the AGM slips", "breaches.#", 3),
    Figure("Hardware doubles and the AGM slips", "breaches.0.on", "2026-07-01"),
    Figure("Hardware doubles and the AGM slips", "breaches.1.amount", "636847826.08"),
    Figure("Hardware doubles and the AGM slips", "breaches.2.on", "2026-10-07"),
    Figure("Hardware doubles and the AGM slips", "breaches.2.at_end", "860000000.00"),
  ]

  static let rejected = [
    Figure("The vote fails", "breaches.#", 4),
    Figure("The vote fails", "categories.cloud.breaches.0.on", "2026-12-21"),
    Figure("The vote fails", "categories.cloud.breaches.0.limit", "3138300000.00"),
    Figure("The vote fails", "categories.cloud.breaches.1.on", "2027-12-02"),
    Figure("The vote fails", "categories.cloud.breaches.1.limit", "4035100000.00"),
    Figure("The vote fails", "categories.hardware.breaches.0.on", "2026-07-02"),
    Figure("The vote fails", "categories.hardware.uncovered", "788478260.87"),
  ]

  static let veryLate = [
    Figure("AGM slips to 31 December", "breaches.#", 3),
    Figure("AGM slips to 31 December", "categories.cloud.breaches.0.on", "2026-12-21"),
    Figure("AGM slips to 31 December", "categories.hardware.breaches.0.on", "2026-07-02"),
    Figure("AGM slips to 31 December", "categories.hardware.uncovered", "783423913.04"),
  ]

  static let growing = [
    Figure("Cloud keeps growing at 81.4%", "breaches.#", 2),
    Figure("Cloud keeps growing at 81.4%", "breaches.0.on", "2026-12-25"),
    Figure("Cloud keeps growing at 81.4%", "breaches.0.limit", "4000000000.00"),
    Figure("Cloud keeps growing at 81.4%", "categories.cloud.caps.2026.total", "4090850800.00"),
    Figure("Cloud keeps growing at 81.4%", "breaches.1.on", "2027-10-23"),
    Figure("Cloud keeps growing at 81.4%", "breaches.1.limit", "6000000000.00"),
  ]

  static let idc = [
    Figure("IDC doubles", "breaches.0.on", "2026-09-13"),
    Figure("IDC doubles", "categories.idc.caps.2026.needed.amount", "165900000.00"),
    Figure("IDC doubles", "categories.idc.caps.2026.needed.requirement", "undetermined"),
    Figure("IDC doubles, and the issuer's size is known", "breaches.0.on", "2026-09-13"),
    Figure(
      "IDC doubles, and the issuer's size is known", "categories.idc.caps.2026.needed.requirement", "announcement"),
  ]
}
