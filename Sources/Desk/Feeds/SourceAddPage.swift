// SPDX-License-Identifier: MIT

import Catalog
import Feeds
import Foundation
import Model
import Pages
import Storage

/// Adding a source by the address of its site: what is found there, and which of it to take.
struct SourceAddPage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/sources/add", for: .curator) { visit in .page(startPage(visit)) },
        .post("desk/sources/add/find", for: .curator) { visit in try await find(visit) },
        .post("desk/sources/add/save", for: .curator) { visit in try await save(visit) },
    ]

    let address: FormField
    let listError: String?
    let text: String

    /// The form for an address, and the one for a list.
    static func startPage(_ visit: Visit, errors: [FieldError] = []) -> DeskPage {
        DeskPage(
            "Add sources", "source-add",
            SourceAddPage(
                address: FormField(
                    "address", "Address of the site or the feed",
                    value: String(visit.form["address"].prefix(2_000)),
                    hint: "Any page of the site will do, such as blog.example.org", errors: errors),
                listError: errors.first { $0.field == "file" }?.message,
                text: visit.form["text"]), errors: errors)
    }

    private static func find(_ visit: Visit) async throws -> DeskAnswer {
        let typed = visit.form.trimmed("address")
        func wrong(_ message: String) -> DeskAnswer {
            .page(startPage(visit, errors: [FieldError(field: "address", message: message)]))
        }
        guard typed.utf8.count <= 2_000, !TypedAddress.addresses(typed).isEmpty else {
            return wrong("Enter a web address, such as blog.example.org")
        }
        guard let search = await visit.tools.runs.finder.find(typed: typed), !search.feeds.isEmpty else {
            return .page(SourceFoundPage.nothing(at: typed, visit))
        }
        return .page(SourceFoundPage.page(search, visit))
    }

    private static func save(_ visit: Visit) async throws -> DeskAnswer {
        let form = visit.form
        guard let address = WebAddress(form.trimmed("feed")) else { throw DeskError.unreadable }
        let place = form.all("feed-place").first { $0.hasPrefix(address.text + " ") }
        let words = place.map { $0.dropFirst(address.text.count + 1) } ?? ""
        let title = String(
            (form.trimmed("title").isEmpty ? String(words) : form.trimmed("title")).prefix(200))
        let licence = Licence(id: form["licence"]) ?? .unknown
        let groups = form.trimmed("group").split(separator: "/").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        let note = String(form.trimmed("note").prefix(500))
        let feed = Feed(
            address: address, title: title.isEmpty ? address.host : title, site: WebAddress(form["site"]),
            standing: Feed.Standing(
                groups: groups.filter { !$0.isEmpty }.prefix(5).map { String($0.prefix(100)) },
                licence: licence, note: note.isEmpty ? nil : note))
        do {
            try await SourceFiles(visit).add(feed)
        } catch CatalogError.feedExists(let file, let line) {
            throw DeskError.refused("That feed is on the list already, in \(file), line \(line).")
        }
        return .goTo(
            "desk/sources/\(feed.id)", saying: "“\(feed.title)” is added. “Look now” fetches it at once.")
    }
}

/// What was found at an address.
struct SourceFoundPage: Sendable {
    let asked: String
    let feeds: [Found]
    let isEmpty: Bool
    let attempts: [Attempt]
    let groups: [String]
    let licences: [Choice]
    let site: String
    let canAdd: Bool

    struct Found: Sendable {
        let address: String
        let title: String
        let traits: String
        let listed: String?
        let isFree: Bool
        let isChosen: Bool
        let number: Int
    }

    struct Attempt: Sendable {
        let address: String
        let outcome: String
    }

    static func page(_ search: FeedSearch, _ visit: Visit) -> DeskPage {
        let held = visit.tools.holdings().listedFeeds
        let places = search.feeds.map { found in
            held.first { $0.feed.address.canonicalKey == found.address.canonicalKey }?.placeInWords
        }
        let best = places.firstIndex { $0 == nil }
        let feeds = zip(search.feeds, places).enumerated().map { index, pair in
            let (feed, place) = pair
            let newest = feed.newest.map { "newest of \(DeskWords.day($0))" }
            let comments = feed.isComments ? "comments of readers" : nil
            let traits: [String?] = [
                feed.document.format, counted(feed.document.entries.count, "item"), newest, comments,
                feed.origin.words,
            ]
            return Found(
                address: feed.address.text, title: feed.title,
                traits: traits.compactMap { $0 }.joined(separator: " · "), listed: place,
                isFree: place == nil, isChosen: index == best, number: index + 1)
        }
        return page(
            search.asked.text, feeds, search.attempts, site: search.feeds.first?.document.homePage?.text,
            visit)
    }

    static func nothing(at typed: String, _ visit: Visit) -> DeskPage {
        page(typed, [], [], site: nil, visit)
    }

    private static func page(
        _ asked: String, _ feeds: [Found], _ attempts: [FeedSearch.Attempt], site: String?, _ visit: Visit
    ) -> DeskPage {
        let groups = Set(
            visit.tools.holdings().feeds.map { $0.standing.groups.joined(separator: " / ") })
        return DeskPage(
            "Sources found", "source-found",
            SourceFoundPage(
                asked: asked, feeds: feeds, isEmpty: feeds.isEmpty,
                attempts: attempts.map { Attempt(address: $0.address.text, outcome: $0.outcome) },
                groups: groups.filter { !$0.isEmpty }.sorted(),
                licences: Licence.known.map { Choice($0.id, $0.label, chosen: Licence.unknown.id) },
                site: site ?? "", canAdd: feeds.contains(where: \.isFree)))
    }
}
