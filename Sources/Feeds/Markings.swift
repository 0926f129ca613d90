// SPDX-License-Identifier: MIT

import Markup

/// Writes markup back as it was read.
enum Markings {
    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr",
    ]

    static func escape(_ bytes: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
        var start = 0
        for place in bytes.indices {
            let mark: StaticString
            switch bytes[place] {
            case UInt8(ascii: "&"): mark = "&amp;"
            case UInt8(ascii: "<"): mark = "&lt;"
            case UInt8(ascii: ">"): mark = "&gt;"
            default: continue
            }
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<place]))
            out.append(contentsOf: UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount))
            start = place + 1
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }

    /// Where the bytes from a place on are without white space (no-break spaces too) around them.
    static func trimmed(_ bytes: Span<UInt8>, from start: Int) -> Range<Int> {
        var (first, end) = (start, bytes.count)
        while first < end {
            if bytes[first] <= 0x20 {
                first += 1
            } else if bytes[first] == 0xC2, first + 1 < end, bytes[first + 1] == 0xA0 {
                first += 2
            } else {
                break
            }
        }
        while end > first {
            if bytes[end - 1] <= 0x20 {
                end -= 1
            } else if bytes[end - 1] == 0xA0, end - 1 > first, bytes[end - 2] == 0xC2 {
                end -= 2
            } else {
                break
            }
        }
        return first..<end
    }

    /// Plain text as paragraphs of HTML, one for each line.
    static func paragraphs(_ text: String) -> String {
        var text = text
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count + 64)
        text.withUTF8 { bytes in
            for line in bytes.split(separator: 0x0A) {
                out.append(contentsOf: (out.isEmpty ? "<p>" : "\n<p>").utf8)
                escape(UnsafeBufferPointer(rebasing: line), into: &out)
                out.append(contentsOf: "</p>".utf8)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    static func escaped(_ text: String) -> String {
        var out: [UInt8] = []
        Array(text.utf8).withUnsafeBufferPointer { escape($0, into: &out) }
        return String(decoding: out, as: UTF8.self)
    }

    /// **Shape**: `names` are those of the attributes' numbers; attributes with a prefix are left out.
    static func open(
        _ name: String, _ attributes: Span<XMLAttribute>, _ values: Span<UInt8>, names: [XMLName],
        into out: inout [UInt8]
    ) {
        out.append(UInt8(ascii: "<"))
        out.append(contentsOf: name.utf8)
        for index in attributes.indices {
            let attribute = attributes[index]
            guard names[attribute.code].prefix.isEmpty else { continue }
            let value = values.extracting(attribute.value).withUnsafeBufferPointer {
                String(decoding: $0, as: UTF8.self)
            }
            out.append(contentsOf: " \(names[attribute.code].local)=\"".utf8)
            out.append(contentsOf: escaped(value).replacing("\"", with: "&quot;").utf8)
            out.append(UInt8(ascii: "\""))
        }
        out.append(UInt8(ascii: ">"))
    }

    static func close(_ name: String, into out: inout [UInt8]) {
        guard !void.contains(name.lowercased()) else { return }
        out.append(contentsOf: "</\(name)>".utf8)
    }
}
