// SPDX-License-Identifier: MIT

import Glibc

/// What single bytes mean in HTML.
enum HTMLBytes {
    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 0x61 < 26 }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0C || byte == 0x0D
    }

    /// Whether a tag's or an attribute's name ends before the byte.
    @inline(__always)
    static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }

    /// The bytes as a parser wants them: line ends are line feeds alone.
    static func normalised(_ bytes: [UInt8]) -> [UInt8] {
        guard var place = bytes.firstPlace(of: 0x0D, from: 0) else { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var done = 0
        while true {
            out.append(contentsOf: bytes[done..<place])
            out.append(0x0A)
            done = place + 1
            if done < bytes.count, bytes[done] == 0x0A { done += 1 }
            guard let next = bytes.firstPlace(of: 0x0D, from: done) else { break }
            place = next
        }
        out.append(contentsOf: bytes[done...])
        return out
    }
}

extension [UInt8] {
    /// The first place of a byte from a place on.
    @inline(__always)
    func firstPlace(of byte: UInt8, from start: Int) -> Int? { firstPlace(of: byte, in: start..<count) }

    /// The first place of a byte in a range.
    func firstPlace(of byte: UInt8, in range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= count else { return nil }
        return withUnsafeBytes { raw in
            guard let base = raw.baseAddress,
                let found = memchr(base + range.lowerBound, Int32(byte), range.count)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    /// The first place of some ASCII text from a place on.
    func firstPlace(of text: StaticString, from start: Int) -> Int? {
        var place = start
        let first = text.utf8Start.pointee
        while let found = firstPlace(of: first, from: place) {
            if has(text, at: found) { return found }
            place = found + 1
        }
        return nil
    }

    /// Whether some lower-case letters stand at a place, in either case.
    func hasLetters(_ text: StaticString, at place: Int) -> Bool {
        guard place >= 0, place + text.utf8CodeUnitCount <= count else { return false }
        for offset in 0..<text.utf8CodeUnitCount where self[place + offset] | 32 != text.utf8Start[offset] {
            return false
        }
        return true
    }
}
