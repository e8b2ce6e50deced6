import Agreements
import ListingRules
import Quantities

/// Makes the figures of categories of one book and of what scenarios change of its forecasts and meetings alone.
///
/// What such changes cannot touch is found out once: connection, sizes, groups and classes.
package struct FigureMaker: Sendable {
  private let requirements: CategoryRequirements
  private let actuals: [Actuals]
  /// The book.
  package let book: Book

  /// A maker for a book by a rulebook.
  ///
  /// - Throws: ``EvaluationError/overflow`` where a ledger does not fit.
  package init(_ book: Book, by rulebook: Rulebook) throws(EvaluationError) {
    self.book = book
    var actuals: [Actuals] = []
    for category in book.categories {
      actuals.append(try Actuals(of: category.ledger, upTo: book.asOf).apart())
    }
    self.actuals = actuals
    requirements = CategoryRequirements(of: book, rulebook: rulebook.adapted(to: book))
  }

  /// What is in force of a category where the meetings are those of `book`; nil where it is not plain.
  package func cover(of place: Int, in book: Book) throws(EvaluationError) -> CategoryCover? {
    let ground = try CategoryGround(
      of: book.categories[place], in: book, by: requirements, lastAmount: book.asOf)
    return try CategoryCover(ground, after: actuals[place])
  }

  /// The amounts of the category at a place, with another forecast, in a book with other meetings.
  ///
  /// - Throws: ``EvaluationError`` where they cannot be.
  package func course(
    of place: Int, as category: Agreements.Category, in book: Book
  ) throws(EvaluationError) -> CategoryCourse {
    CategoryCourse(try CategoryPath(of: category, in: book, after: actuals[place]))
  }
}
