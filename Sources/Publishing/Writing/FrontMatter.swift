// SPDX-License-Identifier: MIT

/// The facts at the head of a Markdown text, as YAML.
struct FrontMatter: Hashable, Sendable {
    private var lines = "---\n"
    /// What the text under it is, in one word.
    private(set) var kind = ""

    /// Adds a text; nothing in it is YAML.
    mutating func add(_ key: String, _ text: String?) {
        guard let text else { return }
        if key == "kind" { kind = text }
        add(key, raw: FrontMatter.quoted(text))
    }

    /// Adds a whole number.
    mutating func add(_ key: String, _ number: Int) { add(key, raw: String(number)) }

    /// Adds a list of texts on one line.
    mutating func add(_ key: String, _ texts: [String]) {
        add(key, raw: "[\(texts.map(FrontMatter.quoted).joined(separator: ", "))]")
    }

    /// The block with its fences.
    var markdown: String { lines + "---" }
}

private extension FrontMatter {
    mutating func add(_ key: String, raw value: String) {
        lines += key
        lines += ": "
        lines += value
        lines += "\n"
    }

    /// A double-quoted scalar.
    ///
    /// **Source**: YAML 1.2.2, section 7.3.1.
    static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        if isPlain { return "\"\(text)\"" }
        var out = "\""
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
        return out + "\""
    }
}
