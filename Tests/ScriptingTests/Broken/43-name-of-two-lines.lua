scenario "Two\nlines" {}
