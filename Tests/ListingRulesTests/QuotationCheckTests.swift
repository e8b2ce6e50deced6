import Agreements
import ListingRules
import Quantities
import Testing

/// The control that an agreement sets itself: so many independent quotations, and a price better than, or as good as, each.
@Suite struct QuotationCheckTests {
  private func check(
    _ price: Int, beside others: [Int], notIndependent: [Int] = [], atLeast: Int = 2,
    _ asked: QuotationRule.Price = .better, _ direction: Agreements.Category.Direction = .expense
  ) throws -> QuotationCheck {
    let offers =
      others.map { Quotation.Offer(from: "supplier", price: Money(minor: Int64($0), .rmb), isIndependent: true) }
      + notIndependent.map {
        Quotation.Offer(from: "associate", price: Money(minor: Int64($0), .rmb), isIndependent: false)
      }
    let quotation = Quotation(
      period: try DateRange(parsing: "2026-05-04"), price: Money(minor: Int64(price), .rmb), offers: offers, source: nil
    )
    let rule = QuotationRule(atLeast: atLeast, price: asked, source: nil)
    return QuotationCheck(quotation, by: rule, direction: direction)
  }

  @Test(arguments: [(1, false), (2, true), (3, true)])
  func `at least two: one is too few, exactly two are enough`(count: Int, isEnough: Bool) throws {
    #expect(try check(90, beside: Array(repeating: 100, count: count)).hasEnough == isEnough)
  }

  @Test func `an offer of somebody who is not independent counts neither way`() throws {
    let checked = try check(90, beside: [100], notIndependent: [80, 110])
    #expect(!checked.hasEnough)
    #expect(checked.price == .holds)
  }

  @Test(arguments: [
    (Agreements.Category.Direction.expense, QuotationRule.Price.better, 99, Verdict.holds),
    (.expense, .better, 100, .fails), (.expense, .better, 101, .fails),
    (.expense, .betterOrEqual, 99, .holds), (.expense, .betterOrEqual, 100, .holds),
    (.expense, .betterOrEqual, 101, .fails),
    (.assistance, .better, 99, .holds), (.assistance, .better, 100, .fails),
    (.assistance, .betterOrEqual, 101, .fails),
    (.income, .better, 101, .holds), (.income, .better, 100, .fails), (.income, .better, 99, .fails),
    (.income, .betterOrEqual, 100, .holds), (.income, .betterOrEqual, 99, .fails),
  ])
  func `beside 100: better is strict, and a lower price is better for who pays`(
    direction: Agreements.Category.Direction, asked: QuotationRule.Price, price: Int, expected: Verdict
  ) throws {
    // The other offer is one beside which every price in this test is better.
    let far = direction == .income ? 1 : 1_000
    #expect(try check(price, beside: [far, 100], asked, direction).price == expected)
  }

  @Test func `the price is compared with every offer, not with their average or the best`() throws {
    let checked = try check(100, beside: [90, 150, 100])
    #expect(checked.price == .fails)
    #expect(checked.worseThan.map(\.price.minor) == [90, 100])
  }

  @Test func `prices in two currencies are undetermined, unless another offer decides`() throws {
    func check(_ others: [Money]) throws -> QuotationCheck {
      let offers = others.map { Quotation.Offer(from: "supplier", price: $0, isIndependent: true) }
      let quotation = Quotation(
        period: try DateRange(parsing: "2026-05-04"), price: Money(minor: 100, .rmb), offers: offers, source: nil)
      return QuotationCheck(
        quotation, by: QuotationRule(atLeast: 2, price: .better, source: nil), direction: .expense)
    }
    #expect(try check([Money(minor: 200, .hkd), Money(minor: 200, .rmb)]).price == .undetermined)
    #expect(try check([Money(minor: 200, .hkd), Money(minor: 100, .rmb)]).price == .fails)
    #expect(try check([Money(minor: 200, .rmb), Money(minor: 101, .rmb)]).price == .holds)
  }
}
