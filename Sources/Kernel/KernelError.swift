/// Why a course or a walk cannot be computed exactly.
public enum KernelError: Error, Sendable, Equatable {
  /// A sum or a product does not fit.
  case overflow
}
