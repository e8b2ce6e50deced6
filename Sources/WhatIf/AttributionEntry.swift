import Evaluation
import Quantities

extension Attribution {
  /// The attribution as a tree of named values, with the figures that any step moves.
  public var entry: Entry {
    .record(
      .init(
        "attribution",
        [
          ("steps", .list(steps.map(\.entry))),
          ("orders", .text(orders.rawValue)),
          ("irreversible", .text(irreversible)),
          ("figures", .list(moved.map(entry))),
        ]))
  }

  /// A figure with its parts as a tree of named values, moved or not; nil where no figure has that name.
  public func entry(of name: String) -> Entry? { parts.first { $0.figure.name == name }.map(entry) }

  private func entry(_ part: Part) -> Entry {
    let figure = part.figure
    return .record(
      .init(
        "figure '\(figure.name)'",
        [
          ("figure", .text(figure.name)),
          ("category", .text(figure.category?.name)), ("cap", .text(figure.cap?.name)),
          ("before", part.before.entry), ("after", part.after.entry), ("difference", part.difference.entry),
          ("orders_agree", .flag(part.ordersAgree)),
          ("steps", .list(steps.indices.map { entry($0, part) })),
        ]))
  }

  private func entry(_ step: Int, _ part: Part) -> Entry {
    let spread = part.spreads[step]
    return .record(
      .init(
        "step '\(steps[step].name)'",
        [
          ("name", .text(steps[step].name)),
          ("before", part.steps[step].before.entry), ("after", part.steps[step].after.entry),
          ("difference", part.steps[step].difference.entry),
          ("reversed", part.reversed?[step].entry ?? .none),
          ("least", spread?.least.entry ?? .none), ("greatest", spread?.greatest.entry ?? .none),
        ]))
  }
}

extension Attribution.Contribution {
  fileprivate var entry: Entry {
    .record(
      .init(
        "contribution", [("before", before.entry), ("after", after.entry), ("difference", difference.entry)]))
  }
}

extension Attribution.Step {
  fileprivate var entry: Entry {
    .record(
      .init(
        "step '\(name)'",
        [
          ("name", .text(name)), ("removed", .flag(isRemoved)),
          ("file", .text(place?.file)), ("line", place.map { .count($0.line) } ?? .none),
        ]))
  }
}
