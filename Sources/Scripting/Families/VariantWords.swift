import Agreements
import Evaluation
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// The outcome of one variant as a script reads it: under the names of any outcome, answered in plain numbers where these
/// tell, and else from the whole outcome, which is made then.
struct VariantWords {
  unowned let host: ScriptHost

  /// The types; they are no others than those of an outcome and its parts, made in another way.
  var types: [(Kind, HostType)] {
    [(.variant, part("outcome", OutcomeWords(host: host).methods)), (.variantPart, part("part", []))]
  }

  private func part(_ name: String, _ methods: [HostMethod]) -> HostType {
    HostType(
      name: name, methods: methods,
      // Names that are asked for most are fields, which cost a script the least; what they lead to depends on the part.
      fields: Self.known.map { known in
        let name = FigureName(known)
        return HostField(known, "any") { [unowned host] value in
          let (variant, node) = try host.variant(value)
          guard let step = node.step(name, in: variant.evaluator.places) else {
            return try VariantWords(host: host).read(value, .string(known), methods)
          }
          return try host.value(of: step, at: value, in: variant)
        }
      },
      property: { [unowned host] _, value, key in try VariantWords(host: host).read(value, key, methods) },
      setProperty: { [unowned host] call, value, _, _ in
        let record = try VariantWords(host: host).record(value)
        throw HostError("'\(call.name)' of \(host.record(record.place).title) cannot be assigned", token: call.name)
      },
      length: { [unowned host] value in
        host.record(try VariantWords(host: host).record(value).place).fields.count
      },
      entries: { [unowned host] value in
        OutcomeWords(host: host).entries(try VariantWords(host: host).record(value))
      },
      describe: { [unowned host] value in
        guard let record = try? VariantWords(host: host).record(value) else { return name }
        return host.record(record.place).title
      })
  }

  private static let known =
    ["compliant", "categories", "caps", "breaches", "alerts", "uncovered"]
    + Set(Figure.CapFigure.allCases.map(\.rawValue) + Figure.BreachFigure.allCases.map(\.rawValue)).sorted()

  /// What stands under a name of a part.
  private func read(_ value: HostValue, _ key: LuaValue, _ methods: [HostMethod]) throws -> LuaValue {
    let (variant, node) = try host.variant(value)
    if let name = Read.key(key), let step = node.step(name, in: variant.evaluator.places) {
      return try host.value(of: step, at: value, in: variant)
    }
    return try OutcomeWords(host: host).read(
      try host.record(of: variant, node, at: value), key, methods, of: value)
  }

  private func record(_ value: HostValue) throws -> HostValue {
    let (variant, node) = try host.variant(value)
    return try host.record(of: variant, node, at: value)
  }
}

extension FigureNode {
  /// The node in one number: what it is, and its places from 1.
  var packed: Int64 {
    func pack(_ kind: Int64, _ category: Int?, _ place: Int = -1) -> Int64 {
      kind << 56 | Int64((category ?? -1) + 1) << 32 | Int64(place + 1)
    }
    switch self {
    case .outcome: return pack(0, nil)
    case .categories: return pack(1, nil)
    case .category(let category): return pack(2, category)
    case .caps(let category): return pack(3, category)
    case .cap(let category, let cap): return pack(4, category, cap)
    case .breaches(let category): return pack(5, category)
    case .alerts(let category): return pack(6, category)
    case .undetermined: return pack(7, nil)
    case .breach(let category, let place): return pack(8, category, place)
    }
  }

  /// The node of such a number.
  init(packed: Int64) {
    let category = Int(packed >> 32 & 0xff_ffff) - 1
    let place = Int(packed & 0xffff_ffff) - 1
    let either = category < 0 ? nil : category
    switch packed >> 56 {
    case 1: self = .categories
    case 2: self = .category(category)
    case 3: self = .caps(category: category)
    case 4: self = .cap(category: category, cap: place)
    case 5: self = .breaches(category: either)
    case 6: self = .alerts(category: either)
    case 7: self = .undetermined
    case 8: self = .breach(category: either, place: place)
    default: self = .outcome
    }
  }
}

