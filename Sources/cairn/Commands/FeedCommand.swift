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
              cairn feed digest                      what needs a person, and what to do about it
              cairn feed add blog.example.org --group "Local government" --licence CC-BY-4.0
              cairn feed import team.opml            ask its feeds, and say what it would bring
              cairn feed import team.opml --yes      and bring it
              cairn feed export > ours.opml
              cairn feed parse page.xml              any feed document as JSON Feed 1.1
            """,
        subcommands: [
            List.self, FeedAddCommand.self, FeedImportCommand.self, Export.self, FeedParseCommand.self,
            Show.self, FeedDigestCommand.self, FeedPauseCommand.self, FeedResumeCommand.self,
            FeedFollowCommand.self, FeedStayCommand.self, FeedLeaveCommand.self, Remove.self,
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
            let feeds = try await store.feeds.health(now: workshop.now)
            for health in feeds {
                console.jsonLine(FeedView(health))
                let feed = health.record.feed
                console.result("\(feed.id)  \(feed.title)\(health.needsPerson ? "  (needs a person)" : "")")
                for line in health.lines { console.result(line) }
            }
            console.progress(counted(feeds.count, "feed"))
            let troubled = feeds.filter(\.needsPerson).map(\.record.feed.title)
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
            guard let health = try await store.feeds.health(of: Feed.ID(feed), now: workshop.now) else {
                throw StorageError.missing(kind: "feed", id: feed)
            }
            let record = health.record
            let tries = try await store.feeds.fetches(of: record.feed.id, limit: 10)
            console.json(Result(feed: FeedView(health), tries: tries))
            console.result("\(record.feed.id)  \(record.feed.title)")
            console.result("    \(record.feed.address)")
            let groups = record.feed.standing.groups.joined(separator: " / ")
            let place = [groups, record.feed.standing.licence.label].filter { !$0.isEmpty }
            console.result("    \(place.joined(separator: " \u{b7} "))")
            for line in health.lines { console.result(line) }
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
