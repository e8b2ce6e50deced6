import Agreements
import ListingRules
import Quantities

/// Makes the figures of categories of one book and of what scenarios change of its forecasts and meetings alone.
///
/// What such changes cannot touch is found out once: connection, sizes, groups and classes.
package struct FigureMaker: Sendable {
  private let requirements: CategoryRequirements
  /// The book.
  package let book: Book

  /// A maker for a book by a rulebook.
  package init(_ book: Book, by rulebook: Rulebook) {
    self.book = book
    requirements = CategoryRequirements(of: book, rulebook: rulebook.adapted(to: book))
  }

  /// What is in force of a category where the meetings are those of `book`; nil where it is not plain.
  package func cover(of place: Int, in book: Book) throws(EvaluationError) -> CategoryCover? {
    let ground = try CategoryGround(
      of: book.categories[place], in: book, by: requirements, lastAmount: book.asOf)
    return CategoryCover(ground)
  }
}
