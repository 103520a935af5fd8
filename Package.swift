// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
]

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let orderedCollections: Target.Dependency = .product(
  name: "OrderedCollections", package: "swift-collections")
let realModule: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

/// Arithmetic is built optimised in debug too, so that simulated months can be part of the tests.
let arithmetic: [SwiftSetting] = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A target that imports nothing beyond what it names here; the build checks that.
func target(
  _ name: String, _ dependencies: [Target.Dependency] = [],
  settings: [SwiftSetting] = settings
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of a target of the same name.
func tests(
  of name: String, _ dependencies: [Target.Dependency] = [], fixtures: Bool = false
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies,
    exclude: fixtures ? ["Fixtures"] : [], swiftSettings: settings)
}

let package = Package(
  name: "GrowthAgent",
  products: [.executable(name: "growth", targets: ["growth"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Pure values.
    target("Statistics", [realModule], settings: arithmetic),
    target("Commerce", settings: arithmetic),
    // Reasoning.
    target("Market", ["Statistics", "Commerce", realModule], settings: arithmetic),
    target("DataPipeline", ["Statistics", "Commerce", realModule], settings: arithmetic),
    target("Oversight", ["Commerce", crypto]),
    target(
      "Evaluation", ["Statistics", "Commerce", "Oversight", realModule], settings: arithmetic),
    target(
      "Campaigns", ["Statistics", "Commerce", "Oversight", "Evaluation", realModule],
      settings: arithmetic),
    target("AgentInterface", ["Commerce", "Oversight"]),
    // Edges.
    target("Platforms", ["Market", "Commerce"]),
    target(
      "Persistence",
      ["AgentInterface", "Commerce", "DataPipeline", "Oversight", "Platforms", grdb, grdbSQLite]),
    target(
      "AgentCore",
      [
        "AgentInterface", "Campaigns", "Commerce", "DataPipeline", "Evaluation", "Oversight",
        "Persistence", "Platforms", "Statistics", orderedCollections,
      ]),
    target(
      "Simulation",
      [
        "AgentCore", "AgentInterface", "Commerce", "Market", "Oversight", "Persistence",
        "Platforms", "Statistics", realModule, yams,
      ]),
    target("AgentSocket", ["AgentInterface", "Commerce", "Oversight"]),
    // Console.
    target("TerminalCanvas", [yams]),
    target("Console", ["AgentInterface", "Commerce", "Oversight", "TerminalCanvas"]),
    .target(name: "CCurses"),
    target("CursesTerminal", ["CCurses", "TerminalCanvas"]),
    // The executable that wires them.
    .executableTarget(
      name: "growth",
      dependencies: [
        "AgentCore", "AgentInterface", "AgentSocket", "Campaigns", "Commerce", "Console",
        "CursesTerminal", "DataPipeline", "Evaluation", "Market", "Oversight", "Persistence",
        "Platforms", "Simulation", "Statistics", "TerminalCanvas",
        argumentParser, logging, yams,
      ],
      swiftSettings: settings),
    // Tests.
    tests(of: "Statistics", fixtures: true),
    tests(of: "Commerce"),
    tests(of: "Market", ["Commerce"]),
    tests(of: "DataPipeline", ["Commerce", "Statistics", "TestSupport"], fixtures: true),
    tests(of: "Oversight", ["Commerce"]),
    tests(of: "Evaluation", ["Commerce", "Oversight", "Statistics"], fixtures: true),
    tests(of: "Campaigns", ["Commerce", "Evaluation", "Oversight", "Statistics"]),
    tests(of: "Platforms", ["Commerce", "Market"]),
    tests(
      of: "Persistence",
      ["AgentInterface", "Commerce", "DataPipeline", "Oversight", "Statistics", grdb]),
    tests(
      of: "Simulation",
      [
        "AgentCore", "AgentInterface", "Campaigns", "Commerce", "DataPipeline", "Market",
        "Oversight", "Persistence", "Platforms",
      ]),
    tests(of: "AgentSocket", ["AgentInterface", "Commerce", "Oversight"]),
    tests(of: "TerminalCanvas", ["Statistics"]),
    tests(
      of: "Console",
      ["AgentInterface", "Commerce", "Oversight", "Statistics", "TerminalCanvas"]),
    tests(of: "CursesTerminal", ["CCurses", "TerminalCanvas"]),
    tests(of: "growth", ["AgentInterface", "Campaigns", "Commerce", "Oversight"]),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "AgentCore", "AgentInterface", "Commerce", "DataPipeline", "Evaluation", "Market",
        "Oversight", "Persistence", "Platforms", "Simulation", "Statistics", "TestSupport", grdb,
      ], path: "Tests/Benchmarks", swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["Statistics"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "AgentInterface", "AgentSocket", "Benchmarks", "Campaigns", "Commerce", "Oversight",
        "Persistence", "TestSupport", "growth",
      ], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
