// SPDX-License-Identifier: MIT

import Catalog
import Feeds
import Foundation
import HTTPTypes
import Model
import Pages
import Storage

/// What the library follows, how it goes, and what is done about it; for programs.
enum SourceAPI {
    static let routes: [APIRoute] = reading + adding + caring

    private static let reading: [APIRoute] = [
        .get(
            "feeds", "listFeeds", "Every feed with how it is doing.",
            query: [
                .free("q", .text(0...200), "Words in its title, its address or its groups."),
                .free("state", .oneOf(["troubled", "paused", "well"])),
            ], gives: .list(.named("Feed"))
        ) { call in
            let look = SourceLook(
                words: call.query["q"]?.text ?? "", state: call.query["state"]?.text ?? "")
            return try await call.store.feeds.health(now: call.now).filter(look.has).map(FeedView.init)
        },
        .get("feeds/{feed}", "showFeed", "One feed with its last tries.", gives: .named("WholeFeed")) {
            call in try await WholeFeedView.read(call)
        },
        .get(
            "digest", "showDigest", "The feeds that need a person, the most urgent first.",
            gives: Digest.shape
        ) { call in
            let all = try await call.store.feeds.health(now: call.now)
            let digest = FeedDigest(all)
            return Digest(
                sentence: digest.sentence(of: all.count),
                entries: digest.entries.map {
                    Digest.Entry(
                        feed: $0.feed.id.rawValue, title: $0.feed.title, concern: ConcernView($0.concern))
                })
        },
    ]

    private static let adding: [APIRoute] = [
        .doing(
            .post, "feeds/search", for: .curator, "searchFeeds",
            "Ask what feeds a site has, by the address of any of its pages. Nothing is added.",
            body: .object([.needed("address", .text(1...2000), "Such as `blog.example.org`.")]),
            gives: SearchView.shape
        ) { call in
            SearchView(
                try await SourceSearch.perform(call.body["address"].line ?? "", call.sitting))
        },
        .doing(
            .post, "feeds", for: .curator, "addFeed", "Put a feed on the list, by its own address.",
            body: .object([
                .needed("url", .text(1...2000)), .free("title", .text(0...200)),
                .free("site", .text(1...2000), "The address of its site."),
                .free("groups", .list(.text(1...100), 0...5), "The group that it lies in, outer ones first."),
                .free("licence", licence, "Of its items where they do not say."),
                .free("note", .text(0...500), "Why it is here, for other curators."),
            ]), gives: .named("WholeFeed"), status: .created
        ) { call in
            guard let address = WebAddress(call.body["url"].line ?? "") else {
                throw FieldError(field: "url", message: "Enter a web address that a feed can have")
            }
            let feed = try await SourceFiles(call.sitting).add(
                SourceFiles.Addition(
                    address: address, title: call.body["title"].line ?? "",
                    site: WebAddress(call.body["site"].line ?? ""), groups: call.body["groups"].lines,
                    licence: Licence(id: call.body["licence"].text ?? "") ?? .unknown,
                    note: call.body["note"].line ?? ""))
            return try await WholeFeedView.read(feed.id, call)
        },
        .doing(
            .post, "imports/preview", for: .curator, "previewImport",
            "See what a list of feeds (OPML) would bring, line by line. Nothing is added.",
            body: .object([
                .needed("opml", .text(1...1_000_000)), .free("name", .text(0...200)),
                .free(
                    "ask", .truth,
                    "Whether to ask each feed that is not listed yet whether it answers; a minute at the most."
                ),
            ]), bodyLimit: listLimit, gives: ImportView.shape
        ) { call in
            let isAsking = call.body["ask"].truth ?? false
            let (preview, asked) = try await list(call).preview(isAsking: isAsking, call.sitting)
            return ImportView(preview, asked)
        },
        .doing(
            .post, "imports", for: .curator, "importFeeds",
            "Put lines of a list of feeds on ours, all of those named or none.",
            body: .object([
                .needed("opml", .text(1...1_000_000)),
                .free("name", .text(0...200), "What the list is called; its file is named after it."),
                .needed(
                    "lines",
                    .list(
                        .object([
                            .needed("place", .whole(0...1_000_000), "As the preview has it."),
                            .free("url", .text(1...2000), "Where the feed has moved, to take it from there."),
                        ]), 1...5000)),
            ]), bodyLimit: listLimit,
            gives: .object([
                .needed("file", .words), .needed("added", .whole(1...1_000_000)),
            ]), status: .created
        ) { call in
            var chosen: [Int: WebAddress?] = [:]
            for line in call.body["lines"].list {
                guard let place = line["place"].whole else { continue }
                chosen.updateValue(WebAddress(line["url"].line ?? ""), forKey: place)
            }
            let (file, count) = try await list(call).save(chosen, call.sitting)
            return Imported(file: file, added: count)
        },
    ]

    private static let caring: [APIRoute] = [
        .doing(
            .post, "feeds/{feed}/care", for: .curator, "careForFeed",
            "Do something about a feed: follow it to its new address or stay at the old one, look at it now, pause or resume it, or leave it as it is for 90 days.",
            body: .object([
                .needed(
                    "action", .oneOf(FeedAction.allCases.filter { $0 != .remove }.map(\.rawValue))),
                .free("reason", .text(0...200), "Why it is paused."),
            ]),
            gives: .object([
                .needed("sentence", .words, "What was done."), .needed("feed", .named("WholeFeed")),
            ])
        ) { call in
            let care = SourceCare(call.sitting)
            let health = try await care.health(of: Feed.ID(call.parameter("feed")))
            guard let action = FeedAction(rawValue: call.body["action"].text ?? "") else {
                throw APIProblem.unfit([])
            }
            let done = try await care.perform(action, on: health, reason: call.body["reason"].line ?? "")
            return Cared(sentence: done.capitalizedStart, feed: try await WholeFeedView.read(call))
        },
        .quietly(
            .delete, "feeds/{feed}", for: .curator, "removeFeed",
            "Take a feed off the list. Its items stay."
        ) { call in
            let care = SourceCare(call.sitting)
            let health = try await care.health(of: Feed.ID(call.parameter("feed")))
            _ = try await care.perform(.remove, on: health)
        },
    ]

    static let licence = APIShape.oneOf(Licence.known.map(\.id))
    /// A list of a megabyte, with what JSON adds to it.
    private static let listLimit = 2 * 1024 * 1024

    private static func list(_ call: APICall) throws -> SourceList {
        try SourceList(Array((call.body["opml"].text ?? "").utf8), named: call.body["name"].line ?? "")
    }

    private struct Digest: Encodable, Sendable {
        let sentence: String
        let entries: [Entry]

        struct Entry: Encodable, Sendable {
            let feed, title: String
            let concern: ConcernView
        }

        static let shape = APIShape.object([
            .needed("sentence", .words),
            .needed(
                "entries",
                .list(
                    .object([
                        .needed("feed", .id), .needed("title", .words),
                        .needed("concern", .named("Concern")),
                    ]))),
        ])
    }

    private struct Imported: Encodable, Sendable {
        let file: String
        let added: Int
    }

    private struct Cared: Encodable, Sendable {
        let sentence: String
        let feed: WholeFeedView
    }
}
