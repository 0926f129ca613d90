// SPDX-License-Identifier: MIT

import Markup
import Model

/// An article as JSON; the keys are part of the command line's contract, and all are always there.
struct ArticleView {
    private let article: Article

    init(_ article: Article) { self.article = article }

    /// The strongest that is stated, if Cairn knows it.
    private var licence: Licence? {
        article.licences.first.flatMap { $0.licence == .unknown ? nil : $0.licence }
    }

    /// The article's members in the order in which they are read.
    var json: JSONValue {
        let facts = article.facts
        let members: [(String, JSONValue)] = [
            ("title", .string(facts.title)), ("byline", .text(facts.byline)),
            ("published", .text(facts.published)), ("excerpt", .text(facts.excerpt)),
            ("language", .text(facts.language)), ("site_name", .text(facts.siteName)),
            ("image", .text(facts.image?.text)), ("canonical", .text(article.canonical?.text)),
            ("licence", .text(licence?.id)), ("licences", .array(article.licences.map(ArticleView.json))),
            ("paywalled", .bool(article.isPaywalled)), ("content_html", .string(article.html)),
            ("content_text", .string(article.text)), ("words", .number(Double(article.words))),
            ("minutes", .number(Double(article.minutes))),
        ]
        return .object(members.map { JSONValue.Member(name: $0.0, value: $0.1) })
    }

    private static func json(_ statement: LicenceStatement) -> JSONValue {
        var members = [
            JSONValue.Member(name: "licence", value: .string(statement.licence.id)),
            JSONValue.Member(name: "place", value: .string(statement.place.rawValue)),
            JSONValue.Member(name: "words", value: .string(statement.words)),
        ]
        if let seen = statement.seen {
            members.append(JSONValue.Member(name: "seen", value: .string(WrittenDate.text(of: seen))))
        }
        return .object(members)
    }
}

/// What stands in place of an article that could not be read.
struct ArticleFailure {
    /// The page's file.
    let path: String
    /// Why, in a sentence.
    let error: String

    var json: JSONValue {
        .object([
            JSONValue.Member(name: "path", value: .string(path)),
            JSONValue.Member(name: "error", value: .string(error)),
        ])
    }
}

private extension JSONValue {
    /// A text, or null.
    static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
