import LuaSandbox
import Quantities
import WhatIf

extension LuaValue {
  /// A cell as a script's value.
  init(_ cell: Cell) {
    switch cell {
    case .none: self = .none
    case .flag(let flag): self = .boolean(flag)
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .number(number)
    case .money(let money): self = .money(money)
    case .date(let date): self = .date(date)
    case .ratio(let ratio): self = .ratio(ratio)
    case .text(let text): self = .string(text)
    }
  }
}

extension Cell {
  /// The single value that a script gave; nil for a table, a function or another thing, and for what is not a number.
  init?(_ value: LuaValue) {
    switch value {
    case .none: self = .none
    case .boolean(let flag): self = .flag(flag)
    case .integer(let number): self = .integer(number)
    case .number(let number):
      guard number.isFinite else { return nil }
      self = .number(number)
    case .string(let text): self = .text(text)
    case .host(let host):
      if let money = host.money {
        self = .money(money)
      } else if let date = host.date {
        self = .date(date)
      } else if let ratio = host.ratio {
        self = .ratio(ratio)
      } else {
        return nil
      }
    case .table, .hosts, .function: return nil
    }
  }
}
