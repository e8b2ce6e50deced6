import Headroom
import Testing

@testable import Exploring
@testable import Scripting

/// What may come next, from the values that are there now.
@Suite struct CompletionTests {
  private let exploration: Exploration

  init() throws { exploration = try ExploredBook.kingsoft.explore() }

  private func texts(_ before: String) -> [String] { exploration.completions(before: before).candidates.map(\.text) }

  private func remark(_ before: String, _ text: String) -> String? {
    exploration.completions(before: before).candidates.first { $0.text == text }?.remark
  }

  // MARK: Names

  @Test func `global names, the book's and those that a line has made`() {
    #expect(texts("bo") == ["book"])
    #expect(remark("bo", "book") == "book")
    #expect(texts("outc") == ["outcome"])
    #expect(remark("base", "baseline") == "outcome")
    #expect(texts("fun") == ["function"])
    exploration.does("bonus = { first = 1 }")
    #expect(texts("x = bo") == ["bonus", "book"])
    #expect(texts("print(bonus.") == ["first"])
    #expect(remark("dat", "date")?.hasPrefix("(") == true)
  }

  @Test func `fields and names of the book behind a dot, methods behind a colon`() {
    #expect(texts("book.cat") == ["categories"])
    #expect(remark("book.cat", "categories") == "categories")
    #expect(texts("book.categories.") == ["api", "cloud", "financing", "hardware", "idc"])
    #expect(texts("book.categories.hardware.fo") == ["forecast"])
    #expect(texts("book.categories.hardware.forecast:sc") == ["scale"])
    #expect(remark("book.categories.hardware.forecast:sc", "scale")?.contains("share") == true)
    #expect(texts("book.categories.hardware.forecast.sc").isEmpty)
    #expect(texts("book:clo") == ["close"])
  }

  @Test func `names in brackets, with a quote open or none`() throws {
    let begun = exploration.completions(before: "book.categories[\"har")
    #expect(begun == Completion(replacing: 3, candidates: [Candidate("hardware", "category")]))
    #expect(texts("book.categories['i") == ["idc"])
    let hardware = try #require(exploration.baseline.book.categories.first { $0.id.name == "hardware" })
    #expect(texts("book.categories.hardware.caps[\"20") == hardware.caps.map(\.id.name).sorted())
    #expect(texts("book.meetings[") == ["\"agm-2026\"]"])
    #expect(texts("print(\"book.categories.").isEmpty)
  }

  @Test func `a name that is no word is put in brackets in the place of the dot`() {
    let completion = exploration.completions(before: "book.meetings.ag")
    #expect(completion == Completion(replacing: 3, candidates: [Candidate("[\"agm-2026\"]", "meeting")]))
    exploration.does("mixed = { plain = 1, ['not plain'] = 2 }")
    let mixed = exploration.completions(before: "mixed.")
    #expect(mixed.replacing == 1)
    #expect(mixed.candidates.map(\.text) == [".plain", "[\"not plain\"]"])
    #expect(texts("mixed.pl") == ["plain"])
  }

  @Test func `what an outcome holds, by the names that are there`() {
    #expect(texts("outcome.comp") == ["compliant"])
    #expect(texts("baseline.categories.") == ["api", "cloud", "financing", "hardware", "idc"])
    #expect(texts("outcome.categories.hardware.caps[\"2026") == ["2026"])
    #expect(texts("outcome:exp") == ["explain"])
    #expect(texts("outcome.categories.hardware.caps[\"2026\"].headr").contains("headroom"))
    exploration.does("kept = outcome.categories.hardware")
    #expect(texts("kept.breach").contains("breaches"))
  }

  @Test func `what a call gives is known by its type, without a call`() {
    exploration.does("calls = 0", "function count() calls = calls + 1; return {} end")
    #expect(texts("count().").isEmpty)
    #expect(exploration.does("calls") == "0\n")
    #expect(texts("date(\"2026-09-30\").ye") == ["year"])
    #expect(texts("book:what_if(count).comp") == ["compliant"])
    #expect(texts("rmb.mil") == ["million"])
    #expect(texts("(\"text\"):up") == ["upper"])
  }

  @Test func `how a call is written, and the keys of the tables that are passed`() {
    let scale = exploration.completions(before: "book.categories.hardware.forecast:scale(")
    #expect(scale.candidates.map(\.text) == [""])
    #expect(scale.candidates.first?.remark.hasPrefix("(") == true)
    #expect(texts("scenario \"x\" { ab") == ["about = "])
    #expect(texts("scenario \"x\" { about = \"y\", ch") == ["change = "])
    #expect(texts("sweep(\"x\") { me") == ["measure = ", "measures = "])
    #expect(texts("book.categories.hardware.caps[\"2026\"]:propose(money(\"RMB 2 million\"), { bu") == ["buffer = "])
    #expect(texts("scenario \"x\" { about = bo") == ["book"])
  }

  @Test func `a chunk of several lines is completed where it stands`() {
    #expect(exploration.take("scenario \"x\" {").wantsMore)
    #expect(texts("  ch") == ["change = "])
    #expect(exploration.take("  change = function(book)").wantsMore)
    #expect(texts("    book.categories.idc.fo") == ["forecast"])
    #expect(texts(":us").isEmpty)
  }

  @Test func `changes at the prompt are seen at once`() {
    let caps = "book.categories.idc.caps["
    #expect(!texts(caps).contains("\"late\"]"))
    exploration.does("book.categories.idc.term:extend(\"2029-12-31\")")
    exploration.does(
      "days = { from = '2029-01-01', to = '2029-06-30', id = 'late' }",
      "book.categories.idc.caps:propose('RMB 60 million', days)"
    )
    #expect(texts(caps).contains("\"late\"]"))
    exploration.does(":undo")
    #expect(!texts(caps).contains("\"late\"]"))
  }

