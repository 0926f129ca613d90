// SPDX-License-Identifier: MIT

import Articles
public import Foundation
public import Model
public import Storage
public import Transport

/// Checks the links that readers are given: whether there is still something where they lead.
///
/// As polite as every run: hosts side by side, each host's links one after the other, `robots.txt` obeyed.
public struct LinkRun: Sendable {
    private let store: Store
    private let client: any HTTPClient
    private let manners: Manners

    /// How a run goes about it.
    public struct Manners: Sendable {
        /// Hosts side by side.
        public let width: Int
        /// Days between two checks of a link that works.
        public let days: Int
        /// The TimeGate of a web archive that is asked for copies of what is gone; nil asks none.
        public let archive: WebAddress?

        /// - Parameters:
        ///   - width: hosts side by side, 1 or more.
        ///   - days: between two checks of a link that works, 1 or more.
        ///   - archive: the TimeGate of a web archive that is asked for copies of what is gone; nil asks none.
        public init(width: Int, days: Int, archive: WebAddress? = nil) {
            self.width = max(1, width)
            self.days = max(1, days)
            self.archive = archive
        }
    }

    /// - Parameters:
    ///   - store: where items and what is known of their links are.
    ///   - client: what asks.
    ///   - manners: how to go about it.
    public init(store: Store, client: any HTTPClient, manners: Manners) {
        self.store = store
        self.client = client
        self.manners = manners
    }

    /// Checks the links whose time has come, and notes what came of it.
    ///
    /// - Returns: the report, which is kept in the store too; its problems name what is newly known to be dead.
    /// - Throws: `StorageError` when nothing can be read or noted; what was noted before stays.
    public func perform(limit: Int, now: Date) async throws(StorageError) -> RunReport {
        let links = try await store.links.due(at: now, limit: limit)
        let checked = try await check(links, now: now, isNoted: true)
        let problems = checked.filter { $0.check.isNews }.map { "\($0.link.address): \($0.check.sentence)" }
        let report = RunReport(
            name: "links", started: now, finished: now,
            counts: [
                .init("links", checked.count), .init("moved", checked.count { $0.check.result == .moved }),
                .init("dead", checked.count { $0.check.result.isDead }),
            ], problems: problems.sorted())
        try await store.runs.save(report)
        return report
    }

    /// Checks every link now and notes nothing.
    ///
    /// - Parameters:
    ///   - tell: hears of each link as it is done.
    ///   - begin: hears how many there are.
    /// - Returns: what came of them, newest items first.
    public func look(
        now: Date, tell: (CheckedLink) -> Void = { _ in }, begin: (Int) -> Void = { _ in }
    ) async throws(StorageError) -> [CheckedLink] {
        let links = try await store.links.published()
        begin(links.count)
        let places = Dictionary(
            links.enumerated().map { ($0.element.item, $0.offset) }, uniquingKeysWith: { first, _ in first })
        return try await check(links, now: now, isNoted: false, tell: tell)
            .sorted { places[$0.link.item, default: 0] < places[$1.link.item, default: 0] }
    }
}

private extension LinkRun {
    func check(
        _ links: [PublishedLink], now: Date, isNoted: Bool, tell: (CheckedLink) -> Void = { _ in }
    ) async throws(StorageError) -> [CheckedLink] {
        let resting = RestingHosts(try await store.feeds.waits(after: now))
        let fetcher = PageFetcher(client: client) { resting.reason(at: $0) }
        let archive = manners.archive.map { ArchiveSearch(client: client, gate: $0) }
        do {
            return try await HostQueues(links, width: manners.width) { $0.address.host }.perform(tell) {
                link in
                let page = await fetcher.look(at: link.address)
                try Task.checkCancellation()
                if page.result == .busy { resting.note(page.address.host, page.reason) }
                var check = LinkCheck(page, of: link, at: now)
                if check.result.isDead, let archive {
                    check = check.archived(await archive.copy(of: link.address, near: link.date))
                }
                if isNoted {
                    try await store.links.note(check, of: link, next: check.next(after: manners.days))
                }
                return CheckedLink(link: link, check: check)
            }
        } catch let error as StorageError {
            throw error
        } catch {
            throw .failed(reason: "\(error)")
        }
    }
}

/// A link with what came of checking it.
public struct CheckedLink: Hashable, Sendable {
    /// The link.
    public let link: PublishedLink
    /// What came of it.
    public let check: LinkCheck
}

extension LinkCheck {
    /// The result in words, with where the page is now and where a copy is.
    public var sentence: String {
        var words = reason
        if let movedTo { words += ": \(movedTo)" }
        if let since, since < time {
            words += ", so since \(since.formatted(.iso8601.year().month().day()))"
        }
        if let archived { words += "; a copy is at \(archived)" }
        return words
    }

    /// Judges what a look at a link brought.
    init(_ page: FetchedPage, of link: PublishedLink, at now: Date) {
        let result = LinkCheck.result(of: page, link)
        let reason: String
        switch result {
        case .works: reason = "it works"
        case .moved: reason = "the page has moved"
        case .astray: reason = "it leads to the front of the site now, so the page may be gone"
        default: reason = page.reason
        }
        let failures = (link.last?.failures ?? 0) + 1
        self.init(
            time: now, result: result, reason: reason, movedTo: result == .moved ? page.moved : nil,
            archived: result.isDead ? link.last?.archived : nil, failures: result.isDead ? failures : 0,
            since: result.isDead ? link.last?.since ?? now : nil)
    }

    func archived(_ copy: WebAddress?) -> LinkCheck {
        LinkCheck(
            time: time, result: result, reason: reason, movedTo: movedTo, archived: copy ?? archived,
            failures: failures, since: since)
    }

    private static func result(of page: FetchedPage, _ link: PublishedLink) -> LinkResult {
        switch page.result {
        case .read, .notAPage, .wanted, .enough:
            if page.address.path == "/", link.address.path != "/" { return .astray }
            // Another protocol, or another spelling of the same page, is no move that anybody has to know of.
            let isElsewhere = page.moved.map { $0.pageKey != link.address.pageKey } ?? false
            return isElsewhere ? .moved : .works
        case .robots: return .robots
        case .paywall, .refused: return .refused
        case .gone: return .gone
        case .busy: return .busy
        case .failed: return .failed
        }
    }
}
