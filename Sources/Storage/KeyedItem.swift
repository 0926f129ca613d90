// SPDX-License-Identifier: MIT

import Model

/// Where an item's page is; reckoned for new and changed items only.
struct Place {
    let canonical: String?
    let page: String?
    /// Whether it is a page of its own and not a site's front.
    let isPage: Bool

    init(_ item: KeyedItem) {
        canonical = item.address?.canonicalKey
        page = item.address?.pageKey
        isPage = item.address.map { $0.path != "/" } ?? false
    }
}

/// An item with the keys by which it is found again; handed on as one thing, since a document has many.
final class KeyedItem: Sendable {
    let item: Item
    /// What identifies it within its feed, with what that is made of.
    let sourceKey: String
    /// The licence and where it is stated; empty for none.
    let licenceKey: String
    /// Tells whether a source gives just what it gave before: words, address and licence to the letter.
    let seenKey: Int

    var id: Item.ID { item.id }
    var contentKey: String { item.contentKey }
    /// The id that it gets where another item has its own already.
    var otherID: Item.ID { Item.ID("i" + Digest.short(id.rawValue + "\u{0}" + contentKey)) }
    var identity: ItemIdentity { item.identity }
    var title: String { item.title }
    var address: WebAddress? { item.address }

    init(_ item: Item) {
        self.item = item
        sourceKey = SourceKey.text(item.identity)
        licenceKey = item.credit.licence.map { "\($0.place.rawValue):\($0.licence.id)" } ?? ""
        seenKey = Digest.number([
            item.title, item.text.summary, item.text.body, item.address?.text ?? "", licenceKey,
        ])
    }
}
