import Foundation
import Problems

/// What `headroom run --record` keeps of a run, so that it can be run again and compared: `headroom.record/1`.
public struct RunRecord: Sendable, Hashable, Codable {
  /// The seed of a simulation.
  public struct Seed: Sendable, Hashable, Codable {
    /// The simulation's name.
    public let family: String
    /// Its seed, in decimal digits.
    public let seed: String
    /// Whether the program took it, as none was stated.
    public let taken: Bool

    /// The seed of a simulation.
    public init(family: String, seed: UInt64, taken: Bool) {
      self.family = family
      self.seed = "\(seed)"
      self.taken = taken
    }
  }

  /// The result that was printed.
  public struct Result: Sendable, Hashable, Codable {
    /// The digest of its bytes.
    public let sha256: String
    /// How many bytes it has.
    public let bytes: Int
    /// The exit status.
    public let status: Int32

    /// A result of bytes.
    public init(sha256: String, bytes: Int, status: Int32) {
      self.sha256 = sha256
      self.bytes = bytes
      self.status = status
    }
  }

  /// The format of the record.
  public var format = "headroom.record/1"
  /// The version of the program.
  public var program = Release.version
  /// The working folder, from the folder of the record; all other paths start from there.
  public var folder: String
  /// What was typed, without what says where the result goes.
  public var arguments: [String]
  /// The variables of the environment that stood for options.
  public var environment: [String: String]
  /// Whether the result has colours.
  public var isColoured: Bool
  /// The seed that the program took for simulations that state none, in decimal digits.
  public var spareSeed: String?
  /// The seeds of the simulations that were run.
  public var seeds: [Seed]
  /// What was read.
  public var inputs: RunInputs
  /// What came out.
  public var result: Result

  enum CodingKeys: String, CodingKey {
    case format, program, folder, arguments, environment, seeds, inputs, result
    case isColoured = "coloured"
    case spareSeed = "spare_seed"
  }

  /// A record of a run by this version of the program.
  public init(
    folder: String, arguments: [String], environment: [String: String], isColoured: Bool, spareSeed: UInt64?,
    seeds: [Seed], inputs: RunInputs, result: Result
  ) {
    self.folder = folder
    self.arguments = arguments
    self.environment = environment
    self.isColoured = isColoured
    self.spareSeed = spareSeed.map { "\($0)" }
    self.seeds = seeds
    self.inputs = inputs
    self.result = result
  }

  // MARK: As a file

  /// Reads a record from its bytes.
  ///
  /// - Throws: ``Problem`` where they are no record, or one of another format.
  public init(_ bytes: [UInt8], file: String) throws(Problem) {
    do { self = try JSONDecoder().decode(RunRecord.self, from: Data(bytes)) } catch {
      throw Problem(
        "\(file) is not a record of a run", at: SourcePlace(file: file, line: 1),
        hint: "headroom run PATH --record FILE writes one")
    }
    guard format == "headroom.record/1" else {
      throw Problem(
        "\(file) is a record of the format '\(format)'", at: SourcePlace(file: file, line: 1),
        hint: "this program reads headroom.record/1")
    }
  }

  /// The record as JSON, the same bytes for the same record.
  public var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return ((try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "") + "\n"
  }

  // MARK: Another run

  /// What differs in another run of the same command, in words; nothing where the result was reproduced.
  ///
  /// An input that changed is named even where the result is the same: the record does not speak of it.
  public func differences(to other: RunRecord) -> [String] {
    var found = inputs.differences(to: other.inputs)
    if program != other.program { found.append("the program is version \(other.program), it was \(program)") }
    let names = Set(seeds.map(\.family)).union(other.seeds.map(\.family)).sorted()
    for name in names {
      let (one, another) = (seeds.first { $0.family == name }, other.seeds.first { $0.family == name })
      if one != another {
        found.append("the seed of '\(name)' is \(another?.seed ?? "not there"), it was \(one?.seed ?? "not there")")
      }
    }
    if result.status != other.result.status {
      found.append("the exit status is \(other.result.status), it was \(result.status)")
    }
    if result.sha256 != other.result.sha256 {
      found.append("the result is another: \(other.result.bytes) bytes, it was \(result.bytes) bytes")
    }
    return found
  }
}

/// Which Headroom this is.
public enum Release {
  /// The version, as `headroom --version` prints it.
  public static let version = "0.1.0"
}
