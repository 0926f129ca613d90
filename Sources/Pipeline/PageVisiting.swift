// SPDX-License-Identifier: MIT

import Articles
import Feeds
import Foundation
import Model
import Storage
import Synchronization

/// Visits items' pages, and saves what comes of each at once.
struct PageVisiting: Sendable {
    let store: Store
    let fetcher: PageFetcher
    let reader: ArticleReader
    let resting: RestingHosts
    let now: Date
    let worker: Worker?

    /// Tries after which a page that does not answer is let be.
    private static let tries = 6
    /// Days after which a site's `robots.txt` is asked again whether a page may be read.
    private static let robotsDays = 30.0

    /// Visits a page, unless its host is to be left alone.
    func visit(_ wanted: ArticleTable.Wanted) async throws -> EnrichedPage {
        if let why = resting.reason(at: wanted.address.host) {
            let visit = PageVisit(
                item: wanted.item, asked: wanted.address, time: now, result: .busy, reason: why)
            return EnrichedPage(visit, of: wanted, isLeft: true)
        }
        let page = await fetcher.fetch(wanted.address)
        // A visit that was cut off by the end of the run says nothing about the page.
        try Task.checkCancellation()
        if (page.pauseSeconds ?? 0) > PageFetcher.longestPause {
            resting.note(page.address.host, "the site wants a long pause between two pages")
        }
        if page.result == .busy { try await rest(page) }
        let visit = PageReading(page, by: reader, now: now)
            .visit(of: wanted.item, asked: wanted.address, now: now)
        let store = worker?.store(for: wanted.address.host) ?? store
        try await store.articles.save(
            visit, next: PageVisiting.next(after: visit, failures: wanted.failures, now: now))
        return EnrichedPage(visit, of: wanted)
    }

    /// Leaves a server alone that asked for it: for as long as it said, up to a day, and for the rest of this run.
    private func rest(_ page: FetchedPage) async throws {
        let host = page.address.host
        guard resting.reason(at: host) == nil else { return }
        resting.note(host, "\(page.reason), so it is left alone")
        let wanted = retryAfter(page.retryAfter, now: now).map { min($0, .seconds(86_400)) }
        guard let wait = wanted ?? (page.reason.hasSuffix("(429)") ? .seconds(3_600) : nil) else { return }
        let until = now.addingTimeInterval(Double(wait.components.seconds))
        try await store.feeds.note(HostWait(until: until, reason: page.reason), of: host)
    }

    /// When to ask again; nil for never, unless the item changes.
    static func next(after visit: PageVisit, failures: Int, now: Date) -> Date? {
        switch visit.result {
        case .robots: return now.addingTimeInterval(PageVisiting.robotsDays * 86_400)
        case let result where result.isPassing:
            guard failures + 1 < PageVisiting.tries else { return nil }
            // 6 hours, then twice as long each time: about a week in all.
            return now.addingTimeInterval(6 * 3_600 * Double(1 << failures))
        default: return nil
        }
    }
}

/// What came of reading a page that was asked for.
struct PageReading {
    let result: PageResult
    /// The same in words.
    let reason: String
    /// Nil where there is none.
    let article: Article?

    /// Reads what was fetched.
    init(_ page: FetchedPage, by reader: ArticleReader, now: Date) {
        guard page.result == .read else {
            (result, reason, article) = (page.result, page.reason, nil)
            return
        }
        do throws(ArticleError) {
            let read = try reader.read(
                page.body, contentType: page.contentType, at: page.address, seen: now)
            article = read
            if read.isPaywalled {
                (result, reason) = (.paywall, "the rest is for those who pay or sign in")
            } else {
                (result, reason) = (.read, read.text.isEmpty ? "no article was found on the page" : "read")
            }
        } catch {
            (result, reason, article) = (.notAPage, error.description, nil)
        }
    }

    /// The same as a visit of an item's page.
    func visit(of item: Item.ID, asked: WebAddress, now: Date) -> PageVisit {
        PageVisit(item: item, asked: asked, time: now, result: result, reason: reason, article: article)
    }
}

/// Hosts that asked to be left alone, before a run or in it; the mutex guards the list, which all visits share.
final class RestingHosts: Sendable {
    private let reasons: Mutex<[String: String]>

    init(_ waits: [String: HostWait]) {
        reasons = Mutex(waits.mapValues(\.sentence))
    }

    /// Why a host is to be left alone, in a sentence; nil where it may be asked.
    func reason(at host: String) -> String? { reasons.withLock { $0[host] } }

    /// Notes that a host is to be left alone for the rest of the run.
    func note(_ host: String, _ reason: String) { reasons.withLock { $0[host] = reason } }
}

extension HostWait {
    /// The wish in words.
    var sentence: String {
        "the server asked to be left alone until \(until.formatted(.iso8601)): \(reason)"
    }
}
