// SPDX-License-Identifier: MIT

/// What of a newsletter somebody wants: nothing chosen is all of it.
public struct SubscriberChoices: Hashable, Sendable, Codable {
    /// How often mails come.
    public enum Rhythm: String, Hashable, Sendable, Codable, CaseIterable {
        /// Each issue on its day.
        case issue
        /// One mail a month with what there was since the last one.
        case month
    }

    /// Only these topics; empty for all.
    public let topics: [Topic.ID]
    /// Only what is for these people, or for nobody in particular; nil for all.
    public let audience: Curriculum.Facet.ID?
    /// Only what fits this stage, or none in particular; nil for all.
    public let stage: Curriculum.Facet.ID?
    /// How often.
    public let rhythm: Rhythm
    /// Whether what they said they have read is left out.
    public let onlyUnread: Bool

    /// All of each issue, unless said otherwise.
    ///
    /// - Parameter topics: in any order; kept in the order of their ids, each once.
    public init(
        topics: [Topic.ID] = [], audience: Curriculum.Facet.ID? = nil, stage: Curriculum.Facet.ID? = nil,
        rhythm: Rhythm = .issue, onlyUnread: Bool = false
    ) {
        self.topics = Set(topics).sorted()
        self.audience = audience
        self.stage = stage
        self.rhythm = rhythm
        self.onlyUnread = onlyUnread
    }

    /// Whether every item of an issue is wanted.
    public var isEverything: Bool { topics.isEmpty && audience == nil && stage == nil && !onlyUnread }

    /// Whether an item is wanted.
    public func want(_ item: ReviewedItem) -> Bool {
        let verdict = item.verdict
        let fits = verdict.fit.audiences
        if !topics.isEmpty, Set(topics).isDisjoint(with: verdict.topics) { return false }
        if let audience, !fits.isEmpty, !fits.contains(audience) { return false }
        if let stage, let fitting = verdict.fit.stage, fitting != stage { return false }
        return true
    }
}

extension Issue {
    /// What of an issue goes to somebody: its sections without what they do not want.
    ///
    /// - Parameter read: the items that they said they have read; they count where that was chosen.
    ///
    /// **Shape**: the issue itself for somebody who wants all of it; nil where nothing is left, and then they get no mail.
    public func part(for choices: SubscriberChoices, read: Set<Item.ID> = []) -> Issue? {
        if choices.isEverything { return self }
        let kept = sections.compactMap { section -> ReadingSection? in
            let items = section.items.filter { item in
                choices.want(item) && !(choices.onlyUnread && read.contains(item.id))
            }
            return items.isEmpty ? nil : ReadingSection(title: section.title, items: items)
        }
        guard !kept.isEmpty else { return nil }
        return Issue(newsletter: newsletter, number: number, date: date, sections: kept, state: state)
    }
}
