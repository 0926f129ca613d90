// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pipeline
import Storage

/// What can be shared of a run that another process makes: feeds to fetch, pages to read, items to tag, mails to send.
///
/// Which feeds there are is settled by that run. Each worker needs the library's files as that one has them.
struct HelpingWork: Sendable {
    private let workshop: Workshop
    private let name: String
    private let now: Date

    /// - Parameters:
    ///   - name: what began it, for the record.
    ///   - now: the moment that counts as now.
    init(_ workshop: Workshop, by name: String, now: Date) {
        self.workshop = workshop
        self.name = name + RunTurns.helping
        self.now = now
    }

    /// Helps with what is due.
    ///
    /// - Returns: what was done; nil where there was nothing to do.
    func perform() async throws -> RunRecord? {
        let store = try await workshop.store()
        var stages: [RunReport] = []
        var number: Int?
        func add(_ report: RunReport?) async throws {
            guard let report, !report.counts.allSatisfy({ $0.number == 0 }) || !report.problems.isEmpty else {
                return
            }
            stages.append(report)
            if number == nil { number = try await store.runRecords.begin(by: name, at: now) }
            if let number { try await store.runRecords.note(stages, of: number) }
        }
        if try await isWorkLeft(store) {
            try await workshop.atWork(on: store, as: name) { worker in
                let client = try workshop.client(worker: worker)
                try await add(
                    try await workshop.collecting(into: store, client: client, worker: worker)
                        .perform(.due, now: now, isHelping: true).report)
                try await add(
                    try await workshop.enriching(store, client: client, worker: worker)
                        .perform(.due(limit: workshop.settings.enrich.limit), now: now, isHelping: true)
                        .report)
                try await add(try await tag(worker))
            }
        }
        if let mails = try await MailWork(workshop, store, now: now).perform(), mails.notes.isEmpty {
            try await add(mails)
        }
        guard let number else { return nil }
        let ended = max(now, workshop.clock())
        try await store.runRecords.note(stages, of: number, ended: ended)
        return RunRecord(number: number, by: name, began: now, ended: ended, stages: stages)
    }

    /// Whether there is anything to fetch, to read or to tag.
    private func isWorkLeft(_ store: Store) async throws -> Bool {
        if try await store.items.undecidedCount() > 0 { return true }
        if try await !store.feeds.due(at: now).isEmpty { return true }
        return try await store.articles.dueCount(at: now) > 0
    }

    /// Tags by the model in use; where it cannot be used, the run that is helped says so.
    private func tag(_ worker: Worker) async throws -> RunReport? {
        let holdings = workshop.library.read()
        guard let curriculum = holdings.curriculum,
            let classifier = try? await workshop.classifier(curriculum, in: worker.store).classifier
        else { return nil }
        return try await workshop.classifying(worker.store, classifier, holdings, worker: worker)
            .perform(now: now)
    }
}
