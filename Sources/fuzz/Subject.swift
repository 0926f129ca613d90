// SPDX-License-Identifier: MIT

import Articles
import Feeds
import Foundation
import Markup
import Model

/// What a spoilt document is taken for, and what must be true of the result.
enum Subject: String, CaseIterable {
    case feed, piece, page, markdown

    private static let address = WebAddress("https://blog.example.org/feed")
    private static let types: [String?] = [
        nil, nil, nil, "text/xml; charset=iso-8859-1", "application/json", "text/xml; charset=\"",
    ]

    /// What is wrong with what becomes of a document; nil when all is well.
    func complaint(about bytes: [UInt8], _ mutator: inout Mutator) -> String? {
        switch self {
        case .feed: feedComplaint(bytes, &mutator)
        case .piece:
            SafeHTML.complaint(about: try? HTMLCleaner().clean(fragment: text(bytes)), cleansAgain: true)
        case .page: articleComplaint(bytes)
        case .markdown:
            SafeHTML.complaint(
                about: try? MarkdownCleaner(headingShift: 1).html(text(bytes)), cleansAgain: false)
        }
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func feedComplaint(_ bytes: [UInt8], _ mutator: inout Mutator) -> String? {
        let type = Self.types[mutator.below(Self.types.count)]
        let document = FeedDocument(bytes: bytes, base: Self.address, contentType: type)
        let json: String
        do throws(FeedError) {
            json = try FeedParser.parse(document).jsonFeed()
        } catch {
            json = ParsedFeed.jsonFeed(for: error)
        }
        let isLooked = mutator.below(8) == 0
        return isLooked && (try? JSONSerialization.jsonObject(with: Data(json.utf8))) == nil ? "no JSON" : nil
    }

    private func articleComplaint(_ bytes: [UInt8]) -> String? {
        guard let address = Self.address else { return "no address" }
        let article = try? ArticleReader().read(bytes, at: address)
        return SafeHTML.complaint(about: article?.html, cleansAgain: false)
    }
}
