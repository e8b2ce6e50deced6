/// The name by which a book and a script call one thing; names of different kinds cannot be confused.
public struct Identifier<Owner>: Sendable, Hashable, CustomStringConvertible {
  /// The name as it is written.
  public let name: String

  /// A name as it is written.
  public init(_ name: String) { self.name = name }

  /// The name as it is written.
  public var description: String { name }
}

extension Identifier: Comparable {
  /// Bytewise order.
  public static func < (left: Self, right: Self) -> Bool { left.name < right.name }
}

/// Where a figure comes from: a section or table of a document, in the book's own words.
public struct Source: Sendable, Hashable, CustomStringConvertible {
  /// The words.
  public let text: String

  /// A source in words, such as "announcement of 23 April 2026, II.A.2(2)".
  public init(_ text: String) { self.text = text }

  /// The words.
  public var description: String { text }
}
