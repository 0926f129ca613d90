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
        let selection = Selection(
            shelves: newsletter.sections.map {
                Selection.Shelf(
                    title: $0.title, topics: $0.topics, size: $0.size, audience: $0.audience, stage: $0.stage)
            },
            audience: newsletter.audience, items: newsletter.size.upperBound, minutes: Int.max, used: used)
        let result = selection.choose(from: items, naming: curriculum)
        let issue = Issue(
            newsletter: newsletter, number: imprint.number, date: imprint.date,
            sections: result.sections.map { ReadingSection(title: $0.title, items: $0.items) },
            state: .draft)
        let count = issue.items.count
        guard count >= max(1, newsletter.size.lowerBound) else {
            return Composition(.nothing(reason(newsletter, count)), leftOut: result.leftOut)
        }
        for item in issue.items { _ = try ItemCredit(item) }
        return Composition(.made(issue), leftOut: result.leftOut)
    }
}

private extension IssueComposer {
    func reason(_ newsletter: Newsletter, _ count: Int) -> String {
        let found =
            count == 0 ? "no new item fits" : count == 1 ? "1 new item fits" : "\(count) new items fit"
        return "\(found); an issue of \"\(newsletter.title)\" needs \(max(1, newsletter.size.lowerBound))"
    }
}
