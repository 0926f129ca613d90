// SPDX-License-Identifier: MIT

/// A Markdown file in its two parts: YAML between two lines of `---`, then the body.
public struct FrontMatter: Hashable, Sendable {
    /// The YAML, without the lines of `---`.
    public let yaml: String
    /// The line on which the YAML begins, counted from 1.
    public let yamlLine: Int
    /// The Markdown after it, white space around it taken off.
    public let body: String
    /// The line on which the body's first word stands; the last line where there is none.
    public let bodyLine: Int

    /// Splits a file.
    ///
    /// **Shape**: lines may end in LF or CRLF; the first line must be `---`.
    /// **Errors**: a ``Mistake`` in the named file.
    public init(splitting text: String, file: String) throws(Mistake) {
        let lines = FrontMatter.lines(of: text)
        guard let first = lines.first, FrontMatter.isFence(first) else {
            throw Mistake(file: file, line: 1, message: "no front matter: the first line must be ---")
        }
        guard let end = lines.dropFirst().firstIndex(where: { FrontMatter.isFence($0) }) else {
            throw Mistake(
                file: file, line: 1, message: "the front matter has no end: a line of --- must follow it")
        }
        self.yaml = lines[1..<end].joined(separator: "\n") + "\n"
        self.yamlLine = 2
        let rest = lines[(end + 1)...]
        let start = rest.firstIndex { !FrontMatter.isBlank($0) }
        let last = rest.lastIndex { !FrontMatter.isBlank($0) }
        if let start, let last {
            self.body = rest[start...last].joined(separator: "\n")
            self.bodyLine = start + 1
        } else {
            self.body = ""
            self.bodyLine = lines.count
        }
    }

    /// The body's first paragraph on one line; empty where the body is empty or begins with something else.
    public var firstParagraph: String {
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        let paragraph = lines.prefix { !FrontMatter.isBlank($0) }
        guard paragraph.first?.hasPrefix("#") != true else { return "" }
        return paragraph.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func isFence(_ line: Substring) -> Bool {
        line.utf8.starts(with: "---".utf8) && isBlank(line.dropFirst(3))
    }

    /// The lines without what ends them.
    ///
    /// Bytes are looked at, since both LF and CR are bytes of no other sign.
    private static func lines(of text: String) -> [Substring] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
        }
    }

    private static func isBlank(_ line: Substring) -> Bool {
        for byte in line.utf8 where byte != 32 && !(9...13).contains(byte) {
            return byte >= 0x80 && line.allSatisfy(\.isWhitespace)
        }
        return true
    }
}
