// SPDX-License-Identifier: MIT

/// Writes the few kinds of YAML that curated files hold.
enum YAMLText {
    /// A key with a text.
    static func line(_ key: String, _ text: String) -> String { "\(key): \(scalar(text))\n" }

    /// A key with a list of texts on one line; nothing where it is empty.
    static func list(_ key: String, _ texts: [String], indent: String = "") -> String {
        if texts.isEmpty { return "" }
        return "\(indent)\(key): [\(texts.map { scalar($0) }.joined(separator: ", "))]\n"
    }

    /// A key with a list of texts, one a line; nothing where it is empty.
    static func lines(_ key: String, _ texts: [String], indent: String = "") -> String {
        if texts.isEmpty { return "" }
        return "\(indent)\(key):\n" + texts.map { "\(indent)  - \(scalar($0))\n" }.joined()
    }

    /// A text that is read back as it is: plain where nothing in it means anything, else between quotation marks.
    static func scalar(_ text: String) -> String {
        let flat = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return isPlain(flat) ? flat : quoted(flat)
    }

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, text.last?.isWhitespace == false, first.isLetter else { return false }
        let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
        return !words.contains(text.lowercased())
            && text.allSatisfy { $0.isLetter || $0.isNumber || " -_./'?!+()%&".contains($0) || $0 == ":" }
            && !text.contains(": ") && !text.hasSuffix(":") && !text.contains(" #")
    }

    private static func quoted(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case _ where scalar.value < 32 || scalar.value == 127: escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return "\"\(escaped)\""
    }
}
