import LuaSandbox
import Quantities
import WhatIf

/// What stands for inputs that a family has not chosen yet, while its `change` is recorded. Scripts never keep one.
struct OpenWords {
  var types: [(Kind, HostType)] { [(.openInput, HostType(name: "input"))] }

  /// What recordings of families may rest on.
  static let rules = RecordingRules(
    isPlaceholder: { $0 == Kind.openInput.host },
    isSettled: { $0.rawValue >= Kind.money.rawValue && $0.rawValue <= Kind.currency.rawValue },
    isPlace: { kind in Kind(rawValue: kind.rawValue)?.isThing == true && kind.rawValue < Kind.scenario.rawValue })
}
