import Foundation
import Problems
import Scripting
import WhatIf

/// A script with what the host may find beside it.
struct FoundScript: Sendable {
  let script: Script
  /// The nearest `book.yaml`, beside the script or above it.
  let book: String?
  /// The folders in which files named by `from` may lie, whatever links lead out of them.
  let roots: [String]

  /// The script that another names in `from`.
  ///
  /// - Throws: ``ScenarioFailure`` where it lies outside the folders given, or cannot be read.
  func find(_ name: String, beside other: Script) throws(ScenarioFailure) -> Script {
    let shown = Paths.join(Paths.parent(of: other.shownAs), name)
    let real = Paths.real(Paths.join(Paths.parent(of: other.identity), name))
    guard roots.contains(where: { real == $0 || real.hasPrefix($0 == "/" ? "/" : $0 + "/") }) else {
      throw ScenarioFailure(
        Problem(
          "'\(name)' lies outside the folders that were given",
          hint: "a script builds only on files in folders named on the command line"))
    }
    do { return try ScriptFolder.script(real, shownAs: shown) } catch {
      throw ScenarioFailure(error.all.first ?? Problem("'\(name)' cannot be read"))
    }
  }
}

/// Finds the scripts of files and folders, in bytewise order of their names.
struct ScriptFolder {
  let paths: [String]

  func scripts(standardInput: () -> [UInt8]?) throws(Problems) -> [FoundScript] {
    var roots: [String] = []
    for path in paths where path != "-" {
      roots.append(Paths.real(Paths.isFolder(path) ? path : Paths.parent(of: path)))
    }
    if paths.contains("-") { roots.append(Paths.real(".")) }
    var found: [FoundScript] = []
    for path in paths {
      if path == "-" {
        found.append(try fromStandardInput(standardInput(), roots: roots))
        continue
      }
      for file in try files(in: path) {
        let script = try Self.script(file, shownAs: file)
        guard !found.contains(where: { $0.script.identity == script.identity }) else { continue }
        found.append(FoundScript(script: script, book: Paths.nearestBook(to: file), roots: roots))
      }
    }
    return found
  }

  private func fromStandardInput(_ bytes: [UInt8]?, roots: [String]) throws(Problems) -> FoundScript {
    guard let bytes else {
      throw Problems([Problem("standard input cannot be read", hint: "pipe a script into the program, or name a file")])
    }
    let text = try SourceText.decoding(bytes, file: "stdin", limit: Self.limit, expecting: "a script")
    let script = Script(identity: Paths.join(Paths.real("."), "-"), shownAs: "stdin", text: text)
    return FoundScript(script: script, book: Paths.nearestBook(to: "./-"), roots: roots)
  }

  private func files(in path: String) throws(Problems) -> [String] {
    guard Paths.isFolder(path) else { return [path] }
    var result: [String] = []
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      throw Problems([Problem("the folder \(path) cannot be read", hint: "check its name and its permissions")])
    }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) where !name.hasPrefix(".") {
      let inner = Paths.join(path, name)
      if Paths.isFolder(inner) {
        result += try files(in: inner)
      } else if name.hasSuffix(".lua") {
        result.append(inner)
      }
    }
    return result
  }

  /// The largest script that is read.
  private static let limit = 1 << 20

  /// Why no script can be read from a path, with the nearest name where there is no such file.
  private static func unreadable(_ path: String, shownAs shown: String) -> Problem {
    if Paths.isFolder(path) { return Problem("\(shown) is a folder", hint: "name a script in it") }
    guard !FileManager.default.fileExists(atPath: path) else {
      return Problem("the file \(shown) cannot be read", hint: "check that it is a plain file, and its permissions")
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: Paths.parent(of: path))) ?? []
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let near = Spelling.question(name, among: names.filter { $0.hasSuffix(".lua") })
    return Problem("there is no file '\(shown)'\(near)", hint: "check its name and its folder")
  }

  static func script(_ path: String, shownAs shown: String) throws(Problems) -> Script {
    guard let data = FileManager.default.contents(atPath: path), !Paths.isFolder(path) else {
      throw Problems([unreadable(path, shownAs: shown)])
    }
    let text = try SourceText.decoding(Array(data), file: shown, limit: limit, expecting: "a script")
    return Script(identity: Paths.real(path), shownAs: shown, text: text)
  }
}

/// Paths as text: joined, resolved, searched.
enum Paths {
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func join(_ folder: String, _ name: String) -> String {
    if name.hasPrefix("/") || folder == "." { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The path without links and dots.
  static func real(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }

  static func isFolder(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: real(path))
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }

  /// The `book.yaml` beside a file, or in the nearest folder above it, as far as the path names folders.
  static func nearestBook(to file: String) -> String? {
    var folder = parent(of: file)
    while true {
      let book = folder == "." ? "book.yaml" : join(folder, "book.yaml")
      if FileManager.default.fileExists(atPath: book) { return book }
      let above = parent(of: folder)
      guard folder != "/", folder != ".", above != folder, !folder.hasSuffix("..") else { return nil }
      folder = above
    }
  }
}
