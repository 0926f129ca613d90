// SPDX-License-Identifier: MIT

import Catalog
import Classification
import Foundation
import Model
import Pipeline
import Publishing
import Storage
import Transport

/// Everything that is due, once: what `cairn run` does, and what `cairn work` and `cairn serve --schedule` do again and again.
struct DueWork: Sendable {
    private let workshop: Workshop
    private let name: String
    private let now: Date
    private let isNewslettersOnly: Bool

    /// - Parameters:
    ///   - name: what began it, for the record.
    ///   - now: the moment that counts as now.
    ///   - isNewslettersOnly: leaves out all but newsletters: nothing is fetched, tagged or checked.
    init(_ workshop: Workshop, by name: String, now: Date, isNewslettersOnly: Bool = false) {
        self.workshop = workshop
        self.name = name
        self.now = now
        self.isNewslettersOnly = isNewslettersOnly
    }

    /// Does it, stage by stage; a stage that fails is a problem in its report, and the others go on.
    ///
    /// **Errors**: where nothing could be begun: another run is at work, or the store cannot be opened.
    func perform() async throws -> RunRecord {
        let lock = try RunLock(folder: workshop.library.folder.path)
        var isLocked = true
        defer { if isLocked { lock.release() } }
        let holdings = workshop.library.read()
        let store = try await workshop.store()
        // On another machine there is another folder.
        let hold = try await workshop.holdRun(of: store)
        defer { hold?.release() }
        let number = try await store.runRecords.begin(by: name, at: now)
        var record = Recording(store: store, number: number)
        do {
            try await workshop.atWork(on: store, as: name) { worker in
                try await stages(worker, holdings, &record)
            }
            // Sending may take hours where mails are throttled, and has a lock of its own.
            lock.release()
            isLocked = false
            hold?.release()
            if let report = try await MailWork(workshop, store, now: now).perform() {
                try await record.add(report)
            }
        } catch {
            let stages = record.stages + [failed("run", "it was broken off: \(error)")]
            try? await store.runRecords.note(stages, of: number, ended: clock)
            throw error
        }
        try await store.runRecords.note(record.stages, of: number, ended: clock)
        return RunRecord(number: number, by: name, began: now, ended: clock, stages: record.stages)
    }

    /// Notes each stage once it is done.
    fileprivate struct Recording {
        let store: Store
        let number: Int
        var stages: [RunReport] = []

        mutating func add(_ report: RunReport) async throws {
            stages.append(report)
            try await store.runRecords.note(stages, of: number)
        }
    }
}

private extension DueWork {
    /// When a stage ends; as long as nobody set the clock, later than it began.
    var clock: Date { max(now, workshop.clock()) }

    func stages(_ worker: Worker, _ holdings: Holdings, _ record: inout Recording) async throws {
        let store = worker.store
        try await store.asks.forgetUnused(at: now)
        // One client for all, since it keeps the pause between two requests to one host.
        let client = try workshop.client(worker: worker)
        if !isNewslettersOnly { try await gather(worker, holdings, client, &record) }
        do {
            let curriculum = try workshop.curriculum(holdings)
            if !isNewslettersOnly { try await sort(worker, curriculum, holdings, &record) }
            let notices = IssueNotices(to: workshop.settings.desk.notices, base: workshop.settings.baseURL)
            try await record.add(
                try await IssueRun(store: store, curriculum: curriculum, notices: notices).perform(
                    holdings.newsletters, now: now))
            try workshop.insistOnCuratedFiles(holdings)
            try await record.add(try await publish(store, curriculum, holdings))
            // Only now do its readers find an issue at its address.
            try await beginMailing(store, curriculum, &record)
        } catch {
            // What was published before stays; the next run tries again.
            try await record.add(failed("publish", "nothing was published: \(error)"))
        }
        if !isNewslettersOnly, let sets = await sets(store, holdings) { try await record.add(sets) }
        let links = workshop.settings.links
        if links.days > 0, !isNewslettersOnly {
            let checking = workshop.checkingLinks(store, client: client)
            try await record.add(try await checking.perform(limit: links.limit, now: now))
        }
        if !isNewslettersOnly {
            let upkeep = Upkeep(store: store, days: workshop.settings.retentionDays)
            if let report = try await upkeep.perform(holdings, now: now) { try await record.add(report) }
        }
    }

    /// Settles who gets what went out and what was kept back; failing here has not kept pages from readers.
    func beginMailing(_ store: Store, _ curriculum: Curriculum, _ record: inout Recording) async throws {
        do {
            let late = try await MailWork(workshop, store, now: now).begin()
            if !late.isEmpty { try await record.add(failed("send", late)) }
            if let kept = try await keptBack(store, curriculum) { try await record.add(kept) }
        } catch {
            try await record.add(failed("send", "not all mails were queued: \(error)"))
        }
    }

    /// Fetches feeds and pages.
    func gather(
        _ worker: Worker, _ holdings: Holdings, _ client: CurlHTTPClient, _ record: inout Recording
    ) async throws {
        let store = worker.store
        let mistakes = try await workshop.subscribe(store, holdings)
        let collecting = workshop.collecting(into: store, client: client, worker: worker)
        try await record.add(try await collecting.perform(.due, now: now).report.adding(mistakes))
        let enriching = workshop.enriching(store, client: client, worker: worker)
        let limit = workshop.settings.enrich.limit
        try await record.add(try await enriching.perform(.due(limit: limit), now: now).report)
    }