extension ScriptHost {
  /// The variant of a value, with the part of it that the value is.
  func variant(_ value: HostValue) throws -> (VariantOutcome, FigureNode) {
    guard let variant = variants.variant(value.place) else {
      throw HostError(
        "this outcome is of long ago, and is no longer kept", hint: "read what is needed of an outcome before asking on"
      )
    }
    return (variant, FigureNode(packed: value.b))
  }

  /// What a name of a part leads to, as a script's value.
  func value(of step: FigureNode.Step, at value: HostValue, in variant: VariantOutcome) throws -> LuaValue {
    switch step {
    case .figure(let figure): return LuaValue(try variant.cell(figure))
    case .node(.breaches(let category)):
      let first = HostValue(
        Kind.variantPart.host, Int64(value.place), FigureNode.breach(category: category, place: 0).packed)
      return .hosts(first, count: try variant.breachCount(category))
    case .node(.alerts), .node(.undetermined):
      guard case .node(let list) = step else { return .none }
      return try self.value(of: entry(of: variant, list))
    case .node(let node): return self.node(node, value.place)
    }
  }

  private func node(_ node: FigureNode, _ slot: Int) -> LuaValue {
    .host(HostValue(Kind.variantPart.host, Int64(slot), node.packed))
  }

  /// The part of the whole outcome that a node is, as a record that scripts read.
  func record(of variant: VariantOutcome, _ node: FigureNode, at value: HostValue) throws -> HostValue {
    let made = try remembered("variant \(value.a) \(value.b)") { try self.value(of: entry(of: variant, node)) }
    guard case .host(let record) = made else { throw HostError("this part of the outcome holds nothing") }
    return record
  }

  private func entry(of variant: VariantOutcome, _ node: FigureNode) throws -> Entry {
    var entry = try whole(of: variant).entry
    for step in node.path(in: variant.evaluator.base) {
      switch (entry, step) {
      case (.record(let record), .name(let name)): entry = record[name] ?? .none
      case (.list(let list), .place(let place)): entry = list.indices.contains(place) ? list[place] : .none
      default: entry = .none
      }
    }
    return entry
  }

  /// The whole outcome of a variant.
  func whole(of variant: VariantOutcome) throws -> Outcome {
    do { return try variant.outcome() } catch let error as ChangeError { throw HostError(error) }
  }
}

/// The outcomes of variants that a script may still read.
struct KeptVariants {
  private var kept: [VariantOutcome] = []
  private var dropped = 0
  private var spare: [VariantOutcome] = []
  /// Whether old ones are filled again; not where all that is kept may be put back as it was.
  var reusesOld = true

  /// The outcomes that are kept for a script that asks for more and more.
  private static let most = 1_000

  /// The outcome of a slot; nil where it is no longer kept.
  func variant(_ slot: Int) -> VariantOutcome? {
    let place = slot - dropped
    return kept.indices.contains(place) ? kept[place] : nil
  }

  /// One that can be filled: an old one, where there is.
  mutating func next(_ make: () -> VariantOutcome) -> VariantOutcome { spare.popLast() ?? make() }

  /// Keeps an outcome and gives its slot.
  ///
  /// - Parameter forget: is called where old ones go.
  mutating func keep(_ variant: VariantOutcome, forget: () -> Void) -> Int {
    if kept.count >= Self.most {
      if reusesOld { spare += kept.prefix(Self.most / 2) }
      kept.removeFirst(Self.most / 2)
      dropped += Self.most / 2
      forget()
    }
    kept.append(variant)
    return dropped + kept.count - 1
  }

  /// Keeps one outcome alone, under the first slot.
  mutating func keepOnly(_ variant: VariantOutcome) {
    kept = [variant]
    dropped = 0
  }

  /// Keeps none.
  mutating func removeAll() {
    spare += kept
    kept.removeAll(keepingCapacity: true)
    dropped = 0
  }
}
