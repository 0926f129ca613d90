// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// What came of an item's web page, kept beside what its feed says.
public struct ItemPage: Hashable, Sendable, Codable {
    /// How the last try to read it ended.
    public let result: PageResult
    /// The same in words.
    public let reason: String
    /// Its main content as plain text; empty where it was never read.
    public let text: String
    /// A digest of the text; empty where there is none.
    public let textKey: String
    /// The language of the text as a BCP 47 tag.
    public let language: String?

    /// Holds what it is given.
    public init(result: PageResult, reason: String, text: String, textKey: String, language: String?) {
        self.result = result
        self.reason = reason
        self.text = text
        self.textKey = textKey
        self.language = language
    }
}

extension LibraryItem {
    /// The item with the fullest text that there is: its page's, where that says more than its feed.
    public var readable: Item {
        guard let page, page.text.utf8.count > item.text.best.utf8.count else { return item }
        let text = ItemText(
            summary: item.text.summary, body: page.text, language: page.language ?? item.text.language)
        return Item(
            identity: item.identity, title: item.title, address: item.address, text: text,
            credit: item.credit, dates: item.dates, categories: item.categories)
    }
}

/// One try to read an item's web page.
public struct PageVisit: Hashable, Sendable {
    /// The item.
    public let item: Item.ID
    /// The address that was asked.
    public let asked: WebAddress
    /// When, UTC.
    public let time: Date
    /// How it ended.
    public let result: PageResult
    /// The same in words.
    public let reason: String
    /// What was read; nil where nothing was.
    public let article: Article?

    /// Holds what it is given.
    public init(
        item: Item.ID, asked: WebAddress, time: Date, result: PageResult, reason: String,
        article: Article? = nil
    ) {
        self.item = item
        self.asked = asked
        self.time = time
        self.result = result
        self.reason = reason
        self.article = article
    }
}
