import Foundation
import Headroom
import Testing

/// `headroom explain`: every topic of every scenario of the repository, and what the program prints.
@Suite struct ExplainTests {
  private static let script = "Scenarios/kingsoft-xiaomi/double-hardware.lua"

  @Test func `every topic of every scenario and baseline recomputes from its parts`() throws {
    let results = try Session().run([Repository.root.appendingPathComponent("Scenarios").path])
    let outcomes =
      results.map { ("baseline of \($0.file)", $0.baseline) }
      + results.flatMap(\.scenarios).compactMap { scenario in
        (try? scenario.outcome.get()).map { (scenario.name, $0) }
      }
    #expect(outcomes.count > 10)
    for (name, outcome) in outcomes {
      for topic in outcome.topics {
        let faults = Rereading(try outcome.explain(topic), calendar: outcome.rulebook.calendar).faults
        #expect(faults.isEmpty, "\(name), \(topic.name): \(faults)")
      }
      for finding in outcome.findings { #expect(outcome.topic(of: finding) != nil, "\(finding.statement)") }
    }
  }

  @Test func `without a topic it explains what speaks against compliance, and lists the topics`() throws {
    let ending = try headroom("explain", Self.script)
    #expect((ending.status, ending.errors) == (0, ""))
    try Golden.expect(ending.output, is: "explain-double-hardware.txt")
  }

  @Test func `the tree of a breach as JSON is what it was`() throws {
    let ending = try headroom("explain", Self.script, "breach", "--format", "json")
    #expect((ending.status, ending.errors) == (0, ""))
    try Golden.expect(ending.output, is: "explain-breach.json")
  }

  @Test(arguments: ["class/idc", "no-breach/cloud", "connection", "api"])
  func `a topic of the unchanged book is told from the book and from a script alike`(topic: String) throws {
    let book = try headroom("explain", "Scenarios/kingsoft-xiaomi/book.yaml", topic)
    let script = try headroom("explain", Self.script, topic, "--baseline")
    #expect((book.status, book.errors) == (0, ""))
    #expect(book.output == script.output)
  }

  @Test func `a topic or scenario that is not there is told with the nearest name, status 6`() throws {
    let topic = try headroom("explain", Self.script, "hardwear")
    #expect(topic.status == 6)
    #expect(topic.errors.contains("no topic 'hardwear'") && topic.errors.contains("did you mean 'hardware'?"))
    let scenario = try headroom("explain", Self.script, "--scenario", "Double hardware procurment")
    #expect(scenario.status == 6)
    #expect(scenario.errors.contains("did you mean 'Double hardware procurement'?"))
  }

  @Test func `the baseline and a scenario cannot both be asked for`() throws {
    let ending = try headroom("explain", Self.script, "--baseline", "--scenario", "A")
    #expect(ending.status == 2)
  }

  @Test func `a script asks its outcome why`() throws {
    try withScratch(Scratch(bookOf: "kingsoft-xiaomi")) { scratch in
      try scratch.write(
        """
        scenario "Why" {
          change = function(book) book.categories.hardware.forecast:scale(2) end,
          expect = function(outcome)
            local why = outcome:explain("breach/hardware")
            check(why.value == money "RMB 760869.56", "the excess")
            check(why.rule == "14A.54(1)", "the rule")
            check(#why.parts > 1, "its parts")
            check(why == outcome:explain(outcome.breaches[1]), "of the finding itself")
            check(tostring(why):find("evenly over 2026%-07%-01 to 2026%-12%-31"), "down to the plan")
            check(#outcome.topics > 20, "the topics")
            check(outcome.topics[1].name ~= nil, "by name")
          end,
        }
        """, to: "why.lua")
      let ending = try headroom("test", "why.lua", in: scratch.folder)
      #expect((ending.status, ending.errors) == (0, ""), "\(ending.output)")
    }
  }
}
