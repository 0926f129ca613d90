// SPDX-License-Identifier: MIT

/// A mail to one person that is no issue: a link to confirm by, a word to a curator, a correction.
public struct Letter: Hashable, Sendable, Codable {
    /// Who gets it.
    public let to: MailAddress
    /// Its subject, one line.
    public let subject: String
    /// Its words as plain text, lines parted by line feeds.
    public let text: String
    /// The same as a whole HTML document; nil for plain text alone.
    public let html: String?
    /// Why it is sent.
    public let kind: Kind
    /// By which the reader gets no more of this kind (RFC 8058); nil for what nobody subscribes to.
    public let unsubscribe: WebAddress?
    /// Dates for the reader's calendar (RFC 5545), which go along as a file; nil for none.
    public let calendar: String?

    /// Why a letter is sent.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Asks whether somebody wants what was asked for in their name.
        case confirmation
        /// Tells a curator that something waits, or went wrong.
        case notice
        /// Tells those who got an issue what was wrong with it.
        case correction
        /// Tells a reader something about their subscription or path.
        case reader
    }

    /// Subject and texts at the most, bytes.
    public static let subjectByteLimit = 400
    /// Plain text and HTML at the most, bytes each.
    public static let textByteLimit = 1_000_000

    /// **Errors**: a subject with control characters, an empty or too long one; a text with NUL, an empty or too long one.
    public init(
        to: MailAddress, subject: String, text: String, html: String? = nil, kind: Kind,
        unsubscribe: WebAddress? = nil, calendar: String? = nil
    ) throws(MailFlaw) {
        try MailFlaw.check(line: subject, named: "the subject", byteLimit: Letter.subjectByteLimit)
        try Letter.check(text, named: "the text")
        if let html { try Letter.check(html, named: "the HTML") }
        if let calendar { try Letter.check(calendar, named: "the calendar") }
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.kind = kind
        self.unsubscribe = unsubscribe
        self.calendar = calendar
    }

    private static func check(_ text: String, named what: String) throws(MailFlaw) {
        guard text.contains(where: { !$0.isWhitespace }) else { throw .empty(what) }
        guard !text.utf8.contains(0) else { throw .controlCharacter(in: what) }
        guard text.utf8.count <= textByteLimit else { throw .tooLong(what, limit: textByteLimit) }
    }
}
