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
    /// The cards of the last build, and those of this one.
    private var former: [Item.ID: ItemCard] = [:]
    private var made: [Item.ID: ItemCard] = [:]

    init(_ composer: SiteComposer, _ folder: FolderWriting) {
        self.composer = composer
        self.folder = folder
        build = SiteBuild(layout: composer.layout, taker: folder)
        blank = SitePages(
            site: composer.site, curriculum: composer.curriculum, publication: Publication(),
            base: composer.key)
        former = CardMemory.read(folder.lastKnown, maker: composer.maker)
    }

    /// Says which items have to be read, by the keys of all; the pages of the others are kept.
    public func wanted(_ items: [(id: Item.ID, key: InputKey)]) throws(PublishingError) -> [Item.ID] {
        var wanted: [Item.ID] = []
        for (id, key) in items {
            guard let card = former[id], card.key == key else {
                wanted.append(id)
                continue
            }
            made[id] = card
            guard card.isWhole(commercially: composer.site.isCommercial) else { continue }
            let page = SitePages.key(ofItem: card, base: composer.key)
            if try !build.keep(at: "items/\(id)", madeFrom: page, date: nil) { wanted.append(id) }
        }
        return wanted
    }

    /// Takes an item that was read.
    ///
    /// **Errors**: as of ``SiteComposer/write(_:to:)``.
    public func add(_ reviewed: ReviewedItem, key: InputKey, checked: Date?) throws(PublishingError) {
        let card = ItemCard(reviewed, key: key, checked: checked)
        made[card.id] = card
        guard card.isWhole(commercially: composer.site.isCommercial) else { return }
        try composer.add(card, reviewed, blank, to: &build)
    }

    /// The card of an item that was wanted and read, or did not change.
    public func card(of item: Item.ID) -> ItemCard? { made[item] }

    /// Makes all that is left; then the folder can be finished.
    ///
    /// **Errors**: as of ``SiteComposer/write(_:to:)``.
    /// - Returns: false where something that was left alone may lead nowhere now: then all has to be made anew, by a job for a
    ///   folder that was begun forgetting.
    public func finish(_ publication: Publication) throws(PublishingError) -> Bool {
        let pages = pages(publication)
        try composer.add(pages, to: &build)
        if build.isUnsure() { return false }
        try composer.finish(build, pages)
        folder.know(CardMemory.bytes(of: publication.items, maker: composer.maker))
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

/// The cards of all items from one build to the next.
private enum CardMemory {
    static func bytes(of cards: [ItemCard], maker: InputKey) -> [UInt8] {
        var writer = MemoryWriter()
        writer.add(maker)
        let cards = cards.filter { $0.key != nil }
        writer.addCount(cards.count)
        for card in cards { card.write(to: &writer) }
        return writer.bytes
    }

    /// None where another program wrote them.
    static func read(_ bytes: [UInt8], maker: InputKey) -> [Item.ID: ItemCard] {
        var reader = MemoryReader(bytes[...])
        var cards: [Item.ID: ItemCard] = [:]
        do throws(MemoryReader.Damaged) {
            guard try reader.key() == maker else { return [:] }
            let count = try reader.count()
            cards.reserveCapacity(min(count, bytes.count / 100))
            for _ in 0..<count {
                let card = try ItemCard(from: &reader)
                cards[card.id] = card
            }
        } catch {
            return [:]
        }
        return cards
    }
}
