// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Testing

/// Whatever is done to a file, reading it ends, in a value or in mistakes.
@Suite struct MutationTests {
    @Test func damagedFilesNeverStopTheReading() async throws {
        try await withLibrary { library in
            var random = Wobble(state: 42)
            for path in goodFiles.keys.sorted() {
                guard let text = goodFiles[path] else { continue }
                for _ in 0..<30 {
                    let file = library.folder.appending(path: path)
                    try Data(damaged(Array(text.utf8), &random)).write(to: file)
                    _ = library.read()
                    _ = try? Settings.read(library, environment: [:])
                }
                try Data(text.utf8).write(to: library.folder.appending(path: path))
            }
            #expect(library.read().mistakes == [])
        }
    }

    private func damaged(_ bytes: [UInt8], _ random: inout Wobble) -> [UInt8] {
        var bytes = bytes
        let pieces = [
            "[", "{", "&a ", "*a", "\n---\n", "\t", ": ", "<", "-->", "\"", "\u{0}", "é", "? ", "|\n", "!!x ",
        ]
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(place..<min(bytes.count - 1, place + 9))
            case 2: bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: place)
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 40)], at: 0)
            }
        }
        return bytes
    }
}

/// The same numbers on every run (SplitMix64).
private struct Wobble: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
