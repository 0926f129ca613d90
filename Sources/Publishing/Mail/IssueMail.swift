// SPDX-License-Identifier: MIT

/// An issue as a mail, before anybody's address is on it: the same words as HTML and as plain text.
///
/// Only where to unsubscribe differs from reader to reader; ``html(unsubscribe:)`` and ``text(unsubscribe:)`` fill it in.
public struct IssueMail: Hashable, Sendable {
    /// The subject, plain text on one line.
    public let subject: String
    /// Why it is too long to be shown whole; nil where it is not.
    public let excess: Excess?
    private let htmlPieces: [Substring]
    private let textPieces: [Substring]

    /// Large mail services show no more of a mail than this; bytes of HTML.
    public static let byteLimit = 100_000

    /// Too much for one mail, and what weighs most in it.
    public struct Excess: Hashable, Sendable, CustomStringConvertible {
        /// Bytes of the HTML part.
        public let bytes: Int
        /// The heaviest items, heaviest first.
        public let heaviest: [Weight]

        /// What one item weighs.
        public struct Weight: Hashable, Sendable {
            /// Its title.
            public let title: String
            /// Bytes of the HTML part.
            public let bytes: Int
        }

        public var description: String {
            let names = heaviest.map { "\"\($0.title)\" (\($0.bytes) bytes)" }
            return
                "the mail has \(bytes) bytes, and mail services cut off what is over \(IssueMail.byteLimit); "
                + "heaviest: \(names.joined(separator: ", "))"
        }
    }

    /// Stands where the address to unsubscribe goes; no text of anybody can hold it.
    static let slot = "\u{1}"
    /// Room for that address; bytes.
    static let slotBytes = 512

    init(subject: String, html: String, text: String, weights: [Excess.Weight]) {
        self.subject = subject
        htmlPieces = html.split(separator: "\u{1}", omittingEmptySubsequences: false)
        textPieces = text.split(separator: "\u{1}", omittingEmptySubsequences: false)
        let bytes = html.utf8.count + IssueMail.slotBytes
        let heaviest = weights.enumerated().sorted {
            ($1.element.bytes, $0.offset) < ($0.element.bytes, $1.offset)
        }
        excess =
            bytes >= IssueMail.byteLimit
            ? Excess(bytes: bytes, heaviest: heaviest.prefix(3).map(\.element)) : nil
    }

    /// The HTML part for one reader.
    ///
    /// **Shape**: layout by tables, styles in the tags, light and dark, nothing fetched from anywhere. `unsubscribe` is that
    /// reader's address to unsubscribe; it must be percent-encoded, as a `WebAddress` is.
    public func html(unsubscribe: String) -> String {
        htmlPieces.joined(separator: unsubscribe.replacing("&", with: "&amp;"))
    }

    /// The text part for one reader: every word and every link of the HTML part.
    ///
    /// **Shape**: lines of 72 characters at the most, but for addresses; parted by line feeds.
    public func text(unsubscribe: String) -> String { textPieces.joined(separator: unsubscribe) }
}
