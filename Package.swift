// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same habits: warnings are errors, and each unsafe act is spelled out.
let habits: [SwiftSetting] = [.strictMemorySafety(), .treatAllWarnings(as: .error)]

/// A module in `Sources/<name>` that may import only the modules and products named.
func module(
  _ name: String, uses modules: String..., products: [Target.Dependency] = []
) -> Target {
  .target(name: name, dependencies: modules.map { .byName(name: $0) } + products, swiftSettings: habits)
}

/// The specification of a module, in `Tests/<name>Tests`.
///
/// Files that are read where they lie, through `#filePath`, are `data`: no bundle is made of them.
func tests(of name: String, uses modules: String..., data: String...) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: ([name] + modules).map { .byName(name: $0) }, exclude: data,
    swiftSettings: habits)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "Headroom",
  products: [
    .library(name: "Headroom", targets: ["Headroom"]),
    .executable(name: "headroom", targets: ["HeadroomCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // The Lua edge: C that Lua's jumps may cross, and one Swift module over it.
    .systemLibrary(
      name: "CLua", path: "Bindings/CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"])]),
    .target(
      name: "CSandbox", dependencies: ["CLua"], path: "Bindings/CSandbox", linkerSettings: [.linkedLibrary("m")]),
    module("LuaSandbox", uses: "CSandbox"),

    // The terminal's edge: libedit behind C, and lines that are typed.
    .systemLibrary(
      name: "CLibedit", path: "Bindings/CLibedit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .target(name: "CLineEditor", dependencies: ["CLibedit"], path: "Bindings/CLineEditor"),
    module("LineEditing", uses: "CLineEditor"),

    // The model, each resting on those above it.
    module("Draws"),
    module("Kernel"),
    module("Quantities"),
    module("Problems"),
    module("Agreements", uses: "Quantities"),
    module("ListingRules", uses: "Quantities", "Agreements"),
    module("Evaluation", uses: "Kernel", "Quantities", "Agreements", "ListingRules"),
    module("WhatIf", uses: "Draws", "Quantities", "Problems", "Agreements", "ListingRules", "Evaluation"),

    // The ways in and out.
    module("LedgerStore", uses: "Quantities", "Problems", "Agreements"),
    module("BookFiles", uses: "Quantities", "Problems", "Agreements", "LedgerStore", products: [yams]),
    module("Reports", uses: "Quantities", "Problems", "Agreements", "ListingRules", "Evaluation", "WhatIf"),
    module("Scripting", uses: "Draws", "Quantities", "Problems", "Agreements", "Evaluation", "WhatIf", "LuaSandbox"),

    // What a program imports, and the program.
    module(
      "Headroom",
      uses: "Quantities", "Problems", "Agreements", "ListingRules", "Evaluation", "WhatIf", "BookFiles", "Reports",
      "Scripting", "LuaSandbox"),
    // What is typed line by line, without a terminal: commands, working scenario, completion, showing.
    module(
      "Exploring",
      uses: "Quantities", "Problems", "Agreements", "Evaluation", "WhatIf", "Reports", "Scripting", "Headroom"),
    .executableTarget(
      name: "HeadroomCLI", dependencies: ["Headroom", "Exploring", "LineEditing", argumentParser], swiftSettings: habits
    ),
    // What `make bench` runs; no product.
    .executableTarget(
      name: "HeadroomBench", dependencies: ["Headroom", "LuaSandbox", "Scripting"],
      exclude: ["Scripts", "host.py", "Families/model.lua", "Families/model.py"], swiftSettings: habits),

    // CSandbox without Swift, for `make check-memory`.
    .executableTarget(name: "CSandboxDriver", dependencies: ["CSandbox"], path: "Tests/CSandboxDriver"),
    tests(of: "LuaSandbox", data: "Hostile"),
    tests(of: "LineEditing"),
    tests(of: "Draws"),
    tests(of: "Kernel"),
    tests(of: "Quantities"),
    tests(of: "Problems"),
    tests(of: "Agreements", uses: "Quantities"),
    tests(of: "ListingRules", uses: "Quantities", "Agreements"),
    tests(of: "Evaluation", uses: "Quantities", "Agreements", "ListingRules"),
    tests(of: "WhatIf", uses: "Draws", "Quantities", "Agreements", "ListingRules", "Evaluation", "BookFiles"),
    tests(of: "BookFiles", uses: "Quantities", "Problems", "Agreements", "LedgerStore", data: "Broken"),
    tests(of: "Scripting", uses: "LuaSandbox", "Headroom", data: "Broken"),
    tests(of: "Reports", uses: "Headroom"),
    tests(of: "Headroom", uses: "Quantities", "Problems", "WhatIf"),
    tests(of: "Exploring", uses: "Headroom", "Scripting"),
    .testTarget(
      name: "ScenarioTests", dependencies: ["Headroom", "HeadroomCLI"], exclude: ["Golden"], swiftSettings: habits),
  ],
  swiftLanguageModes: [.v6]
)
