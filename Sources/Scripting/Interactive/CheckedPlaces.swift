import Agreements
import LuaSandbox

extension HostType {
  /// The type with a look, before a value is asked anything, whether its place is still in the book: an undo takes away
  /// what a line had added, and a script may have kept it.
  func checkingPlaces(of kind: Kind, in host: ScriptHost) -> HostType {
    let check = { [unowned host] (value: HostValue) throws in
      guard let book = host.draft?.places.book, !book.holds(value, kind) else { return }
      throw HostError(
        "this \(kind) is no longer in the book", hint: "a line that added it was undone; read it from book again")
    }
    var type = self
    for place in type.fields.indices {
      let read = type.fields[place].read
      type.fields[place].read = { value in
        try check(value)
        return try read(value)
      }
    }
    if let property {
      type.property = { call, value, key in
        try check(value)
        return try property(call, value, key)
      }
    }
    if let length {
      type.length = { value in
        try check(value)
        return try length(value)
      }
    }
    if let entries {
      type.entries = { value in
        try check(value)
        return try entries(value)
      }
    }
    if let describe {
      type.describe = { value in (try? check(value)) == nil ? "\(kind) no longer in the book" : describe(value) }
    }
    return type
  }
}

extension Book {
  /// Whether the place that a value stands for is in the book. Methods look for themselves.
  fileprivate func holds(_ value: HostValue, _ kind: Kind) -> Bool {
    switch kind {
    case .agreement: agreements.indices.contains(value.place)
    case .category, .caps, .term, .ledger, .forecast: categories.indices.contains(value.place)
    case .cap:
      categories.indices.contains(value.place) && categories[value.place].caps.indices.contains(Int(value.b))
    case .meeting: meetings.indices.contains(value.place)
    case .shareholding, .person: people.indices.contains(value.place)
    case .director: governance.directors.indices.contains(value.place)
    case .group: groups.indices.contains(value.place)
    default: true
    }
  }
}
