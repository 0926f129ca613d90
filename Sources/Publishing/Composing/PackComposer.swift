// SPDX-License-Identifier: MIT

import FoundationEssentials
public import Model

/// Turns a theme and the approved items into a pack.
///
/// An item goes to the first of the sections that want it most: the one that asks for the item's most central topic.
/// Sections then take turns, best item first, until the pack has its items or its minutes. The same input gives the
/// same pack, in whatever order the items come.
public struct PackComposer: Sendable {
    /// Gives readers and topics their names.
    public let curriculum: Curriculum
    /// The sector of each feed, for themes that want an item from another sector.
    public let sectors: [Feed.ID: String]

    /// Holds what it is given.
    public init(curriculum: Curriculum, sectors: [Feed.ID: String] = [:]) {
        self.curriculum = curriculum
        self.sectors = sectors
    }

    /// Makes the theme's pack.
    ///
    /// **Shape**: a section without items is dropped; a pack without any is no pack, but a reason. `issues` are the approved
    /// issues of all newsletters, for themes that want items which the newest of them have not used. Where a theme names
    /// its readers' sector and an item from another one is at hand, one is in the pack.
    /// **Errors**: ``PublishingError/noCredit(item:title:missing:)`` when a chosen item has no title, source or address.
    public func compose(
        _ theme: Theme, from items: [ReviewedItem], issues: [Issue] = []
    ) throws(PublishingError) -> Composition<Pack> {
        let selection = selection(for: theme, issues)
        let result = selection.choose(from: items, naming: curriculum)
        guard !result.sections.isEmpty else {
            return Composition(.nothing(reason(theme, items.count, result.leftOut)), leftOut: result.leftOut)
        }
        let pack = Pack(
            theme: theme,
            sections: result.sections.map { ReadingSection(title: $0.title, items: $0.items) })
        for item in pack.items { _ = try ItemCredit(item) }
        return Composition(.made(pack), leftOut: result.leftOut)
    }

    /// Chooses the items of the theme's pack by their cards.
    ///
    /// **Shape**: what ``compose(_:from:issues:)`` would choose of the same items; no card may be among them twice.
    ///
    /// - Parameter isExplained: whether to say what is left out.
    public func choose(
        _ theme: Theme, from cards: [ItemCard], issues: [Issue], isExplained: Bool
    ) -> PackChoice {
        var selection = selection(for: theme, issues)
        selection.isExplained = isExplained
        let result = selection.choose(from: cards, areDistinct: true, naming: curriculum)
        let sections = result.sections.map { PackChoice.Section(title: $0.title, items: $0.items.map(\.id)) }
        return PackChoice(
            sections: sections, minutes: result.sections.flatMap(\.items).map(\.minutes).reduce(0, +),
            reason: sections.isEmpty ? reason(theme, cards.count, result.leftOut) : nil,
            leftOut: isExplained ? result.leftOut : [])
    }

    /// A digest of all that choosing depends on, of which most edits change nothing.
    ///
    /// - Parameter base: ``SiteComposer/key``.
    public func key(
        of themes: [Theme], base: InputKey, from cards: [ItemCard], issues: [Issue]
    ) -> InputKey {
        let digest = InputDigest()
        digest.add(base)
        digest.add(encoded: themes)
        for (feed, sector) in sectors.sorted(by: { $0.key < $1.key }) {
            digest.add(feed.rawValue)
            digest.add(sector)
        }
        for issue in issues {
            digest.add(issue.newsletter.id.rawValue)
            digest.add(issue.number)
            digest.add(String(issue.date.timeIntervalSinceReferenceDate.bitPattern))
            for item in issue.items { digest.add(item.id.rawValue) }
        }
        digest.add(cards.count)
        for card in cards {
            digest.add(card.id.rawValue)
            digest.add(card.digests.choice)
        }
        return digest.end()
    }
}

/// Which items a theme's pack has.
public struct PackChoice: Hashable, Sendable, Codable {
    /// The sections that are not empty.
    public let sections: [Section]
    /// How long all items take to read.
    public let minutes: Int
    /// Why there is no pack, as a sentence without its full stop; nil where there is one.
    public let reason: String?
    /// The items that are not in it, with the reasons; empty unless they were asked for.
    public var leftOut: [LeftOut] = []

    /// A section with its items.
    public struct Section: Hashable, Sendable, Codable {
        /// Its heading.
        public let title: String
        /// Its items, in order.
        public let items: [Item.ID]
    }

    enum CodingKeys: CodingKey { case sections, minutes, reason }

    /// All items, in order.
    public var items: [Item.ID] { sections.flatMap(\.items) }

    /// The pack; nil where there is none, or where an item is not at hand.
    ///
    /// **Errors**: ``PublishingError/noCredit(item:title:missing:)``.
    public func pack(
        of theme: Theme, _ texts: [Item.ID: ReviewedItem]
    ) throws(PublishingError) -> Pack? {
        let parts = sections.map { section in
            ReadingSection(title: section.title, items: section.items.compactMap { texts[$0] })
        }.filter { !$0.items.isEmpty }
        guard !parts.isEmpty else { return nil }
        for item in parts.flatMap(\.items) { _ = try ItemCredit(item) }
        return Pack(theme: theme, sections: parts)
    }
}

private extension PackComposer {
    func selection(for theme: Theme, _ issues: [Issue]) -> Selection {
        let newest = issues.sorted { ($1.date, $1.number) < ($0.date, $0.number) }
            .prefix(theme.size.unusedIssues)
        return Selection(
            shelves: theme.sections.map {
                Selection.Shelf(
                    title: $0.title, topics: $0.isClosed ? [] : $0.topics, size: theme.size.items,
                    picked: $0.picked)
            },
            audience: theme.aim.audience, items: theme.size.items, minutes: theme.size.minutes,
            used: Set(newest.flatMap(\.items).map(\.id)), sector: theme.aim.sector, sectors: sectors)
    }

    func reason(_ theme: Theme, _ count: Int, _ leftOut: [LeftOut]) -> String {
        guard count > 0 else { return "no items are approved yet" }
        let causes = leftOut.map(\.reason)
        if causes.allSatisfy({ $0 == .otherTopics }) {
            return "none of the \(count) approved items has a topic of \"\(theme.title)\""
        }
        let isAudience = causes.contains { if case .otherReaders = $0 { true } else { false } }
        let isLength = causes.contains { if case .tooLong = $0 { true } else { false } }
        if isLength { return "every item on these topics takes more than \(theme.size.minutes) min to read" }
        return isAudience
            ? "the approved items on these topics are for other readers"
            : "\"\(theme.title)\" has room for no items"
    }
}
