// SPDX-License-Identifier: MIT

import Foundation
import TestSupport

/// The project's own files, as they lie in the folder that these tests were built from.
enum House {
    /// The folder of Package.swift.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The plan.
    static let manifest = Manifest((try? text(of: "Package.swift")) ?? "")

    /// The floors of docs/design.md, section 2; a module map and a header each make floor 0.
    static let floors: [[String]] = [
        manifest.targets.filter { $0.kind == "systemLibrary" }.map(\.name),
        ["Model", "Transport", "Markup"],
        ["Catalog", "Feeds", "Articles", "Classification", "Publishing", "Learning", "Storage", "Pages"],
        ["Pipeline", "Desk", "ReadingRoom"],
        ["cairn"],
    ]

    /// The arrows that go sideways, and no others may: the wire speaks of the nouns.
    static let sideways: [[String]] = [["Transport", "Model"]]

    /// Beside the house: what packs files into the binary while it is built.
    static let tools = ["StarterFiles", "fuzz", "pack-starter"]

    /// Modules that come with Swift.
    static let toolchain: Set<String> = [
        "Foundation", "FoundationEssentials", "Dispatch", "Synchronization", "Glibc", "Musl", "Darwin",
        "PackagePlugin", "Testing",
    ]

    /// Every Swift file under Sources and Tests.
    static let swiftFiles: [SourceFile] = files(under: "Sources") + files(under: "Tests")

    static var sources: [SourceFile] { swiftFiles.filter { $0.path.hasPrefix("Sources/") } }

    static func text(of path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    /// The floor on which a target stands, counted from the ground; nil for what stands beside the house.
    static func floor(of target: String) -> Int? { floors.firstIndex { $0.contains(target) } }

    /// Every file that git knows, by its path; every file there is where there is no git.
    static func trackedPaths() async throws -> [String] {
        let git = try await Program(URL(filePath: "/usr/bin/env")).run(
            ["git", "-c", "safe.directory=*", "ls-files", "-z"],
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"], in: folder)
        guard git.status == 0 else { return paths(under: "") }
        return git.output.split(separator: "\0").map(String.init)
    }

    /// Every path below a folder, but for what building makes.
    static func paths(under path: String) -> [String] {
        let walk = FileManager.default.enumerator(atPath: folder.appending(path: path).path)
        let prefix = path.isEmpty ? "" : path + "/"
        return (walk?.compactMap { $0 as? String } ?? []).map { prefix + $0 }
            .filter { !$0.hasPrefix(".build") && !$0.hasPrefix(".git/") && !$0.hasPrefix(".swiftpm") }
            .sorted()
    }

    private static func files(under path: String) -> [SourceFile] {
        paths(under: path).filter { $0.hasSuffix(".swift") }
            .compactMap { path in (try? text(of: path)).map { SourceFile(path: path, text: $0) } }
    }
}

/// One Swift file of the project.
///
/// Regular expressions are slow in a debug build, so each is tried only on lines with the word that it needs.
struct SourceFile: Sendable {
    /// One line of it.
    struct Line: Sendable {
        /// Counted from 1.
        let number: Int
        let text: String
    }

    /// One module that it imports.
    struct Import: Sendable {
        let module: String
        let line: Int
    }

    /// Its path below the project's folder.
    let path: String
    let text: String
    let lines: [String]
    /// The lines without their comments.
    let code: [Line]
    /// The modules that it imports.
    let imports: [Import]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        code = lines.enumerated().map { Line(number: $0.offset + 1, text: SourceFile.bare($0.element)) }
        imports = code.compactMap { line in
            SourceFile.module(in: line.text).map { Import(module: $0, line: line.number) }
        }
    }

    /// The target that the file belongs to.
    var target: ManifestTarget? { House.manifest.targets.first { path.hasPrefix($0.path + "/") } }

    /// A place in it, as people write it.
    func place(_ line: Int) -> String { "\(path):\(line)" }

    private static func bare(_ line: String) -> String {
        guard line.contains("//"), let comment = line.firstRange(of: /(?:^|\s)\/\/.*/) else { return line }
        return String(line[..<comment.lowerBound])
    }

    private static func module(in line: String) -> String? {
        guard line.contains("import ") else { return nil }
        let form =
            /^\s*(?:@\w+ )*(?:public |package |internal |private |fileprivate )?import (?:struct |class |enum |protocol |func |typealias )?(\w+)/
        return line.firstMatch(of: form).map { String($0.1) }
    }
}
