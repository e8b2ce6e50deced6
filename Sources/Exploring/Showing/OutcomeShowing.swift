import Evaluation
import Reports

// An outcome: what changed against the baseline, or the baseline itself.
extension Showing {
  func lines(of shown: Outcome) -> [String] {
    let text = RunText(folding: ink, width: width)
    if shown == baseline {
      let same = wrapped("Nothing is changed: the outcome is the baseline.", lead: "", width: width, ink: ink) + [""]
      return (outcome == baseline ? same : []) + text.overview(of: shown, called: "Baseline")
    }
    return text.comparison(of: shown, with: baseline)
  }
}
