// SPDX-License-Identifier: MIT

import Model

/// An article as JSON; the keys are part of the command line's contract, and all are always there.
struct ArticleView: Encodable {
    private let article: Article

    init(_ article: Article) { self.article = article }

    /// The strongest that is stated, if Cairn knows it.
    private var licence: Licence? {
        article.licences.first.flatMap { $0.licence == .unknown ? nil : $0.licence }
    }

    private enum Key: String, CodingKey {
        case title, byline, published, excerpt, language, licence, licences, canonical, image, words, minutes
        case paywalled
        case siteName = "site_name"
        case html = "content_html"
        case text = "content_text"
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        let facts = article.facts
        try object.encode(facts.title, forKey: .title)
        try object.encode(facts.byline, forKey: .byline)
        try object.encode(facts.published, forKey: .published)
        try object.encode(facts.excerpt, forKey: .excerpt)
        try object.encode(facts.language, forKey: .language)
        try object.encode(facts.siteName, forKey: .siteName)
        try object.encode(facts.image, forKey: .image)
        try object.encode(article.canonical, forKey: .canonical)
        try object.encode(licence?.id, forKey: .licence)
        try object.encode(article.licences, forKey: .licences)
        try object.encode(article.isPaywalled, forKey: .paywalled)
        try object.encode(article.html, forKey: .html)
        try object.encode(article.text, forKey: .text)
        try object.encode(article.words, forKey: .words)
        try object.encode(article.minutes, forKey: .minutes)
    }
}

/// What stands in place of an article that could not be read.
struct ArticleFailure: Encodable {
    /// The page's file.
    let path: String
    /// Why, in a sentence.
    let error: String
}
