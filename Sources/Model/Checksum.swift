// SPDX-License-Identifier: MIT

import CSodium

/// Tells whether bytes stayed as they were: what ``Digest/checksum(_:)`` says, held in four words.
public struct Checksum: Hashable, Sendable {
    /// The first 16 bytes.
    public let front: InputKey
    /// The last 16 bytes.
    public let back: InputKey

    /// Holds what it is given.
    public init(front: InputKey, back: InputKey) {
        self.front = front
        self.back = back
    }

    /// The checksum of some bytes.
    public init(of bytes: [UInt8]) { self = bytes.withUnsafeBytes { Checksum(of: $0) } }

    /// The checksum of some bytes.
    public init(of bytes: UnsafeRawBufferPointer) {
        _ = Sodium.isReady
        var out: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &out) { room in
            if let start = room.baseAddress {
                _ = crypto_generichash(
                    start.assumingMemoryBound(to: UInt8.self), room.count,
                    bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count), nil, 0)
            }
        }
        front = InputKey(high: UInt64(bigEndian: out.0), low: UInt64(bigEndian: out.1))
        back = InputKey(high: UInt64(bigEndian: out.2), low: UInt64(bigEndian: out.3))
    }

    /// Reads what ``hex`` says; nil for anything else.
    public init?(hex: String) {
        var words: [UInt64] = []
        let digits = Array(hex.utf8)
        guard digits.count == 64 else { return nil }
        for start in stride(from: 0, to: 64, by: 16) {
            var word: UInt64 = 0
            for digit in digits[start..<start + 16] {
                switch digit {
                case UInt8(ascii: "0")...UInt8(ascii: "9"): word = word << 4 | UInt64(digit & 15)
                case UInt8(ascii: "a")...UInt8(ascii: "f"): word = word << 4 | UInt64(digit - 87)
                default: return nil
                }
            }
            words.append(word)
        }
        front = InputKey(high: words[0], low: words[1])
        back = InputKey(high: words[2], low: words[3])
    }

    /// 64 lower-case hexadecimal digits.
    public var hex: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds the digits to a text.
    public func write(to text: inout [UInt8]) {
        let pairs = HexDigits.pairs
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 32) { digits in
            var place = 0
            for word in [front.high, front.low, back.high, back.low] {
                for shift in stride(from: UInt64(56), through: 0, by: -8) {
                    digits[place] = pairs[Int(truncatingIfNeeded: word &>> shift & 255)]
                    place += 1
                }
            }
            text.append(contentsOf: UnsafeRawBufferPointer(digits))
        }
    }
}

private enum HexDigits {
    /// The two digits of each byte as they stand in memory.
    static let pairs: [UInt16] = (0..<256).map { byte in
        let digits = Array("0123456789abcdef".utf8)
        return withUnsafeBytes(of: (digits[byte >> 4], digits[byte & 15])) {
            $0.loadUnaligned(as: UInt16.self)
        }
    }
}

/// The library that reckons digests; it wants to look at the processor once, before it is used.
enum Sodium {
    /// Whether it has.
    static let isReady = sodium_init() >= 0
}
