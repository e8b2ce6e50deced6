import Headroom
import Testing

@Test(
  "money, dates, percentages and spans are exact and read as an announcement writes them",
  arguments: [
    ("rmb.million(6.7)", "RMB6.7 million"), ("money \"RMB 6.7 million\"", "RMB6.7 million"),
    ("hkd.thousand(250)", "HK$0.25 million"), ("hkd.units(99.5)", "HK$99.50"),
    ("jpy.billion(1)", "JPY 1,000.0 million"),
    ("usd.million(\"1,234.56\")", "USD 1,234.56 million"), ("rmb.units(0.1) + rmb.units(0.2)", "RMB0.30"),
    ("rmb.million(10) - rmb.million(12)", "RMB-2.0 million"), ("-rmb.million(3)", "RMB-3.0 million"),
    ("rmb.million(10) * 2", "RMB20.0 million"), ("1.5 * rmb.million(10)", "RMB15.0 million"),
    ("rmb.million(10) * percent(35.3)", "RMB3.53 million"), ("\"10%\" * rmb.million(10)", "RMB1.0 million"),
    ("rmb.million(10) / 4", "RMB2.5 million"), ("rmb.units(10) / 3", "RMB3.33"), ("rmb.units(-10) / 3", "RMB-3.33"),
    ("rmb.million(10) / rmb.million(4)", "250%"), ("rmb.million(1) / rmb.million(3)", "1/3"),
    ("rmb.million(1) + \"RMB 2 million\"", "RMB3.0 million"), ("rmb.million(1).currency", "RMB"),
    ("rmb.million(1) < rmb.million(2)", "true"), ("rmb.million(1) >= rmb.million(2)", "false"),
    ("rmb.million(1) == rmb.thousand(1000)", "true"), ("rmb.million(1) == hkd.million(1)", "false"),
    ("rmb.million(1) <= rmb.million(1)", "true"), ("rmb.million(1) == 1000000", "false"),
    ("date \"2026-09-30\"", "2026-09-30"), ("date \"2026-01-31\" + months(1)", "2026-02-28"),
    ("months(1) + date \"2028-01-31\"", "2028-02-29"), ("date \"2026-03-01\" - days(1)", "2026-02-28"),
    ("date \"2026-12-31\" - date \"2026-01-01\"", "364"), ("date \"2026-07-01\" + (months(1) + days(2))", "2026-08-03"),
    ("months(3) - days(2)", "3 months and -2 days"), ("-months(3)", "-3 months and 0 days"),
    ("days(0)", "0 months and 0 days"),
    ("date \"2026-07-01\" < date \"2026-07-02\"", "true"), ("date \"2026-07-01\" > date \"2026-07-02\"", "false"),
    ("date \"2026-07-01\" == date \"2026-07-01\"", "true"), ("date \"2026-07-01\" <= \"2026-07-02\"", "true"),
    ("date \"2026-07-09\".month", "7"), ("date \"2026-07-09\".day", "9"), ("date \"2026-07-09\".year", "2026"),
    ("percent(81.4)", "81.4%"), ("percent \"81.4%\"", "81.4%"), ("percent \"81.4\"", "81.4%"),
    ("percent(10) + percent(5)", "15%"),
    ("percent(10) * 3", "30%"), ("1 - percent(10)", "90%"), ("percent(10) / percent(20)", "50%"),
    ("-percent(10)", "-10%"),
    ("percent(10) < 0.11", "true"), ("percent(10) == percent \"10%\"", "true"), ("percent(12.5).percent", "12.5"),
    ("period(2026)", "2026-01-01 to 2026-12-31"), ("period \"2026-02\".days", "28"), ("period(2026).to", "2026-12-31"),
    ("period(2026) == period \"2026\"", "true"), ("type(rmb.million(1))", "money"),
    ("type(date \"2026-07-09\")", "date"),
    ("rmb", "RMB"), ("0.1 + 0.2", "0.3"), ("string.format(\"%s\", rmb.million(6.7))", "RMB6.7 million"),
  ])
