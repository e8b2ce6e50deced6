/// The variants of a family: every combination of the values of its inputs.
///
/// Inputs stand in the order of their names, and the last one varies fastest.
public struct VariantSpace: Sendable {
  /// One input with its values.
  public struct Axis: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Its values, in order.
    public let values: AxisValues

    /// An input with its values.
    public init(name: String, values: AxisValues) {
      self.name = name
      self.values = values
    }
  }

  /// The inputs, in the order of their names.
  public let axes: [Axis]
  /// How many variants there are.
  public let count: Int

  /// The most variants of a family.
  public static let most = 1_000_000_000_000

  /// Every combination of the values of some inputs; nil where there are more than ``most``.
  public init?(_ axes: [Axis]) {
    self.axes = axes.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var count = 1
    for axis in axes {
      let (product, overflow) = count.multipliedReportingOverflow(by: axis.values.count)
      guard !overflow, product <= Self.most else { return nil }
      count = product
    }
    self.count = count
  }

  /// Appends the values of the inputs in one variant, in the order of ``axes``.
  public func append(_ variant: Int, to cells: inout [Cell]) {
    var rest = variant, size = count
    for axis in axes {
      size /= axis.values.count
      cells.append(axis.values[rest / size])
      rest %= size
    }
  }
}
