// SPDX-License-Identifier: MIT

import Markup
import Model

/// Fair credit for an item: title, author, source and licence, as plain text.
///
/// **Source**: Creative Commons, "Recommended practices for attribution" (TASL).
struct ItemCredit: Hashable {
    /// Its headline.
    let title: String
    /// Its authors, most five of them; nil when none is known.
    let authors: String?
    /// Who published it.
    let source: String
    /// Where it can be read.
    let address: WebAddress
    /// What may be done with it.
    let licence: Licence

    /// Collects the credit.
    ///
    /// **Errors**: ``PublishingError/noCredit(item:title:missing:)`` for what is missing first.
    init(_ reviewed: ReviewedItem) throws(PublishingError) { try self.init(ItemCard(reviewed)) }

    /// Collects the credit.
    ///
    /// **Errors**: ``PublishingError/noCredit(item:title:missing:)`` for what is missing first.
    init(_ card: ItemCard) throws(PublishingError) {
        try self.init(card, card.details)
    }

    /// Collects the credit of a card, of which the words are at hand.
    init(_ card: ItemCard, _ details: ItemCard.Details) throws(PublishingError) {
        title = details.credited.title
        source = details.credited.source
        licence = details.licence
        authors = details.credited.authors
        func lacks(_ missing: PublishingError.Missing) -> PublishingError {
            .noCredit(item: card.id, title: details.displayTitle, missing: missing)
        }
        guard !title.isEmpty else { throw lacks(.title) }
        guard !source.isEmpty else { throw lacks(.source) }
        guard let address = WebAddress(details.credited.address) else { throw lacks(.address) }
        self.address = address
    }

    /// Who is to be credited: the authors, or the source where none is known.
    var creator: String { authors ?? source }

    /// What the licence wants to be said beside an extract, word for word.
    var statement: String? {
        guard licence.id.hasPrefix("OGL-UK-") else { return nil }
        return "Contains public sector information licensed under the \(licence.label)."
    }
}

extension ItemCredit {
    /// Most five names in a row; nil where there is none.
    static func names(_ authors: [String]) -> String? {
        let names = authors.map { MarkdownEscape.plainLine($0, limit: 80) }.filter { !$0.isEmpty }
        guard let last = names.last else { return nil }
        if names.count > 5 {
            return names.prefix(4).joined(separator: ", ") + " and \(names.count - 4) others"
        }
        return names.count == 1 ? last : names.dropLast().joined(separator: ", ") + " and " + last
    }
}
