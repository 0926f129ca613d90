// SPDX-License-Identifier: MIT

import Articles
public import Foundation
public import Model
public import Storage
public import Transport

/// Brings one page into the library by its address: what a curator found, and no feed gives.
///
/// It asks as every visit of a page does: `robots.txt` first, and not where a host wants to be left alone.
public struct PageAdding: Sendable {
    private let store: Store
    private let client: any HTTPClient
    private let reader = ArticleReader()

    /// What came of it.
    public struct Added: Hashable, Sendable {
        /// The item.
        public let item: Item.ID
        /// Whether it came in by this; false where the library had the page.
        public let isNew: Bool
        /// How the visit of its page ended; nil where the page was not asked for.
        public let page: PageResult?
        /// The same in words.
        public let reason: String?
    }

    /// Why nothing was brought.
    public enum Failure: Error, CustomStringConvertible {
        /// The store could not be read or written.
        case storage(StorageError)
        /// The page could not be read, and nobody said what it is called.
        case unread(WebAddress, why: String)
        /// The page has no headline, and nobody said what it is called.
        case untitled(WebAddress)

        /// One sentence that a curator can act on.
        public var description: String {
            switch self {
            case .storage(let error): error.description
            case .unread(let address, let why):
                "\(address.text) could not be read: \(why); to add it nevertheless, say what it is called with --title"
            case .untitled(let address): "\(address.text) has no headline; say what it is called with --title"
            }
        }
    }

    /// - Parameters:
    ///   - store: where the item goes.
    ///   - client: what gets the page.
    public init(store: Store, client: any HTTPClient) {
        self.store = store
        self.client = client
    }

    /// Brings a page.
    ///
    /// - Parameter title: what it is called; nil for what the page says itself.
    public func add(_ address: WebAddress, title: String? = nil, now: Date) async throws(Failure) -> Added {
        do {
            if let known = try await store.items.id(at: address) {
                return Added(item: known, isNew: false, page: nil, reason: nil)
            }
            let reading = PageReading(try await page(at: address, now: now), by: reader, now: now)
            let source = ItemTable.handPicked(from: address, named: reading.article?.facts.siteName)
            let item = try item(at: address, title: title, reading, from: source)
            let (found, isNew) = try await store.items.bring(item, from: source, now: now)
            if isNew {
                let visit = reading.visit(of: found, asked: address, now: now)
                try await store.articles.save(
                    visit, next: PageVisiting.next(after: visit, failures: 0, now: now))
            }
            try await store.queue.catchUp()
            return Added(item: found, isNew: isNew, page: reading.result, reason: reading.reason)
        } catch let error as StorageError {
            throw .storage(error)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .unread(address, why: "\(error)")
        }
    }

    private func page(at address: WebAddress, now: Date) async throws -> FetchedPage {
        let resting = RestingHosts(try await store.feeds.waits(after: now))
        if let why = resting.reason(at: address.host) { throw Failure.unread(address, why: why) }
        return await PageFetcher(client: client) { resting.reason(at: $0) }.fetch(address)
    }

    /// The item that a page becomes: what the page says of itself, and what the curator says before that.
    private func item(
        at address: WebAddress, title: String?, _ reading: PageReading, from source: Feed
    ) throws(Failure) -> Item {
        let facts = reading.article?.facts
        if title == nil, reading.article == nil { throw .unread(address, why: reading.reason) }
        guard let title = [title, facts?.title].compactMap(\.self).first(where: { !$0.isEmpty }) else {
            throw .untitled(address)
        }
        return Item(
            identity: ItemIdentity(feed: source.id, guid: nil, address: address, title: title, text: ""),
            title: title, address: address,
            text: ItemText(summary: facts?.excerpt ?? "", language: facts?.language),
            credit: Credit(authors: [facts?.byline].compactMap(\.self)),
            dates: ItemDates(published: facts?.published.flatMap { WrittenDate.date(from: $0) }))
    }
}
