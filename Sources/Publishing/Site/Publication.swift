// SPDX-License-Identifier: MIT

public import Model

/// Everything that a build of the site is made from, with the lookups that its pages need.
public struct Publication: Sendable {
    /// The packs, in the order in which they are shown.
    public private(set) var packs: [Pack]
    /// The approved issues, by newsletter, newest first.
    public let issues: [Issue]
    /// The learning paths, in the order in which they are shown.
    public let paths: [LearningPath]
    /// Every approved item, each once, newest first.
    public let items: [ItemCard]
    /// The items whose texts are at hand.
    private(set) var texts: [Item.ID: ReviewedItem]
    /// A digest of each issue, by newsletter and number; empty where nobody said.
    let issueKeys: [String: InputKey]
    /// The feeds that the items come from.
    public let sources: [Feed]
    /// Pages whose address changed.
    public let moves: [MovedPage]
    /// What is said of issues after they went out, oldest first.
    public let amendments: [IssueAmendment]

    /// Items that a mentor and a mentee read before they talk, at the most.
    static let itemsOfAConversation = 3

    /// The items that packs and paths name.
    private(set) var itemsByID: [Item.ID: ItemCard] = [:]
    /// Newest first.
    let itemsByTopic: [Topic.ID: [ItemCard]]
    /// What a topic is mainly about first, each part newest first.
    private let itemsOnTopic: [Topic.ID: [ItemCard]]
    /// The feeds that the items come from, and what the first ones are called.
    let feeds: Set<Feed.ID>
    let titlesOfSources: Set<String>
    private(set) var packsByTopic: [Topic.ID: [Pack]]
    let pathsByTopic: [Topic.ID: [LearningPath]]
    let pathsByID: [LearningPath.ID: LearningPath]

    /// Takes what is to be published; an issue that is still a draft is left out.
    ///
    /// **Shape**: `items` are the approved items that topic pages and paths show; they may come in any order.
    public init(
        packs: [Pack] = [], issues: [Issue] = [], paths: [LearningPath] = [], items: [ReviewedItem] = [],
        sources: [Feed] = [], moves: [MovedPage] = [], notes: ItemNotes = .none,
        amendments: [IssueAmendment] = []
    ) {
        self.init(
            issues: issues, paths: paths, cards: items.map { ItemCard($0, checked: notes.checked[$0.id]) },
            sources: sources, moves: moves, amendments: amendments)
        add(packs, texts: Dictionary(items.map { ($0.id, $0) }) { first, _ in first })
    }

    /// The same where items are there by their cards alone, and packs are still to be made; see ``add(_:texts:)``.
    ///
    /// - Parameter issueKeys: a digest of each issue, by its newsletter's id, a slash and its number.
    public init(
        issues: [Issue], issueKeys: [String: InputKey] = [:], paths: [LearningPath], cards: [ItemCard],
        sources: [Feed], moves: [MovedPage], amendments: [IssueAmendment]
    ) {
        self.issueKeys = issueKeys
        packs = []
        texts = [:]
        packsByTopic = [:]
        self.amendments = amendments
        self.sources = sources
        self.moves = moves
        self.paths = paths
        self.issues = issues.filter { $0.state != .draft }.sorted {
            ($0.newsletter.title, $0.newsletter.id, -$0.number)
                < ($1.newsletter.title, $1.newsletter.id, -$1.number)
        }
        items = Publication.inOrder(cards)
        itemsByTopic = Publication.byTopic(items) { $0.topics }
        var onTopic: [Topic.ID: [ItemCard]] = [:]
        for (topic, cards) in itemsByTopic {
            onTopic[topic] =
                cards.filter { $0.topics.first == topic } + cards.filter { $0.topics.first != topic }
        }
        itemsOnTopic = onTopic
        var (feeds, titles): (Set<Feed.ID>, Set<String>) = ([], [])
        for card in items {
            for feed in card.feeds { feeds.insert(feed) }
            if let source = card.source { titles.insert(source) }
        }
        (self.feeds, titlesOfSources) = (feeds, titles)
        pathsByTopic = Publication.byTopic(paths) { $0.steps.map(\.topic) }
        pathsByID = Dictionary(paths.map { ($0.id, $0) }) { first, _ in first }
        name(Set(paths.flatMap(\.steps).flatMap(\.items)))
        for item in paths.flatMap(\.steps).flatMap({ items(of: $0) }) { itemsByID[item.id] = item }
    }

