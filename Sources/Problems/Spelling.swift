/// Finds the known name that a misspelt one was meant to be.
public enum Spelling {
  /// The nearest of `names`, or nil where none is near: at most a third of the letters may differ.
  ///
  /// Of equally near names the first in bytewise order is taken.
  public static func nearest(to name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased())
    let limit = max(1, (wanted.count + 1) / 3)
    let near = Set(names).compactMap { known -> (distance: Int, name: String)? in
      let distance = distance(wanted, Array(known.lowercased()))
      return distance <= limit ? (distance, known) : nil
    }
    return near.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
  }

  /// `; did you mean 'hardware'?`, or nothing where no name is near.
  public static func question(_ name: String, among names: some Sequence<String>) -> String {
    nearest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// How many letters must be put in, taken out, replaced or swapped with a neighbour.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    if abs(left.count - right.count) > 12 || left.count > 64 || right.count > 64 { return Int.max }
    var beforeLast = [Int](), last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var best = min(row[j] + 1, last[j + 1] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[right.count]
  }
}