    /// Learns, tags, and brings the desk's queue up to date.
    func sort(
        _ worker: Worker, _ curriculum: Curriculum, _ holdings: Holdings, _ record: inout Recording
    ) async throws {
        let store = worker.store
        if let training = try await learn(store, curriculum) { try await record.add(training) }
        try await record.add(
            try await classify(worker, curriculum, holdings).adding(workshop.mistakesInRules(holdings)))
        try await workshop.queueing(store, curriculum, holdings.themes).perform(now: now)
    }

    /// Learns where enough was decided since the last time; where it cannot, the model in use stays.
    func learn(_ store: Store, _ curriculum: Curriculum) async throws -> RunReport? {
        let after = workshop.settings.classify.trainAfter
        let count = try await store.decisionCount()
        guard after > 0, count >= after else { return nil }
        let order = TrainRun.Order(
            why: "\(counted(count, "decision")) since the last training",
            by: Verdict.Signature(name: name, time: now, isRule: true))
        do throws(TrainRun.Failure) {
            return try await workshop.training(store, curriculum).perform(order, now: now).report
        } catch .storage(let error) {
            throw error
        } catch {
            return RunReport(
                name: "train", started: now, finished: now,
                counts: [.init("decisions since the last training", count)], problems: [],
                notes: ["nothing was learned: \(error)"])
        }
    }

    /// Tags by the model in use; one that cannot be used is a problem, and nothing is tagged by another in its place.
    func classify(
        _ worker: Worker, _ curriculum: Curriculum, _ holdings: Holdings
    ) async throws -> RunReport {
        let store = worker.store
        let classifier: Classifier
        do throws(ModelShelf.Failure) {
            classifier = try await workshop.classifier(curriculum, in: store).classifier
        } catch .storage(let error) {
            throw error
        } catch {
            return failed("classify", "nothing was tagged: \(error)")
        }
        return try await workshop.classifying(store, classifier, holdings, worker: worker).perform(now: now)
    }

    func publish(_ store: Store, _ curriculum: Curriculum, _ holdings: Holdings) async throws -> RunReport {
        let folder = PublishedFolder(path: workshop.library.resolve(workshop.settings.publish.to).path)
        let publishing = try workshop.publishing(store, curriculum)
        return try await publishing.perform(
            PublishRun.Plan(
                themes: holdings.themes, paths: holdings.paths, feeds: holdings.feeds, moves: holdings.moves),
            to: folder, now: now
        ).report
    }

    /// Queues what was kept back for readers; nil where no mail can be sent, or nothing was due.
    func keptBack(_ store: Store, _ curriculum: Curriculum) async throws -> RunReport? {
        guard let base = workshop.settings.baseURL, workshop.canMail else { return nil }
        try await store.subscribers.forgetUnconfirmed(at: now)
        let links = SubscriberLinks(key: try await store.subscribers.linkKey(), base: base)
        let run = KeptBackRun(store: store, composer: workshop.mailing(curriculum), links: links)
        let report = try await run.perform(now: now)
        return report.counts.isEmpty && report.problems.isEmpty ? nil : report
    }

    /// Deletes what is the own of sets whose day has come, and settles what others read next; nil where nothing was due.
    func sets(_ store: Store, _ holdings: Holdings) async -> RunReport? {
        let today = LocalDay(of: now, in: TimeZone(identifier: workshop.settings.timeZone) ?? .gmt)
        do {
            let ended = try await store.setLife.deleteEnded(by: today, author: .init(name: name), at: now)
            var settled = 0
            if let curriculum = holdings.curriculum {
                settled = try await SetReading(store: store, curriculum: curriculum)
                    .settleDue(
                        holdings.programmes, on: today,
                        telling: workshop.canMail ? workshop.settings.title : nil, by: name, at: now)
            }
            let reminded =
                workshop.canMail
                ? try await SetSharing(store: store).remindDue(
                    holdings.programmes, on: today, from: workshop.settings.title, at: now) : 0
            if ended.isEmpty, settled == 0, reminded == 0 { return nil }
            return RunReport(
                name: "sets", started: now, finished: now,
                counts: [
                    .init("sets deleted on their day", ended.count), .init("packs settled", settled),
                    .init("reminders of what was learned", reminded),
                ],
                problems: [])
        } catch {
            return failed("sets", "\(error)")
        }
    }

    func failed(_ stage: String, _ problem: String) -> RunReport { failed(stage, [problem]) }

    func failed(_ stage: String, _ problems: [String]) -> RunReport {
        RunReport(name: stage, started: now, finished: now, counts: [], problems: problems)
    }
}

extension Store {
    /// On how many items' topics curators decided since the last training.
    func decisionCount() async throws(StorageError) -> Int {
        let last = try await models.all().last?.model.span.lastAction ?? 0
        return try await verdicts.decisionCount(after: last)
    }
}

extension RunReport {
    /// The report with mistakes in the library's files among its problems.
    func adding(_ mistakes: [Mistake]) -> RunReport {
        RunReport(
            name: name, started: started, finished: finished, counts: counts,
            problems: mistakes.map(\.description) + problems, notes: notes)
    }
}
