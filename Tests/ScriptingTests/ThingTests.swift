import Testing

/// A thing of the book is one value however often a script reads it; a quantity is only as large as another.
@Suite struct ThingTests {
  @Test(
    "a thing of the book is a key of a table",
    arguments: [
      "book", "book.issuer", "book.agreements", "book.agreements[\"xiaomi-2024\"]", "book.categories",
      "book.categories.hardware", "book.categories.hardware.caps", "book.categories.hardware.caps[\"2026\"]",
      "book.categories.hardware.ledger", "book.categories.hardware.forecast", "book.categories.hardware.term",
      "book.meetings", "book.meetings[\"agm-2026\"]", "book.shareholdings", "book.people.xiaomi",
      "book.people.xiaomi.holdings[1]",
      "book.governance.directors[\"Mr. Qu Heng\"]", "book.groups.purchases", "book.rulebook", "book.lead_times",
      "book.categories.hardware.caps[\"2026\"].versions[1]",
    ])
  func key(thing: String) throws {
    #expect(try printed("local seen = { [\(thing)] = true }\nprint(seen[\(thing)])") == ["true"])
  }

  @Test func `a key stays what it was while the book changes`() throws {
    let changes = """
      local category = book.categories.hardware
      local seen = { [category] = 1, [category.caps["2026"]] = 2 }
      category.forecast:scale(2)
      category.caps["2026"]:propose("RMB 1,900 million")
      """
    let read = "print(seen[book.categories.hardware], seen[category.caps[\"2026\"]], seen[category.caps[\"2027\"]])"
    #expect(try printed(changes + "\n" + read) == ["1\t2\tnil"])
  }

  @Test func `the parts of an outcome are things too`() throws {
    let body = """
      function(outcome)
        local seen = {}
        for _, finding in ipairs(outcome.findings) do seen[finding] = true end
        for _, finding in ipairs(outcome.findings) do check(seen[finding], "another finding") end
        check(#outcome.findings > 0, "no finding")
      end
      """
    #expect(try differences(expecting: body) == [])
  }

  @Test func `two equal amounts are equal, and two keys`() throws {
    let sum = "local a, b = rmb.million(6), rmb.million(6)\nlocal seen = { [a] = true }\nprint(a == b, seen[b])"
    #expect(try printed(sum) == ["true\tnil"])
  }

  @Test(
    "a misspelt name of anything is told with those that it has",
    arguments: [
      ("book.tilte", "a book has no 'tilte'; did you mean 'title'?"),
      ("book.issuer.revenu", "an issuer has no 'revenu'; did you mean 'revenue'?"),
      ("book.agreements[\"xiaomi-2024\"].nam", "an agreement has no 'nam'; did you mean 'name'?"),
      ("book.categories.hardware.cap", "a category has no 'cap'; did you mean 'caps'?"),
      ("book.categories.hardware.ledger.form", "a ledger has no 'form'; did you mean 'from'?"),
      ("book.categories.hardware.term.extned", "a term has no 'extned'; did you mean 'extend'?"),
      ("book.meetings[\"agm-2026\"].resolution", "a meeting has no 'resolution'; did you mean 'resolutions'?"),
      ("book.people.xiaomi.seat", "a person has no 'seat'; did you mean 'seats'?"),
      ("book.governance.advisor", "a governance has no 'advisor'; did you mean 'adviser'?"),
      ("book.groups.purchases.govern_s", "a group has no 'govern_s'; did you mean 'governs'?"),
      ("book.rulebook.vote_form", "a rulebook has no 'vote_form'; did you mean 'vote_from'?"),
      ("book.lead_times.print", "the lead_times has no 'print'"),
      ("rmb.milion", "a currency has no 'milion'; did you mean 'million'?"),
      ("rmb.million(1).curency", "money has no 'curency'; did you mean 'currency'?"),
      ("date(\"2026-01-01\").yaer", "a date has no 'yaer'; did you mean 'year'?"),
      ("percent(3).prcent", "a ratio has no 'prcent'; did you mean 'percent'?"),
      ("period(2026).day", "a period has no 'day'; did you mean 'days'?"),
      ("book[1]", "a book has no '1'"),
      ("months(1).day", "a span has no field 'day'"),
    ])
  func misspelt(expression: String, statement: String) throws {
    #expect(try refusal("print(\(expression))") == statement)
  }
}
