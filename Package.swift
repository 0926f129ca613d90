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
    products: [.executable(name: "cairn", targets: ["cairn"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Floor 0: a module map and a header each.
        .systemLibrary(name: "CCLD2", providers: [.apt(["libcld2-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(
            name: "CMarkGFM", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CRename"),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),

        // Floor 1: the nouns, the wire, the markup.
        .target(name: "Model", dependencies: ["CCLD2", "CIDN2", "CSodium"], swiftSettings: settings),
        .target(name: "Transport", dependencies: ["CCrypto", "CCurl", "Model"], swiftSettings: settings),
        .target(name: "Markup", dependencies: ["CMarkGFM", "CXML2"], swiftSettings: settings),

        // Floor 2: the crafts.
        .target(
            name: "Catalog", dependencies: ["Model", "Markup", .product(name: "Yams", package: "Yams")],
            swiftSettings: settings),
        .target(name: "Feeds", dependencies: ["Model", "Transport", "Markup"], swiftSettings: settings),
        .target(name: "Articles", dependencies: ["Model", "Transport", "Markup"], swiftSettings: settings),
        .target(name: "Classification", dependencies: ["CStemmer", "Model"], swiftSettings: settings),
        .target(
            name: "Publishing",
            dependencies: [
                "CRename", "CZip", "Model", "Markup", .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [
                .embedInCode("Templates/page.mustache"), .embedInCode("Templates/style.css"),
                .embedInCode("Templates/book.css"),
            ], swiftSettings: settings),
        .target(name: "Learning", dependencies: ["Model"], swiftSettings: settings),
        .target(
            name: "Storage",
            dependencies: ["CPostgres", "Model", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings),

        .target(
            name: "Pages",
            dependencies: [
                "CSodium", "Model", "Markup", .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], swiftSettings: settings),

        // Floor 3: the runs.
        .target(
            name: "Pipeline",
            dependencies: [
                "Model", "Transport", "Feeds", "Articles", "Classification", "Publishing", "Storage",
            ],
            swiftSettings: settings),

        .target(
            name: "Desk",
            dependencies: [
                "Model", "Catalog", "Feeds", "Storage", "Pages",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ], resources: [.embedInCode("Templates")], swiftSettings: settings),

        .target(
            name: "ReadingRoom",
            dependencies: [
                "Model", "Markup", "Learning", "Publishing", "Storage", "Pages",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ], resources: [.embedInCode("Templates")], swiftSettings: settings),

        // Floor 4: the command line wires it all.
        .executableTarget(
            name: "cairn",
            dependencies: [
                "CMalloc", "Model", "Transport", "Markup", "Catalog", "Feeds", "Articles", "Classification",
                "Publishing", "Learning",
                "Storage", "Pages", "Pipeline", "Desk", "ReadingRoom",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], swiftSettings: settings, plugins: ["StarterFiles"]),

        // Compiles this repo's own library into the binary, for `cairn init --sample`.
        .plugin(
            name: "StarterFiles", capability: .buildTool(), dependencies: ["pack-starter"],
            path: "Sources/StarterFiles"),
        .executableTarget(name: "pack-starter", swiftSettings: settings),

        // Spoils feeds, pages and Markdown and reads them, for `make fuzz`; no product.
        .executableTarget(
            name: "fuzz", dependencies: ["Model", "Markup", "Feeds", "Articles"], swiftSettings: settings),

        // Tests mirror the rooms; TestSupport is theirs alone.
        .systemLibrary(name: "CSpawn", path: "Tests/CSpawn"),
        .target(
            name: "TestSupport",
            dependencies: [
                "CSpawn", "Model", "Transport", "Pages",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(name: "HouseTests", dependencies: ["TestSupport"], swiftSettings: settings),
        .testTarget(name: "ModelTests", dependencies: ["Model", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "TransportTests", dependencies: ["CCrypto", "Transport", "TestSupport", "Model"],
            swiftSettings: settings),
        .testTarget(
            name: "MarkupTests", dependencies: ["Markup"], swiftSettings: settings),
        .testTarget(
            name: "CatalogTests", dependencies: ["Catalog", "TestSupport", "Model"],
            swiftSettings: settings),
        .testTarget(
            name: "FeedsTests", dependencies: ["Feeds", "TestSupport", "Model", "Transport"],
            resources: [.copy("Fixtures")], swiftSettings: settings),
        .testTarget(
            name: "ArticlesTests", dependencies: ["Articles", "TestSupport", "Model", "Transport", "Markup"],
            swiftSettings: settings),
        .testTarget(
            name: "ClassificationTests", dependencies: ["Classification", "TestSupport", "Model"],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "PublishingTests", dependencies: ["Publishing", "TestSupport", "Model", "Markup"],
            exclude: ["Golden"], swiftSettings: settings),
        .testTarget(
            name: "LearningTests", dependencies: ["Learning", "TestSupport", "Model"],
            swiftSettings: settings),
        .testTarget(
            name: "PagesTests",
            dependencies: [
                "Pages", "TestSupport", "Model", "Transport",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ], swiftSettings: settings),
        .testTarget(
            name: "DeskTests",
            dependencies: [
                "Desk", "TestSupport", "Model", "Transport", "Catalog", "Feeds", "Classification", "Pages",
                "Pipeline",
                "Publishing", "Storage",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: settings),
        .testTarget(
            name: "ReadingRoomTests",
            dependencies: [
                "ReadingRoom", "TestSupport", "Model", "Pages", "Publishing", "Storage",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: settings),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "Pipeline", "TestSupport", "Model", "Transport", "Feeds", "Classification", "Publishing",
                "Storage",
            ], swiftSettings: settings),
        .testTarget(
            name: "CairnTests", dependencies: ["cairn", "TestSupport", "Model", "Transport", "Storage"],
            swiftSettings: settings),
        .testTarget(
            name: "StorageTests",
            dependencies: ["Storage", "TestSupport", "Model", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings),
    ]
)
