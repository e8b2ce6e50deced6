import LuaSandbox
import Quantities
import WhatIf

/// What stands for values that a family has not chosen yet, while its functions are recorded: inputs, parts of an outcome,
/// and figures of it. Scripts never keep one.
struct OpenWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] { [(.openInput, HostType(name: "input")), (.openPart, part), (.openFigure, figure)] }

  private var figure: HostType { HostType(name: "figure") }

  private var part: HostType {
    var type = HostType(
      name: "part",
      property: { [unowned host] _, value, key in
        guard let name = Read.key(key), let places = host.recordedPlaces,
          let step = FigureNode(packed: value.b).step(name, in: places)
        else { throw HostError("this is not known yet") }
        switch step {
        case .node(let node): return .host(HostValue(Kind.openPart.host, 0, node.packed))
        case .figure(let figure): return host.open(figure)
        }
      })
    type.openLength = { [unowned host] value in
      guard let count = FigureNode(packed: value.b).count else { throw HostError("this is not known yet") }
      return host.open(count)
    }
    return type
  }

  /// What recordings of families may rest on.
  static let rules = RecordingRules(
    isPlaceholder: { kind in
      kind == Kind.openInput.host || kind == Kind.openPart.host || kind == Kind.openFigure.host
    },
    isSettled: { $0.rawValue >= Kind.money.rawValue && $0.rawValue <= Kind.currency.rawValue },
    isPlace: { kind in Kind(rawValue: kind.rawValue)?.isThing == true && kind.rawValue < Kind.scenario.rawValue })
}

extension ScriptHost {
  /// A figure as the placeholder that stands for it.
  fileprivate func open(_ figure: Figure) -> LuaValue {
    openFigures.append(figure)
    return Kind.openFigure.value(openFigures.count - 1)
  }
}