  // MARK: Commands

  @Test func `commands by their beginning, and what is written behind each`() throws {
    #expect(texts(":und") == [":undo"])
    #expect(texts("  :lo") == [":load"])
    #expect(exploration.completions(before: ":lo").replacing == 3)
    #expect(texts(":help forec").contains("forecast"))
    #expect(texts(":help book.categories.har") == ["hardware"])
    #expect(texts(":months hard") == ["hardware"])
    #expect(texts(":explain conn").allSatisfy { $0.hasPrefix("connection/") })
    #expect(!texts(":explain conn").isEmpty)
    #expect(texts(":time outcome.comp") == ["compliant"])
    #expect(texts(":undo ").isEmpty)
    #expect(texts(":nothing ").isEmpty)
    exploration.does("scenario \"Twice + more\" { change = function(b) b.categories.idc.forecast:scale(2) end }")
    #expect(texts(":use Tw") == ["Twice \\+ more"])
  }

  @Test func `files and folders behind load and save`() throws {
    let folder = try SpareFolder()
    try folder.write("", to: "first.lua")
    try folder.write("", to: "first.txt")
    try folder.write("", to: "with space.lua")
    try folder.write("", to: ".hidden.lua")
    #expect(texts(":load \(folder.path)/") == [folder.file("first.lua")])
    #expect(texts(":save! \(folder.path)/fi") == [folder.file("first.lua")])
    #expect(texts(":load \"\(folder.path)/w") == [folder.file("with space.lua")])
    #expect(texts(":load \(folder.path)/.h") == [folder.file(".hidden.lua")])
    let completion = exploration.completions(before: ":load \(folder.path)")
    #expect(completion.candidates == [Candidate(folder.path + "/", "folder")])
    #expect(completion.replacing == folder.path.count)
    #expect(texts(":load /no such folder/x").isEmpty)
  }

  // MARK: Any book

  @Test(arguments: ExploredBook.allCases)
  func `each id of a book completes itself`(book: ExploredBook) throws {
    let exploration = try book.explore()
    let known = try book.load().book
    let ids = [
      "categories": known.categories.map(\.id.name), "meetings": known.meetings.map(\.id.name),
      "agreements": known.agreements.map(\.id.name), "people": known.people.map(\.id.name),
    ]
    for (collection, names) in ids {
      #expect(
        exploration.completions(before: "book.\(collection)[\"").candidates.map(\.text).sorted() == names.sorted())
      for name in names {
        let begun = exploration.completions(before: "book.\(collection)[\"\(name.prefix(3))").candidates.map(\.text)
        #expect(begun.contains(name))
      }
    }
  }

  // MARK: Hostile

  @Test func `no metamethod is asked, and nothing is changed`() throws {
    exploration.does(
      "asked = 0", "function count() asked = asked + 1 error('no') end",
      "trap = setmetatable({ inner = 1 }, { __index = count, __pairs = count, __len = count, __tostring = count })",
      "trap.self = trap", "wild = { ['a\\27[31m'] = 1, ['\\255'] = 2, ['q\"q'] = 3, ['end'] = 4, fine = 5 }")
    let hash = exploration.notebook.workingBook.hashValue
    #expect(texts("trap.self.self.self.in") == ["inner"])
    #expect(texts("trap.missing.").isEmpty)
    #expect(texts("wild[\"") == ["end", "fine"])
    #expect(texts("#trap.").count == 2)
    #expect(exploration.does("asked") == "0\n")
    #expect(exploration.notebook.workingBook.hashValue == hash)
  }

  @Test func `after a limit it completes as before`() throws {
    #expect(exploration.refuses("while true do end").contains("limit"))
    #expect(texts("book.categories[\"har") == ["hardware"])
  }

  @Test func `any beginning of any line, and any bytes, complete to something or nothing`() throws {
    let lines = [
      "book.categories[\"hardware\"].forecast:scale(2)", "scenario \"x\" { from = { 'a' }, change = function(b) end }",
      "outcome.categories.hardware.caps[\"2026\"].headroom", ":explain breach/hardware", "x = {{{[[a]], [1]=(2)}}}:y()",
      "a[b[c[d]]](e){f}\"g\".h", "--[==[ x ]==] y.z", "))}]].", "book[\"\\u{41}\"].", "0x1p4..a", ":load \"/tmp/",
    ]
    var state: UInt64 = 7
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    let alphabet = Array("book.categories[]\"'(){}:,;= \\\n\u{1b}é漢0#-~\u{0}")
    let sandbox = try #require(exploration.notebook.host.sandbox)
    func standing() -> [Int] {
      [sandbox.stepsUsed, sandbox.memoryUsed, sandbox.imageSize, exploration.notebook.workingBook.hashValue]
    }
    let before = standing()
    for line in lines { for end in 0...line.count { _ = exploration.completions(before: String(line.prefix(end))) } }
    for _ in 0..<2_000 {
      let line = String((0..<random(40)).map { _ in alphabet[random(alphabet.count)] })
      let completion = exploration.completions(before: line)
      #expect(completion.replacing <= line.count)
      #expect(completion.candidates.map(\.text) == completion.candidates.map(\.text).sorted())
    }
    #expect(standing() == before)
    #expect(exploration.does("1 + 1") == "2\n")
  }
}