    /// Adds the packs, and the items whose texts are at hand: those of packs and paths, at the least.
    public mutating func add(_ packs: [Pack], texts: [Item.ID: ReviewedItem]) {
        self.packs += packs
        self.texts.merge(texts) { _, new in new }
        packsByTopic = Publication.byTopic(self.packs) { $0.items.flatMap(\.verdict.topics) }
        name(Set(packs.flatMap(\.items).map(\.id)))
    }

    /// The items that the paths give to read.
    public var itemsOfPaths: [Item.ID] { paths.flatMap(\.steps).flatMap { items(of: $0) }.map(\.id) }

    /// The issues by newsletter, in the order of the newsletters' titles, newest issue first.
    var newsletters: [[Issue]] {
        var groups: [[Issue]] = []
        for issue in issues {
            if groups.last?.first?.newsletter.id == issue.newsletter.id {
                groups[groups.count - 1].append(issue)
            } else {
                groups.append([issue])
            }
        }
        return groups
    }

    /// What is said of an issue, oldest first.
    func amendments(of issue: Issue) -> [IssueAmendment] {
        amendments.filter { $0.newsletter == issue.newsletter.id && $0.number == issue.number }
    }

    /// What is approved on a topic: what it is mainly about first, each part newest first.
    func items(on topic: Topic.ID) -> [ItemCard] { itemsOnTopic[topic] ?? [] }

    /// What a mentor and a mentee read before they talk about a topic.
    public func items(onConversationAbout topic: Topic.ID) -> [ItemCard] {
        Array(items(on: topic).prefix(Publication.itemsOfAConversation))
    }

    /// What a step gives to read: the items that it names, or the three newest of its topic.
    func items(of step: LearningPath.Step) -> [ItemCard] {
        guard step.items.isEmpty else { return step.items.compactMap { itemsByID[$0] } }
        return Array(items(on: step.topic).prefix(3))
    }
}

private extension Publication {
    /// Finds items that something names.
    mutating func name(_ ids: Set<Item.ID>) {
        guard !ids.isEmpty else { return }
        for item in items where ids.contains(item.id) { itemsByID[item.id] = item }
    }

    /// Each once, newest first; most often they come so.
    static func inOrder(_ cards: [ItemCard]) -> [ItemCard] {
        func isBefore(_ one: ItemCard, _ other: ItemCard) -> Bool {
            one.date == other.date ? one.id < other.id : one.date > other.date
        }
        var seen = PathNumbers()
        seen.reserve(cards.count)
        let once = cards.filter { card in
            let count = seen.count
            return seen.add(card.id.rawValue) == count
        }
        let isSorted = zip(once, once.dropFirst()).allSatisfy(isBefore)
        return isSorted ? once : once.sorted(by: isBefore)
    }

    static func byTopic<Work>(_ works: [Work], _ topics: (Work) -> [Topic.ID]) -> [Topic.ID: [Work]] {
        var found: [Topic.ID: [Work]] = [:]
        for work in works {
            let topics = topics(work)
            // Most works have a few topics, among which a look back is quicker than a set.
            if topics.count > 8 {
                for topic in Set(topics) { found[topic, default: []].append(work) }
                continue
            }
            for (place, topic) in topics.enumerated() where !topics[..<place].contains(topic) {
                found[topic, default: []].append(work)
            }
        }
        return found
    }
}
