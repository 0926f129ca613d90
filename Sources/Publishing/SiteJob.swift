// SPDX-License-Identifier: MIT

public import FoundationEssentials
public import Model

/// Builds a site into a published folder from what changed since the last build.
///
/// First it hears the key of every item and says which it has to read (``wanted(_:)``). Each of these becomes a card, and a page
/// with its whole text where there is one, and is forgotten again (``add(_:key:checked:)``). All other pages are made of
/// cards at the end (``finish(_:)``).
public final class SiteJob {
    private let composer: SiteComposer
    private let folder: FolderWriting
    private var build: SiteBuild
    /// What a page of one item is made with: it shows nothing of the others.
    private let blank: SitePages
    /// The cards of the last build.
    private let former: CardMemory
    /// The cards of this one, in the order of the items; nil for those that are still to be read.
    private var made: [ItemCard?] = []
    /// The items that are to be read, by their places among all.
    private var waiting: [(id: Item.ID, place: Int)] = []
    /// The next of them.
    private var next = 0
    /// The cards of which the page with the whole text is there.
    private var done: Set<ObjectIdentifier> = []

    init(_ composer: SiteComposer, _ folder: FolderWriting) {
        self.composer = composer
        self.folder = folder
        build = SiteBuild(layout: composer.layout, taker: folder)
        blank = SitePages(
            site: composer.site, curriculum: composer.curriculum, publication: Publication(),
            base: composer.key)
        former = CardMemory(folder.lastKnown, maker: composer.maker)
    }

    /// Says which items have to be read, by the keys of all; the pages of the others are kept.
    ///
    /// **Shape**: in the order in which all come.
    public func wanted(_ items: [(id: Item.ID, key: InputKey)]) throws(PublishingError) -> [Item.ID] {
        made = [ItemCard?](repeating: nil, count: items.count)
        var cards = FormerCards(former.cards)
        for (place, item) in items.enumerated() {
            guard let card = cards.card(of: item.id), card.key == item.key else {
                waiting.append((item.id, place))
                continue
            }
            made[place] = card
            guard card.isWhole(commercially: composer.site.isCommercial) else { continue }
            let page = SitePages.key(ofItem: card, base: composer.key)
            if try build.keep(at: "items/" + item.id.rawValue, madeFrom: page, date: nil) {
                done.insert(ObjectIdentifier(card))
            } else {
                waiting.append((item.id, place))
            }
        }
        return waiting.map(\.id)
    }

    /// Takes an item that was read; they come in the order in which they were wanted, and some may be missing.
    ///
    /// **Errors**: as of ``SiteComposer/write(_:to:)``.
    public func add(_ reviewed: ReviewedItem, key: InputKey, checked: Date?) throws(PublishingError) {
        guard let found = waiting[next...].firstIndex(where: { $0.id == reviewed.id }) else { return }
        next = found + 1
        let card = ItemCard(reviewed, key: key, checked: checked)
        made[waiting[found].place] = card
        guard card.isWhole(commercially: composer.site.isCommercial) else { return }
        try composer.add(card, reviewed, blank, to: &build)
        done.insert(ObjectIdentifier(card))
    }

    /// The cards of all items that did not change or were read, in the order of the items.
    public var cards: [ItemCard] { made.compactMap(\.self) }

    /// Makes all that is left; then the folder can be finished.
    ///
    /// **Errors**: as of ``SiteComposer/write(_:to:)``.
    /// - Returns: false where something that was left alone may lead nowhere now: then all has to be made anew, by a job for a
    ///   folder that was begun forgetting.
    public func finish(_ publication: Publication) throws(PublishingError) -> Bool {
        let pages = pages(publication)
        try composer.add(pages, to: &build) { done.contains(ObjectIdentifier($0)) }
        if build.isUnsure() { return false }
        try composer.finish(build, pages)
        folder.know(former.bytes(of: publication.items, maker: composer.maker))
        return true
    }

    private func pages(_ publication: Publication) -> SitePages {
        SitePages(
            site: composer.site, curriculum: composer.curriculum, publication: publication,
            base: composer.key)
    }
}

extension SiteComposer {
    /// A job that builds the site into a folder.
    public func job(in folder: FolderWriting) -> SiteJob { SiteJob(self, folder) }
}

/// Finds the cards of a build by item; most often they are asked for in the order in which they are.
private struct FormerCards {
    private let cards: [ItemCard]
    private var next = 0
    /// Where each is, once it is needed.
    private var places: [Item.ID: Int]?

    init(_ cards: [ItemCard]) { self.cards = cards }

    mutating func card(of item: Item.ID) -> ItemCard? {
        guard !cards.isEmpty else { return nil }
        if next == cards.count || cards[next].id != item {
            let all = places ?? Dictionary(cards.enumerated().map { ($1.id, $0) }) { first, _ in first }
            places = all
            guard let place = all[item] else { return nil }
            next = place
        }
        defer { next += 1 }
        return cards[next]
    }
}
