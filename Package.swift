// swift-tools-version: 6.2
import PackageDescription

// The plan of the house (docs/design.md, section 2). Arrows go down only: a target on one floor names
// none of its own floor. Tests/HouseTests holds every import line against this file.

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "cairn",
    products: [],
    dependencies: [],
    targets: [
        // Floor 0: a module map and a header each.
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),

        // Floor 1: the nouns, the wire, the markup.
        .target(name: "Model", dependencies: ["CSodium"], swiftSettings: settings),

        // Tests mirror the rooms; TestSupport is theirs alone.
        .target(
            name: "TestSupport", dependencies: ["Model"], path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(name: "ModelTests", dependencies: ["Model", "TestSupport"], swiftSettings: settings),
    ]
)
