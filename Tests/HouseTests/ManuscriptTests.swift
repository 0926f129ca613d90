// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// How the files look: the rules of style that a reader can check line by line.
@Suite struct ManuscriptTests {
    private let lineLimit = 300

    @Test func everyFileBeginsWithItsLicence() {
        let bare = House.swiftFiles.filter { $0.lines.first != "// SPDX-License-Identifier: MIT" }
        #expect(bare.map(\.path) == [])
    }

    @Test func noFileIsLongerThanTheLimit() {
        for file in House.swiftFiles {
            // A text that ends with a line break has one empty piece at its end.
            let count = file.lines.count - (file.lines.last == "" ? 1 : 0)
            #expect(count <= lineLimit, "\(file.path) has \(count) lines")
        }
    }

    @Test(arguments: [
        "@unchecked Sendable", "nonisolated(unsafe)", "try!", "as!", "fatalError(", "preconditionFailure(",
    ])
    func sourcesHaveNoWayAroundTheCompiler(word: String) {
        for file in House.sources where file.text.contains(word) {
            let places = file.code.filter { $0.text.contains(word) }.map { file.place($0.number) }
            #expect(places == [])
        }
    }

    @Test func onlyTheCommandLineReadsTheClock() {
        for file in House.sources where !(["cairn"] + House.tools).contains(file.target?.name ?? "") {
            for word in ["Date()", "Date.now", "Clock.now"] where file.text.contains(word) {
                let places = file.code.filter { $0.text.contains(word) }.map { file.place($0.number) }
                #expect(places == [])
            }
        }
    }

    @Test func noFolderIsADrawerForOddments() {
        let drawers: Set = ["Utilities", "Helpers", "Common", "Core", "Extensions"]
        for path in House.paths(under: "Sources") + House.paths(under: "Tests") {
            #expect(drawers.isDisjoint(with: path.split(separator: "/").map(String.init)), "\(path)")
        }
    }

    @Test func everyPublicDeclarationSaysWhatItIsFor() {
        for file in House.sources {
            let bare = file.code.filter { $0.text.contains("public ") }
                .filter { isPublicDeclaration($0.text) && !isConformance($0.text) }
                .filter { !isDocumented($0.number, in: file) }
            #expect(bare.map { "\(file.place($0.number)): \($0.text)" } == [])
        }
    }

    @Test func noMachineOfOursIsNamed() async throws {
        let paths = try await House.trackedPaths()
        #expect(paths.contains("Package.swift"))
        let mark = /(?:^|[^\w.\/-])\/(?:work|root|home)\//
        for path in paths {
            // What is no text is none of ours.
            guard let text = try? House.text(of: path),
                ["work/", "root/", "home/"].contains(where: { text.contains("/" + $0) })
            else { continue }
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                #expect(!line.contains(mark), "\(path):\(index + 1): \(line)")
            }
        }
    }
}

private extension ManuscriptTests {
    func isPublicDeclaration(_ text: String) -> Bool {
        text.contains(/^\s*(?:@\w+(?:\([^)]*\))?\s+)*public (?!import\b|extension\b)/)
    }

    /// Members whose meaning another protocol has told already.
    func isConformance(_ text: String) -> Bool {
        text.contains(
            /(?:var (?:description|errorDescription|hashValue)\b)|func (?:==|<|hash\(into|encode\(to)|init\((?:from|stringLiteral)\b/
        )
    }

    /// Whether a doc comment stands above a line, attributes aside.
    func isDocumented(_ number: Int, in file: SourceFile) -> Bool {
        var above = number - 2
        while above >= 0, file.lines[above].contains(/^\s*@\w+/) { above -= 1 }
        return above >= 0 && file.lines[above].contains(/^\s*\/\/\//)
    }
}
