-- Every company and figure of this folder is invented; see book.yaml.
scenario "The EGM is cancelled" {
  about  = "Nobody votes on the higher cap of berthing services, and the lanterns that wait for the vote never come.",
  change = function(book)
    book.meetings["egm-2025"]:cancel()
  end,
  expect = {
    breaches = {
      { category = "berths", limit = "HKD 90 million", on = "2026-04-06", at_end = "HKD 28 million" },
      -- The cap of the next year is too low with or without the meeting.
      { category = "berths", limit = "HKD 96 million", on = "2027-05-06", at_end = "HKD 17.28 million" },
    },
    categories = { lanterns = { breaches = {}, caps = { FY2026 = { total = "HKD 1,330,199.50" } } } },
  },
}
