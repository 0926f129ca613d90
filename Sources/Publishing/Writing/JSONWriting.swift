// SPDX-License-Identifier: MIT

import Markup

extension JSONValue {
    /// An object of the members that have a value, in their order.
    static func members(_ members: [(String, JSONValue?)]) -> JSONValue {
        .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }

    /// An array of texts.
    static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    /// A whole number.
    static func whole(_ number: Int) -> JSONValue { .number(Double(number)) }

    /// The value as JSON on one line; safe inside a `script` element of HTML.
    var compact: String {
        var out: [UInt8] = []
        write(to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Writes the value as JSON on one line.
    ///
    /// **Source**: RFC 8259. `<`, `>` and `&` are escaped, as a page of HTML wants it.
    func write(to out: inout [UInt8]) {
        switch self {
        case .null: out += "null".utf8
        case .bool(let value): out += (value ? "true" : "false").utf8
        case .number: out += (text ?? "0").utf8
        case .string(let text): JSONValue.write(text, to: &out)
        case .array(let values):
            out.append(UInt8(ascii: "["))
            for (place, value) in values.enumerated() {
                if place > 0 { out.append(UInt8(ascii: ",")) }
                value.write(to: &out)
            }
            out.append(UInt8(ascii: "]"))
        case .object(let members):
            out.append(UInt8(ascii: "{"))
            for (place, member) in members.enumerated() {
                if place > 0 { out.append(UInt8(ascii: ",")) }
                JSONValue.write(member.name, to: &out)
                out.append(UInt8(ascii: ":"))
                member.value.write(to: &out)
            }
            out.append(UInt8(ascii: "}"))
        }
    }

    /// Writes a text with its quotation marks.
    static func write(_ text: String, to out: inout [UInt8]) {
        var text = text
        out.append(UInt8(ascii: "\""))
        text.withUTF8 { bytes in
            // What needs nothing is copied in one piece.
            var run = 0
            for place in 0..<bytes.count where isEscaped(bytes[place]) {
                out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<place]))
                escape(bytes[place], to: &out)
                run = place + 1
            }
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run...]))
        }
        out.append(UInt8(ascii: "\""))
    }

    /// Controls and ``"``, `&`, `<`, `>`, the last four as bits of a number; the backslash.
    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 64
            ? 0x5000_0044_FFFF_FFFF as UInt64 >> UInt64(byte) & 1 == 1
            : byte == UInt8(ascii: "\\") || byte == 127
    }

    private static func escape(_ byte: UInt8, to out: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): out += "\\n".utf8
        default:
            let digits = Array("0123456789abcdef".utf8)
            out += "\\u00".utf8
            out += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}
