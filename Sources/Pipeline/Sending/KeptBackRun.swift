// SPDX-License-Identifier: MIT

public import Foundation
public import Model
public import Publishing
public import Storage

/// Mails what was kept back for those who paused, or want one mail a month: several issues in one letter.
///
/// It sends nothing itself: a letter is queued in the transaction that notes it, and goes out with the next send run.
public struct KeptBackRun: Sendable {
    private let store: Store
    private let composer: IssueMailComposer
    private let links: SubscriberLinks

    /// - Parameters:
    ///   - store: where subscribers and issues are.
    ///   - composer: writes issues as mails.
    ///   - links: by which readers leave.
    public init(store: Store, composer: IssueMailComposer, links: SubscriberLinks) {
        self.store = store
        self.composer = composer
        self.links = links
    }

    /// Queues what is due.
    ///
    /// **Shape**: what cannot be written for one reader is a problem in the report, named by their id, and the others go on.
    public func perform(now: Date) async throws(StorageError) -> RunReport {
        var tally = Tally()
        var shelf = Shelf(store: store)
        var last: Subscriber.ID?
        while true {
            let page = try await store.subscribers.due(at: now, after: last, limit: 200)
            guard let end = page.last else { break }
            for subscriber in page { try await settle(subscriber, now, &shelf, &tally) }
            last = end.id
        }
        let report = tally.report(at: now)
        if !report.counts.isEmpty || !report.problems.isEmpty { try await store.runs.save(report) }
        return report
    }

    private func settle(
        _ subscriber: Subscriber, _ now: Date, _ shelf: inout Shelf, _ tally: inout Tally
    ) async throws(StorageError) {
        guard let hold = subscriber.hold else { return }
        let numbers = try await store.subscribers.keptBack(for: subscriber.id)
        var letter: Letter?
        if subscriber.state == .confirmed, subscriber.suppressed == nil, !numbers.isEmpty {
            let read =
                subscriber.choices.onlyUnread ? try await store.readItems.read(by: subscriber.id) : []
            let parts = try await shelf.issues(of: subscriber.newsletter)
                .filter { numbers.contains($0.number) }
                .compactMap { $0.part(for: subscriber.choices, read: read) }
            let amendments = try await shelf.amendments()
            do {
                letter =
                    parts.isEmpty
                    ? nil : try self.letter(parts, amendments, to: subscriber, since: hold.since)
            } catch {
                tally.problems.append("\(subscriber.id): \(error)")
                return
            }
        }
        let isDone = try await store.subscribers.letGo(
            of: hold, for: subscriber.id, at: now, having: numbers, mailing: letter)
        if isDone { letter == nil ? (tally.without += 1) : (tally.mails += 1) }
    }

    private func letter(
        _ issues: [Issue], _ amendments: [IssueAmendment], to subscriber: Subscriber, since start: Date
    ) throws -> Letter {
        let mail = try composer.mail(keptBack: issues, amendments: amendments, since: start)
        let address = links.unsubscribe(subscriber.id)
        return try Letter(
            to: subscriber.address, subject: mail.subject, text: mail.text(unsubscribe: address),
            html: mail.html(unsubscribe: address), kind: .reader, unsubscribe: WebAddress(address))
    }
}

/// The issues of newsletters and what is said of them since, each read once.
private struct Shelf {
    let store: Store
    private var issues: [Newsletter.ID: [Issue]] = [:]
    private var known: [IssueAmendment]?

    init(store: Store) { self.store = store }

    mutating func amendments() async throws(StorageError) -> [IssueAmendment] {
        if let known { return known }
        let found = try await store.amendments.all()
        known = found
        return found
    }

    mutating func issues(of newsletter: Newsletter.ID) async throws(StorageError) -> [Issue] {
        if let known = issues[newsletter] { return known }
        let found = try await store.issues.all(of: newsletter)
        issues[newsletter] = found
        return found
    }
}

/// What came of it so far.
private struct Tally {
    var mails = 0
    var without = 0
    var problems: [String] = []

    func report(at now: Date) -> RunReport {
        let counts = [RunReport.Count("mails", mails), .init("with nothing for their reader", without)]
        return RunReport(
            name: "kept back", started: now, finished: now, counts: counts.filter { $0.number > 0 },
            problems: problems)
    }
}
