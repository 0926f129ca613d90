// SPDX-License-Identifier: MIT

/// Makes plain text safe inside an HTML page.
public enum HTMLEscape {
    /// The text for use between tags or inside a quoted attribute.
    ///
    /// **Shape**: `&`, `<`, `>`, `"` and `'` become character references; everything else stays as it is.
    public static func text(_ plain: String) -> String {
        var plain = plain
        let escaped = plain.withUTF8 { bytes -> [UInt8]? in
            guard bytes.contains(where: isEscaped) else { return nil }
            var out: [UInt8] = []
            out.reserveCapacity(bytes.count + 32)
            write(bytes, to: &out)
            return out
        }
        return escaped.map { String(decoding: $0, as: UTF8.self) } ?? plain
    }

    /// Adds the same to a page that is being written.
    public static func write(_ plain: String, to out: inout [UInt8]) {
        var plain = plain
        plain.withUTF8 { write($0, to: &out) }
    }

    /// What needs nothing is copied in one piece.
    private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        var run = 0
        for place in 0..<bytes.count where isEscaped(bytes[place]) {
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<place]))
            out.append(reference(for: bytes[place]))
            run = place + 1
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run...]))
    }

    /// Whether a byte is one of the five, as bits of a number.
    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 64 && 0x5000_00C4_0000_0000 as UInt64 >> UInt64(byte) & 1 == 1
    }

    private static func reference(for byte: UInt8) -> StaticString {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        default: "&#39;"
        }
    }
}
