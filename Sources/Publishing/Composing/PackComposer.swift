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
        let newest = issues.sorted { ($1.date, $1.number) < ($0.date, $0.number) }
            .prefix(theme.size.unusedIssues)
        let selection = Selection(
            shelves: theme.sections.map {
                Selection.Shelf(
                    title: $0.title, topics: $0.isClosed ? [] : $0.topics, size: theme.size.items,
                    picked: $0.picked)
            },
            audience: theme.aim.audience, items: theme.size.items, minutes: theme.size.minutes,
            used: Set(newest.flatMap(\.items).map(\.id)), sector: theme.aim.sector, sectors: sectors)
        let result = selection.choose(from: items, naming: curriculum)
        guard !result.sections.isEmpty else {
            return Composition(.nothing(reason(theme, items, result.leftOut)), leftOut: result.leftOut)
        }
        let pack = Pack(theme: theme, sections: result.sections)
        for item in pack.items { _ = try ItemCredit(item) }
        return Composition(.made(pack), leftOut: result.leftOut)
    }
}

private extension PackComposer {
    func reason(_ theme: Theme, _ items: [ReviewedItem], _ leftOut: [LeftOut]) -> String {
        guard !items.isEmpty else { return "no items are approved yet" }
        let causes = leftOut.map(\.reason)
        if causes.allSatisfy({ $0 == .otherTopics }) {
            return "none of the \(items.count) approved items has a topic of \"\(theme.title)\""
        }
        let isAudience = causes.contains { if case .otherReaders = $0 { true } else { false } }
        let isLength = causes.contains { if case .tooLong = $0 { true } else { false } }
        if isLength { return "every item on these topics takes more than \(theme.size.minutes) min to read" }
        return isAudience
            ? "the approved items on these topics are for other readers"
            : "\"\(theme.title)\" has room for no items"
    }
}
