scenario "A last day alone" {
  change = function(book)
    book.categories.hardware.forecast:scale(2, nil, "2026-12-31")
  end,
}

scenario "Yes" {
  change = function(book)
    book.shareholdings.xiaomi:no_other_limb("yes")
  end,
}

scenario "A buffer that lowers" {
  change = function(book)
    book.categories.hardware.caps["2026"]:propose("RMB 1,900 million", { buffer = "-10%" })
  end,
}

scenario "A misspelt field of a version" {
  change = function(book)
    print(book.categories.hardware.caps["2026"].versions[1].amont)
  end,
}

scenario "A colon for a dot" {
  change = function(book)
    book.categories.hardware.forecast:set(rmb:million(5), 2026)
  end,
}

scenario "By number" {
  change = function(book)
    for i = 1, #book.categories do print(book.categories[i].name) end
  end,
}

scenario "By nothing" {
  change = function(book)
    print(book.categories[nil])
  end,
}

scenario "By the clock" {
  change = function(book)
    book.categories.hardware.forecast:scale(os.time())
  end,
}

scenario "An id that no book could have" {
  change = function(book)
    book.categories.idc.caps:propose("RMB 1 million", { from = "2028-01-01", to = "2028-07-28", id = "a\nb" })
  end,
}
