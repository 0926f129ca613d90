// SPDX-License-Identifier: MIT

import Foundation
public import Model

/// A mail before anybody's address is on it, encoded once for all who get it.
///
/// Its texts may hold ``slot`` where each reader's own address to unsubscribe goes.
public struct MailForm: Sendable {
    private let head: MailHead
    private let contentFields: String
    /// The body; between two pieces goes the reader's address, in its form for that place.
    private let pieces: [EncodedPiece]

    /// Stands for the reader's address to unsubscribe; no text of anybody can hold it.
    public static let slot = "\u{2}unsubscribe\u{2}"

    /// Who gets a mail, as far as the mail says it.
    public struct Addressing: Hashable, Sendable {
        /// The reader's address.
        public let to: MailAddress
        /// What names this mail, the same each time it is sent: `LEFT@RIGHT`.
        public let messageID: String
        /// The reader's own address to unsubscribe; nil where there is nothing to unsubscribe from.
        public let unsubscribe: WebAddress?

        /// Holds what it is given.
        public init(to: MailAddress, messageID: String, unsubscribe: WebAddress? = nil) {
            self.to = to
            self.messageID = messageID
            self.unsubscribe = unsubscribe
        }
    }

    /// Encodes a mail.
    ///
    /// - Parameters:
    ///   - text: its words as plain text; lines end in LF.
    ///   - html: the same as HTML; nil for plain text alone.
    ///   - calendar: dates (RFC 5545) that go along as a file; nil for none.
    ///
    /// **Errors**: control characters in what becomes a header, NUL in a text.
    public init(
        _ head: MailHead, text: String, html: String?, calendar: String? = nil
    ) throws(MailFlaw) {
        try head.check()
        for part in [text, html ?? "", calendar ?? ""] where part.utf8.contains(0) {
            throw .controlCharacter(in: "the mail")
        }
        self.head = head
        let (fields, pieces) = MailForm.content(text, html)
        guard let calendar else {
            (contentFields, self.pieces) = (fields, pieces)
            return
        }
        let boundary = "=_" + Digest.hex("\(text)\(html ?? "")\(calendar)").prefix(32)
        contentFields = "Content-Type: multipart/mixed;\r\n boundary=\"\(boundary)\"\r\n"
        self.pieces = MailForm.joined(
            [.init(bytes: Array("--\(boundary)\r\n\(fields)\r\n".utf8), slot: nil)] + pieces
                + [
                    .init(
                        bytes: Array("\r\n--\(boundary)\r\n".utf8) + MailForm.file(calendar)
                            + Array("--\(boundary)--\r\n".utf8), slot: nil)
                ])
    }

    /// The whole mail for one reader: ASCII, lines of 78 bytes at the most but for long addresses, ended by CRLF.
    ///
    /// **Shape**: the same for the same reader each time.
    /// **Errors**: a message id that is none; a key that signs nothing.
    public func message(
        _ addressing: Addressing, signedBy signer: DKIMSigner? = nil
    ) throws(MailFlaw) -> [UInt8] {
        try MailFlaw.check(line: addressing.messageID, named: "the message id", byteLimit: 200)
        let body = body(unsubscribe: addressing.unsubscribe?.text ?? "")
        var fields = fields(addressing)
        if let signer { fields.insert(try signer.field(over: fields, body: body), at: 0) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count + 2048)
        for field in fields { bytes += field.utf8 }
        bytes += [0x0D, 0x0A]
        bytes += body
        return bytes
    }
}

private extension MailForm {
    /// What the words are, as fields, and the words themselves.
    private static func content(_ text: String, _ html: String?) -> (String, [EncodedPiece]) {
        let encoding = "Content-Transfer-Encoding: quoted-printable\r\n"
        let plain = "Content-Type: text/plain; charset=utf-8\r\n" + encoding
        guard let html else { return (plain, pieces(of: ended(text), .text)) }
        // No encoded text holds `=_`, so no part of the mail can look like a boundary.
        let boundary = "=_" + Digest.hex(text + html).prefix(32)
        let fields = "Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"\r\n"
        let htmlFields = "Content-Type: text/html; charset=utf-8\r\n" + encoding
        let pieces = joined(
            [.init(bytes: Array("--\(boundary)\r\n\(plain)\r\n".utf8), slot: nil)]
                + pieces(of: ended(text), .text)
                + [.init(bytes: Array("\r\n--\(boundary)\r\n\(htmlFields)\r\n".utf8), slot: nil)]
                + self.pieces(of: ended(html), .html)
                + [.init(bytes: Array("\r\n--\(boundary)--\r\n".utf8), slot: nil)])
        return (fields, pieces)
    }

