// SPDX-License-Identifier: MIT

public import Model
import Storage

/// What came of one item's page; as JSON it is a line of `cairn enrich --json`.
public struct EnrichedPage: Hashable, Sendable, Encodable {
    /// The item's id.
    public let item: String
    /// Its headline.
    public let title: String
    /// The address that was asked for.
    public let url: String
    /// How it ended.
    public let result: PageResult
    /// The same in words.
    public let reason: String
    /// Whether nobody asked, and the page is left for a later run.
    public let isLeft: Bool
    /// The words of the article; 0 where there is none.
    public let words: Int
    /// The article's language as a BCP 47 tag.
    public let language: String?
    /// The licence that the page states strongest, by its SPDX-like id; nil where it states none.
    public let licence: String?
    /// Where the page was read; nil where it was not.
    public let readAt: String?

    init(_ visit: PageVisit, of wanted: ArticleTable.Wanted, isLeft: Bool = false) {
        item = wanted.item.rawValue
        title = wanted.title
        url = wanted.address.text
        result = visit.result
        reason = visit.reason
        self.isLeft = isLeft
        words = visit.article?.words ?? 0
        language = visit.article?.facts.language
        licence = visit.article?.licences.first?.licence.id
        readAt = visit.article?.address.text
    }

    private enum CodingKeys: String, CodingKey {
        case item, title, url, result, reason, words, language, licence
        case isLeft = "left"
        case readAt = "read_at"
    }
}
