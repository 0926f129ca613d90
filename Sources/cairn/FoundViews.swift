// SPDX-License-Identifier: MIT

import Feeds
import Foundation
import Model

/// A feed that was found, as JSON; the keys are part of the command line's contract.
struct FoundFeedView: Encodable {
    private let url: String
    private let title: String
    private let format: String
    private let items: Int
    private let newest: Date?
    private let found: String
    private let comments: Bool
    private let listed: String?

    /// - Parameter listed: where it is in the list already, as file and line.
    init(_ feed: FoundFeed, listed: String? = nil) {
        url = feed.address.text
        title = feed.title
        format = feed.document.format
        items = feed.document.entries.count
        newest = feed.newest
        found = feed.origin.rawValue
        comments = feed.isComments
        self.listed = listed
    }
}

/// One request of a search as JSON.
struct AttemptView: Encodable {
    private let url: String
    private let outcome: String

    init(_ attempt: FeedSearch.Attempt) {
        url = attempt.address.text
        outcome = attempt.outcome
    }
}

extension FoundFeed {
    /// The feed in two lines.
    ///
    /// - Parameter listed: where it is in the list already, as file and line.
    func lines(number: Int, listed: String?) -> [String] {
        let newest = newest.map { ["newest \($0.formatted(.iso8601.year().month().day()))"] } ?? []
        let traits =
            [document.format, counted(document.entries.count, "item")] + newest
            + [isComments ? "comments" : nil, origin.words, listed.map { "listed already in \($0)" }]
            .compactMap { $0 }
        return ["\(number)  \(title)", "   \(address)", "   \(traits.joined(separator: ", "))"]
    }
}
