import Headroom
import Testing

/// The monthly table as text and as CSV, which pastes into a spreadsheet.
@Suite struct MonthsTextTests {
  private func books(_ edit: (String) -> String = { $0 }) throws -> [NamedOutcomes] {
    let result = try Results.of("kingsoft-xiaomi", only: "cloud-projections.lua", edit: edit)
    return [NamedOutcomes(result, scenario: "Cloud revenue by method: run rate")]
  }

  @Test("CSV: plain numbers, ISO dates, and an empty field where nothing is stated; April is two rows")
  func csv() throws {
    let lines = try MonthsText(category: .init("cloud")).csv(books()).split(separator: "\n")
    #expect(
      lines.first
        == "scenario,category,cap,from,to,part,currency,actual,committed,forecast,cumulative,cap_in_force,utilisation")
    #expect(
      lines.filter { $0.contains(",2026-04-") } == [
        "Cloud revenue by method: run rate,cloud,2026,2026-04-01,2026-04-23,actual,RMB,152471681.42,,,749100000.00,3138300000.00,0.238696",
        "Cloud revenue by method: run rate,cloud,2026,2026-04-24,2026-04-30,expected,RMB,,0.00,46404424.77,795504424.77,3138300000.00,0.253482",
      ])
    #expect(lines.count == 38)
  }

  @Test("An order stands in a column of its own, and the forecast beyond it")
  func committed() throws {
    let months = try books { text in
      guard text.hasPrefix("from,") else { return text }
      let lines = text.split(separator: "\n")
      return
        ([lines[0] + ",kind"] + lines.dropFirst().map { $0 + "," } + [
          "2026-05-05,,cloud,100.0 million,no,order,committed"
        ])
        .joined(separator: "\n")
    }
    let may = try MonthsText(category: .init("cloud")).csv(months).split(separator: "\n").first {
      $0.contains("2026-05-")
    }
    let fields = try #require(may).split(separator: ",", omittingEmptySubsequences: false)
    #expect(fields[8] == "100000000.00")
    #expect(fields[9] != "" && fields[10] != "")
  }

  @Test("Text fits its width, and names the parts of April by their days")
  func text() throws {
    let text = try MonthsText(category: .init("cloud")).text(books())
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(text.contains("cloud 2026 2026-04 1–23") && text.contains("cloud 2026 2026-04 24–30"))
  }
}
