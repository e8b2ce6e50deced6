local below = scenario "Xiaomi falls below 10%" {
  about  = "New shares dilute Xiaomi to 9.9% from 1 September 2026: its holding alone no longer makes it connected.",
  change = function(book)
    book.shareholdings.xiaomi:set("9.9%", "2026-09-01")
  end,
  expect = {
    compliant    = false,
    breaches     = {},
    -- Another limb of rule 14A.07 may still apply, and the book does not say.
    undetermined = { { on = "2026-09-01" } },
  },
}

scenario "Xiaomi falls below 10%, and nothing else connects it" {
  about  = "The same, where the issuer is sure that no other limb of rule 14A.07 applies.",
  from   = { below },
  change = function(book)
    book.shareholdings.xiaomi:no_other_limb()
  end,
  expect = {
    compliant    = true,
    breaches     = {},
    undetermined = {},
    -- Only the purchases up to 31 August count.
    categories   = { hardware = { caps = { ["2026"] = { total = "RMB 313.36956521 million" } } } },
  },
}
