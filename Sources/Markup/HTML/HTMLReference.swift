// SPDX-License-Identifier: MIT

/// One character reference in HTML, and the characters it stands for.
///
/// **Source**: the HTML standard, sections 13.2.5.72 to 13.2.5.80.
struct HTMLReference {
    private let first: Unicode.Scalar
    private let second: Unicode.Scalar?
    /// Where the text goes on after it.
    let end: Int

    /// Reads the reference that begins with the ampersand at `start`; nil where there is none.
    ///
    /// **Shape**: in an attribute a name without a semicolon before `=`, a letter or a digit is none, so that
    /// addresses such as `?a=1&copy=2` stay what they are.
    init?(in bytes: [UInt8], at start: Int, before limit: Int, isAttribute: Bool) {
        guard start + 1 < limit else { return nil }
        if bytes[start + 1] == UInt8(ascii: "#") {
            self.init(number: bytes, at: start + 2, before: limit)
        } else {
            self.init(name: bytes, at: start + 1, before: limit, isAttribute: isAttribute)
        }
    }

    /// Writes the characters.
    func append(to out: inout [UInt8]) {
        HTMLReference.append(first, to: &out)
        if let second { HTMLReference.append(second, to: &out) }
    }

    private static func append(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        if scalar.isASCII {
            out.append(UInt8(scalar.value))
        } else {
            out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}

private extension HTMLReference {
    init?(number bytes: [UInt8], at start: Int, before limit: Int) {
        guard start < limit else { return nil }
        let isHex = bytes[start] | 32 == UInt8(ascii: "x")
        var index = isHex ? start + 1 : start
        let digits = index
        var value: UInt32 = 0
        while index < limit, let digit = HTMLEntities.digit(bytes[index], isHex: isHex) {
            value = value > 0x10FFFF ? value : value * (isHex ? 16 : 10) + digit
            index += 1
        }
        guard index > digits else { return nil }
        self.first = HTMLEntities.scalar(value)
        self.second = nil
        self.end = index < limit && bytes[index] == UInt8(ascii: ";") ? index + 1 : index
    }

    init?(name bytes: [UInt8], at start: Int, before limit: Int, isAttribute: Bool) {
        var index = start
        while index < limit, index - start < HTMLNamedCharacters.longest,
            HTMLReference.isNameByte(bytes[index])
        {
            index += 1
        }
        guard index > start + 1 else { return nil }
        let table = HTMLNamedCharacters.shared
        if index < limit, bytes[index] == UInt8(ascii: ";"), let found = table.find(bytes[start..<index]) {
            (first, second, end) = (found.first, found.second, index + 1)
            return
        }
        var shorter = min(index, start + HTMLNamedCharacters.longestBare)
        while shorter >= start + 2 {
            if let found = table.find(bytes[start..<shorter]), found.isBare {
                if isAttribute, shorter < limit,
                    bytes[shorter] == UInt8(ascii: "=") || HTMLReference.isNameByte(bytes[shorter])
                {
                    return nil
                }
                (first, second, end) = (found.first, found.second, shorter)
                return
            }
            shorter -= 1
        }
        return nil
    }

    static func isNameByte(_ byte: UInt8) -> Bool { HTMLBytes.isLetter(byte) || byte &- 0x30 < 10 }
}

/// HTML's named characters, found by the letters of their names.
struct HTMLNamedCharacters: Sendable {
    static let shared = HTMLNamedCharacters()
    /// Bytes of the longest name, and of the longest that needs no semicolon.
    static let longest = 32
    static let longestBare = 6

    struct Entry {
        var hash: UInt64 = 0
        var first: Unicode.Scalar = "\0"
        var second: Unicode.Scalar?
        /// Whether it also counts without its semicolon.
        var isBare = false
    }

    private static let size = 8192
    private var slots = [Entry](repeating: Entry(), count: HTMLNamedCharacters.size)

    private init() {
        for half in [HTMLNamedCharacters.firstHalf, HTMLNamedCharacters.secondHalf] {
            let bytes = UnsafeBufferPointer(start: half.utf8Start, count: half.utf8CodeUnitCount)
            for group in bytes.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) { add(Array(group)) }
        }
        for name in HTMLEntityTable.withoutSemicolon {
            slots[place(HTMLNamedCharacters.hash(Array(name.utf8)[...]))].isBare = true
        }
    }

    /// What a name without its ampersand and semicolon stands for.
    func find(_ name: ArraySlice<UInt8>) -> Entry? {
        let entry = slots[place(HTMLNamedCharacters.hash(name))]
        return entry.hash == 0 ? nil : entry
    }

    private mutating func add(_ group: [UInt8]) {
        let words = group.split(separator: UInt8(ascii: "="))
        guard let points = words.first else { return }
        let scalars = points.split(separator: UInt8(ascii: "-")).compactMap { digits in
            UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
        }
        guard let first = scalars.first else { return }
        for name in words.dropFirst() {
            let hash = HTMLNamedCharacters.hash(name)
            let second = scalars.count > 1 ? scalars[1] : nil
            slots[place(hash)] = Entry(hash: hash, first: first, second: second)
        }
    }

    /// The slot that holds the hash, or the empty one where it would be.
    private func place(_ hash: UInt64) -> Int {
        var slot = Int(hash >> 51)
        while slots[slot].hash != 0, slots[slot].hash != hash {
            slot = (slot + 1) & (HTMLNamedCharacters.size - 1)
        }
        return slot
    }

    /// A number that no two of the names share (a test holds it to that).
    static func hash(_ name: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return (hash ^ hash >> 29) &* 0x9E37_79B9_7F4A_7C15
    }
}
