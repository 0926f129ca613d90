// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pipeline
import Storage

/// The mails that a run sends: issues that went out, and letters.
struct MailWork: Sendable {
    private let workshop: Workshop
    private let store: Store
    private let now: Date

    /// Seconds after which an issue that went out is mailed to nobody any more by itself: mail may have been set up since.
    private static let patience: Double = 86_400

    init(_ workshop: Workshop, _ store: Store, now: Date) {
        self.workshop = workshop
        self.store = store
        self.now = now
    }

    /// Settles who gets the issues that went out.
    ///
    /// - Returns: what needs a person.
    func begin() async throws -> [String] {
        var problems: [String] = []
        for record in try await store.slots.unsent() {
            guard let number = record.issue, now.timeIntervalSince(record.since) <= MailWork.patience else {
                continue
            }
            let id = record.slot.newsletter
            let recipients = try await store.subscribers.recipientCount(of: id)
            if recipients > 0, let missing = missing {
                problems.append(
                    "issue \(number) of \(id) goes to \(counted(recipients, "subscriber")): \(missing)")
                continue
            }
            try await store.deliveries.begin(id, number: number, at: now)
        }
        return problems
    }

    /// Sends what is due; nil where nothing is, or nothing can be sent and nobody waits for it.
    func perform() async throws -> RunReport? {
        guard try await !store.deliveries.due(at: now, limit: 1).isEmpty else { return nil }
        if let missing { return report(problems: ["mails wait: \(missing)"]) }
        let curriculum: Curriculum
        let run: SendRun
        do {
            curriculum = try workshop.curriculum(workshop.library.read())
            run = try await workshop.sending(store, curriculum)
        } catch {
            return report(problems: ["nothing was sent: \(error)"])
        }
        guard let hold = try await store.hold(.sending) else {
            return report(notes: ["another process is sending, and sends what is due too"])
        }
        defer { hold.release() }
        return try await run.perform()
    }
}

private extension MailWork {
    /// What has to be set before a mail can be sent; nil where all is.
    var missing: String? {
        if workshop.settings.mail.server == nil { return "mail.server is not set" }
        if workshop.settings.mail.from == nil { return "mail.from is not set" }
        return workshop.settings.baseURL == nil ? "base_url is not set" : nil
    }

    func report(problems: [String] = [], notes: [String] = []) -> RunReport {
        RunReport(name: "send", started: now, finished: now, counts: [], problems: problems, notes: notes)
    }
}
