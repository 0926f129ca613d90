// SPDX-License-Identifier: MIT

public import FoundationEssentials
public import Model

/// Turns a newsletter and the approved items into the draft of its next issue.
///
/// Items are chosen as for a pack (see ``PackComposer``), but none that an earlier issue had.
public struct IssueComposer: Sendable {
    /// Gives readers and topics their names.
    public let curriculum: Curriculum

    /// Holds what it is given.
    public init(curriculum: Curriculum) { self.curriculum = curriculum }

    /// What an issue is called: its number, counted from 1, and its date in UTC.
    public struct Imprint: Hashable, Sendable {
        /// Counted from 1, without gaps.
        public let number: Int
        /// The date that readers see.
        public let date: Date

        /// Holds what it is given.
        public init(number: Int, date: Date) {
            self.number = number
            self.date = date
        }
    }

    /// Drafts an issue.
    ///
    /// **Shape**: `used` names the items of all earlier issues; too few items to fill the smallest issue is no issue, but
    /// a reason.
    /// **Errors**: ``PublishingError/noCredit(item:title:missing:)`` when a chosen item has no title, source or address.
    public func compose(
        _ newsletter: Newsletter, _ imprint: Imprint, from items: [ReviewedItem], used: Set<Item.ID> = []
    ) throws(PublishingError) -> Composition<Issue> {
        let result = selection(for: newsletter, used).choose(from: items, naming: curriculum)
        return try issue(
            newsletter, imprint, result.sections.map { ReadingSection(title: $0.title, items: $0.items) },
            result.leftOut)
    }

    /// Which items a draft has, by their cards, and which it leaves out.
    public struct Choice: Sendable {
        let sections: [PackChoice.Section]
        let leftOut: [LeftOut]

        /// All items, in order.
        public var items: [Item.ID] { sections.flatMap(\.items) }
    }

    /// Chooses the items of a draft.
    ///
    /// **Shape**: what ``compose(_:_:from:used:)`` would choose of the same items; no card may be among them twice.
    public func choose(_ newsletter: Newsletter, from cards: [ItemCard], used: Set<Item.ID>) -> Choice {
        let result = selection(for: newsletter, used)
            .choose(from: cards, areDistinct: true, naming: curriculum)
        return Choice(
            sections: result.sections.map { PackChoice.Section(title: $0.title, items: $0.items.map(\.id)) },
            leftOut: result.leftOut)
    }

    /// Drafts an issue of what was chosen; an item that is not among those that were read is left out.
    ///
    /// **Errors**: as ``compose(_:_:from:used:)``.
    public func compose(
        _ newsletter: Newsletter, _ imprint: Imprint, of choice: Choice, _ items: [ReviewedItem]
    ) throws(PublishingError) -> Composition<Issue> {
        let texts = Dictionary(items.map { ($0.id, $0) }) { first, _ in first }
        let sections = choice.sections.map { section in
            ReadingSection(title: section.title, items: section.items.compactMap { texts[$0] })
        }
        return try issue(newsletter, imprint, sections.filter { !$0.items.isEmpty }, choice.leftOut)
    }
}

private extension IssueComposer {
    func selection(for newsletter: Newsletter, _ used: Set<Item.ID>) -> Selection {
        Selection(
            shelves: newsletter.sections.map {
                Selection.Shelf(
                    title: $0.title, topics: $0.topics, size: $0.size, audience: $0.audience, stage: $0.stage)
            },
            audience: newsletter.audience, items: newsletter.size.upperBound, minutes: Int.max, used: used)
    }

    func issue(
        _ newsletter: Newsletter, _ imprint: Imprint, _ sections: [ReadingSection], _ leftOut: [LeftOut]
    ) throws(PublishingError) -> Composition<Issue> {
        let issue = Issue(
            newsletter: newsletter, number: imprint.number, date: imprint.date, sections: sections,
            state: .draft)
        let count = issue.items.count
        guard count >= max(1, newsletter.size.lowerBound) else {
            return Composition(.nothing(reason(newsletter, count)), leftOut: leftOut)
        }
        for item in issue.items { _ = try ItemCredit(item) }
        return Composition(.made(issue), leftOut: leftOut)
    }

    func reason(_ newsletter: Newsletter, _ count: Int) -> String {
        let found =
            count == 0 ? "no new item fits" : count == 1 ? "1 new item fits" : "\(count) new items fit"
        return "\(found); an issue of \"\(newsletter.title)\" needs \(max(1, newsletter.size.lowerBound))"
    }
}
