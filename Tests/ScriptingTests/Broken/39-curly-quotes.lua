scenario “Quotes of a letter” {
  about = "金山",
}
