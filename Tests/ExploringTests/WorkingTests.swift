import Headroom
import Testing

@testable import Exploring

/// The working scenario: its changes, taken back and made again, and scenarios that it is begun with.
@Suite struct WorkingTests {
  private let double = "book.categories.hardware.forecast:scale(2)"
  private let late = "book.meetings[\"agm-2026\"]:move(\"2026-09-30\")"

  @Test func `changes are numbered, with the line that made each`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    #expect(exploration.does(":changes") == "nothing has been changed\n")
    exploration.does(double, "x = 1", late)
    #expect(
      exploration.does(":changes") == """
        1  forecast of hardware: times 2
           by line 2: book.categories.hardware.forecast:scale(2)
        2  agm-2026: moved to 2026-09-30
           by line 4: book.meetings["agm-2026"]:move("2026-09-30")

        """)
  }

  @Test func `a change of what was changed is warned about, and :changes says which counts`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    exploration.does(late)
    let reply = exploration.take("book.meetings[\"agm-2026\"]:move(\"2026-10-30\")")
    #expect(reply.complaint == nil)
    #expect(reply.warning?.hasPrefix("<prompt>:2:1: warning: the meeting agm-2026 is changed twice") == true)
    #expect(exploration.does(":changes").contains("the meeting agm-2026 is changed by 1 and 2; 2 counts"))
    #expect(exploration.take("x = 1").warning == nil, "what was said is not said again")
  }

  @Test func `a change without effect is marked`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    let reply = exploration.take("book.categories.hardware.forecast:scale(1)")
    #expect(reply.warning?.contains("this changes nothing") == true)
    #expect(exploration.does(":changes").contains("(changes nothing)"))
  }

  @Test func `:undo takes back a line, however many changes it made, and :redo makes it again`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    exploration.does(double, "for i = 1, 3 do \(late) end")
    #expect(exploration.does(":undo") == "1 change stands: forecast of hardware: times 2\n")
    #expect(exploration.does(":undo") == "no change stands: this is the baseline\n")
    #expect(exploration.refuses(":undo").contains("there is nothing to take back"))
    #expect(exploration.does(":redo").hasPrefix("1 change stands"))
    #expect(exploration.does(":redo").hasPrefix("4 changes stand, the last: agm-2026: moved to 2026-09-30"))
    #expect(exploration.refuses(":redo").contains("nothing was taken back"))
    exploration.does(":undo 2", late)
    #expect(exploration.refuses(":redo").contains("nothing was taken back"), "a new change ends what could be redone")
  }

  @Test(arguments: [(":undo 3", "only 2 lines can be"), (":undo 0", "is no number of lines"), (":undo x", "'x' is no")])
  func `no more can be taken back than there is`(line: String, why: String) throws {
    let exploration = try ExploredBook.kingsoft.explore()
    exploration.does(double, late)
    #expect(exploration.refuses(line).contains(why))
    #expect(exploration.notebook.changes.count == 2)
  }

  @Test func `:reset goes back to the book, and can be undone`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    #expect(exploration.refuses(":reset").contains("nothing has been changed"))
    exploration.does(double, late, ":reset")
    #expect(exploration.notebook.workingBook == exploration.notebook.book)
    exploration.does(":undo")
    #expect(exploration.notebook.changes.count == 2)
  }

  @Test func `what a line added and was kept is no longer there after it was undone`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    exploration.does("book.groups:add(\"all\", { \"cloud\", \"idc\" })", "kept = book.groups.all", "kept.governs")
    exploration.does(":undo")
    #expect(exploration.refuses("kept.governs").contains("this group is no longer in the book"))
    #expect(exploration.does("tostring(kept)").contains("no longer in the book"))
    exploration.does("kept", ":redo")
    #expect(exploration.does("kept.id").contains("all"))
  }

  @Test func `:diff shows a scenario as a run of it would, and says where nothing differs`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    #expect(exploration.does(":diff").contains("nothing has been changed"))
    exploration.does(double)
    let text = exploration.does(":diff")
    #expect(text.contains("change     forecast of hardware: times 2"))
    #expect(text.contains("NOT COMPLIANT: 1 breach"))
    #expect(text.contains("hardware 2026  baseline   1,000.0    930.0   93.0%"))
  }

  @Test func `reports are of the working scenario`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    #expect(exploration.does(":todo").contains("Baseline"))
    exploration.does(double)
    for command in [":todo", ":calendar", ":months hardware"] {
      #expect(exploration.does(command).contains("Working scenario"))
    }
    #expect(exploration.does(":explain breach").contains("= ⌊1,860.0 × 99/184⌋"))
    #expect(exploration.does(":explain").contains("Topics"))
    #expect(exploration.does(":book").contains("Kingsoft Cloud and Xiaomi"))
    #expect(exploration.refuses(":explain breech").contains("did you mean 'breach'?"))
    #expect(exploration.refuses(":months hardwear").contains("did you mean 'hardware'?"))
  }
}

