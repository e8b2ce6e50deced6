import Foundation

/// Names of files that begin as something does that is being typed.
package enum FolderNames {
  /// The paths that go on from what was typed, in order: files whose names end as asked, and folders, with a slash behind
  /// them. Hidden ones only where a dot was typed.
  ///
  /// - Parameters:
  ///   - typed: the beginning of a path; its folder is looked into.
  ///   - ending: how names of files end, such as `.lua`.
  /// - Returns: at most 1,000 paths; none where there is no such folder.
  package static func paths(from typed: String, ending: String) -> [String] {
    let cut = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    let (folder, begun) = (String(typed[..<cut]), typed[cut...])
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    let fitting = names.filter { $0.hasPrefix(begun) && (begun.hasPrefix(".") || !$0.hasPrefix(".")) }
    let paths = fitting.sorted().lazy.compactMap { name -> String? in
      let path = folder + name
      if Paths.isFolder(path) { return path + "/" }
      return name.hasSuffix(ending) ? path : nil
    }
    return Array(paths.prefix(1_000))
  }
}
