scenario "A figure that no rulebook has" {
  change = function(book)
    book.rulebook:set { vote_form = "10%" }
  end,
}

scenario "A limit that is no percentage" {
  change = function(book)
    book.rulebook.vote_from = "ten percent"
  end,
}

scenario "What the rulebook says already" {
  change = function(book)
    book.rulebook.vote_from = "5%"
  end,
}

scenario "A lead time in words" {
  change = function(book)
    book.lead_times.printing = "a week"
  end,
}

scenario "A group of one" {
  change = function(book)
    book.groups:add("all", { "cloud" })
  end,
}

scenario "A report without its day" {
  change = function(book)
    book.issuer:set { total_assets = "RMB 20 billion", report = "interim" }
  end,
}

scenario "Two rates on one day" {
  change = function(book)
    book.exchange_rates:set("HKD", "RMB", 0.92)
    book.exchange_rates:set("HKD", "RMB", 0.93)
  end,
}
