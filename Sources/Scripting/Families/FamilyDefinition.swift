import Draws
import LuaSandbox
import WhatIf

/// A family of scenarios as its script declares it.
struct FamilyDefinition {
  let kind: FamilyResult.Kind
  var name: String
  let about: String?
  let line: Int
  let parents: [LuaValue]
  let expect: LuaValue
  /// What changes the copy of the book for each variant; nil in an exploration.
  var change: LuaFunction?
  /// What reads the outcome (`measure`, `holds`), or runs the exploration.
  let body: LuaFunction
  /// The inputs of a sweep, a search or a sensitivity.
  var axes: [VariantSpace.Axis] = []
  /// The values that inputs of a sensitivity have while others are changed.
  var base: [String: Cell] = [:]
  /// What a search looks for.
  var want = Solution.Want.first
  /// How many runs a simulation makes.
  var runs = 0
  /// What the draws begin with, where the script states it.
  var seed: UInt64?
  /// The inputs with what each is drawn from: a table, or a function that makes one.
  var draw = LuaValue.none
  /// What is correlated of the inputs that are drawn.
  var correlations: [Correlation] = []
  /// The names of what is measured, where the script states them.
  var measures: [String]?

  init(_ kind: FamilyResult.Kind, _ parts: DeclaredParts, body: LuaFunction) throws {
    self.kind = kind
    name = parts.name
    about = try parts.about()
    line = parts.line
    parents = try parts.parents()
    expect = parts.table["expect"]
    self.body = body
  }

  /// The part of the file in a sentence: `sweep 'Multiplier and AGM'`.
  var title: String { "\(kind.rawValue) '\(name)'" }
}
