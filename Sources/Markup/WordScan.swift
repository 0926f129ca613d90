// SPDX-License-Identifier: MIT

/// Passes over plain words eight bytes at a time.
enum WordScan {
    /// Up to where bytes are surely words with lone spaces between them.
    ///
    /// **Shape**: errs towards too early, so that what follows needs a closer look; it stops before `<`, `&`, controls,
    /// two spaces, and U+0080 to U+00BF, among which is the space that does not break.
    static func end(of bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var place = start
        while place + 9 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            let next = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place + 1, as: UInt64.self))
            let controls = (word &- all(0x20)) & ~word & all(0x80)
            let marks = zeros(word ^ all(0x3C)) | zeros(word ^ all(0x26)) | zeros(word ^ all(0xC2))
            let spaces = zeros(word ^ all(0x20))
            let pairs = spaces & zeros(next ^ all(0x20))
            guard controls | marks | pairs == 0 else { break }
            // A space at the end waits for what follows it.
            place += spaces >> 63 == 1 ? 7 : 8
        }
        return place
    }

    /// Where a line ends: at a line break, or where all ends.
    static func endOfLine(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var place = start
        while place + 8 <= raw.count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            let breaks = zeros(word ^ all(0x0A))
            if breaks != 0 { return place + breaks.trailingZeroBitCount / 8 }
            place += 8
        }
        while place < raw.count, raw[place] != 0x0A { place += 1 }
        return place
    }

    /// A byte eight times.
    private static func all(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

    /// Has the high bit of each byte that is zero, and sometimes of one that is not and follows a zero.
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- all(1)) & ~word & all(0x80) }
}
