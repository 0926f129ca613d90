// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// A mail that did not reach its reader, as it is kept against their address.
public struct Bounce: Hashable, Sendable {
    /// How bad it is.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// There is no such mailbox, or it takes no mail any more.
        case gone
        /// It could not be delivered this time: a full mailbox, a server that was away for days, a refused text.
        case failed
        /// The reader told their mail service that it is unwanted.
        case complaint
    }

    /// How bad it is.
    public let kind: Kind
    /// When, UTC.
    public let time: Date
    /// The finer code, such as `5.1.1`; nil where nobody gave one.
    public let status: String?
    /// What the server said, without an address.
    public let words: String

    /// - Parameter words: cut to 300 characters.
    public init(_ kind: Kind, at time: Date, status: String?, words: String) {
        self.kind = kind
        self.time = time
        self.status = status
        self.words = String(words.prefix(300))
    }

    /// What a code for good says of the address (RFC 3463, sections 3.2 and 3.3).
    ///
    /// - Parameter refusesRecipient: whether the server refused before it saw the mail.
    public static func kind(status: String?, refusesRecipient: Bool) -> Kind {
        guard let status else { return refusesRecipient ? .gone : .failed }
        // No such mailbox, domain or way there; a mailbox that is closed.
        let isGone = ["5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4"].contains(
            status)
        // A bare "no" to a recipient means the same on many servers.
        return isGone || status == "5.0.0" && refusesRecipient ? .gone : .failed
    }
}

/// When nothing is mailed to an address any more.
public enum SuppressionRule {
    /// So many bounces that are not for good, one after the other, are for good.
    public static let failedLimit = 3
    /// And over no shorter a time than this, days.
    public static let failedDays = 14

    /// Why an address is not mailed to any more; nil as long as it is.
    ///
    /// - Parameter bounces: those since a server last took a mail for the address, oldest first.
    public static func verdict(on bounces: [Bounce]) -> Suppression? {
        if let complaint = bounces.first(where: { $0.kind == .complaint }) {
            return Suppression(.complained, at: complaint.time, note: complaint.words)
        }
        if let gone = bounces.first(where: { $0.kind == .gone }) {
            return Suppression(.bounced, at: gone.time, note: note(gone))
        }
        guard bounces.count >= failedLimit, let first = bounces.first, let last = bounces.last,
            last.time.timeIntervalSince(first.time) >= Double(failedDays) * 86_400
        else { return nil }
        return Suppression(
            .bounced, at: last.time,
            note: "\(bounces.count) mails in a row did not arrive; last: \(note(last))")
    }

    private static func note(_ bounce: Bounce) -> String {
        [bounce.status, bounce.words].compactMap { $0 }.joined(separator: " ")
    }
}
