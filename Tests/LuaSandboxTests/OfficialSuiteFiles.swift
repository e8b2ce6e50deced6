import Testing

/// A file of the official suite, and what of it a sandbox cannot hold to.
struct SuiteFile: Sendable, CustomTestStringConvertible {
  /// Its name, which messages carry.
  let name: String
  /// How many lines it has in Lua 5.4.4; the lines of another version stand elsewhere.
  let length: Int
  /// How many calls of `assert` must pass at least.
  let asserts: Int
  /// On how many of its lines one must pass at least: here a loop counts once.
  let places: Int
  /// Lines that are left empty, each with the reason.
  let without: [Omission]

  init(_ name: String, length: Int, asserts: Int, places: Int, without: [Omission] = []) {
    self.name = name
    self.length = length
    self.asserts = asserts
    self.places = places
    self.without = without
  }

  var testDescription: String { name }
}

/// Lines left out, first to last.
struct Omission: Sendable {
  let lines: ClosedRange<Int>
  let reason: Reason

  init(_ lines: ClosedRange<Int>, _ reason: Reason) {
    self.lines = lines
    self.reason = reason
  }

  init(_ line: Int, _ reason: Reason) { self.init(line...line, reason) }

  /// Why a sandbox answers otherwise than Lua's program does.
  enum Reason: String, Sendable {
    case addresses = "no address can be seen: no %p, and tostring gives a bare type name"
    case bytecode = "bytecode is neither written nor read"
    case collector = "when the collector runs cannot be seen or decided"
    case concatMetamethod = "__concat is refused: this Lua corrupts its memory"
    case debug = "no debug library"
    case files = "no io library, and no files"
    case finalizers = "__gc is refused"
    case locale = "no locale can be set"
    case longChunk = "a chunk has at most 64 KiB"
    case seed = "math.randomseed wants a seed"
    case sort = "an invalid order gives some order, the same on each run"
    case strings = "no script can alter the metatable of strings"
    case weakTables = "__mode is refused"
    case functionNames = "a library's function is not looked up by value to be named in a message"
    case keysWithoutOrder = "pairs refuses keys that have no order: tables, functions and coroutines"
    case goneKey = "next goes on from a key that is gone"
  }
}

/// What runs, in the order of the suite's own list.
///
/// Not here, because next to nothing of them would be left: `main` (the program), `db` (debug), `files` (io),
/// `attrib` (require), `big` (one chunk of two megabytes), `heavy` (gigabytes), `api` and `code` (a Lua built for
/// tests); `all`, `bwcoercion` and `tracegc` are not tests.
let suiteFiles: [SuiteFile] = [
  SuiteFile(
    "gc.lua", length: 691, asserts: 5000, places: 5,
    without: [
      Omission(8...18, .collector), Omission(177...226, .collector), Omission(229...246, .keysWithoutOrder),
      Omission(249...352, .weakTables),
      Omission(434...475, .finalizers), Omission(519...556, .finalizers), Omission(634...649, .finalizers),
      Omission(676...689, .collector),
    ]),
  SuiteFile(
    "strings.lua", length: 518, asserts: 309, places: 197,
    without: [
      Omission(131...132, .addresses), Omission(157...193, .addresses), Omission(247, .addresses),
      Omission(374, .addresses), Omission(427...440, .locale),
    ]),
  SuiteFile(
    "literals.lua", length: 342, asserts: 870, places: 42,
    without: [
      Omission(132...141, .longChunk), Omission(211...232, .addresses),
    ]),
  SuiteFile("tpack.lua", length: 322, asserts: 471, places: 93),
  SuiteFile("utf8.lua", length: 247, asserts: 1182, places: 51),
  SuiteFile(
    "calls.lua", length: 481, asserts: 103, places: 58,
    without: [
      Omission(299, .debug), Omission(315...336, .bytecode), Omission(346...356, .bytecode),
      Omission(374...395, .bytecode), Omission(412...418, .bytecode), Omission(437...478, .bytecode),
    ]),
  SuiteFile("constructs.lua", length: 377, asserts: 209_478, places: 66, without: [Omission(279, .debug)]),
  SuiteFile(
    "events.lua", length: 488, asserts: 401, places: 114,
    without: [
      Omission(196, .files), Omission(348...381, .concatMetamethod), Omission(435...463, .debug),
    ]),
  SuiteFile("sort.lua", length: 310, asserts: 258_489, places: 33, without: [Omission(204, .sort)]),
  SuiteFile(
    "bitwise.lua", length: 351, asserts: 1303, places: 130,
    without: [
      Omission(6, .strings), Omission(26...27, .strings), Omission(59...85, .strings),
    ]),
  SuiteFile("math.lua", length: 1024, asserts: 67_960, places: 391, without: [Omission(843...853, .seed)]),
  SuiteFile("cstack.lua", length: 171, asserts: 8, places: 5),
  SuiteFile(
    "nextvar.lua", length: 805, asserts: 9600, places: 126,
    without: [
      Omission(250, .goneKey), Omission(334...399, .keysWithoutOrder),
    ]),
  SuiteFile(
    "pm.lua", length: 421, asserts: 391, places: 163,
    without: [
      Omission(394, .addresses), Omission(397, .addresses), Omission(407, .addresses),
      Omission(417, .addresses),
    ]),
  SuiteFile(
    "errors.lua", length: 661, asserts: 251, places: 50,
    without: [
      Omission(203, .files), Omission(211...217, .debug), Omission(221, .files),
      Omission(224, .files), Omission(226, .files), Omission(229, .files),
      Omission(249...251, .files), Omission(253...266, .bytecode), Omission(310, .collector),
      Omission(316, .files), Omission(473...493, .debug),
    ]),
  SuiteFile("vararg.lua", length: 151, asserts: 80, places: 33),
  SuiteFile(
    "closure.lua", length: 270, asserts: 46, places: 33,
    without: [
      Omission(26...32, .weakTables), Omission(41, .weakTables), Omission(230...268, .debug),
    ]),
  SuiteFile("goto.lua", length: 271, asserts: 27, places: 16, without: [Omission(186...218, .debug)]),
  SuiteFile(
    "coroutine.lua", length: 1143, asserts: 274, places: 144,
    without: [
      Omission(234, .debug), Omission(335...352, .debug), Omission(356...357, .debug),
      Omission(396, .weakTables), Omission(406, .weakTables), Omission(412, .weakTables),
      Omission(800...803, .concatMetamethod), Omission(885...891, .concatMetamethod), Omission(937...944, .debug),
    ]),
  SuiteFile(
    "locals.lua", length: 1137, asserts: 2712, places: 117,
    without: [
      Omission(80, .debug), Omission(82, .debug), Omission(165, .debug), Omission(260, .debug),
      Omission(407, .debug), Omission(413, .debug), Omission(422, .debug),
      Omission(430, .debug), Omission(471, .debug), Omission(740...764, .debug),
    ]),
  SuiteFile(
    "gengc.lua", length: 172, asserts: 11, places: 11,
    without: [
      Omission(8, .collector), Omission(51, .finalizers), Omission(76...77, .finalizers),
      Omission(109...123, .weakTables),
    ]),
  SuiteFile("verybig.lua", length: 152, asserts: 5, places: 5, without: [Omission(50...152, .files)]),
]
