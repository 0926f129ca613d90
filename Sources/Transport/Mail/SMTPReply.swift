// SPDX-License-Identifier: MIT

/// A mail server's reply.
public struct SMTPReply: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Three digits; 2xx is good, 4xx is not now, 5xx is never.
    public let code: Int
    /// The finer code, such as `5.1.1` for a mailbox that does not exist (RFC 3463); nil where the server sent none.
    public let status: String?
    /// Its words, on one line, with addresses hidden; 300 characters at the most.
    public let words: String

    /// Holds what it is given, cleaned.
    public init(code: Int, words: String) {
        self.code = code
        status = words.prefixMatch(of: /[245]\.\d{1,3}\.\d{1,3}(?=\s|$)/).map { String($0.output) }
        self.words = SMTPReply.clean(String(words.dropFirst(status?.count ?? 0)))
    }

    /// Whether another try later may do.
    public var isTransient: Bool { (400..<500).contains(code) }

    /// Whether the server is about to close the connection (RFC 5321, section 3.8).
    public var isClosing: Bool { code == 421 }

    public var description: String {
        ([String(code), status, words.isEmpty ? nil : words] as [String?]).compactMap { $0 }.joined(
            separator: " ")
    }

    /// Words of a stranger on one line, without anybody's address, so that they may stand in logs and reports.
    ///
    /// **Shape**: 300 characters at the most.
    public static func clean(_ text: String) -> String {
        let words = text.prefix(2000).split { $0.isWhitespace || $0.isNewline }
        let tame = words.map { word -> String in
            if word.contains("@") { return "(address)" }
            return String(
                String.UnicodeScalarView(
                    word.unicodeScalars.filter { $0.properties.generalCategory != .control }))
        }
        return String(tame.joined(separator: " ").prefix(300))
    }
}

/// Puts a reply together from its lines.
struct SMTPReplyReading {
    private(set) var reply: SMTPReply?
    private var lines: [String] = []

    /// Forgets the reply, since another command went out.
    mutating func begin() {
        reply = nil
        lines = []
    }

    /// Reads one line: `250-one`, `250 last`.
    mutating func read(_ line: UnsafeRawBufferPointer) {
        guard line.count >= 3, line.prefix(3).allSatisfy({ (0x30...0x39).contains($0) }) else { return }
        guard let code = Int(String(decoding: line.prefix(3), as: UTF8.self)) else { return }
        let text = line.dropFirst(4).prefix(500)
        let words = String(decoding: text.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
        // Of a long reply the first lines say enough.
        if lines.count < 10 { lines.append(lines.isEmpty ? words : SMTPReplyReading.continued(words)) }
        guard line.count < 4 || line[3] != UInt8(ascii: "-") else { return }
        reply = SMTPReply(code: code, words: lines.joined(separator: " "))
        lines = []
    }

    /// Each line may say the finer code again.
    private static func continued(_ words: String) -> String {
        words.prefixMatch(of: /[245]\.\d{1,3}\.\d{1,3}\s+/).map { String(words[$0.range.upperBound...]) }
            ?? words
    }
}
