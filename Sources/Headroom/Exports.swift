// What `import Headroom` gives: the session, and the model that it speaks of.
@_exported public import Agreements
@_exported public import BookFiles
@_exported public import Evaluation
@_exported public import ListingRules
@_exported public import LuaSandbox
@_exported public import Problems
@_exported public import Quantities
@_exported public import Reports
@_exported public import Scripting
@_exported public import WhatIf
