/// A script in the system's `lua5.4` and in a sandbox.
struct ScriptFigures {
  let name: String
  var lua: Figure
  var sandbox: Figure

  init(_ name: String) {
    self.name = name
    lua = Figure(.lua(file: PlainLua.file(name)))
    sandbox = Figure(PlainLua.inSandbox(name))
  }

  mutating func forEach(_ body: (inout Figure) throws -> Void) rethrows {
    try body(&lua)
    try body(&sandbox)
  }

  private var ratio: Double { sandbox.nanoseconds / lua.nanoseconds }
  private var ratioOfInstructions: Double? {
    guard let ours = sandbox.instructions, let theirs = lua.instructions else { return nil }
    return ours / theirs
  }

  static func add(_ scripts: [Self], to report: inout Report) {
    for script in scripts {
      report.add(script.sandbox, beside: script.lua, "lua5.4", remark: "lua5.4: " + report.told(script.lua))
    }
    report.add("geometric mean of all", of: scripts, remark: "1.45 is aimed at")
    report.add("pairs alone", of: scripts.filter { $0.name == "pairs" }, remark: "2 is aimed at")
  }

  fileprivate static func mean(of scripts: [Self]) -> (times: Double, instructions: Double?) {
    let counted = scripts.compactMap(\.ratioOfInstructions)
    return (geometricMean(scripts.map(\.ratio)), counted.count == scripts.count ? geometricMean(counted) : nil)
  }
}

extension Report {
  fileprivate mutating func add(_ title: String, of scripts: [ScriptFigures], remark: String) {
    let mean = ScriptFigures.mean(of: scripts)
    add(title, ratio: mean.times, ofInstructions: mean.instructions, remark: remark)
  }
}

/// One thing that a script asks of the host, done in several ways.
struct HostCallFigures {
  private var inC: Figure
  private var typed: Figure
  private var general: Figure
  /// The same through lupa, where it is installed.
  var lupa: Figure?

  init(_ inC: Work, _ typed: Work, _ general: Work) {
    self.inC = Figure(inC)
    self.typed = Figure(typed)
    self.general = Figure(general)
  }

  mutating func forEach(_ body: (inout Figure) throws -> Void) rethrows {
    try body(&inC)
    try body(&typed)
    try body(&general)
    if var lupa {
      try body(&lupa)
      self.lupa = lupa
    }
  }

  func add(to report: inout Report) {
    report.add(inC)
    report.add(typed, beside: inC, "C", remark: "1.10 is aimed at")
    report.add(general, beside: inC, "C")
    guard let lupa else { return }
    report.add(lupa, beside: inC, "C")
    report.add(typed, beside: lupa, "lupa")
    report.add(general, beside: lupa, "lupa")
  }
}
