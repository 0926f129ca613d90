// SPDX-License-Identifier: MIT

public import Model
public import Transport

/// In whose name mails go out.
public struct Letterhead: Sendable {
    /// Who sends.
    public let from: Mailbox
    /// Where answers go; nil for back to who sends.
    public let replyTo: MailAddress?
    /// Where mails that cannot be delivered come back to, told apart by a mark for each delivery (VERP); nil for back to who
    /// sends, without a mark.
    public let bounces: MailAddress?
    /// Signs each mail; nil where the mail server does.
    public let signer: DKIMSigner?

    /// Holds what it is given.
    public init(
        from: Mailbox, replyTo: MailAddress? = nil, bounces: MailAddress? = nil, signer: DKIMSigner? = nil
    ) {
        self.from = from
        self.replyTo = replyTo
        self.bounces = bounces
        self.signer = signer
    }

    /// What names a delivery's mail, each time that it is sent.
    public func messageID(of delivery: Delivery.ID) -> String { "\(delivery)@\(from.address.domain)" }

    /// The envelope's sender: `bounces+s0123456789abcdef-3@example.org`.
    ///
    /// **Source**: variable envelope return paths, as mailing lists use them; the mark goes behind a plus sign (RFC 5233).
    public func envelopeSender(of delivery: Delivery.ID) -> MailAddress {
        guard let bounces else { return from.address }
        return MailAddress("\(bounces.localPart)+\(delivery)@\(bounces.domain)") ?? bounces
    }

    /// A list's id (RFC 2919), shaped like a domain of ours.
    func list(of newsletter: Newsletter) -> MailHead.MailList {
        MailHead.MailList(
            title: String(newsletter.title.filter { !$0.isNewline }.prefix(100)),
            id: "\(newsletter.id).\(from.address.domain)")
    }
}
