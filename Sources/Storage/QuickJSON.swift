// SPDX-License-Identifier: MIT

import Foundation
import Model

/// Reads JSON as our columns hold it, member by member.
///
/// `JSONDecoder` maps a whole text first and boxes each value, which costs much where thousands of items are read to be
/// published. This reads only what it knows: at anything else it has failed, and `JSONDecoder` is asked (see ``Row``), so
/// that there is one judge of what is damaged.
///
/// **Source**: RFC 8259.
struct QuickJSON {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    /// Whether there was anything that this does not know.
    private(set) var hasFailed = false

    /// Reads a whole text; nil where there is anything in it that `read` does not know.
    static func read<Value>(_ text: String, _ read: (inout QuickJSON) -> Value?) -> Value? {
        var text = text
        return text.withUTF8 { bytes in
            var json = QuickJSON(bytes: bytes)
            guard let value = read(&json), json.isAtEnd() else { return nil }
            return value
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Says that something is not as it was expected.
    mutating func fail() { hasFailed = true }

    /// Reads an object; `take` reads the value of each member.
    mutating func members(_ take: (_ name: String, _ value: inout QuickJSON) -> Void) {
        guard skip(UInt8(ascii: "{")) else { return fail() }
        if skip(UInt8(ascii: "}")) { return }
        repeat {
            let name = text()
            guard skip(UInt8(ascii: ":")) else { return fail() }
            take(name, &self)
        } while !hasFailed && skip(UInt8(ascii: ","))
        if !skip(UInt8(ascii: "}")) { fail() }
    }

    /// Reads an array of texts.
    mutating func texts() -> [String] {
        guard skip(UInt8(ascii: "[")) else {
            fail()
            return []
        }
        if skip(UInt8(ascii: "]")) { return [] }
        var found: [String] = []
        repeat { found.append(text()) } while !hasFailed && skip(UInt8(ascii: ","))
        if !skip(UInt8(ascii: "]")) { fail() }
        return found
    }

    /// Reads a text, or null for none.
    mutating func maybeText() -> String? { skip(word: "null") ? nil : text() }

    /// Reads `true` or `false`.
    mutating func truth() -> Bool {
        if skip(word: "true") { return true }
        if !skip(word: "false") { fail() }
        return false
    }

    /// Reads a moment as our encoder writes it, `2026-11-02T09:00:00Z`, or null for none.
    mutating func maybeMoment() -> Date? {
        guard let text = maybeText() else { return nil }
        guard let date = QuickJSON.date(text) else {
            fail()
            return nil
        }
        return date
    }

    /// Reads a text.
    mutating func text() -> String {
        guard skip(UInt8(ascii: "\"")), let end = endOfText() else {
            fail()
            return ""
        }
        let raw = UnsafeBufferPointer(rebasing: bytes[place..<end])
        place = end + 1
        // Without a way out in between, many bytes are looked at in one step.
        var (controls, escapes): (UInt8, UInt8) = (0, 0)
        for byte in raw {
            controls |= byte < 0x20 ? 1 : 0
            escapes |= byte == UInt8(ascii: "\\") ? 1 : 0
        }
        if controls != 0 { fail() }
        if escapes == 0 { return String(decoding: raw, as: UTF8.self) }
        return unescaped(raw)
    }
}

private extension QuickJSON {
    mutating func isAtEnd() -> Bool {
        skipSpace()
        return !hasFailed && place == bytes.count
    }

    mutating func skipSpace() {
        while place < bytes.count {
            switch bytes[place] {
            case 0x20, 0x0A, 0x0D, 0x09: place += 1
            default: return
            }
        }
    }

    mutating func skip(_ byte: UInt8) -> Bool {
        skipSpace()
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    mutating func skip(word: StaticString) -> Bool {
        skipSpace()
        let count = word.utf8CodeUnitCount
        guard bytes.count - place >= count,
            (0..<count).allSatisfy({ bytes[place + $0] == word.utf8Start[$0] })
        else { return false }
        place += count
        return true
    }

    /// Where the quote stands that ends the text which begins here.
    func endOfText() -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var start = place
        while start < bytes.count,
            let found = memchr(base + start, Int32(UInt8(ascii: "\"")), bytes.count - start)
        {
            let end = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            var backslashes = 0
            while end - backslashes > place, bytes[end - backslashes - 1] == UInt8(ascii: "\\") {
                backslashes += 1
            }
            if backslashes.isMultiple(of: 2) { return end }
            start = end + 1
        }
        return nil
    }

    /// A text with its escapes undone, which never makes it longer.
    mutating func unescaped(_ raw: UnsafeBufferPointer<UInt8>) -> String {
        var isSound = true
        let text = String(unsafeUninitializedCapacity: raw.count) { out in
            var (from, to) = (0, 0)
            while from < raw.count {
                let end = raw[from...].firstIndex(of: UInt8(ascii: "\\")) ?? raw.count
                for place in from..<end { out[to + place - from] = raw[place] }
                to += end - from
                guard end < raw.count else { break }
                guard let (scalar, length) = QuickJSON.escape(raw, at: end) else {
                    isSound = false
                    return 0
                }
                for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    out[to] = unit
                    to += 1
                }
                from = end + length
            }
            return to
        }
        if !isSound { fail() }
        return text
    }

    /// What an escape stands for, and how long it is; nil for what is none, and for half a pair.
    static func escape(
        _ raw: UnsafeBufferPointer<UInt8>, at place: Int
    ) -> (scalar: Unicode.Scalar, length: Int)? {
        guard place + 1 < raw.count else { return nil }
        switch raw[place + 1] {
        case UInt8(ascii: "n"): return ("\n", 2)
        case UInt8(ascii: "t"): return ("\t", 2)
        case UInt8(ascii: "r"): return ("\r", 2)
        case UInt8(ascii: "b"): return ("\u{8}", 2)
        case UInt8(ascii: "f"): return ("\u{C}", 2)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return (Unicode.Scalar(raw[place + 1]), 2)
        case UInt8(ascii: "u"):
            guard let first = unit(raw, at: place + 2) else { return nil }
            if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
            guard UTF16.isLeadSurrogate(first), place + 7 < raw.count, raw[place + 6] == UInt8(ascii: "\\"),
                raw[place + 7] == UInt8(ascii: "u"), let second = unit(raw, at: place + 8),
                UTF16.isTrailSurrogate(second)
            else { return nil }
            let value = 0x10000 + (UInt32(first) & 0x3FF) << 10 + UInt32(second) & 0x3FF
            return Unicode.Scalar(value).map { ($0, 12) }
        default: return nil
        }
    }

    /// Four hexadecimal digits.
    static func unit(_ raw: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt16? {
        guard place + 4 <= raw.count else { return nil }
        var unit: UInt16 = 0
        for byte in raw[place..<place + 4] {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}

extension QuickJSON {
    /// `2026-11-02T09:00:00Z`; nil for any other form, and for a day that no month has.
    static func date(_ text: String) -> Date? {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count == 20 else { return nil }
            for (place, mark) in zip([4, 7, 10, 13, 16, 19], "--T::Z".utf8) where bytes[place] != mark {
                return nil
            }
            var numbers: [Int] = []
            for (start, count) in [(0, 4), (5, 2), (8, 2), (11, 2), (14, 2), (17, 2)] {
                var number = 0
                for byte in bytes[start..<start + count] {
                    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                    number = number * 10 + Int(byte - UInt8(ascii: "0"))
                }
                numbers.append(number)
            }
            return moment(numbers)
        }
    }

    /// The moment of a year, month, day, hour, minute and second; nil for years before the calendar of today.
    private static func moment(_ numbers: [Int]) -> Date? {
        let (year, month, day) = (numbers[0], numbers[1], numbers[2])
        guard year >= 1600, (1...12).contains(month), (1...CivilDay.length(month, of: year)).contains(day),
            numbers[3] < 24, numbers[4] < 60, numbers[5] < 60
        else { return nil }
        let days = CivilDay.number(year: year, month: month, day: day)
        let seconds = numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
        return Date(timeIntervalSince1970: Double(days * 86_400 + seconds))
    }
}
