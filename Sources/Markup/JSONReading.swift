// SPDX-License-Identifier: MIT

/// Reads JSON, forgiving what feeds and pages get wrong: raw line breaks and quotes in texts, a comma too many, an
/// end too early.
///
/// ```swift
/// let read = JSONReading.value(Array(#"{"name": "Ann", "tags": ["a",]"#.utf8))
/// print(read?.value["name"]?.text ?? "", read?.isBroken ?? true)  // Ann true
/// ```
public struct JSONReading {
    private let bytes: [UInt8]
    private var index = 0
    /// Whether the text broke off or had something that is no JSON.
    private(set) var isBroken = false

    private static let depthLimit = 64

    /// The value, as far as it could be read, and whether something in it was no JSON; nil when there is none.
    ///
    /// **Shape**: at most 64 values within each other; what stands deeper ends the reading.
    /// **Source**: RFC 8259.
    public static func value(_ bytes: [UInt8]) -> (value: JSONValue, isBroken: Bool)? {
        var reading = JSONReading(bytes: bytes)
        guard let value = reading.value(depth: 0) else { return nil }
        return (value, reading.isBroken)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func skipSpace() {
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    }

    private mutating func value(depth: Int) -> JSONValue? {
        skipSpace()
        guard index < bytes.count, depth < Self.depthLimit else {
            isBroken = true
            return nil
        }
        switch bytes[index] {
        case UInt8(ascii: "{"): return object(depth)
        case UInt8(ascii: "["): return array(depth)
        case UInt8(ascii: "\""): return string().map { .string($0) }
        default: return literal()
        }
    }

    private mutating func object(_ depth: Int) -> JSONValue {
        var members: [JSONValue.Member] = []
        index += 1
        while true {
            skipSeparators()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\""), let name = string() else { break }
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { break }
            index += 1
            guard let value = value(depth: depth + 1) else { return .object(members) }
            members.append(JSONValue.Member(name: name, value: value))
        }
        end(with: UInt8(ascii: "}"))
        return .object(members)
    }

    private mutating func array(_ depth: Int) -> JSONValue {
        var values: [JSONValue] = []
        index += 1
        while true {
            skipSeparators()
            guard index < bytes.count, bytes[index] != UInt8(ascii: "]") else { break }
            guard let value = value(depth: depth + 1) else { return .array(values) }
            values.append(value)
        }
        end(with: UInt8(ascii: "]"))
        return .array(values)
    }

    private mutating func skipSeparators() {
        while index < bytes.count, bytes[index] <= 0x20 || bytes[index] == UInt8(ascii: ",") { index += 1 }
    }

    private mutating func end(with mark: UInt8) {
        if index < bytes.count, bytes[index] == mark {
            index += 1
        } else {
            isBroken = true
            index = bytes.count
        }
    }

    private mutating func literal() -> JSONValue? {
        let start = index
        while index < bytes.count, !" \n\r\t,]}:\"[{".utf8.contains(bytes[index]) { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        default:
            if let number = Double(word), number.isFinite { return .number(number) }
            isBroken = true
            index = bytes.count
            return nil
        }
    }

    private mutating func string() -> String? {
        index += 1
        var out: [UInt8] = []
        while index < bytes.count {
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\")
            {
                index += 1
            }
            let run = bytes[start..<index]
            guard index < bytes.count else { break }
            index += 1
            if bytes[index - 1] == UInt8(ascii: "\\") {
                out.append(contentsOf: run)
                escape(into: &out)
            } else if isEndOfText {
                // Most texts are one run, of which no copy is needed.
                if out.isEmpty { return String(decoding: run, as: UTF8.self) }
                return String(decoding: out + run, as: UTF8.self)
            } else {
                out.append(contentsOf: run)
                out.append(UInt8(ascii: "\""))
            }
        }
        isBroken = true
        return nil
    }

    /// Whether a quote here ends its text, as what follows says: `"the "third" year"` is one text.
    private var isEndOfText: Bool {
        var next = index
        while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
        return next == bytes.count || ",:]}\"".utf8.contains(bytes[next])
    }

    private mutating func escape(into out: inout [UInt8]) {
        guard index < bytes.count else { return }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): out.append(0x20)
        case UInt8(ascii: "u"): out.append(contentsOf: String(scalar()).utf8)
        default: out.append(byte)
        }
    }

    private mutating func unit() -> UInt32? {
        guard index + 4 <= bytes.count else { return nil }
        guard let value = UInt32(String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16)
        else {
            return nil
        }
        index += 4
        return value
    }

    private mutating func scalar() -> Unicode.Scalar {
        guard let first = unit() else { return "\u{FFFD}" }
        guard (0xD800...0xDBFF).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        guard index + 2 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        index += 2
        guard let second = unit(), (0xDC00...0xDFFF).contains(second) else { return "\u{FFFD}" }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }
}
