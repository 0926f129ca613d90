// SPDX-License-Identifier: MIT

import FoundationEssentials
import Model

/// Gathers what a page is made from; with anything of which the key is not known, there is no key.
///
/// What every page depends on (this program, the site, the curriculum, the frame) is in the base that it begins with.
struct PageInputs {
    private let digest = InputDigest()
    private var isKnown: Bool

    init(_ base: InputKey?, _ kind: String) {
        isKnown = base != nil
        if let base { digest.add(base) }
        digest.add(kind)
    }

    mutating func add(_ text: String) { digest.add(text) }

    mutating func add(_ number: Int) { digest.add(number) }

    mutating func add(encoded value: some Encodable) { if isKnown { digest.add(encoded: value) } }

    mutating func add(_ key: InputKey?) {
        guard let key else { return isKnown = false }
        digest.add(key)
    }

    mutating func add(_ cards: some Collection<ItemCard>) {
        digest.add(cards.count)
        for card in cards { add(card.key) }
    }

    /// Cards of which one or the other may not be there.
    mutating func add(some cards: [ItemCard?]) {
        digest.add(cards.count)
        for card in cards { add(card?.key) }
    }

    var key: InputKey? { isKnown ? digest.end() : nil }
}

/// What each kind of page is made from.
extension SitePages {
    func key(ofItem card: ItemCard) -> InputKey? { SitePages.key(ofItem: card, base: base) }

    /// Both keys are digests already, and there are many items: their difference tells as much as a digest of both.
    static func key(ofItem card: ItemCard, base: InputKey?) -> InputKey? {
        guard let base, let key = card.key else { return nil }
        return InputKey(high: base.high ^ key.high, low: base.low ^ key.low)
    }

    /// One page of a topic's list; the first one also tells of the packs and paths that teach the topic.
    func key(of topic: Topic, _ part: TopicPart) -> InputKey? {
        var inputs = PageInputs(base, "topic")
        inputs.add(topic.id.rawValue)
        for number in [part.count, part.number, part.pages] { inputs.add(number) }
        inputs.add(part.items)
        guard part.number == 1 else { return inputs.key }
        for pack in publication.packsByTopic[topic.id] ?? [] {
            inputs.add("pack \(pack.theme.id)")
            inputs.add(pack.theme.title)
            inputs.add(pack.minutes)
        }
        for path in publication.pathsByTopic[topic.id] ?? [] {
            inputs.add("path \(path.id)")
            inputs.add(path.title)
            inputs.add(path.minutes)
        }
        return inputs.key
    }

    func key(ofConversationAbout topic: Topic) -> InputKey? {
        var inputs = PageInputs(base, "conversation")
        inputs.add(topic.id.rawValue)
        inputs.add(publication.items(onConversationAbout: topic.id))
        return inputs.key
    }

    /// A path's page names other paths.
    func key(of path: LearningPath) -> InputKey? {
        var inputs = PageInputs(base, "path")
        inputs.add(path.id.rawValue)
        inputs.add(pathsKey)
        for step in path.steps { inputs.add(publication.items(of: step)) }
        return inputs.key
    }

    func key(of pack: Pack) -> InputKey? {
        var inputs = PageInputs(base, "pack")
        inputs.add(encoded: pack.theme)
        for section in pack.sections {
            inputs.add(section.title)
            inputs.add(some: section.items.map { publication.itemsByID[$0.id] })
        }
        return inputs.key
    }

    func key(of issue: Issue) -> InputKey? {
        var inputs = PageInputs(base, "issue")
        inputs.add(publication.issueKeys["\(issue.newsletter.id)/\(issue.number)"])
        inputs.add(encoded: publication.amendments(of: issue))
        return inputs.key
    }

    func key(ofBulletinOf topic: Topic) -> InputKey? {
        var inputs = PageInputs(base, "bulletin")
        inputs.add(topic.id.rawValue)
        inputs.add((publication.itemsByTopic[topic.id] ?? []).prefix(Bulletin.entryLimit))
        return inputs.key
    }

    /// All entries of the A to Z, before they are put in order.
    var searchKey: InputKey? {
        var inputs = PageInputs(base, "search")
        for pack in publication.packs {
            inputs.add("pack \(pack.theme.id)")
            inputs.add(pack.theme.title)
            inputs.add(pack.sections.count)
            for section in pack.sections { inputs.add(section.title) }
        }
        inputs.add(pathsKey)
        for issue in publication.issues {
            inputs.add("issue \(issue.newsletter.id)/\(issue.number)")
            inputs.add(issue.newsletter.title)
        }
        inputs.add(publication.items.count)
        for card in publication.items { inputs.add(card.digests.search) }
        return inputs.key
    }

    func key(ofMapOf pages: [(path: String, date: Date?)]) -> InputKey? {
        var inputs = PageInputs(base, "map")
        inputs.add(pages.count)
        for page in pages {
            inputs.add(page.path)
            if let date = page.date { inputs.add(PlainDate(date).numbers) }
        }
        return inputs.key
    }
}

/// A page of a topic's list.
struct TopicPart {
    let items: ArraySlice<ItemCard>
    /// How many items there are on all pages.
    let count: Int
    /// Which page it is, and of how many.
    let number: Int
    let pages: Int
}
