// SPDX-License-Identifier: MIT

public import Foundation

/// One line of how somebody came to a newsletter, and what they said since: what is shown when they ask.
public struct Consent: Hashable, Sendable, Codable {
    /// What happened.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Somebody asked for it; whether it was they is not known yet.
        case asked
        /// They confirmed it by the link in a mail.
        case confirmed
        /// They consented elsewhere, as whoever added them says.
        case elsewhere
        /// They chose what of it they want.
        case chose
        /// They asked to be left alone for a while, or came back.
        case paused
        /// They left.
        case left
    }

    /// What happened.
    public let kind: Kind
    /// When, UTC; of a consent that was given elsewhere the time of that.
    public let time: Date
    /// Where: `web form`, `mail`, `command line`, the name of an imported file; never an address.
    public let source: String
    /// The words that they agreed to, as they were shown.
    public let wording: String

    /// Holds what it is given.
    ///
    /// - Parameters:
    ///   - source: cut to 200 characters on one line.
    ///   - wording: cut to 2,000 characters.
    public init(_ kind: Kind, at time: Date, source: String, wording: String) {
        self.kind = kind
        self.time = time
        self.source = String(source.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(200))
        self.wording = String(wording.prefix(2_000))
    }
}

/// Why nothing is mailed to an address any more.
public struct Suppression: Hashable, Sendable, Codable {
    /// Why not.
    public enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
        /// Mails came back.
        case bounced
        /// Somebody complained of a mail as unwanted.
        case complained
        /// Its owner, or somebody for them, said: never.
        case asked
        /// Its owner had all of theirs erased. They may come back by themselves; nobody may bring them.
        case erased
    }

    /// Why not.
    public let reason: Reason
    /// Since when, UTC.
    public let time: Date
    /// What more there is to say, such as a server's answer; never an address.
    public let note: String

    /// Holds what it is given.
    public init(_ reason: Reason, at time: Date, note: String = "") {
        self.reason = reason
        self.time = time
        self.note = String(note.prefix(500))
    }
}
