// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct DigestTests {
    @Test func itIsWhatTheStandardSays() {
        #expect(Digest.hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(Digest.hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digest.short("abc") == "ba7816bf8f01cfea")
    }

    @Test func piecesAreOneWhole() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        for size in [1, 7, 63, 64, 65, 999, 1000] {
            var running = RunningDigest()
            for start in stride(from: 0, to: bytes.count, by: size) {
                running.add(Array(bytes[start..<min(start + size, bytes.count)]))
                running.add([])
            }
            #expect(running.hex == Digest.hex(bytes))
        }
        #expect(RunningDigest().hex == Digest.hex(""))
    }

    @Test func itCanBeAskedOnTheWay() {
        var running = RunningDigest()
        running.add(Array("ab".utf8))
        #expect(running.hex == Digest.hex("ab"))
        running.add(Array("c".utf8))
        #expect(running.hex == Digest.hex("abc"))
    }
}
