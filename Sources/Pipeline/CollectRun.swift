// SPDX-License-Identifier: MIT

public import Feeds
public import Foundation
public import Model
public import Storage

/// Fetches feeds, reads them, and saves their items.
///
/// Hosts go side by side, each host's feeds one after the other; the pause between two requests to one host is kept by the
/// client's `HostGate`. A feed that fails is a note in the report, never the end of the run.
public struct CollectRun: Sendable {
    private let store: Store
    private let fetcher: FeedFetcher
    private let manners: Manners
    private let worker: Worker?

    /// What the stage is called in reports.
    public static let name = "collect"

    /// How considerate a run is.
    public struct Manners: Sendable {
        /// Hosts side by side.
        public let width: Int
        /// Items to take of a feed's first fetch.
        public let firstLimit: Int

        /// - Parameters:
        ///   - width: hosts side by side, 1 or more.
        ///   - firstLimit: items to take of a feed's first fetch.
        public init(width: Int, firstLimit: Int = .max) {
            self.width = max(1, width)
            self.firstLimit = firstLimit
        }
    }

    /// Which feeds to fetch.
    public enum Choice: Hashable, Sendable {
        /// Those whose time has come.
        case due
        /// All; those that are paused or that politeness forbids are reported as skipped.
        case all
        /// Just this one, even when it is paused or not due.
        case one(Feed.ID)
    }

    /// - Parameters:
    ///   - store: where items go.
    ///   - fetcher: what makes items of a feed's address.
    ///   - manners: how considerate to be.
    ///   - worker: who we are among those who work on the store; nil where nobody else does.
    public init(store: Store, fetcher: FeedFetcher, manners: Manners, worker: Worker? = nil) {
        self.worker = worker
        self.store = store
        self.fetcher = fetcher
        self.manners = manners
    }

    /// Collects.
    ///
    /// - Parameters:
    ///   - isHelping: whether another process makes the run that this is a part of, and looks for copies of items.
    ///   - tell: hears of each feed as it is done, one at a time, in no particular order.
    ///   - begin: hears how many feeds the choice names, before the first is asked.
    /// - Returns: the feeds' results by title, and the report, which is kept in the store too.
    /// - Throws: `StorageError` when nothing can be read or noted; what was saved before stays saved.
    public func perform(
        _ choice: Choice, now: Date, isHelping: Bool = false, tell: (CollectedFeed) -> Void = { _ in },
        begin: (Int) -> Void = { _ in }
    ) async throws(StorageError) -> (feeds: [CollectedFeed], report: RunReport) {
        let chosen = try await feeds(for: choice, now: now)
        begin(chosen.count)
        var collected: [CollectedFeed] = []
        do {
            collected = try await collect(chosen, isDueOnly: choice == .due, now: now, tell: tell)
        } catch let error as StorageError {
            throw error
        } catch {
            throw .failed(reason: "\(error)")
        }
        let twins = isHelping ? 0 : try await TwinSearch(store).perform(now: now)
        let report = CollectRun.report(on: collected, twins: twins, at: now)
        try await store.runs.save(report)
        return (collected.sorted { ($0.title, $0.feed) < ($1.title, $1.feed) }, report)
    }

    private func feeds(for choice: Choice, now: Date) async throws(StorageError) -> [FeedRecord] {
        switch choice {
        case .due: return try await store.feeds.due(at: now)
        case .all: return try await store.feeds.all()
        case .one(let id):
            // Asked for by name: a pause by a curator does not count, a server's wish to be left alone does.
            guard let found = try await store.feeds.all().first(where: { $0.feed.id == id })?.withoutPause
            else {
                throw .missing(kind: "feed", id: id.rawValue)
            }
            return [found]
        }
    }
}

private extension CollectRun {
    /// Hosts side by side, each host's feeds one after the other; when a server asks for rest, its other feeds get it too.
    func collect(
        _ feeds: [FeedRecord], isDueOnly: Bool, now: Date, tell: (CollectedFeed) -> Void
    ) async throws -> [CollectedFeed] {
        let resting = RestingHosts(try await store.feeds.waits(after: now))
        let queues = HostQueues(feeds, width: manners.width, worker: worker) { feeds in
            isDueOnly ? try await store.feeds.due(at: now, among: feeds.map(\.feed.id)) : feeds
        } host: {
            $0.address.host
        }
        return try await queues.perform(tell) { record in
            let host = record.address.host
            if let reason = record.paused.map({ "paused: \($0)" }) ?? resting.reason(at: host) {
                return CollectedFeed(skipped: record.feed, reason: reason)
            }
            let (collected, wish) = try await collect(record, now: now)
            if let wish { resting.note(host, wish.sentence) }
            return collected
        }
    }

    /// Fetches one feed and saves what came.
    ///
    /// - Returns: how it went, and whether its server asked to be left alone.
    func collect(_ record: FeedRecord, now: Date) async throws -> (CollectedFeed, HostWait?) {
        let isPushed = record.push?.isLive(at: now) == true
        let fetched = await fetcher.fetch(record.due(isPushed: isPushed), now: now)
        // A fetch that was cut off by the end of the run says nothing about the feed.
        try Task.checkCancellation()
        let store = worker?.store(for: record.address.host) ?? store
        var saved = SaveReport()
        if fetched.items.isEmpty {
            try await store.feeds.note(fetched.record, next: fetched.next(new: 0))
        } else {
            saved = try await store.items.save(
                fetched.items, noting: fetched.record, firstLimit: manners.firstLimit
            ) { fetched.next(new: $0.new) }
        }
        let wait = fetched.next(new: saved.new).notBefore
            .map { HostWait(until: $0, reason: fetched.record.reason) }
        if let wait { try await store.feeds.note(wait, of: record.address.host) }
        let mayHaveMoved = fetched.permanentAddress != nil || record.move != nil
        if mayHaveMoved, [.ok, .notModified].contains(fetched.record.result) {
            // Where not one entry is known, another feed may have taken the place.
            let isSame = fetched.record.result == .notModified || saved.unchanged + saved.changed > 0
            try await store.feeds.noteMove(
                record.feed.id, to: fetched.permanentAddress, isSameFeed: isSame, at: now)
        }
        return (CollectedFeed(fetched, of: record.feed, saved: saved), wait)
    }

    static func report(on feeds: [CollectedFeed], twins: Int, at now: Date) -> RunReport {
        let problems = feeds.filter { !$0.result.isSuccess }.map { "\($0.title) (\($0.url)): \($0.reason)" }
        return RunReport(
            name: CollectRun.name, started: now, finished: now,
            counts: [
                .init("feeds", feeds.count),
                .init("unchanged feeds", feeds.count { $0.result == .notModified }),
                .init("failed feeds", problems.count), .init("new items", feeds.map(\.new).reduce(0, +)),
                .init("changed items", feeds.map(\.changed).reduce(0, +)),
                .init("items from a further source", feeds.map(\.joined).reduce(0, +)),
                .init("items joined by their text", twins),
                .init("older items not taken", feeds.map(\.older).reduce(0, +)),
            ], problems: problems.sorted())
    }
}

extension FeedRecord {
    /// The feed as the fetcher wants it.
    func due(isPushed: Bool) -> DueFeed {
        DueFeed(
            feed, address: address, validators: validators, failures: failing.count,
            intervalMinutes: next.intervalMinutes, terms: terms, isPushed: isPushed)
    }
}
