import Testing

@testable import LuaSandbox

@Suite struct LuaTailTests {
  private typealias Chain = LuaTail.Chain

  private func place(_ text: String) -> LuaTail.Place { LuaTail(of: text).place }

  private func chain(_ root: String?, _ steps: LuaTail.Step...) -> LuaTail.Chain { Chain(root: root, steps: steps) }

  @Test func `a name is begun on its own, behind a dot, or behind a colon`() {
    #expect(LuaTail(of: "x = bo").place == .word)
    #expect(LuaTail(of: "x = bo").begun == "bo")
    #expect(place("") == .word)
    #expect(place("book.cat") == .member(chain("book")))
    #expect(place("book.categories.hardware.fo") == .member(chain("book", .name("categories"), .name("hardware"))))
    #expect(place("book .\n categories . ") == .member(chain("book", .name("categories"))))
    #expect(place("f:sc") == .method(chain("f")))
    #expect(place("a .. b") == .word)
    #expect(place("::lab") == .word)
  }

  @Test func `a key is begun in brackets, with a quote that is open or none`() {
    let categories = chain("book", .name("categories"))
    #expect(place("book.categories[\"har") == .key(categories, quote: "\""))
    #expect(LuaTail(of: "book.categories[\"har").begun == "har")
    #expect(place("print(book.categories['") == .key(categories, quote: "'"))
    #expect(place("book.categories[") == .key(categories, quote: nil))
    #expect(place("book.categories[x") == .word)
    #expect(place("x = \"book.") == .nothing)
    #expect(place("x[\"a\\") == .nothing)
  }

  @Test func `keys, places and calls lead on`() {
    #expect(place("a[\"b c\"].") == .member(chain("a", .name("b c"))))
    #expect(place("a['b'][2].") == .member(chain("a", .name("b"), .number(2))))
    #expect(place("a[i + 1].") == .member(chain("a", .someKey)))
    #expect(place("a[b[1]].") == .member(chain("a", .someKey)))
    #expect(place("f(x, { 1 }).") == .member(chain("f", .call)))
    #expect(place("date \"2026-09-30\".") == .member(chain("date", .call)))
    #expect(place("scenario \"x\" { }.") == .member(chain("scenario", .call, .call)))
    #expect(place("a:b(1):c(2).") == .member(chain("a", .method("b"), .call, .method("c"), .call)))
    #expect(place("(\"x\"):") == .method(chain(nil)))
    #expect(place("(a.b).") == .member(chain("a", .name("b"))))
    #expect(place("(a + b).") == .nothing)
    #expect(place("(function() end)().") == .nothing)
  }

  @Test func `what is passed is told by its call and its place`() {
    #expect(place("f:scale(") == .argument(chain("f", .method("scale"))))
    #expect(place("scenario \"x\" { ab") == .tableKey(chain("scenario", .call), argument: 0))
    #expect(place("scenario \"x\" { about = \"\", ch") == .tableKey(chain("scenario", .call), argument: 0))
    #expect(place("caps:propose(f(1, 2), { fr") == .tableKey(chain("caps", .method("propose")), argument: 1))
    #expect(place("scenario \"x\" { about = a") == .word)
    #expect(place("x = { a") == .word)
    #expect(place("f(a, b") == .word)
  }

  @Test func `nothing is begun in comments, numbers, whole strings and what is no Lua`() {
    let texts = [
      "-- book.", "--[[ book.", "x = 12", "book.categories[\"har\"", "$", "\"a\nb.", "[[ book.", "a b..c\u{0}",
      "x = 1e",
    ]
    for text in texts { #expect(place(text) == .nothing, "\(text)") }
    #expect(place("-- a comment\nbook.") == .member(chain("book")))
    #expect(place("x - ") == .word)
  }

  @Test func `deep and long texts end soon, and tell nothing wrong`() {
    #expect(place(String(repeating: "(", count: 30_000) + "book.") == .member(chain("book")))
    let closed = String(repeating: "(", count: 20_000) + "x" + String(repeating: ")", count: 20_000)
    #expect(place(closed + ".") == .nothing)
    #expect(place("a" + String(repeating: ".b", count: 10_000) + ".") == .nothing)
    #expect(place("a" + String(repeating: "[1]", count: 10_000) + ".") == .nothing)
    #expect(place(String(repeating: "a.", count: 40_000)) == .nothing)
  }
}
