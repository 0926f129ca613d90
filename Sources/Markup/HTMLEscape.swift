// SPDX-License-Identifier: MIT

/// Makes plain text safe inside an HTML page.
public enum HTMLEscape {
    /// The text for use between tags or inside a quoted attribute.
    ///
    /// **Shape**: `&`, `<`, `>`, `"` and `'` become character references; everything else stays as it is.
    public static func text(_ plain: String) -> String {
        var plain = plain
        let escaped = plain.withUTF8 { bytes -> [UInt8]? in
            guard bytes.contains(where: { reference(for: $0) != nil }) else { return nil }
            var out: [UInt8] = []
            out.reserveCapacity(bytes.count + 32)
            for byte in bytes {
                if let reference = reference(for: byte) {
                    out.append(
                        contentsOf: UnsafeBufferPointer(
                            start: reference.utf8Start, count: reference.utf8CodeUnitCount))
                } else {
                    out.append(byte)
                }
            }
            return out
        }
        return escaped.map { String(decoding: $0, as: UTF8.self) } ?? plain
    }

    private static func reference(for byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
