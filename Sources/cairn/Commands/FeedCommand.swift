// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Storage

/// `cairn feed`.
struct FeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed", abstract: "Subscriptions.",
        discussion: """
            Examples:
              cairn feed list
              cairn feed add blog.example.org --group "Local government" --licence CC-BY-4.0
              cairn feed import team.opml            ask its feeds, and say what it would bring
              cairn feed import team.opml --yes      and bring it
              cairn feed export > ours.opml
              cairn feed parse page.xml              any feed document as JSON Feed 1.1
            """,
        subcommands: [
            List.self, FeedAddCommand.self, FeedImportCommand.self, Export.self, FeedParseCommand.self,
            Show.self,
            Pause.self, Resume.self, Stay.self, Remove.self,
        ])

    /// `cairn feed list`.
    struct List: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List feeds and how their fetching goes. With --json one object a line.")
        @OptionGroup var options: GlobalOptions

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            let mistakes = try await workshop.subscribe(store, workshop.library.read())
            console.problems(mistakes.map(\.description), more: "cairn check names them")
            let records = try await store.feeds.all()
            let items = try await store.feeds.items(now: workshop.now)
            let waits = try await store.feeds.waits(after: workshop.now)
            var troubled: [String] = []
            for record in records {
                let given = items[record.feed.id]
                let wait = waits[record.address.host]
                console.jsonLine(FeedView(record, items: given, wait: wait, now: workshop.now))
                let health = FeedHealth(record, items: given, wait: wait, now: workshop.now)
                if health.needsPerson { troubled.append(record.feed.title) }
                let mark = health.needsPerson ? "  (needs a person)" : ""
                console.result("\(record.feed.id)  \(record.feed.title)\(mark)")
                for sentence in health.sentences { console.result("    \(sentence)") }
            }
            console.progress(counted(records.count, "feed"))
            return Ending(mistakes.map(\.description) + troubled)
        }
    }

    /// `cairn feed show`.
    struct Show: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show one feed and its last tries.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The feed's id.") var feed: String

        private struct Result: Encodable {
            let feed: FeedView
            let tries: [FeedRecord.LastTry]
        }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            _ = try await workshop.subscribe(store, workshop.library.read())
            guard let record = try await store.feeds.find(Feed.ID(feed)) else {
                throw StorageError.missing(kind: "feed", id: feed)
            }
            let tries = try await store.feeds.fetches(of: record.feed.id, limit: 10)
            let items = try await store.feeds.items(of: record.feed.id, now: workshop.now)[record.feed.id]
            let wait = try await store.feeds.waits(after: workshop.now)[record.address.host]
            console.json(
                Result(feed: FeedView(record, items: items, wait: wait, now: workshop.now), tries: tries))
            console.result("\(record.feed.id)  \(record.feed.title)")
            console.result("    \(record.feed.address)")
            let groups = record.feed.standing.groups.joined(separator: " / ")
            let place = [groups, record.feed.standing.licence.label].filter { !$0.isEmpty }
            console.result("    \(place.joined(separator: " \u{b7} "))")
            let health = FeedHealth(record, items: items, wait: wait, now: workshop.now)
            for sentence in health.sentences { console.result("    \(sentence)") }
            for past in tries {
                console.result(
                    "    \(past.time.formatted(.iso8601))  \(past.result.rawValue): \(past.reason)")
            }
            return health.needsPerson ? .needsAttention : .allWell
        }
    }

    /// `cairn feed export`.
    struct Export: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Print all feeds as OPML, in their groups, with every attribute.")
        @OptionGroup var options: GlobalOptions

        private struct Result: Encodable { let opml: String }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let text = OPML.write(workshop.library.exportedFeeds(title: workshop.settings.title))
            console.json(Result(opml: text))
            console.result(text)
            return .allWell
        }
    }

    /// `cairn feed pause`.
    struct Pause: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "pause", abstract: "Stop fetching a feed until it is resumed.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The feed's id.") var feed: String
        @Option(name: .long, help: "Why, for other curators.") var reason = "paused by a curator"

        func perform() async throws -> Ending {
            try await Switching(options).change(feed) { store, id in
                try await store.feeds.pause(id, reason: reason)
            }
        }
    }

    /// `cairn feed resume`.
    struct Resume: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "resume", abstract: "Fetch a feed again.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The feed's id.") var feed: String

        func perform() async throws -> Ending {
            try await Switching(options).change(feed) { store, id in try await store.feeds.resume(id) }
        }
    }

    /// `cairn feed stay`.
    struct Stay: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "stay",
            abstract: "Ask a moved feed at its old address again, and do not follow that move any more.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The feed's id.") var feed: String

        func perform() async throws -> Ending {
            try await Switching(options).change(feed) { store, id in
                try await store.feeds.stayAtOldAddress(id)
            }
        }
    }

    /// `cairn feed remove`.
    struct Remove: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Take a feed out of the list that names it; its items stay.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The feed's id.") var feed: String

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let holdings = workshop.library.read()
            guard let listed = holdings.listedFeed(Feed.ID(feed)) else {
                throw StorageError.missing(kind: "feed", id: feed)
            }
            try workshop.library.remove(listed)
            _ = try await workshop.subscribe(try await workshop.store(), workshop.library.read())
            console.json(["removed": feed, "file": listed.file])
            console.result("Removed \(listed.feed.title) from \(listed.file); its items stay.")
            return .allWell
        }
    }
}

/// Pauses or resumes a feed and says how it stands now.
private struct Switching {
    private let options: GlobalOptions

    init(_ options: GlobalOptions) { self.options = options }

    func change(_ feed: String, _ work: (Store, Feed.ID) async throws -> Void) async throws -> Ending {
        let workshop = try Workshop(options)
        let store = try await workshop.store()
        _ = try await workshop.subscribe(store, workshop.library.read())
        let id = Feed.ID(feed)
        try await work(store, id)
        guard let record = try await store.feeds.find(id) else {
            throw StorageError.missing(kind: "feed", id: feed)
        }
        let console = Console(options)
        let items = try await store.feeds.items(of: id, now: workshop.now)[id]
        let wait = try await store.feeds.waits(after: workshop.now)[record.address.host]
        console.json(FeedView(record, items: items, wait: wait, now: workshop.now))
        console.result("\(record.feed.title)")
        for sentence in FeedHealth(record, items: items, wait: wait, now: workshop.now).sentences {
            console.result("    \(sentence)")
        }
        return .allWell
    }
}
