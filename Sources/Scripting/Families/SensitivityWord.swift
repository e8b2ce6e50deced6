import LuaSandbox
import Problems
import WhatIf

extension FamilyWords {
  static let sensitivityParts: [Parameter] =
    commonParts + [
      "over: table<string, values|any[]> # the inputs with the values that each takes in turn",
      "base?: table<string, any> # the value of an input while others are changed; nothing where it has none",
      "change: fun(book: book, p: inputs) # what is different: if p.multiplier then … end",
      "measure: fun(outcome: outcome): table<string, any> # what is kept of each outcome, by name",
      "measures?: string[] # the names, where some may be nothing",
      "expect?: table|fun(result: part) # what should come out",
    ]

  /// One input at a time, around the baseline.
  var sensitivity: Word {
    word(
      .sensitivity, noun: "sensitivity", summary: "one input at a time around the baseline",
      form: "{ over = …, base = …, change = function(book, p) … end, measure = function(outcome) … end }",
      parts: Self.sensitivityParts
    ) { parts in
      let axes = try parts.axes("over", form: "{ multiplier = { 0.8, 1.2 } }")
      var family = try FamilyDefinition(
        .sensitivity, parts, body: parts.neededFunction("measure", form: Self.measureForm))
      family.change = try parts.neededFunction("change", form: Self.changeForm)
      family.axes = axes
      family.base = try parts.base(of: axes)
      family.measures = try parts.measures()
      try parts.expectsTableOrFunction()
      return family
    }
  }
}

extension DeclaredParts {
  fileprivate func base(of axes: [VariantSpace.Axis]) throws -> [String: Cell] {
    guard table["base"] != .none else { return [:] }
    guard case .table(let base) = table["base"] else {
      throw HostError("'base' names inputs", token: "base", hint: "write base = { multiplier = 1 }")
    }
    try Read.onlyKeys(of: base, among: axes.map(\.name), in: "'base' of \(title)")
    var cells: [String: Cell] = [:]
    for axis in axes where base[axis.name] != .none {
      cells[axis.name] = try cell(base[axis.name], of: axis.name)
    }
    return cells
  }
}
