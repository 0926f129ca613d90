// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Storage

/// `cairn feed pause`.
struct FeedPauseCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Stop fetching a feed until it is resumed.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The feed's id.") var feed: String
    @Option(name: .long, help: "Why, for other curators.") var reason = "paused by a curator"

    func perform() async throws -> Ending {
        try await FeedChange(options).change(feed) {
            try await $0.pause($1.feed, reason: reason, by: $1.author, at: $1.now)
        }
    }
}

/// `cairn feed resume`.
struct FeedResumeCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Fetch a feed again.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The feed's id.") var feed: String

    func perform() async throws -> Ending {
        try await FeedChange(options).change(feed) {
            try await $0.resume($1.feed, by: $1.author, at: $1.now)
        }
    }
}

/// `cairn feed follow`.
struct FeedFollowCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow",
        abstract: "Ask a feed that says it has moved at its new address from now on.",
        discussion: """
            Its items and its history stay. cairn feed stay takes it back.

            Examples:
              cairn feed follow f85ad4e279997a517
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The feed's id.") var feed: String

    func perform() async throws -> Ending {
        try await FeedChange(options).change(feed) {
            try await $0.followMove(of: $1.feed, by: $1.author, at: $1.now)
        }
    }
}

/// `cairn feed stay`.
struct FeedStayCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "stay",
        abstract: "Ask a moved feed at its old address again, and do not follow that move any more.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The feed's id.") var feed: String

    func perform() async throws -> Ending {
        try await FeedChange(options).change(feed) {
            try await $0.stayAtOldAddress($1.feed, by: $1.author, at: $1.now)
        }
    }
}

/// `cairn feed leave`.
struct FeedLeaveCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave",
        abstract: "Say that what the digest says of a feed is all right so, for 90 days.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The feed's id.") var feed: String

    func perform() async throws -> Ending {
        try await FeedChange(options).change(feed) {
            let concerns = try await $0.health(of: $1.feed, now: $1.now)?.concerns ?? []
            try await $0.leave($1.feed, concerns.map(\.kind), by: $1.author, at: $1.now)
        }
    }
}

/// Changes something of a feed and says how it stands now.
private struct FeedChange {
    private let options: GlobalOptions

    struct Order {
        let feed: Feed.ID
        let author: AuditEntry.Author
        let now: Date
    }

    init(_ options: GlobalOptions) { self.options = options }

    func change(_ feed: String, _ work: (FeedTable, Order) async throws -> Void) async throws -> Ending {
        let workshop = try Workshop(options)
        let store = try await workshop.store()
        _ = try await workshop.subscribe(store, workshop.library.read())
        let id = Feed.ID(feed)
        try await work(store.feeds, Order(feed: id, author: workshop.commandAuthor, now: workshop.now))
        guard let health = try await store.feeds.health(of: id, now: workshop.now) else {
            throw StorageError.missing(kind: "feed", id: feed)
        }
        let console = Console(options)
        console.json(FeedView(health))
        console.result("\(health.record.feed.title)")
        for line in health.lines { console.result(line) }
        return .allWell
    }
}
