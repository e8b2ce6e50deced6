import Testing

@testable import LineEditing

/// What Tab puts in, and what it lists.
struct CandidateListTests {
  private let places = ["hardware", "cloud", "idc"].map { Completion.Candidate($0, remark: "category") }

  private func lines(_ candidates: [Completion.Candidate], columns: Int, rows: Int = 24) -> [String] {
    CandidateList(columns: columns, rows: rows, showsColours: false) { $0.count }.lines(of: candidates)
  }

  @Test func `candidates stand in columns with what they are`() {
    #expect(lines(places, columns: 60) == ["hardware  category   cloud  category      idc  category"])
    #expect(lines(places, columns: 54) == ["hardware  category   idc  category", "cloud  category"])
    #expect(lines(places, columns: 20) == ["hardware  category", "cloud  category", "idc  category"])
  }

  @Test(arguments: [4, 5, 6, 52, 53, 60])
  func `a list leaves room for the line and says how many are left out`(rows: Int) {
    let many = (1...50).map { Completion.Candidate("name\($0)", remark: "a long remark on what it is") }
    let lines = lines(many, columns: 8, rows: rows)
    #expect(lines.count == min(rows - 3, 50) + (rows < 53 ? 1 : 0))
    #expect(rows >= 53 || lines.last == "… and \(50 - (rows - 3)) more: type a letter".prefix(7) + "…")
  }

  @Test func `remarks give way where more candidates have room without them`() {
    let many = (10...29).map { Completion.Candidate("name\($0)", remark: "a long remark on what it is") }
    #expect(lines(many, columns: 40, rows: 8).joined().contains("remark") == false)
    #expect(lines(many, columns: 40, rows: 8).count == 5)
    #expect(lines(many, columns: 40, rows: 40).allSatisfy { $0.contains("remark") })
  }

  @Test func `no line is wider than the terminal`() {
    let long = [Completion.Candidate(String(repeating: "n", count: 90), remark: "a remark"), Completion.Candidate("m")]
    for columns in 1...100 {
      #expect(lines(long, columns: columns).allSatisfy { $0.count <= columns }, "\(columns) columns")
    }
  }

  @Test func `one candidate is put in; of several, with what they begin, but never less than was typed`() {
    func completion(_ texts: String...) -> Completion {
      Completion(replacing: 2, candidates: texts.map { Completion.Candidate($0) })
    }
    #expect(completion("hardware").insertion(for: "ha") == "hardware")
    #expect(completion("hardware", "hardcopy").insertion(for: "ha") == "hard")
    #expect(completion("hardware", "harbour").insertion(for: "har") == nil)
    #expect(completion("hardware", "cloud").insertion(for: "ha") == nil)
    #expect(completion().insertion(for: "ha") == nil)
    #expect(completion("hardware").isListed == false)
    #expect(completion("hardware", "harbour").isListed)
  }

  @Test func `what is only said is listed and not put in`() {
    let said = Completion(replacing: 0, candidates: [Completion.Candidate("", remark: "(factor: number)")])
    #expect(said.insertion(for: "") == nil)
    #expect(said.isListed)
    #expect(lines(said.candidates, columns: 60) == ["(factor: number)"])
  }
}
