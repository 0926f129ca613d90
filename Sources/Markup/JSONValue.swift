// SPDX-License-Identifier: MIT

/// A JSON value; members keep their order.
public enum JSONValue: Equatable, Sendable {
    /// Nothing, said aloud.
    case null
    /// Yes or no.
    case bool(Bool)
    /// A number of any kind.
    case number(Double)
    /// A text.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Values by name; a name may come twice.
    case object([Member])

    /// A name and what it stands for.
    public struct Member: Equatable, Sendable {
        /// Its name.
        public let name: String
        /// What it stands for.
        public let value: JSONValue

        /// Holds what it is given.
        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The value of a member; nil for null.
    public subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        let value = members.first { $0.name == name }?.value
        return value == .null ? nil : value
    }

    /// A text; numbers count as their digits.
    public var text: String? {
        switch self {
        case .string(let text): text
        case .number(let number):
            number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
        default: nil
        }
    }

    /// The values of an array; none for anything else.
    public var list: [JSONValue] {
        guard case .array(let values) = self else { return [] }
        return values
    }

    /// A whole number.
    public var whole: Int? {
        switch self {
        case .number(let number): abs(number) < 1e15 ? Int(number) : nil
        case .string(let text): Int(text)
        default: nil
        }
    }

    /// The value as JSON on one line.
    public var json: String {
        var out: [UInt8] = []
        write(into: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Writes the value as JSON on one line at the end of some bytes.
    public func write(into out: inout [UInt8]) {
        switch self {
        case .null: out.append(contentsOf: "null".utf8)
        case .bool(let bool): out.append(contentsOf: (bool ? "true" : "false").utf8)
        case .number: out.append(contentsOf: (text ?? "null").utf8)
        case .string(let text): Self.write(text, into: &out)
        case .array(let values):
            out.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                value.write(into: &out)
            }
            out.append(UInt8(ascii: "]"))
        case .object(let members):
            out.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                Self.write(member.name, into: &out)
                out.append(UInt8(ascii: ":"))
                member.value.write(into: &out)
            }
            out.append(UInt8(ascii: "}"))
        }
    }

    /// Writes a text as JSON in UTF-8 at the end of some bytes, with its quotation marks.
    ///
    /// **Shape**: runs of bytes that need no escape are copied as a whole.
    public static func write(_ text: String, into out: inout [UInt8]) {
        var text = text
        out.append(UInt8(ascii: "\""))
        text.withUTF8 { bytes in
            var start = 0
            while let next = nextEscape(in: UnsafeRawBufferPointer(bytes), from: start) {
                out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<next]))
                escape(bytes[next], into: &out)
                start = next + 1
            }
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
        }
        out.append(UInt8(ascii: "\""))
    }

    /// The next byte that JSON must not hold as it is, looked for eight bytes at a time.
    private static func nextEscape(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        let (ones, high): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        var place = start
        while place < bytes.count {
            if place + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                let (quotes, slashes) = (word ^ ones &* 0x22, word ^ ones &* 0x5C)
                let found =
                    (word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes
                if found & high == 0 {
                    place += 8
                    continue
                }
            }
            for near in place..<min(place + 8, bytes.count) {
                let byte = bytes[near]
                if byte < 0x20 || byte == 0x22 || byte == 0x5C { return near }
            }
            place += 8
        }
        return nil
    }

    private static func escape(_ byte: UInt8, into out: inout [UInt8]) {
        out.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: out.append(UInt8(ascii: "n"))
        case 0x0D: out.append(UInt8(ascii: "r"))
        case 0x09: out.append(UInt8(ascii: "t"))
        case 0x00..<0x20:
            out.append(contentsOf: (byte < 16 ? "u000" : "u00").utf8)
            out.append(contentsOf: String(byte, radix: 16).utf8)
        default: out.append(byte)
        }
    }
}
