// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct InputKeyTests {
    @Test func inputsAreKeptApart() {
        #expect(InputKey(of: "ab", "c") != InputKey(of: "a", "bc"))
        #expect(InputKey(of: "a") != InputKey(of: "a", ""))
        #expect(InputKey(of: "a", "b") == InputKey(of: "a", "b"))
    }

    @Test func aDigestBeginsAnewAfterItsEnd() {
        let digest = InputDigest()
        digest.add("first")
        let first = digest.end()
        digest.add("first")
        #expect(digest.end() == first)
        digest.add(nil as String?)
        let none = digest.end()
        digest.add("")
        #expect(digest.end() != none)
    }

    @Test(arguments: [[], Array("abc".utf8), [UInt8](repeating: 7, count: 5000)] as [[UInt8]])
    func aChecksumIsTheSameAsItsDigits(bytes: [UInt8]) {
        let checksum = Checksum(of: bytes)
        #expect(checksum.hex == Digest.checksum(bytes))
        #expect(Checksum(hex: checksum.hex) == checksum)
    }

    @Test(arguments: ["", "abc", String(repeating: "g", count: 64), String(repeating: "A", count: 64)])
    func otherDigitsAreNoChecksum(text: String) { #expect(Checksum(hex: text) == nil) }
}
