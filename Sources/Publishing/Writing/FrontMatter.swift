// SPDX-License-Identifier: MIT

import Markup

/// The facts at the head of a Markdown text, as YAML.
struct FrontMatter: Hashable, Sendable {
    private var lines = Array("---\n".utf8)
    /// What the text under it is, in one word.
    private(set) var kind = ""

    /// Adds what the text under it is.
    mutating func add(kind: String) {
        self.kind = kind
        add("kind", kind)
    }

    /// Adds a text; nothing in it is YAML.
    mutating func add(_ key: StaticString, _ text: String?) {
        guard let text else { return }
        begin(key)
        FrontMatter.write(text, to: &lines)
        lines.append(UInt8(ascii: "\n"))
    }

    /// Adds a whole number.
    mutating func add(_ key: StaticString, _ number: Int) {
        begin(key)
        lines.append(digits: number)
        lines.append(UInt8(ascii: "\n"))
    }

    /// Adds a list of texts on one line.
    mutating func add(_ key: StaticString, _ texts: [String]) {
        begin(key)
        lines.append(UInt8(ascii: "["))
        for (place, text) in texts.enumerated() {
            if place > 0 { lines.append(", ") }
            FrontMatter.write(text, to: &lines)
        }
        lines.append("]\n")
    }

    /// Adds the block with its fences to a text.
    func write(to out: inout [UInt8]) {
        out.append(contentsOf: lines)
        out.append("---")
    }
}

private extension FrontMatter {
    mutating func begin(_ key: StaticString) {
        lines.append(key)
        lines.append(": ")
    }

    /// A double-quoted scalar.
    ///
    /// **Source**: YAML 1.2.2, section 7.3.1.
    static func write(_ text: String, to out: inout [UInt8]) {
        var text = text
        out.append(UInt8(ascii: "\""))
        let isPlain = text.withUTF8 { bytes in
            // Without a way out in between, many bytes are looked at in one step.
            var odd: UInt8 = 0
            for byte in bytes {
                odd |= byte &- 0x20 > 0x5E ? 1 : 0
                odd |= byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? 1 : 0
            }
            if odd == 0 { out.append(contentsOf: bytes) }
            return odd == 0
        }
        if !isPlain { out.append(utf8: escaped(text)) }
        out.append(UInt8(ascii: "\""))
    }

    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                out += "\\"
                out.unicodeScalars.append(scalar)
            case _ where scalar.value < 32 || (127...159).contains(scalar.value): out += " "
            case "\u{2028}", "\u{2029}", "\u{FEFF}": out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
