// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Storage

/// `cairn feed digest`.
struct FeedDigestCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest", abstract: "Say which feeds need a person, why, and what could be done.",
        discussion: """
            A feed needs a person when it is gone, fails, has moved to where another feed is, is mostly rejected, noisy or silent. \
            What cairn feed leave was said of stays away for 90 days.

            Examples:
              cairn feed digest
              cairn feed digest --json
            """)
    @OptionGroup var options: GlobalOptions

    private struct Result: Encodable {
        let feeds: Int
        let concerns: [Line]

        struct Line: Encodable {
            let feed: String
            let title: String
            let url: String
            let concern: FeedConcern.Kind
            let sentence: String
            let actions: [FeedAction]
        }
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let store = try await workshop.store()
        let mistakes = try await workshop.subscribe(store, workshop.library.read())
        let feeds = try await store.feeds.health(now: workshop.now)
        let digest = FeedDigest(feeds)
        console.json(
            Result(
                feeds: feeds.count,
                concerns: digest.entries.map {
                    Result.Line(
                        feed: $0.feed.id.rawValue, title: $0.feed.title, url: $0.feed.address.text,
                        concern: $0.concern.kind, sentence: $0.concern.sentence,
                        actions: $0.concern.kind.actions)
                }))
        for entry in digest.entries {
            console.result("\(entry.concern.kind.words): \(entry.feed.title)")
            console.result("    \(entry.concern.sentence)")
            let commands = entry.concern.kind.actions.map { $0.command(on: entry.feed.id) }
            console.result("    \(commands.joined(separator: "  or  "))")
        }
        console.result(digest.sentence(of: feeds.count))
        console.problems(mistakes.map(\.description), more: "cairn check names them")
        return Ending(mistakes.map(\.description) + digest.entries.map(\.feed.title))
    }
}
