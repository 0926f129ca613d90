// SPDX-License-Identifier: MIT

public import Feeds
public import Foundation
public import Model
public import Storage

/// Fetches feeds, reads them, and saves their items.
///
/// Politeness is per host: one request at a time and a pause before the next; hosts go side by side. A feed that fails is a
/// note in the report, never the end of the run.
public struct CollectRun: Sendable {
    private let store: Store
    private let fetcher: FeedFetcher
    private let manners: Manners

    /// How considerate a run is.
    public struct Manners: Sendable {
        /// Between two requests to one host.
        public let pause: Duration
        /// Hosts side by side.
        public let width: Int
        /// Waits; tests hand in something that only notes the wish.
        public let wait: @Sendable (Duration) async throws -> Void

        /// - Parameters:
        ///   - pause: between two requests to one host.
        ///   - width: hosts side by side, 1 or more.
        ///   - wait: how to wait; by sleeping unless said otherwise.
        public init(
            pause: Duration, width: Int,
            wait: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
        ) {
            self.pause = pause
            self.width = max(1, width)
            self.wait = wait
        }
    }

    /// Which feeds to fetch.
    public enum Choice: Hashable, Sendable {
        /// Those whose time has come.
        case due
        /// All that are not paused.
        case all
        /// Just this one, even when it is paused or not due.
        case one(Feed.ID)
    }

    /// - Parameters:
    ///   - store: where items go.
    ///   - fetcher: what makes items of a feed's address.
    ///   - manners: how considerate to be.
    public init(store: Store, fetcher: FeedFetcher, manners: Manners) {
        self.store = store
        self.fetcher = fetcher
        self.manners = manners
    }

    /// Collects.
    ///
    /// - Parameter tell: hears of each feed as it is done, one at a time, in no particular order.
    /// - Returns: the feeds' results by title, and the report, which is kept in the store too.
    /// - Throws: `StorageError` when nothing can be read or noted; what was saved before stays saved.
    public func perform(
        _ choice: Choice, now: Date, tell: (CollectedFeed) -> Void = { _ in }
    ) async throws(StorageError) -> (feeds: [CollectedFeed], report: RunReport) {
        let chosen = try await feeds(for: choice, now: now)
        var collected: [CollectedFeed] = []
        do {
            collected = try await collect(chosen, now: now, tell: tell)
        } catch let error as StorageError {
            throw error
        } catch {
            throw .failed(reason: "\(error)")
        }
        let report = CollectRun.report(on: collected, at: now)
        try await store.runs.save(report)
        return (collected.sorted { ($0.title, $0.feed) < ($1.title, $1.feed) }, report)
    }

    /// How many feeds a choice names.
    public func count(_ choice: Choice, now: Date) async throws(StorageError) -> Int {
        try await feeds(for: choice, now: now).count
    }

    private func feeds(for choice: Choice, now: Date) async throws(StorageError) -> [FeedRecord] {
        let all = try await store.feeds.all()
        switch choice {
        case .due: return all.filter { $0.isDue(at: now) }
        case .all: return all.filter { $0.paused == nil }
        case .one(let id):
            guard let found = all.first(where: { $0.feed.id == id }) else {
                throw .missing(kind: "feed", id: id.rawValue)
            }
            return [found]
        }
    }
}

private extension CollectRun {
    /// Hosts side by side, each host's feeds one after the other.
    func collect(
        _ feeds: [FeedRecord], now: Date, tell: (CollectedFeed) -> Void
    ) async throws -> [CollectedFeed] {
        let hosts = Dictionary(grouping: feeds) { "\($0.feed.address.host):\($0.feed.address.port)" }
        let queue = hosts.sorted { $0.key < $1.key }.map(\.value)
        var collected: [CollectedFeed] = []
        let (results, arriving) = AsyncStream<CollectedFeed>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { arriving.finish() }
                var waiting = queue[...]
                try await withThrowingTaskGroup(of: Void.self) { hosts in
                    for _ in 0..<manners.width {
                        guard let next = waiting.popFirst() else { break }
                        hosts.addTask { try await collect(host: next, now: now, into: arriving) }
                    }
                    while try await hosts.next() != nil {
                        guard let next = waiting.popFirst() else { continue }
                        hosts.addTask { try await collect(host: next, now: now, into: arriving) }
                    }
                }
            }
            for await result in results {
                collected.append(result)
                tell(result)
            }
            try await group.waitForAll()
        }
        return collected
    }

    func collect(
        host feeds: [FeedRecord], now: Date, into arriving: AsyncStream<CollectedFeed>.Continuation
    ) async throws {
        for (index, record) in feeds.enumerated() {
            try Task.checkCancellation()
            if index > 0, manners.pause > .zero { try await manners.wait(manners.pause) }
            let fetched = await fetcher.fetch(
                record.feed, validators: record.validators, failures: record.failures, now: now)
            var saved = SaveReport()
            if fetched.items.isEmpty {
                try await store.feeds.note(fetched.record)
            } else {
                saved = try await store.items.save(fetched.items, noting: fetched.record)
            }
            arriving.yield(CollectedFeed(fetched, of: record.feed, saved: saved))
        }
    }

    static func report(on feeds: [CollectedFeed], at now: Date) -> RunReport {
        let problems = feeds.filter { !$0.result.isSuccess }.map { "\($0.title) (\($0.url)): \($0.reason)" }
        return RunReport(
            name: "collect", started: now, finished: now,
            counts: [
                .init("feeds", feeds.count),
                .init("unchanged feeds", feeds.count { $0.result == .notModified }),
                .init("failed feeds", problems.count), .init("new items", feeds.map(\.new).reduce(0, +)),
                .init("changed items", feeds.map(\.changed).reduce(0, +)),
                .init("items from a further source", feeds.map(\.joined).reduce(0, +)),
            ], problems: problems.sorted())
    }
}
