// SPDX-License-Identifier: MIT

public import Foundation
public import Model
public import Storage

/// Tells those who were sent an issue, and nobody else, what was wrong with it.
public struct CorrectionLetters: Sendable {
    private let store: Store
    private let base: WebAddress

    /// - Parameters:
    ///   - store: where the ledger is.
    ///   - base: where the published pages are.
    public init(store: Store, base: WebAddress) {
        self.store = store
        self.base = base
    }

    /// Queues a letter to each of them who still gets the newsletter; what was queued before is not queued again.
    ///
    /// - Returns: how many were queued.
    /// - Throws: `StorageError`; ``Model/MailFlaw`` where the words cannot be a mail.
    public func queue(_ amendment: IssueAmendment, of issue: Issue, now: Date) async throws -> Int {
        let links = SubscriberLinks(key: try await store.subscribers.linkKey(), base: base)
        var last: Subscriber.ID?
        var count = 0
        while true {
            let page = try await store.deliveries.reached(
                by: issue.newsletter.id, number: issue.number, after: last, limit: CorrectionLetters.pageSize)
            guard let end = page.last else { return count }
            for id in page {
                guard try await store.subscribers.stillWants(id),
                    let reader = try await store.subscribers.find(id)
                else { continue }
                let letter = try letter(
                    amendment, of: issue, to: reader.address, unsubscribe: WebAddress(links.unsubscribe(id)))
                let key =
                    "correction/\(issue.newsletter.id)/\(issue.number)/\(Int(amendment.by.time.timeIntervalSince1970))/\(id)"
                if try await store.letters.queue(letter, key: key, at: now) { count += 1 }
            }
            last = end
        }
    }

    private static let pageSize = 500

    private func letter(
        _ amendment: IssueAmendment, of issue: Issue, to address: MailAddress, unsubscribe: WebAddress?
    ) throws(MailFlaw) -> Letter {
        let root = base.text.hasSuffix("/") ? base.text : base.text + "/"
        let leave = unsubscribe.map { "\n\nUnsubscribe:\n\($0.text)" } ?? ""
        let text = """
            In issue \(issue.number) of \(issue.newsletter.title) something was wrong:

            \(amendment.words)

            The issue with this correction:
            \(root)issues/\(issue.newsletter.id)/\(issue.number).html\(leave)

            """
        return try Letter(
            to: address, subject: "Correction to issue \(issue.number) of \(issue.newsletter.title)",
            text: text,
            kind: .correction, unsubscribe: unsubscribe)
    }
}
