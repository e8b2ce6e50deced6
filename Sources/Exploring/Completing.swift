import Evaluation
import Headroom
import Scripting

extension Exploration {
  /// What may stand at the cursor: Lua from the values that are there now, or a command and what is written behind it.
  ///
  /// No script runs, and nothing is changed.
  ///
  /// - Parameter text: the line up to the cursor.
  package func completions(before text: String) -> Completion {
    let typed = text.drop(while: \.isWhitespace)
    guard !notebook.isIncomplete, typed.first == ":", !typed.hasPrefix("::") else {
      return notebook.completions(before: text)
    }
    let name = typed.dropFirst().prefix { $0.isLetter }
    let rest = typed.dropFirst(1 + name.count)
    guard !rest.isEmpty else {
      let commands = CommandTopic.all.map { Candidate(":" + $0.name, $0.summary) }
      return Completion(commands, continuing: String(typed))
    }
    let argument = rest.drop { $0 == "!" }
    guard argument.first?.isWhitespace == true, let command = try? Command(named: String(name)),
      let topic = CommandTopic.named(command.rawValue)
    else { return Completion() }
    return completions(of: topic.argument, before: String(argument.drop(while: \.isWhitespace)))
  }

  private func completions(of argument: CommandTopic.Argument, before text: String) -> Completion {
    switch argument {
    case .none, .count: Completion()
    case .scenario: scenarios(before: text)
    case .finding: findings(before: text)
    case .topic: topics(before: text)
    case .category:
      Completion(notebook.book.categories.map { Candidate($0.id.name, $0.name) }, continuing: text)
    case .file, .newFile: files(before: text)
    case .expression: notebook.completions(before: text)
    }
  }

  /// Scenarios by their names, several in a row with a `+` between them.
  private func scenarios(before text: String) -> Completion {
    let begun = text.split(separator: "+", omittingEmptySubsequences: false).last ?? ""
    let names = notebook.scenarioNames.map { Candidate($0.name.inStack, $0.about ?? "") }
    return Completion(names, continuing: String(begun.drop(while: \.isWhitespace)))
  }

  /// Findings of the working scenario as it stands.
  private func findings(before text: String) -> Completion {
    let begun = text.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    let topics = (try? notebook.outcome())?.topics ?? []
    return Completion(topics.map { Candidate($0.name, $0.statement) }, continuing: String(begun))
  }

  /// Topics of help, and the names along a path such as `book.categories.hardware`.
  private func topics(before text: String) -> Completion {
    let named = Completion(Topics.names.map { Candidate($0) }, continuing: text)
    return named.candidates.isEmpty ? notebook.completions(before: text) : named
  }

  private func files(before text: String) -> Completion {
    let quote = text.first.flatMap { "\"'".contains($0) ? $0 : nil }
    let typed =
      quote == nil ? (text.split(separator: " ", omittingEmptySubsequences: false).last ?? "") : text.dropFirst()
    // A name with a space in it is written in quotes.
    let paths = FolderNames.paths(from: String(typed), ending: ".lua").filter { path in
      path.allSatisfy { $0 != quote && !$0.isNewline } && (quote != nil || !path.contains(where: \.isWhitespace))
    }
    return Completion(paths.map { Candidate($0, $0.hasSuffix("/") ? "folder" : "file") }, continuing: String(typed))
  }
}