/// Scenarios and families that are declared at the prompt, or in files.
@Suite struct DeclaredTests {
  private let double = """
    scenario "Double" { about = "Twice.", change = function(book) book.categories.hardware.forecast:scale(factor) end }
    """

  @Test func `a scenario of the prompt can be used, and sees what the session knows`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    exploration.does("factor = 2")
    #expect(exploration.does(double) == "scenario 'Double' is declared; :use Double makes its changes\n")
    #expect(exploration.notebook.changes.isEmpty)
    #expect(exploration.does(":use Double") == "1 change stands: forecast of hardware: times 2\n")
    #expect(exploration.does(":scenarios") == "* Double (<prompt>:2), in use\n    Twice.\n")
    #expect(exploration.does("factor") == "2\n")
    exploration.does(":undo")
    #expect(exploration.notebook.changes.isEmpty && exploration.notebook.used.isEmpty)
  }

  @Test func `a name can be declared again, and the newest is meant`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    exploration.does("factor = 2", double, double.replacing("factor", with: "3"), ":use Double")
    #expect(exploration.does(":changes").contains("times 3"))
    exploration.does(":use Double (line 2)")
    #expect(exploration.does(":changes").contains("times 2"))
    #expect(exploration.refuses("scenario \"A\" {} scenario \"A\" {}").contains("are called 'A'"))
  }

  @Test func `scenarios of files are loaded and stacked, and nothing runs before it is used`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    let folder = ExploredBook.kingsoft.folder
    exploration.does(":load \(folder)/double-hardware.lua \"\(folder)/agm-30-september.lua\"")
    #expect(exploration.notebook.changes.isEmpty)
    exploration.does(":use AGM slips to 30 September + Double hardware procurement")
    #expect(exploration.notebook.changes.count == 2)
    #expect(exploration.does("#outcome.breaches") == "3\n")
    #expect(
      exploration.refuses(":use Double hardwear procurement").contains("did you mean 'Double hardware procurement'?"))
    #expect(exploration.notebook.changes.count == 2)
  }

  @Test func `a scenario of a file builds on others beside it, and one of the prompt on both`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    exploration.does(
      ":load \(ExploredBook.kingsoft.folder)/both-at-once.lua", ":use Hardware doubles and the AGM slips")
    #expect(exploration.notebook.changes.count == 2)
    exploration.does("factor = 2", "first = \(double)", "scenario \"Second\" { from = first }", ":use Second")
    #expect(exploration.notebook.changes.count == 1)
  }

  @Test func `scenarios that together change more than a session may are refused, and change nothing`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    for name in ["A", "B"] {
      exploration.does(
        "scenario \"\(name)\" { change = function(book) "
          + "for i = 1, 5001 do book.governance.adviser_appointed = \"2026-05-06\" end end }")
    }
    exploration.does("book.categories.hardware.forecast:scale(2)")
    #expect(exploration.refuses(":use A + B").contains("a scenario makes at most 10000 changes"))
    #expect(exploration.notebook.changes.count == 1)
  }

  @Test func `a scenario that fails changes nothing`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    exploration.does("book.categories.hardware.forecast:scale(3)", double)
    #expect(exploration.refuses(":use Double").contains("no 'factor' is known here"))
    #expect(exploration.does(":changes").contains("times 3"))
    exploration.does("factor = 2", ":use Double")
    #expect(exploration.does(":changes").contains("times 2"))
  }

  @Test func `a family is run at once on the working scenario, and leaves no trace`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    exploration.does("step, calls = 1, 0")
    let sweep = """
      sweep "Grid" {
        over = { m = range(1, 3, step) },
        change = function(book, p) calls = calls + 1; book.categories.hardware.forecast:scale(p.m) end,
        measure = function(outcome) return { breaches = #outcome.breaches } end,
      }
      """
    let lines = sweep.split(separator: "\n").map(String.init)
    for line in lines.dropLast() { #expect(exploration.take(line).wantsMore) }
    let text = exploration.does("}")
    #expect(text.contains("sweep: Grid"))
    #expect(text.contains("1         0") && text.contains("2         1") && text.contains("3         1"))
    #expect(exploration.does("calls") == "0\n")
    #expect(exploration.notebook.changes.isEmpty)
    exploration.does("book.categories.hardware.forecast:scale(2)")
    let again = exploration.does(sweep.replacing("Grid", with: "Again"))
    #expect(again.contains("1         1"))
    #expect(again.contains("on the working scenario with its 1 change"))
  }

  @Test func `searches and simulations answer at the prompt too`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    let solve = """
      solve "Last day" { over = dates("2026-06-30", "2026-07-31"), want = "last",
        change = function(book, day) book.meetings["agm-2026"]:move(day) end,
        holds = function(outcome) return #outcome.breaches == 0 end }
      """
    #expect(exploration.does(solve).contains("2026-07-02"))
    let simulate = """
      simulate "Growth" { runs = 50, draw = function(random) return { growth = random:normal(0.353, 0.15) } end,
        change = function(book, p) book.categories.cloud.forecast:growth(p.growth) end,
        measure = function(outcome) return { breached = #outcome.categories.cloud.breaches > 0 } end }
      """
    let once = exploration.does(simulate)
    #expect(once.contains("simulate: Growth"))
    let another = try ExploredBook.kingsoft.explore()
    another.does("x = 1")
    #expect(
      another.does(simulate).split(separator: "\n").dropFirst(2) == once.split(separator: "\n").dropFirst(2),
      "a seed that nobody chose is the same in each session")
  }

  @Test func `a family that fails tells why, and what it declared stays`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    let reply = exploration.take(
      "explore \"Loop\" { run = function(book) return { n = book.categories.hardwear } end }")
    #expect(reply.complaint?.contains("no category 'hardwear'") == true)
    #expect(exploration.does(":scenarios").contains("explore: Loop (<prompt>:1)"))
    #expect(exploration.does("1") == "1\n")
  }

  @Test func `files that cannot be read are told with the nearest name, and those that can are loaded`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    let folder = ExploredBook.kingsoft.folder
    let reply = exploration.take(":load \(folder)/dubble-hardware.lua \(folder)/idc-doubles.lua")
    #expect(reply.complaint?.contains("did you mean 'double-hardware.lua'?") == true)
    #expect(reply.text.contains("'IDC doubles'"))
  }
}

