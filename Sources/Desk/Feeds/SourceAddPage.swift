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
    static func startPage(_ visit: Visit, errors: [FieldError] = []) -> WebPage {
        WebPage(
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
        do {
            let search = try await SourceSearch.perform(visit.form.trimmed("address"), visit.sitting)
            return .page(SourceFoundPage.page(search, visit))
        } catch let error as FieldError {
            return .page(startPage(visit, errors: [error]))
        }
    }

    private static func save(_ visit: Visit) async throws -> DeskAnswer {
        let form = visit.form
        guard let address = WebAddress(form.trimmed("feed")) else { throw DeskError.unreadable }
        let place = form.all("feed-place").first { $0.hasPrefix(address.text + " ") }
        let words = place.map { $0.dropFirst(address.text.count + 1) } ?? ""
        let title = form.trimmed("title").isEmpty ? String(words) : form.trimmed("title")
        let feed = try await SourceFiles(visit.sitting).add(
            SourceFiles.Addition(
                address: address, title: title, site: WebAddress(form["site"]),
                groups: form.trimmed("group").split(separator: "/").map(String.init),
                licence: Licence(id: form["licence"]) ?? .unknown, note: form.trimmed("note")))
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

    static func page(_ search: SourceSearch, _ visit: Visit) -> WebPage {
        let best = search.feeds.firstIndex { $0.listed == nil }
        let feeds = search.feeds.enumerated().map { index, found in
            Found(
                address: found.feed.address.text, title: found.feed.title, traits: traits(of: found.feed),
                listed: found.listed, isFree: found.listed == nil, isChosen: index == best, number: index + 1)
        }
        let groups = Set(
            visit.tools.holdings().feeds.map { $0.standing.groups.joined(separator: " / ") })
        return WebPage(
            "Sources found", "source-found",
            SourceFoundPage(
                asked: search.asked, feeds: feeds, isEmpty: feeds.isEmpty,
                attempts: search.attempts.map { Attempt(address: $0.address.text, outcome: $0.outcome) },
                groups: groups.filter { !$0.isEmpty }.sorted(),
                licences: Licence.known.map { Choice($0.id, $0.label, chosen: Licence.unknown.id) },
                site: search.site?.text ?? "", canAdd: feeds.contains(where: \.isFree)))
    }

    private static func traits(of feed: FoundFeed) -> String {
        let newest = feed.newest.map { "newest of \(DeskWords.day($0))" }
        let traits: [String?] = [
            feed.document.format, counted(feed.document.entries.count, "item"), newest,
            feed.isComments ? "comments of readers" : nil, feed.origin.words,
        ]
        return traits.compactMap { $0 }.joined(separator: " · ")
    }
}
