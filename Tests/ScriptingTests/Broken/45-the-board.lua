scenario "A director of another name" {
  change = function(book)
    book.governance.directors["Mr. Wang"]:abstain("a director of Xiaomi")
  end,
}

scenario "Votes in percent" {
  change = function(book)
    book.meetings["agm-2026"]:vote("hardware", { in_favour = "51%", against = "49%" })
  end,
}

scenario "A circular after its meeting" {
  change = function(book)
    book.meetings["agm-2026"]:circular("2026-07-01")
  end,
}

scenario "A seat that nobody has" {
  change = function(book)
    book.people.xiaomi:leave("issuer", "2026-05-31")
  end,
}

scenario "Approved in writing, some day" {
  change = function(book)
    book.categories.idc.caps["2026"]:propose("RMB 160 million", { written_approval = { by = "Holdings", share = "62%" } })
  end,
}
