import Evaluation
import LuaSandbox

/// `book:what_if(change)`: the outcome of a copy of the book, within a function that goes on.
struct WhatIfWords {
  unowned let host: ScriptHost

  var method: HostMethod {
    HostMethod(
      name: "what_if", takes: ["change: fun(book: book)"], gives: "outcome",
      summary:
        "the outcome of a copy that is changed: book:what_if(function(b) b.categories.idc.forecast:scale(2) end)"
    ) { [unowned host] call in
      guard case .function(let change) = call.argument(1) else {
        throw HostError(
          "what_if takes a function, got \(Read.described(call.argument(1)))", token: "what_if",
          hint: "write book:what_if(function(book) … end)")
      }
      defer { call.forget(change) }
      do { return try host.outcome(call, after: change) } catch let error as EvaluationError {
        throw HostError("\(error)", token: "what_if")
      }
    }
  }
}
