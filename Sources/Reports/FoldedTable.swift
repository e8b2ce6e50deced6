extension TextTable {
  /// The lines of as few tables as it takes for each to fit the width; every one begins with the first `keys` columns,
  /// which name the rows. Rows become sentences where not even one column fits beside these.
  package func folded(_ ink: Ink, width: Int, keys: Int = 1) -> [String] {
    let names = Array(0..<keys)
    var groups: [[Int]] = []
    for column in keys..<max(keys, columnCount) {
      if let last = groups.last, fits(names + last + [column], in: width) {
        groups[groups.count - 1].append(column)
      } else {
        groups.append([column])
      }
    }
    // A last column by itself takes along the one before it.
    if groups.count > 1, groups[groups.count - 1].count == 1, groups[groups.count - 2].count > 2 {
      groups[groups.count - 1].insert(groups[groups.count - 2].removeLast(), at: 0)
    }
    guard groups.count > 1, groups.allSatisfy({ fits(names + $0, in: width) }) else { return lines(ink, width: width) }
    return Array(groups.map { only(names + $0).lines(ink, width: width) }.joined(separator: [""]))
  }
}