func quantity(expression: String, expected: String) throws {
  let said = try value(expression)
  #expect(said == expected)
}

@Test(
  "arithmetic that would be wrong or inexact is refused",
  arguments: [
    ("rmb.million(1) + hkd.million(1)", "RMB and HKD cannot be added or compared; convert one of them first"),
    ("rmb.million(1) < hkd.million(1)", "RMB and HKD cannot be added or compared; convert one of them first"),
    ("rmb.million(1) / hkd.million(1)", "RMB and HKD cannot be added or compared; convert one of them first"),
    ("rmb.units(0.1 + 0.2)", "'0.30000000000000004' has more decimals than RMB, which has 2"),
    ("jpy.units(1.5)", "'1.5' has more decimals than JPY, which has 0"),
    ("rmb.million(1) + 1", "the other side must be an amount of money, and a plain number has no unit"),
    ("rmb.million(1) < 2", "the other side must be an amount of money, and a plain number has no unit"),
    (
      "rmb.million(1) * rmb.million(1)",
      "what money is multiplied by must be a number or a percentage, got RMB1.0 million"
    ),
    ("rmb.million(1) / 0", "a ratio cannot have the denominator zero"),
    ("rmb.million(1) % 2", "'%' is not defined for money"),
    ("rmb.million(1) ^ 2", "'^' is not defined for money"),
    ("1 / rmb.million(1)", "the other side must be an amount of money, and a plain number has no unit"),
    ("rmb.billion(1e9)", "the exact result is too large to hold"),
    ("rmb.million(1/0)", "'inf' is not a decimal number"),
    ("rmb.million(0/0)", "'nan' is not a decimal number"),
    ("rmb.million(true)", "rmb.million takes a number, got true"),
    ("money(5)", "the amount must be an amount of money, and a plain number has no unit"),
    ("money \"6.7 million\"", "'6.7 million' is not an amount; write it like 'RMB 6.7 million' or 'HKD 1,250,000.50'"),
    ("date(2026)", "the date must be a date, got the number 2026"),
    ("date \"2026-02-29\"", "there is no day 2026-02-29 in the calendar"),
    ("date \"2026-07-01\" + 3", "to a date only a span can be added"),
    ("date \"2026-07-01\" * 2", "dates and spans can be added and compared, not multiplied or divided"),
    ("-date \"2026-07-01\"", "a date has no opposite"),
    ("date \"2200-12-31\" + days(1)", "there is no day 2200-12-31 plus 1 days in the calendar"),
    ("months(1.5)", "months takes a whole number, got the number 1.5"),
    ("months(math.mininteger)", "months takes at most 200000, got -9223372036854775808"),
    ("days(math.maxinteger)", "days takes at most 200000, got 9223372036854775807"),
    ("days(200000) + days(1)", "the exact result is too large to hold"),
    ("percent(rmb.million(1))", "the percentage must be a number or a percentage, got RMB1.0 million"),
    ("percent \"many\"", "'many' is not a percentage or ratio; write it like '35.3%' or 1.353"),
    ("period(\"2026-09-01\", \"2026-08-01\")", "the range ends on 2026-08-01, before it begins on 2026-09-01"),
    ("period(true)", "the period must be a year or a period, got true"),
    ("rmb.million(1) .. \" spent\"", "this is money, which '..' cannot join to text"),
    ("#rmb.million(1)", "this is money, which has no length"),
    ("rmb.million(1)()", "this is money, which cannot be called"),
    ("1 < \"2\"", "a number and text cannot be compared by size"),
    ("{} < {}", "two values of type table cannot be compared by size"),
    ("1 + nil", "this is nothing (nil), which cannot be calculated with"),
  ])
func refusedQuantity(expression: String, expected: String) throws {
  let said = try refusal("local x = \(expression); print(x)")
  #expect(said == expected)
}
