local function late(outcome)
  local rules = {}
  for _, finding in ipairs(outcome.findings) do
    if finding.kind == "late" then rules[finding.rule] = (rules[finding.rule] or 0) + 1 end
  end
  return rules
end

scenario "The circular goes out on 9 June" {
  about  = "Notice is given on 8 June, the last day for the AGM; the circular follows it a day later.",
  change = function(book)
    book.meetings["agm-2026"]:notice("2026-06-08")
    book.meetings["agm-2026"]:circular("2026-06-09")
  end,
  expect = function(outcome)
    check(late(outcome)["14A.46(1)"] == 2, "a circular after the notice, for cloud and for hardware")
    check(#outcome.breaches == 0, "no cap breaks by it")
  end,
}

scenario "New information on 16 June" {
  about  = "Ten business days before the AGM of 30 June is 15 June: a day later the meeting must be adjourned.",
  change = function(book) book.meetings["agm-2026"]:supplement("2026-06-16") end,
  expect = function(outcome) check(late(outcome)["14A.48"] == 2) end,
}

scenario "New information on 15 June" {
  about  = "The last day for it.",
  change = function(book) book.meetings["agm-2026"]:supplement("2026-06-15") end,
  expect = function(outcome) check(late(outcome)["14A.48"] == nil) end,
}
