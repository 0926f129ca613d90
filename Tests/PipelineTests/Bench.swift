// SPDX-License-Identifier: MIT

import Feeds
import Foundation
import Model
import Pipeline
import Publishing
import Storage
import Synchronization
import TestSupport
import Transport

/// What happened, in order, told from several tasks.
final class Log<Event: Sendable>: Sendable {
    private let noted = Mutex<[Event]>([])

    var events: [Event] { noted.withLock { $0 } }

    func note(_ event: Event) { noted.withLock { $0.append(event) } }
}

/// Lets nobody through until so many are there, then all of them.
actor Gate {
    private let size: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ size: Int) { self.size = size }

    func pass() async {
        if waiting.count + 1 == size {
            waiting.forEach { $0.resume() }
            waiting = []
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }
}

extension Feed {
    static func at(_ address: String, title: String? = nil) -> Feed {
        Feed(address: .sample(address), title: title ?? address)
    }
}

extension Store {
    /// A store in memory that subscribes to some feeds.
    static func subscribed(to feeds: [Feed]) async throws -> Store {
        let store = try await Store.inMemory()
        try await store.feeds.subscribe(to: feeds)
        return store
    }

    /// A store in memory with some items of one feed.
    static func holding(_ items: [Item]) async throws -> Store {
        let store = try await Store.inMemory()
        try await store.take(items)
        return store
    }

    /// Subscribes to a feed and takes items of it.
    func take(_ items: [Item]) async throws {
        let feed = Feed.at("https://blog.example.org/feed", title: "A blog")
        try await feeds.subscribe(to: [feed])
        let fetch = FetchRecord(
            feed: feed.id, time: .sample(), result: .ok, reason: "read")
        _ = try await self.items.save(items, noting: fetch) { _ in
            NextTry(due: .sample(), why: "", intervalMinutes: 60)
        }
    }

    /// Approves an item as a curator would.
    func approve(_ item: Item, for topics: [Topic.ID] = ["digital-strategy"]) async throws {
        try await verdicts.record([
            Verdict(
                item: item.id, decision: .approve, topics: topics, why: "It shows how to choose.",
                by: Verdict.Signature(name: "Ada", time: .sample()))
        ])
    }
}

extension Item {
    /// An item of the feed of ``Storage/Store/holding(_:)``, its id and address made from its title.
    static func named(_ title: String, body: String = "Our digital strategy fits on one page.") -> Item {
        let slug = title.lowercased().replacing(" ", with: "-")
        return .sample(
            feed: Feed.id(for: .sample("https://blog.example.org/feed")), guid: slug, title: title,
            address: "https://blog.example.org/\(slug)/", body: body)
    }
}

extension CollectRun {
    /// A run over a client of the test's.
    init(_ store: Store, _ client: any HTTPClient, width: Int = 8, firstLimit: Int = .max) {
        self.init(
            store: store, fetcher: FeedFetcher(client: client),
            manners: Manners(width: width, firstLimit: firstLimit))
    }
}

extension RunReport {
    /// How much it counted of something.
    func number(_ what: String) -> Int? { counts.first { $0.what == what }?.number }
}

/// The files of a folder and all folders in it, by their paths.
func contents(of folder: URL) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
        let file = folder.appending(path: path)
        if let data = try? Data(contentsOf: file) { found[path] = data }
    }
    return found
}
