// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pipeline
import Publishing
import Storage
import Transport

extension Workshop {
    /// Where mails go, as the settings say.
    ///
    /// **Errors**: a ``Complaint`` for what is missing, and for a password that would go in the clear.
    func mailServer() throws -> MailServer {
        let mail = settings.mail
        guard let place = mail.server else {
            throw Complaint("mail.server is not set, so nothing can be sent; see docs/mail.md")
        }
        guard let from = mail.from else {
            throw Complaint("mail.from is not set, so nothing can be sent; see docs/mail.md")
        }
        guard let security = MailServer.Security(rawValue: mail.security) else {
            throw Complaint("mail.security: \(mail.security) is not known")
        }
        let isNear = ["localhost", "127.0.0.1", "::1"].contains(place.host)
        guard mail.user.isEmpty || security != .none || isNear else {
            throw Complaint("mail.security is none, and the password of mail.user would go in the clear")
        }
        let usual: Int =
            switch security {
            case .starttls: 587
            case .tls: 465
            case .none: 25
            }
        return MailServer(
            host: place.host, port: place.port ?? usual, security: security,
            signIn: mail.user.isEmpty ? nil : .init(user: mail.user, password: try mailPassword()),
            trustFile: mail.trustFile.isEmpty ? nil : library.resolve(mail.trustFile).path,
            greeting: from.address.domain,
            limits: .init(timeoutSeconds: mail.timeoutSeconds, connectionLimit: mail.perConnection))
    }

    /// Where the reading room is; nil where no mail is set up.
    ///
    /// Mails name it, below `base_url`, as the place to leave, so where mails go out, it is there.
    var room: WebAddress? { canMail ? settings.baseURL : nil }

    /// Whether mails would go out, in words; the server is asked, and gets no mail.
    func mailHealth() async -> (words: String, isSound: Bool) {
        guard settings.mail.server != nil else { return ("not set up", true) }
        do {
            let server = try mailServer()
            _ = try letterhead()
            let trouble = await server.trouble()
            return (trouble.map { "\($0)" } ?? "\(server.name) answers", trouble == nil)
        } catch {
            return ("\(error)", false)
        }
    }

    /// The variable, else the first line of the file.
    private func mailPassword() throws -> String {
        if let password = ProcessInfo.processInfo.environment["CAIRN_MAIL_PASSWORD"], !password.isEmpty {
            return password
        }
        guard !settings.mail.passwordFile.isEmpty else {
            throw Complaint(
                "mail.user is set, but there is no password: neither CAIRN_MAIL_PASSWORD nor mail.password_file"
            )
        }
        let text = try secret(settings.mail.passwordFile, key: "mail.password_file")
        return String(text.prefix { $0 != "\n" && $0 != "\r\n" })
    }

    private func secret(_ path: String, key: String) throws -> String {
        do {
            return try String(contentsOf: library.resolve(path), encoding: .utf8)
        } catch {
            throw Complaint("\(key): \(path) cannot be read")
        }
    }

    /// In whose name mails go out.
    func letterhead() throws -> Letterhead {
        let mail = settings.mail
        guard let from = mail.from else {
            throw Complaint("mail.from is not set, so nothing can be sent; see docs/mail.md")
        }
        var signer: DKIMSigner?
        if !mail.dkimKey.isEmpty {
            let pem = try secret(mail.dkimKey, key: "mail.dkim_key")
            do throws(DKIMSigner.Failure) {
                signer = try DKIMSigner(domain: from.address.domain, selector: mail.dkimSelector, pem: pem)
            } catch {
                throw Complaint("mail.dkim_key: \(error)")
            }
        }
        return Letterhead(from: from, replyTo: mail.replyTo, bounces: mail.bounces, signer: signer)
    }

    /// What sends a store's mails.
    func sending(_ store: Store, _ curriculum: Curriculum) async throws -> SendRun {
        guard let base = settings.baseURL else {
            throw Complaint("base_url is not set, so no mail could say where to unsubscribe")
        }
        let server = try mailServer()
        let links = SubscriberLinks(key: try await store.subscribers.linkKey(), base: base)
        return SendRun(
            store: store,
            senders: (0..<settings.mail.connections).map { _ in CurlMailSender(server: server) },
            composer: mailing(curriculum), letterhead: try letterhead(), links: links,
            manners: SendRun.Manners(
                perMinute: settings.mail.perMinute,
                patience: DeliveryPatience(days: settings.mail.giveUpDays),
                clock: clock, pacing: .real))
    }

    /// The right to send, waiting for another process that sends.
    ///
    /// Whoever holds it sends what is due for others too, so most of the time there is nothing left to do afterwards.
    func sendHold(_ store: Store, _ console: Console) async throws -> StoreHold {
        var isTold = false
        while true {
            if let hold = try await store.hold(.sending) { return hold }
            if !isTold { console.progress("another process is sending; waiting for it") }
            isTold = true
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}

extension Pacing {
    /// By the machine's clock.
    static var real: Pacing {
        let start = ContinuousClock.now
        return Pacing(
            elapsed: { ContinuousClock.now - start }, sleep: { try? await Task.sleep(for: $0) })
    }
}
