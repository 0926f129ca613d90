// SPDX-License-Identifier: MIT

import Foundation

/// A mail server that takes our mails, and how to speak with it.
public struct MailServer: Hashable, Sendable {
    /// Its name or address in numbers.
    public let host: String
    /// Its port: 587 for submission, 465 with TLS from the start, 25 for a relay.
    public let port: Int
    /// How what is said is kept from others.
    public let security: Security
    /// With what to sign in; nil where the server knows us anyway.
    public let signIn: SignIn?
    /// A file with the certificates to trust in place of the system's; nil for the system's.
    public let trustFile: String?
    /// By what name we greet it: a domain of ours.
    public let greeting: String
    /// Seconds to wait for each answer, and for a mail in all.
    public let timeoutSeconds: Int
    /// Mails over one connection at the most.
    public let connectionLimit: Int

    /// How what is said is kept from others.
    public enum Security: String, Hashable, Sendable, CaseIterable {
        /// In the clear at first, then encrypted; refused where the server does not offer it.
        case starttls
        /// Encrypted from the start.
        case tls
        /// In the clear throughout.
        case none
    }

    /// A user and a password.
    public struct SignIn: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
        let user: String
        let password: String

        /// Holds what it is given.
        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }

        /// Tells nothing.
        public var description: String { "***" }

        /// Tells nothing.
        public var debugDescription: String { "***" }
    }

    /// How patient to be.
    public struct Limits: Hashable, Sendable {
        let timeoutSeconds: Int
        let connectionLimit: Int

        /// - Parameters:
        ///   - timeoutSeconds: to wait for each answer, and for a mail in all; 1 or more.
        ///   - connectionLimit: mails over one connection at the most; 1 or more.
        public init(timeoutSeconds: Int = 300, connectionLimit: Int = 100) {
            self.timeoutSeconds = max(1, timeoutSeconds)
            self.connectionLimit = max(1, connectionLimit)
        }
    }

    /// Holds what it is given.
    public init(
        host: String, port: Int, security: Security, signIn: SignIn? = nil, trustFile: String? = nil,
        greeting: String, limits: Limits = Limits()
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.signIn = signIn
        self.trustFile = trustFile
        self.greeting = greeting
        timeoutSeconds = limits.timeoutSeconds
        connectionLimit = limits.connectionLimit
    }

    /// How reports name it.
    public var name: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    /// Where libcurl finds it; its path is the name of the greeting.
    var url: String { "\(security == .tls ? "smtps" : "smtp")://\(name)/\(greeting)" }
}

extension MailServer {
    /// Reaches the server, encrypted and signed in as the settings say, and leaves again without a mail.
    ///
    /// - Parameter seconds: to wait at the most, where the server's own patience is longer.
    /// - Returns: why no mail would go out; nil where the server answers as it should.
    public func trouble(within seconds: Int = 30) async -> MailTrouble? {
        let server = MailServer(
            host: host, port: port, security: security, signIn: signIn, trustFile: trustFile,
            greeting: greeting,
            limits: Limits(timeoutSeconds: min(seconds, timeoutSeconds), connectionLimit: 1))
        return await withCheckedContinuation { waiter in
            // libcurl blocks, so it gets a thread of its own, which ends with the answer.
            Thread.detachNewThread {
                ThreadSignals.blockBrokenPipe()
                waiter.resume(returning: SMTPExchange(server: server)?.trouble ?? nil)
            }
        }
    }
}

private extension SMTPExchange {
    var trouble: MailTrouble? { if case .unavailable(let trouble) = greet() { trouble } else { nil } }
}
