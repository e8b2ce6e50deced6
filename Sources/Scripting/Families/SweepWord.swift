import LuaSandbox
import WhatIf

extension FamilyWords {
  static let sweepParts: [Parameter] =
    commonParts + [
      "over: table<string, values|any[]> # the inputs with their values; every combination is evaluated",
      "change: fun(book: book, p: inputs) # what is different in a variant",
      "measure: fun(outcome: outcome): table<string, any> # what is kept of each outcome, by name",
      "measures?: string[] # the names, where some may be nothing",
      "expect?: table|fun(result: part) # what should come out",
    ]

  static let overForm = "{ multiplier = range(1, 3, 0.25), agm = dates(\"2026-06-30\", \"2026-12-31\", months(1)) }"
  static let changeForm = "function(book, p) … end"
  static let measureForm = "function(outcome) return { name = value } end"

  /// Every combination of the values of its inputs.
  var sweep: Word {
    word(
      .sweep, noun: "sweep", summary: "every combination of inputs",
      form: "{ over = …, change = function(book, p) … end, measure = function(outcome) … end }",
      parts: Self.sweepParts
    ) { parts in
      let axes = try parts.axes("over", form: Self.overForm)
      var family = try FamilyDefinition(
        .sweep, parts, body: parts.neededFunction("measure", form: Self.measureForm))
      family.change = try parts.neededFunction("change", form: Self.changeForm)
      family.axes = axes
      family.measures = try parts.measures()
      try parts.expectsTableOrFunction()
      guard VariantSpace(axes) != nil else {
        throw HostError(
          "\(parts.title) has more than \(VariantSpace.most) variants", token: "over", hint: "take fewer values")
      }
      return family
    }
  }
}

extension DeclaredParts {
  func expectsTableOrFunction() throws {
    switch table["expect"] {
    case .none, .function, .table: break
    default:
      throw HostError(
        "'expect' must be a table or a function, got \(Read.described(table["expect"]))", token: "expect",
        hint: "write expect = { … } or expect = function(result) … end")
    }
  }
}
