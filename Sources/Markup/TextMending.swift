// SPDX-License-Identifier: MIT

import Glibc

/// Mends text that somebody read in the wrong code page before it was sent.
public enum TextMending {
    /// The text as it was meant.
    ///
    /// **Shape**: nil when there is nothing to mend. Characters U+0080 to U+009F are Windows-1252 taken for Latin-1; a
    /// text of Latin-1 characters alone that spells valid UTF-8 (`â€¦` sent as three characters) is UTF-8 taken for it.
    public static func mended(_ utf8: Span<UInt8>) -> String? {
        guard hasControls(utf8) else { return nil }
        let text = utf8.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        if let bytes = latin(text), case let evidence = UTF8Evidence(bytes[...]), evidence.sequences > 0,
            evidence.invalid == 0
        {
            return String(decoding: bytes, as: UTF8.self)
        }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = (0x80...0x9F).contains(scalar.value)
            out.append(isControl ? Windows1252.character(UInt8(scalar.value)) : scalar)
        }
        return String(out)
    }

    /// A line of plain text that is HTML still, as its source escaped it once too often: `&ldquo;Agile&rdquo;` was meant
    /// as “Agile”, and `<em>now</em>` as now.
    ///
    /// **Shape**: nil when there is nothing to mend. A line that speaks of HTML stays: a lone tag, `&amp;`, `&lt;`.
    public static func unescaped(_ line: String) -> String? {
        let bytes = Array(line.utf8)
        guard bytes.contains(UInt8(ascii: "&")) || bytes.contains(UInt8(ascii: "<")) else { return nil }
        return hasReference(bytes) || hasEmphasis(line) ? PlainText.from(html: line) : nil
    }
}

private extension TextMending {
    /// What stresses words of a headline.
    static let emphasis = ["em", "strong", "i", "b", "u", "sup", "sub", "span", "strike"]

    /// Whether a whole reference stands for a character that needs none in plain text.
    static func hasReference(_ bytes: [UInt8]) -> Bool {
        bytes.indices.contains { index in
            guard bytes[index] == UInt8(ascii: "&"),
                let found = HTMLEntities.reference(in: bytes, at: index)
            else { return false }
            return bytes[found.end - 1] == UInt8(ascii: ";") && !["&", "<", ">"].contains(found.character)
        }
    }

    /// Whether words stand between the two tags of an element that stresses them.
    static func hasEmphasis(_ line: String) -> Bool {
        let lower = line.lowercased()
        return emphasis.contains { name in
            guard let start = lower.firstRange(of: "<\(name)>") else { return false }
            return lower[start.upperBound...].contains("</\(name)>")
        }
    }

    /// Whether there is a character of U+0080 to U+009F, which no text means.
    static func hasControls(_ utf8: Span<UInt8>) -> Bool {
        utf8.withUnsafeBytes { raw in
            guard var place = raw.baseAddress else { return false }
            let end = place + raw.count
            while let lead = memchr(place, 0xC2, end - place) {
                let next = UnsafeRawPointer(lead) + 1
                guard next < end else { return false }
                if (0x80...0x9F).contains(next.load(as: UInt8.self)) { return true }
                place = next
            }
            return false
        }
    }

    static func latin(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard scalar.value < 256 else { return nil }
            bytes.append(UInt8(scalar.value))
        }
        return bytes
    }
}
