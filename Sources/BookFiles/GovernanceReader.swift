import Agreements
import Problems
import Quantities

// Who decides, and the controls that the issuer has set itself.
extension BookReader {
  func readGovernance(_ node: YamlNode) -> Governance? {
    let keys = ["adviser", "adviser_appointed", "source", "directors"]
    guard let fields = Fields(node, "the governance", keys: keys, faults: faults) else { return nil }
    return Governance(
      directors: fields.list("directors").compactMap(readDirector), adviser: fields.optionalText("adviser"),
      adviserAppointed: fields.optionalDate("adviser_appointed"), source: fields.source())
  }

  private func readDirector(_ node: YamlNode) -> Governance.Director? {
    guard let fields = Fields(node, "a director", keys: ["name", "role", "abstains", "committee"], faults: faults)
    else {
      return nil
    }
    let (name, role) = (fields.text("name"), fields.text("role"))
    let (abstains, committee) = (fields.optionalText("abstains"), fields.optionalFlag("committee"))
    guard let name, let role else { return nil }
    return Governance.Director(name: name, role: role, abstains: abstains, isOnCommittee: committee ?? false)
  }

  func readControl(_ node: YamlNode) -> Control? {
    let keys = ["text", "every", "categories", "source"]
    guard let fields = Fields(node, "a control", keys: keys, faults: faults) else { return nil }
    let (text, every, source) = (fields.text("text"), fields.optionalText("every"), fields.source())
    for node in fields.list("categories") {
      if let name = node.text { names.use(.category, name, at: node) }
    }
    let categories = fields.texts("categories")
    guard let text else { return nil }
    return Control(text: text, every: every, categories: categories.map { .init($0) }, source: source)
  }
}
