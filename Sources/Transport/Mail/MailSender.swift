// SPDX-License-Identifier: MIT

public import Model

/// Hands mails to a mail server over one connection, one after the other.
public protocol MailSender: Sendable {
    /// Sends one mail, and says what came of it; never retries by itself, since only its caller keeps a ledger.
    func send(_ mail: OutgoingMail) async -> MailResult
}

/// A mail with its envelope, ready to go out.
public struct OutgoingMail: Hashable, Sendable {
    /// To whom mails about its failure go.
    public let sender: MailAddress
    /// Who gets it.
    public let recipient: MailAddress
    /// Header and body, lines ended by CRLF.
    public let message: [UInt8]

    /// Holds what it is given.
    public init(sender: MailAddress, recipient: MailAddress, message: [UInt8]) {
        self.sender = sender
        self.recipient = recipient
        self.message = message
    }
}

/// What came of handing a mail to a server.
public enum MailResult: Hashable, Sendable {
    /// The server has taken it.
    case taken(SMTPReply)
    /// The server does not take this mail, and has not got it: for good (5xx) or for now (4xx).
    case refused(SMTPReply, at: RefusedPart)
    /// The server has not got it, for a reason that has nothing to do with this mail; others would fare the same.
    case unavailable(MailTrouble)
    /// The connection was lost before the mail was whole: the server has not got it.
    case cut(reason: String)
    /// The mail went out whole and no answer came, so the server may or may not have taken it (RFC 1047).
    case unknown(reason: String)

    /// What a server may refuse of a mail.
    public enum RefusedPart: String, Hashable, Sendable, Codable {
        /// Its recipient, before it saw the mail.
        case recipient
        /// The mail, after it saw it or just before.
        case content
    }
}

/// Why no mail goes out at all.
public enum MailTrouble: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such server, or nobody answers there.
    case unreachable(server: String, reason: String)
    /// The server's certificate is not to be trusted, or the encryption failed.
    case untrusted(server: String, reason: String)
    /// The server offers no STARTTLS, and the settings insist on it.
    case noEncryption(server: String)
    /// The server does not accept the user and the password.
    case signIn(SMTPReply?)
    /// The server does not accept us as a sender.
    case sender(SMTPReply)
    /// The server asks to come back later (421, or 4xx before any mail).
    case later(SMTPReply)
    /// The server turns everybody away, or speaks no SMTP.
    case turnedAway(SMTPReply?)
    /// The sender was stopped.
    case stopped

    /// Whether to try again without anybody's help makes sense.
    public var isPassing: Bool {
        switch self {
        case .unreachable, .later, .stopped: true
        case .signIn(let reply), .turnedAway(let reply): reply.map(\.isTransient) ?? false
        case .sender(let reply): reply.isTransient
        case .untrusted, .noEncryption: false
        }
    }

    /// One sentence that an operator can act on.
    public var description: String {
        switch self {
        case .unreachable(let server, let reason): "the mail server \(server) cannot be reached: \(reason)"
        case .untrusted(let server, let reason):
            "the mail server \(server) cannot be trusted: \(reason)"
        case .noEncryption(let server):
            "the mail server \(server) offers no encryption (STARTTLS), which mail.security asks for"
        case .signIn(let reply):
            "the mail server does not accept mail.user and its password" + (reply.map { ": \($0)" } ?? "")
        case .sender(let reply): "the mail server does not accept mail.from as a sender: \(reply)"
        case .later(let reply): "the mail server asks to come back later: \(reply)"
        case .turnedAway(let reply):
            reply.map { "the mail server turns us away: \($0)" } ?? "what answers there is no mail server"
        case .stopped: "sending was stopped"
        }
    }
}
