// SPDX-License-Identifier: MIT

import Catalog
import Feeds
import Foundation
import Model
import Pages

/// What was found at an address that somebody typed.
struct SourceSearch: Sendable {
    /// The address, as it was asked; as it was typed where nothing answers there.
    let asked: String
    let feeds: [Found]
    let attempts: [FeedSearch.Attempt]

    /// A feed, and where it stands on our lists already.
    struct Found: Sendable {
        let feed: FoundFeed
        let listed: String?
    }

    /// The site that its feeds belong to.
    var site: WebAddress? { feeds.first?.feed.document.homePage }

    /// Asks what feeds there are at an address.
    ///
    /// **Errors**: ``FieldError`` on `address` for what is none.
    static func perform(_ typed: String, _ sitting: Sitting) async throws -> SourceSearch {
        guard typed.utf8.count <= 2_000, !TypedAddress.addresses(typed).isEmpty else {
            throw FieldError(field: "address", message: "Enter a web address, such as blog.example.org")
        }
        guard let search = await sitting.tools.runs.finder.find(typed: typed) else {
            return SourceSearch(asked: typed, feeds: [], attempts: [])
        }
        let held = sitting.holdings.listedFeeds
        let feeds = search.feeds.map { found in
            let key = found.address.canonicalKey
            return Found(
                feed: found, listed: held.first { $0.feed.address.canonicalKey == key }?.placeInWords)
        }
        return SourceSearch(asked: search.asked.text, feeds: feeds, attempts: search.attempts)
    }
}
