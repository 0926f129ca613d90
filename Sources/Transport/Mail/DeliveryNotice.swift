// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// What a mail that came back says of a mail of ours.
///
/// **Source**: RFC 3464 for delivery reports, RFC 5965 for complaints; RFC 3463 for the codes.
public struct DeliveryNotice: Hashable, Sendable {
    /// The deliveries that it may be about, likeliest first; empty for none of ours.
    public let deliveries: [Delivery.ID]
    /// What it says.
    public let kind: Kind
    /// The finer code, such as `5.1.1`; nil where there is none.
    public let status: String?
    /// The server's words, without an address.
    public let words: String

    /// What a notice says.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The mail did not arrive, and is not tried any more.
        case failed
        /// It has not arrived so far, and is still tried.
        case delayed
        /// It has arrived, or was passed on.
        case delivered
        /// Its reader complained of it.
        case complaint
        /// It answers by itself, as on holiday.
        case answer
        /// It is no notice that a machine can read.
        case other
    }

    /// Reads a mail.
    public init(_ bytes: some Sequence<UInt8>) {
        let mail = MailPart(Array(bytes)[...])
        let parts = mail.everyPart()
        let report = parts.first {
            $0.type == "message/delivery-status" || $0.type == "message/global-delivery-status"
        }
        let feedback = parts.first { $0.type == "message/feedback-report" }
        deliveries = DeliveryNotice.deliveries(mail, parts)
        if let feedback {
            kind = .complaint
            status = nil
            let type = feedback.groups.first?.field("feedback-type") ?? "unwanted"
            words = SMTPReply.clean("complaint: \(type)")
            return
        }
        guard let recipient = report?.groups.first(where: { $0.field("action") != nil }) else {
            kind = DeliveryNotice.isAnswer(mail) ? .answer : .other
            status = nil
            words = ""
            return
        }
        kind = DeliveryNotice.kind(of: recipient)
        let diagnosis = (recipient.field("diagnostic-code") ?? "").replacing(/^\w+\s*;\s*/, with: "")
        status = DeliveryNotice.status(recipient.field("status"), diagnosis)
        words = SMTPReply.clean(diagnosis)
    }

    /// The bounce to keep; nil for a notice that is none.
    public func bounce(at time: Date) -> Bounce? {
        switch kind {
        case .failed:
            // Somebody else's server refused, and when is not said; only a clear code speaks of the mailbox.
            Bounce(
                Bounce.kind(status: status, refusesRecipient: false), at: time, status: status, words: words)
        case .complaint: Bounce(.complaint, at: time, status: nil, words: words)
        case .delayed, .delivered, .answer, .other: nil
        }
    }
}

private extension DeliveryNotice {
    static func kind(of recipient: MailPart) -> Kind {
        switch recipient.field("action")?.lowercased() {
        case "failed": .failed
        case "delayed": .delayed
        case "delivered", "relayed", "expanded": .delivered
        default: .other
        }
    }

    /// The finer code; where a report gives only its class, the server's own words often say more.
    static func status(_ field: String?, _ diagnosis: String) -> String? {
        let codes = [field ?? "", diagnosis].map { text in
            text.firstMatch(of: /\b[245]\.\d{1,3}\.\d{1,3}\b/).map { String($0.output) }
        }
        guard let stated = codes[0] else { return codes[1] }
        return stated.hasSuffix(".0.0") ? codes[1] ?? stated : stated
    }

    static func isAnswer(_ mail: MailPart) -> Bool {
        let value = mail.field("auto-submitted")?.lowercased() ?? "no"
        return value.hasPrefix("auto-replied") || mail.field("x-autoreply") != nil
    }

    /// Our marks: in the address that it came to, and in the mail that it gives back.
    static func deliveries(_ mail: MailPart, _ parts: [MailPart]) -> [Delivery.ID] {
        let names = ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to"]
        var texts = names.flatMap { mail.all($0) }
        for part in parts {
            let isReturned = [
                "message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global",
            ]
            .contains(part.type)
            if isReturned {
                texts += ["message-id", "return-path"].flatMap { MailPart(part.decoded).all($0) }
            }
            if part.type == "message/feedback-report" {
                texts += part.groups.flatMap { $0.all("original-mail-from") }
            }
        }
        var found: [Delivery.ID] = []
        for text in texts {
            for match in text.matches(of: /\b(?:s[0-9a-f]{16}-[0-9]{1,9}|l[0-9a-f]{24})\b/) {
                let id = Delivery.ID(String(match.output))
                if !found.contains(id) { found.append(id) }
            }
        }
        return Array(found.prefix(10))
    }
}
