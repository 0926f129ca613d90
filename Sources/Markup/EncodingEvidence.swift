// SPDX-License-Identifier: MIT

/// What some bytes say about being UTF-8.
struct UTF8Evidence {
    /// Characters of more than one byte that are right.
    private(set) var sequences = 0
    /// Bytes that belong to no right character.
    private(set) var invalid = 0
    /// Whether the last character is cut off.
    private(set) var isCutAtEnd = false

    init(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { count($0) }
    }

    private mutating func count(_ raw: UnsafeRawBufferPointer) {
        let high = SIMD4<UInt64>(repeating: 0x8080_8080_8080_8080)
        var index = 0
        while index < raw.count {
            if index + 32 <= raw.count,
                raw.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self) & high == .zero
            {
                index += 32
            } else if index + 8 <= raw.count,
                raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index += 8
            } else if raw[index] < 0x80 {
                index += 1
            } else {
                index += step(raw, index)
            }
        }
    }

    private mutating func step(_ raw: UnsafeRawBufferPointer, _ index: Int) -> Int {
        let lead = raw[index]
        let length = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
        guard length > 1, lead < 0xF5 else {
            invalid += 1
            return 1
        }
        guard index + length <= raw.count else {
            isCutAtEnd = raw[(index + 1)...].allSatisfy { $0 & 0xC0 == 0x80 }
            invalid += 1
            return 1
        }
        for place in (index + 1)..<(index + length) where raw[place] & 0xC0 != 0x80 {
            invalid += 1
            return 1
        }
        let second = raw[index + 1]
        let isOverlong = lead == 0xE0 && second < 0xA0 || lead == 0xF0 && second < 0x90
        let isOutside = lead == 0xED && second >= 0xA0 || lead == 0xF4 && second >= 0x90
        if isOverlong || isOutside { invalid += 1 } else { sequences += 1 }
        return isOverlong || isOutside ? 1 : length
    }
}

/// UTF-16 and UTF-32, which a mark or the places of the zero bytes give away.
struct WideText {
    let utf8: [UInt8]
    let encoding: String

    /// Nil when the bytes are in neither.
    init?(_ bytes: [UInt8]) {
        guard let found = WideText.kind(bytes) else { return nil }
        let body = bytes[found.skip...]
        self.encoding = (found.width == 2 ? "utf-16" : "utf-32") + (found.isLittle ? "le" : "be")
        if found.width == 2 {
            self.utf8 = Array(String(decoding: WideText.units(body, found.isLittle), as: UTF16.self).utf8)
        } else {
            self.utf8 = WideText.scalars(body, found.isLittle)
        }
    }

    private static func kind(_ bytes: [UInt8]) -> (width: Int, isLittle: Bool, skip: Int)? {
        guard bytes.count >= 4 else { return nil }
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0xFF, 0xFE, 0, 0): return (4, true, 4)
        case (0, 0, 0xFE, 0xFF): return (4, false, 4)
        case (0xFF, 0xFE, _, _): return (2, true, 2)
        case (0xFE, 0xFF, _, _): return (2, false, 2)
        case (1..., 0, 0, 0): return (4, true, 0)
        case (0, 0, 0, 1...): return (4, false, 0)
        case (1..., 0, 1..., 0): return (2, true, 0)
        case (0, 1..., 0, 1...): return (2, false, 0)
        default: return nil
        }
    }

    private static func units(_ bytes: ArraySlice<UInt8>, _ isLittle: Bool) -> [UInt16] {
        stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
            let low = UInt16(bytes[isLittle ? $0 : $0 + 1])
            return low | UInt16(bytes[isLittle ? $0 + 1 : $0]) << 8
        }
    }

    private static func scalars(_ bytes: ArraySlice<UInt8>, _ isLittle: Bool) -> [UInt8] {
        var text = String.UnicodeScalarView()
        for start in stride(from: bytes.startIndex, to: bytes.endIndex - 3, by: 4) {
            let four = isLittle ? bytes[start..<(start + 4)].reversed() : Array(bytes[start..<(start + 4)])
            text.append(Unicode.Scalar(four.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }) ?? "\u{FFFD}")
        }
        return Array(String(text).utf8)
    }
}