/// How commands are written.
@Suite struct CommandTests {
  @Test(arguments: [":ch", ":cha", "  :changes  ", ":changes"])
  func `a command may be shortened as long as it is alone`(line: String) throws {
    #expect(try ExploredBook.kingsoft.explore().does(line) == "nothing has been changed\n")
  }

  @Test(
    arguments: [
      (":s", "':s' may be :save or :scenarios"), (":chagnes", "did you mean ':changes'?"),
      (":", "a command is named behind the colon"), (":diff now", ":diff takes nothing behind it"),
      (":undo 1 2", ":undo takes one word behind it"), (":reset!", ":reset is written without '!'"),
      (":use", "a scenario is named behind :use"), (":load", "a file is named behind :load"),
      (":limits instructions", "a limit is followed by its number"),
      (":limits instrutions 5", "did you mean 'instructions'?"),
      (":limits memory 1000000", "memory must lie between 1 and 64"), (":time", "what is timed stands behind :time"),
      (":time for i = 1, 2 do", "what is timed is not complete"),
    ])
  func `a command that cannot be done says why`(line: String, why: String) throws {
    let exploration = try ExploredBook.kingsoft.explore()
    let complaint = exploration.refuses(line)
    #expect(complaint.hasPrefix("<prompt>:1:"))
    #expect(complaint.contains(why))
    #expect(exploration.prompt == "> ")
  }

  @Test func `:time shows the value, with its steps and its time`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    let text = exploration.does(":time 1 + 1")
    #expect(text.hasPrefix("2\n"))
    #expect(text.contains(" steps, "))
    #expect(exploration.does("_") == "2\n")
    #expect(exploration.refuses(":time hardwear").hasPrefix("<prompt>:3:7: error: no 'hardwear' is known here"))
  }

  @Test func `every command of help is one, and every one has its help`() throws {
    #expect(CommandTopic.all.map(\.name).sorted() == Command.allCases.map(\.rawValue).sorted())
    let exploration = try ExploredBook.kingsoft.explore()
    for command in Command.allCases {
      #expect(exploration.does(":help \(command.rawValue)").contains(command.rawValue))
    }
    #expect(exploration.refuses(":help hardwear").contains("hardwear"))
    #expect(exploration.take(":quit").leaves)
  }

  @Test func `a label of Lua is no command`() throws {
    #expect(try ExploredBook.kingsoft.explore().does("::again:: x = 1", "x") == "1\n")
  }

  @Test func `within a chunk a colon calls a method`() throws {
    let exploration = try ExploredBook.kingsoft.explore()
    #expect(exploration.take("book.categories.hardware.forecast:scale(").wantsMore)
    exploration.does("2)")
    #expect(exploration.notebook.changes.count == 1)
  }
}
