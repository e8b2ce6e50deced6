/// What the program's exit status says.
enum ExitStatus: Int32, Error {
  /// All was done.
  case done = 0
  /// An expectation failed, or what `--fail-on` asks for was found.
  case found = 1
  /// The command line is wrong.
  case usage = 2
  /// A script is at fault.
  case script = 3
  /// A budget was spent.
  case limit = 4
  /// A book or a ledger is at fault, or a file cannot be read.
  case book = 5
  /// There was nothing to do.
  case nothing = 6
  /// The user ended it.
  case interrupted = 130
}
