import Quantities

extension QuantityError {
  /// What is wrong with the text that was read, and what to do: the error's sentence, cut in two where it goes on with a remedy.
  public func statementAndHint(of text: String) -> (statement: String, hint: String?) {
    if self == .overflow { return ("'\(text.prefix(80))' is too large to hold", usualRemedy) }
    let sentence = description
    guard let cut = sentence.firstRange(of: "; ") else { return (sentence, usualRemedy) }
    return (String(sentence[..<cut.lowerBound]), String(sentence[cut.upperBound...]))
  }

  private var usualRemedy: String? {
    switch self {
    case .tooManyDecimals(_, let currency):
      currency.decimals == 0
        ? "write it in whole \(currency.code)"
        : "write it with at most \(currency.decimals) decimals of one \(currency.code)"
    case .noSuchDay: "check the month's last day and the year, which may be 1900 to 2200"
    case .overflow: "check the digits and the unit: thousand, million or billion"
    default: nil
    }
  }
}
