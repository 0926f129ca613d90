// SPDX-License-Identifier: MIT

import Foundation

/// One target of Package.swift, read as text.
struct ManifestTarget: Sendable {
    /// How it is declared: `target`, `executableTarget`, `systemLibrary`, `plugin`, `testTarget`.
    let kind: String
    let name: String
    /// Targets and products that it may import, by their names.
    let dependencies: Set<String>
    let path: String

    var isTest: Bool { path.hasPrefix("Tests/") }
}

/// The plan of the house: the targets that Package.swift declares.
struct Manifest: Sendable {
    let targets: [ManifestTarget]

    /// Reads the text of a Package.swift.
    init(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let code = lines.filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }
            .joined(separator: "\n")
        guard let start = code.range(of: "\n    targets: [") else {
            targets = []
            return
        }
        targets = Manifest.declarations(in: code[start.upperBound...])
    }

    subscript(name: String) -> ManifestTarget? { targets.first { $0.name == name } }

    /// Every `.kind( … )` at the top of a list.
    private static func declarations(in list: Substring) -> [ManifestTarget] {
        var found: [ManifestTarget] = []
        var rest = list
        while let match = rest.firstMatch(of: /\.(target|executableTarget|testTarget|systemLibrary|plugin)\(/)
        {
            let body = inside(rest[match.range.upperBound...], until: ")", opening: "(")
            if let target = target(String(match.1), body) { found.append(target) }
            rest = rest[body.endIndex...]
        }
        return found
    }

    private static func target(_ kind: String, _ body: Substring) -> ManifestTarget? {
        guard let name = body.firstMatch(of: /name: "([^"]+)"/)?.1 else { return nil }
        var names: Set<String> = []
        if let start = body.firstRange(of: "dependencies: [") {
            let list = inside(body[start.upperBound...], until: "]", opening: "[")
            for match in list.matches(of: /\.product\(name: "([^"]+)"/) { names.insert(String(match.1)) }
            for match in list.replacing(/\.product\([^)]*\)/, with: "").matches(of: /"([^"]+)"/) {
                names.insert(String(match.1))
            }
        }
        let path = body.firstMatch(of: /path: "([^"]+)"/).map { String($0.1) }
        return ManifestTarget(
            kind: kind, name: String(name), dependencies: names,
            path: path ?? (kind == "testTarget" ? "Tests/" : "Sources/") + name)
    }

    /// The text up to the bracket that closes the one just opened.
    private static func inside(_ text: Substring, until close: Character, opening: Character) -> Substring {
        var depth = 1
        for index in text.indices {
            if text[index] == opening { depth += 1 }
            if text[index] == close { depth -= 1 }
            if depth == 0 { return text[..<index] }
        }
        return text
    }
}
