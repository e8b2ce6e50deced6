import Evaluation
import LuaSandbox
import Problems
import WhatIf

/// How a script asks what each step of its stack has to do with the outcome: `outcome:attribution()`.
struct AttributionWords {
  unowned let host: ScriptHost

  var method: HostMethod {
    HostMethod(
      name: "attribution", takes: ["figure?: string # one figure, such as \"hardware/2026/total\"; else all that move"],
      gives: "attribution|attributed",
      summary: "what each step makes of the difference to the baseline: outcome:attribution()"
    ) { [unowned host] call in
      guard case .host(let value)? = call.arguments.first else { throw Self.notAnOutcome }
      let figure = call.argument(1) == .none ? nil : try Read.text(call.argument(1), for: "the figure")
      return try host.remembered("attribution \(figure ?? "")") {
        try host.value(of: Self.entry(figure, of: host.attribution(of: value)))
      }
    }
  }

  private static let notAnOutcome = HostError(
    "an outcome can be asked only while 'expect' runs", token: "attribution", hint: "write outcome:attribution()")

  private static func entry(_ figure: String?, of attribution: Attribution?) throws -> Entry {
    guard let attribution else { throw notAnOutcome }
    guard let figure else { return attribution.entry }
    if let entry = attribution.entry(of: figure) { return entry }
    let known = attribution.parts.map(\.figure.name)
    throw HostError(
      "no figure '\(figure)' in this outcome\(Spelling.question(figure, among: known))", token: figure,
      hint:
        "a figure is named as in \"hardware/2026/total\": \(OutcomeFigure.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
    )
  }

  /// What an attribution holds, for help and editors.
  static let shapes = [
    Language.Shape(
      name: "attribution", summary: "what each step makes of the difference to the baseline",
      entries: [
        "steps: {name: string, removed: boolean, file?: string, line?: integer}[]",
        "orders: \"all\"|\"stack-and-reverse\"|\"stack\" # which were tried",
        "irreversible?: string # why the reverse order cannot be applied",
        "figures: attributed[] # those that any step moves",
      ]),
    Language.Shape(
      name: "attributed", summary: "a figure with what each step makes of it",
      entries: [
        "figure: string", "category?: string", "cap?: string", "before?: any", "after?: any", "difference?: any",
        "orders_agree: boolean", "steps: contribution[]",
      ]),
    Language.Shape(
      name: "contribution", summary: "what a step makes of a figure",
      entries: [
        "name: string", "before?: any", "after?: any", "difference?: any # nothing where either is no figure",
        "reversed?: {before?: any, after?: any, difference?: any} # in the reverse order",
        "least?: any # of all orders", "greatest?: any",
      ]),
  ]
}
