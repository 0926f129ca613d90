// SPDX-License-Identifier: MIT

public import Model

extension Settings {
    /// How mails go out.
    ///
    /// Passwords are no settings.
    public struct Mail: Hashable, Sendable {
        /// The mail server's name and port; nil where nobody said, and then nothing can be sent.
        public let server: Server?
        /// How what is said to it is kept from others: `starttls`, `tls`, `none`.
        public let security: String
        /// The user to sign in as; empty for none.
        public let user: String
        /// A file, relative to the library, whose first line is the password; empty for none.
        public let passwordFile: String
        /// A file with the certificates to trust in place of the system's; empty for the system's.
        public let trustFile: String
        /// Who sends; nil where nobody said, and then nothing can be sent.
        public let from: Mailbox?
        /// Where answers go.
        public let replyTo: MailAddress?
        /// Where mails that cannot be delivered come back to.
        public let bounces: MailAddress?
        /// Connections at one time.
        public let connections: Int
        /// Mails over one connection at the most.
        public let perConnection: Int
        /// Mails a minute at the most; 0 for as many as the server takes.
        public let perMinute: Int
        /// Seconds to wait for an answer.
        public let timeoutSeconds: Int
        /// Days after which a mail that is refused for now is given up.
        public let giveUpDays: Int
        /// A file, relative to the library, with the private key that signs mails; empty for none.
        public let dkimKey: String
        /// Under which name the public key stands in the domain's records.
        public let dkimSelector: String

        /// A mail server's place.
        public struct Server: Hashable, Sendable {
            /// Its name, or its address in numbers.
            public let host: String
            /// Its port; nil for the usual one.
            public let port: Int?
        }
    }
}

extension Settings.Mail {
    init(_ values: SettingsValues) {
        server = values.mailServer(.mailServer)
        security = values.word(.mailSecurity, among: ["starttls", "tls", "none"])
        user = values.text(.mailUser)
        passwordFile = values.text(.mailPasswordFile)
        trustFile = values.text(.mailTrustFile)
        from = values.mailbox(.mailFrom)
        replyTo = values.mailbox(.mailReplyTo)?.address
        bounces = values.mailbox(.mailBounces)?.address
        connections = values.whole(.mailConnections, in: 1...50)
        perConnection = values.whole(.mailPerConnection, in: 1...100_000)
        perMinute = values.whole(.mailPerMinute, in: 0...1_000_000)
        timeoutSeconds = values.whole(.mailTimeout, in: 1...3600)
        giveUpDays = values.whole(.mailGiveUpAfter, in: 1...30)
        dkimKey = values.text(.mailDKIMKey)
        dkimSelector = values.text(.mailDKIMSelector)
        if dkimKey.isEmpty != dkimSelector.isEmpty {
            values.note("mail.dkim_key and mail.dkim_selector go together", .mailDKIMKey)
        }
    }
}

private extension SettingsValues {
    func word(_ key: SettingsKey, among words: [String]) -> String {
        let text = text(key).lowercased()
        if words.contains(text) { return text }
        note("\(key.name) must be one of \(words.joined(separator: ", ")), not \(text)", key)
        return key.standard
    }

    func mailbox(_ key: SettingsKey) -> Mailbox? {
        let text = text(key)
        guard !text.isEmpty else { return nil }
        do throws(MailFlaw) { return try Mailbox(reading: text) } catch {
            note("\(key.name): \(error)", key)
            return nil
        }
    }

    /// `HOST`, `HOST:PORT`, `[::1]:PORT`.
    func mailServer(_ key: SettingsKey) -> Settings.Mail.Server? {
        let text = text(key)
        guard !text.isEmpty else { return nil }
        if let address = WebAddress("https://\(text)/"), address.path == "/", !text.contains("/") {
            return .init(host: address.host, port: text.contains(/:\d+$/) ? address.port : nil)
        }
        note("\(key.name) is a name and a port, such as mail.example.org:587, not \(text)", key)
        return nil
    }
}

extension SettingsKey {
    /// The keys of how mails go out.
    static let mail = [
        mailServer, mailSecurity, mailUser, mailPasswordFile, mailTrustFile, mailFrom, mailReplyTo,
        mailBounces,
        mailConnections, mailPerConnection, mailPerMinute, mailTimeout, mailGiveUpAfter, mailDKIMKey,
        mailDKIMSelector,
    ]

    static let mailServer = SettingsKey(
        name: "mail.server", standard: "", about: "the mail server, such as mail.example.org:587")
    static let mailSecurity = SettingsKey(
        name: "mail.security", standard: "starttls",
        about: "starttls, tls (from the start, port 465) or none (a relay on this machine)")
    static let mailUser = SettingsKey(
        name: "mail.user", standard: "", about: "the user to sign in to the mail server as")
    static let mailPasswordFile = SettingsKey(
        name: "mail.password_file", standard: "",
        about: "a file whose first line is the password; the variable CAIRN_MAIL_PASSWORD is stronger")
    static let mailTrustFile = SettingsKey(
        name: "mail.trust_file", standard: "",
        about: "a file with the certificates to trust in place of the system's")
    static let mailFrom = SettingsKey(
        name: "mail.from", standard: "", about: "who sends, such as Cairn News <news@example.org>")
    static let mailReplyTo = SettingsKey(
        name: "mail.reply_to", standard: "", about: "where answers go; without it to mail.from")
    static let mailBounces = SettingsKey(
        name: "mail.bounces", standard: "",
        about:
            "where mails that cannot be delivered come back to, such as bounces@example.org; needs plus addresses"
    )
    static let mailConnections = SettingsKey(
        name: "mail.connections", standard: "2", about: "connections to the mail server at one time")
    static let mailPerConnection = SettingsKey(
        name: "mail.per_connection", standard: "100", about: "mails over one connection at the most")
    static let mailPerMinute = SettingsKey(
        name: "mail.per_minute", standard: "0", about: "mails a minute at the most; 0 for no limit")
    static let mailTimeout = SettingsKey(
        name: "mail.timeout", standard: "300", about: "seconds to wait for an answer of the mail server")
    static let mailGiveUpAfter = SettingsKey(
        name: "mail.give_up_after", standard: "4",
        about: "days after which a mail that is refused for now is given up")
    static let mailDKIMKey = SettingsKey(
        name: "mail.dkim_key", standard: "",
        about:
            "a file with the private key that signs mails (PEM, RSA or Ed25519); empty where the server signs"
    )
    static let mailDKIMSelector = SettingsKey(
        name: "mail.dkim_selector", standard: "",
        about: "under which name the public key stands in the records of the sender's domain")
}
