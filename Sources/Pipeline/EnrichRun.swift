// SPDX-License-Identifier: MIT

import Articles
public import Foundation
public import Model
public import Storage
public import Transport

/// Reads the web pages of items whose feed gave too little text.
///
/// Hosts go side by side, each host's pages one after the other; the pause between two requests to one host is kept by the
/// client's `HostGate`, the longer one where a site's `robots.txt` wants it. Each page is saved as soon as it is read, so a
/// run that is cut off loses nothing and its pages are not asked for again.
public struct EnrichRun: Sendable {
    private let store: Store
    private let client: any HTTPClient
    private let reader = ArticleReader()
    private let manners: Manners
    private let worker: Worker?

    /// How considerate a run is, and what it holds for too little.
    public struct Manners: Sendable {
        /// Hosts side by side.
        public let width: Int
        /// The fewest words of a feed's text that are enough; 0 wants no page.
        public let words: Int

        /// - Parameters:
        ///   - width: hosts side by side, 1 or more.
        ///   - words: the fewest words of a feed's text that are enough; 0 wants no page.
        public init(width: Int, words: Int) {
            self.width = max(1, width)
            self.words = words
        }
    }

    /// Which pages to read.
    public enum Choice: Hashable, Sendable {
        /// Those that are wanted and whose time has come, newest items first, so many at the most.
        case due(limit: Int)
        /// The page of one item, whatever its feed gave and whenever it was asked for.
        case one(Item.ID)
    }

    /// - Parameters:
    ///   - store: where items are and articles go.
    ///   - client: what gets documents.
    ///   - manners: how considerate to be.
    ///   - worker: who we are among those who work on the store; nil where nobody else does.
    public init(store: Store, client: any HTTPClient, manners: Manners, worker: Worker? = nil) {
        self.worker = worker
        self.store = store
        self.client = client
        self.manners = manners
    }

    /// Reads pages.
    ///
    /// - Parameters:
    ///   - isHelping: whether another process makes the run that this is a part of, and looks for copies of items.
    ///   - tell: hears of each page as it is done, one at a time, in no particular order.
    ///   - begin: hears how many pages the choice names, before the first is asked for.
    /// - Returns: what came of the pages, by host, and the report, which is kept in the store too.
    /// - Throws: `StorageError` when nothing can be read or noted; what was saved before stays saved.
    public func perform(
        _ choice: Choice, now: Date, isHelping: Bool = false, tell: (EnrichedPage) -> Void = { _ in },
        begin: (Int) -> Void = { _ in }
    ) async throws(StorageError) -> (pages: [EnrichedPage], report: RunReport) {
        let wanted = try await wanted(choice, isHelping: isHelping, now: now)
        begin(wanted.count)
        let resting = RestingHosts(try await store.feeds.waits(after: now))
        let visiting = PageVisiting(
            store: store, fetcher: PageFetcher(client: client) { resting.reason(at: $0) }, reader: reader,
            resting: resting, now: now, worker: worker)
        var pages: [EnrichedPage] = []
        do {
            let queues = HostQueues(wanted, width: manners.width, worker: worker) { pages in
                guard case .due = choice else { return pages }
                return try await store.articles.due(at: now, among: pages.map(\.item))
            } host: {
                $0.address.host
            }
            pages = try await queues.perform(tell) { try await visiting.visit($0) }
        } catch let error as StorageError {
            throw error
        } catch {
            throw .failed(reason: "\(error)")
        }
        let twins = isHelping ? 0 : try await TwinSearch(store).perform(now: now)
        let report = EnrichRun.report(on: pages, twins: twins, at: now)
        try await store.runs.save(report)
        return (pages.sorted { ($0.url, $0.item) < ($1.url, $1.item) }, report)
    }

    private func wanted(
        _ choice: Choice, isHelping: Bool, now: Date
    ) async throws(StorageError) -> [ArticleTable.Wanted] {
        switch choice {
        case .due(let limit):
            if !isHelping { try await store.articles.survey(words: manners.words, now: now) }
            return try await store.articles.due(at: now, limit: limit)
        case .one(let id):
            guard let wanted = try await store.articles.wanted(id) else {
                throw .refused("the item \(id) has no address, so there is no page to read")
            }
            return [wanted]
        }
    }

    private static func report(on pages: [EnrichedPage], twins: Int, at now: Date) -> RunReport {
        let asked = pages.filter { !$0.isLeft }
        let failed = asked.count { $0.result.isPassing }
        // A page that nobody answers for is no matter for a person; a whole run without an answer is.
        let isTrouble = failed > 0 && failed == asked.count
        return RunReport(
            name: "enrich", started: now, finished: now,
            counts: [
                .init("pages", pages.count), .init("read", pages.count { $0.result == .read }),
                .init("behind a paywall", pages.count { $0.result == .paywall }),
                .init("closed to robots", pages.count { $0.result == .robots }),
                .init("gone", pages.count { $0.result == .gone }),
                .init("no web pages", pages.count { $0.result == .notAPage }), .init("failed", failed),
                .init("left for later", pages.count { $0.isLeft }),
                .init("items joined by their text", twins),
            ],
            problems: isTrouble
                ? ["none of \(failed) pages could be read; the first: \(asked[0].url): \(asked[0].reason)"]
                : [])
    }
}
