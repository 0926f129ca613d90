// SPDX-License-Identifier: MIT

/// Knows what characters may stand in an XML document.
enum XMLCharacters {
    /// How many line breaks some bytes have; nil where they are not UTF-8 or hold a character that XML does not allow.
    ///
    /// **Shape**: linear time, 32 bytes at a time where there is nothing but ASCII.
    /// **Source**: XML 1.0 (fifth edition), production 2; RFC 3629, section 4.
    static func lineBreaks(in bytes: UnsafeRawBufferPointer) -> Int? {
        var count = LineBreakCount()
        var place = 0
        while place < bytes.count {
            if place + 32 <= bytes.count,
                let breaks = lineBreaks(
                    inPlain: bytes.loadUnaligned(fromByteOffset: place, as: SIMD4<UInt64>.self))
            {
                count.add(breaks)
                place += 32
            } else {
                let length = length(of: bytes, at: place)
                guard length > 0 else { return nil }
                if bytes[place] == 0x0A { count.sum += 1 }
                place += length
            }
        }
        count.settle()
        return count.sum
    }
}

/// Counts in 32 bytes at once, and adds these up before one of them can be full.
private struct LineBreakCount {
    var sum = 0
    private var each = SIMD4<UInt64>.zero
    private var added = 0

    /// - Parameter breaks: the lowest bit of each byte that is a line break.
    @inline(__always)
    mutating func add(_ breaks: SIMD4<UInt64>) {
        each &+= breaks
        added += 1
        if added == 255 { settle() }
    }

    mutating func settle() {
        for index in each.indices {
            var rest = each[index]
            while rest > 0 {
                sum += Int(rest & 0xFF)
                rest >>= 8
            }
        }
        (each, added) = (.zero, 0)
    }
}

private extension XMLCharacters {
    /// The line breaks among 32 bytes, as their lowest bits; nil unless all are visible ASCII, spaces or line breaks.
    @inline(__always)
    static func lineBreaks(inPlain bytes: SIMD4<UInt64>) -> SIMD4<UInt64>? {
        let low = bytes & all(0x7F)
        // The high bit of each byte that is a space or more, and of each that is no line break; no sum carries over.
        let isVisible = low &+ all(0x60)
        let isNoBreak = (low ^ all(0x0A)) &+ all(0x7F)
        guard (bytes | ~isVisible & isNoBreak) & all(0x80) == .zero else { return nil }
        return (~isNoBreak & all(0x80)) &>> SIMD4(repeating: 7)
    }

    /// A byte 32 times.
    @inline(__always)
    static func all(_ byte: UInt64) -> SIMD4<UInt64> {
        SIMD4(repeating: byte &* 0x0101_0101_0101_0101)
    }

    /// How many bytes the character at a place has; none for what may not stand there.
    static func length(of bytes: UnsafeRawBufferPointer, at place: Int) -> Int {
        let lead = bytes[place]
        let length: Int
        switch lead {
        case 0x20...0x7F, 9, 10, 13: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return 0
        }
        guard place + length <= bytes.count else { return 0 }
        for next in (place + 1)..<(place + length) where bytes[next] & 0xC0 != 0x80 { return 0 }
        let second = bytes[place + 1]
        switch lead {
        case 0xE0 where second < 0xA0, 0xF0 where second < 0x90: return 0
        case 0xED where second >= 0xA0, 0xF4 where second >= 0x90: return 0
        // U+FFFE and U+FFFF.
        case 0xEF where second == 0xBF && bytes[place + 2] >= 0xBE: return 0
        default: return length
        }
    }
}
