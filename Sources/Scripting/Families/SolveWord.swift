import LuaSandbox
import Problems
import WhatIf

extension FamilyWords {
  static let solveParts: [Parameter] =
    commonParts + [
      "over: values|any[]|table<string, values|any[]> # the values that are searched, in order",
      "want: \"first\"|\"last\"|\"least\"|\"greatest\" # which of those for which the condition holds",
      "change: fun(book: book, value: any) # what is different for a value",
      "holds: fun(outcome: outcome): boolean # the condition",
      "expect?: any # the value that should come out, or a table or function as in a sweep",
    ]

  /// The name of an input that is given without one.
  static let unnamed = "value"

  /// The first, last, least or greatest value for which a condition holds.
  var solve: Word {
    word(
      .solve, noun: "search", summary: "the first, last, least or greatest value that keeps a condition",
      form: "{ over = …, want = \"last\", change = function(book, value) … end, holds = function(outcome) … end }",
      parts: Self.solveParts
    ) { parts in
      var family = try FamilyDefinition(
        .solve, parts, body: parts.neededFunction("holds", form: "function(outcome) return #outcome.breaches == 0 end"))
      family.change = try parts.neededFunction("change", form: "function(book, value) … end")
      family.axes = [try parts.axis()]
      family.want = try parts.want()
      guard family.axes[0].values.isAscending || family.want == .first || family.want == .last else {
        throw HostError(
          "'\(family.want.rawValue)' needs values that rise", token: "over",
          hint: "write them in rising order, or ask for the first or last of the list")
      }
      return family
    }
  }
}

extension DeclaredParts {
  /// The one input of a search, with a name or without.
  fileprivate func axis() throws -> VariantSpace.Axis {
    let form = "dates(\"2026-06-30\", \"2027-06-30\")"
    guard table["over"] != .none else { throw missing("over", form: form) }
    if case .table(let inputs) = table["over"], inputs.list.isEmpty, !inputs.entries.isEmpty {
      let axes = try axes("over", form: "{ agm = \(form) }")
      guard axes.count == 1 else {
        throw HostError(
          "\(title) searches one input, got \(axes.count)", token: "over", hint: "take one, or use sweep for several")
      }
      return axes[0]
    }
    return VariantSpace.Axis(
      name: FamilyWords.unnamed, values: try values(table["over"], of: FamilyWords.unnamed))
  }

  fileprivate func want() throws -> Solution.Want {
    let known = Solution.Want.allCases.map(\.rawValue)
    guard table["want"] != .none else { throw missing("want", form: "\"last\"") }
    let text = try Read.text(table["want"], for: "'want'")
    guard let want = Solution.Want(rawValue: text) else {
      throw HostError(
        "'want' is first, last, least or greatest, got '\(text)'\(Spelling.question(text, among: known))", token: text)
    }
    return want
  }
}