    /// Dates as a part of a mail, fields and all; what mail programs offer to take into a calendar.
    private static func file(_ calendar: String) -> [UInt8] {
        let fields = """
            Content-Type: text/calendar; charset=utf-8; method=PUBLISH;\r
             name="sessions.ics"\r
            Content-Disposition: attachment; filename="sessions.ics"\r
            Content-Transfer-Encoding: base64\r
            \r

            """
        let lines = Data(calendar.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        return Array("\(fields)\(lines)\r\n".utf8)
    }

    static func ended(_ text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }

    private static func pieces(of text: String, _ slot: EncodedPiece.Slot) -> [EncodedPiece] {
        let parts = text.split(separator: MailForm.slot, omittingEmptySubsequences: false)
        return parts.enumerated().map { index, part in
            let isLast = index == parts.count - 1
            var writing = QuotedPrintable()
            writing.write(part, isLast: isLast)
            if !isLast { writing.breakBeforeSlot() }
            let next = isLast ? nil : parts[index + 1].utf8.first
            return EncodedPiece(
                bytes: writing.bytes, slot: isLast ? nil : slot,
                goesOn: next != 0x0A && next != 0x0D && next != nil)
        }
    }

    /// Fewer pieces that say the same.
    private static func joined(_ pieces: [EncodedPiece]) -> [EncodedPiece] {
        var joined: [EncodedPiece] = []
        for piece in pieces {
            if let last = joined.last, last.slot == nil {
                joined[joined.count - 1] = EncodedPiece(
                    bytes: last.bytes + piece.bytes, slot: piece.slot, goesOn: piece.goesOn)
            } else {
                joined.append(piece)
            }
        }
        return joined
    }

    func body(unsubscribe: String) -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(pieces.reduce(0) { $0 + $1.bytes.count + 600 })
        for piece in pieces {
            body += piece.bytes
            guard let slot = piece.slot else { continue }
            let address = slot == .html ? unsubscribe.replacing("&", with: "&amp;") : unsubscribe
            body += QuotedPrintable.encode(address)
            if piece.goesOn { body += "=\r\n".utf8 }
        }
        return body
    }

    func fields(_ addressing: Addressing) -> [String] {
        var fields = [
            "Date: \(MailMoment.text(head.date))\r\n",
            "From: \(HeaderText.mailbox(head.from, after: 6))\r\n",
            "To: \(addressing.to.text)\r\n",
            HeaderText.field("Subject", head.subject),
            "Message-ID: <\(addressing.messageID)>\r\n",
        ]
        if let replyTo = head.replyTo { fields.append("Reply-To: \(replyTo.text)\r\n") }
        if let list = head.list {
            fields.append("List-Id: \(HeaderText.phrase(list.title, after: 9))\r\n <\(list.id)>\r\n")
        } else {
            // Nobody's holiday note should answer (RFC 3834).
            fields.append("Auto-Submitted: auto-generated\r\n")
        }
        if let unsubscribe = addressing.unsubscribe {
            fields.append("List-Unsubscribe: <\(unsubscribe.text)>\r\n")
            fields.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
        }
        if let issue = head.issue { fields.append(HeaderText.structured("X-Cairn-Issue", issue)) }
        return fields + ["MIME-Version: 1.0\r\n", contentFields]
    }
}

/// A stretch of an encoded text, and what follows it.
private struct EncodedPiece: Sendable {
    let bytes: [UInt8]
    /// What follows: nothing, a reader's address in a text, or one in HTML.
    let slot: Slot?
    /// Whether the line goes on after the slot.
    var goesOn = false

    enum Slot: Sendable {
        case text
        case html
    }
}
