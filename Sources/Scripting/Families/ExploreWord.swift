import LuaSandbox
import WhatIf

extension FamilyWords {
  static let exploreParts: [Parameter] =
    commonParts + [
      "run: fun(book: book): table<string, any> # a loop over book:what_if, and what it gives, by name",
      "expect?: table|fun(result: part) # what should come out",
    ]

  /// A script's own loop over what-if questions.
  var explore: Word {
    word(
      .explore, noun: "exploration", summary: "a loop of one's own over what-if questions",
      form: "{ run = function(book) … return { name = value } end }", parts: Self.exploreParts
    ) { parts in
      let family = try FamilyDefinition(
        .explore, parts, body: parts.neededFunction("run", form: "function(book) … return { name = value } end"))
      try parts.expectsTableOrFunction()
      return family
    }
  }
}
