// SPDX-License-Identifier: MIT

public import Model

/// Everything that a build of the site is made from, with the lookups that its pages need.
public struct Publication: Sendable {
    /// The packs, in the order in which they are shown.
    public let packs: [Pack]
    /// The approved issues, by newsletter, newest first.
    public let issues: [Issue]
    /// The learning paths, in the order in which they are shown.
    public let paths: [LearningPath]
    /// Every approved item, each once, newest first.
    public let items: [ReviewedItem]
    /// The feeds that the items come from.
    public let sources: [Feed]
    /// Pages whose address changed.
    public let moves: [MovedPage]
    /// What is known of the items' links.
    public let notes: ItemNotes
    /// What is said of issues after they went out, oldest first.
    public let amendments: [IssueAmendment]

    /// Items that a mentor and a mentee read before they talk, at the most.
    static let itemsOfAConversation = 3

    let itemsByID: [Item.ID: ReviewedItem]
    let itemsByTopic: [Topic.ID: [ReviewedItem]]
    let packsByTopic: [Topic.ID: [Pack]]
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
        self.amendments = amendments
        self.sources = sources
        self.moves = moves
        self.notes = notes
        self.packs = packs
        self.paths = paths
        self.issues = issues.filter { $0.state != .draft }.sorted {
            ($0.newsletter.title, $0.newsletter.id, -$0.number)
                < ($1.newsletter.title, $1.newsletter.id, -$1.number)
        }
        var seen: Set<Item.ID> = []
        self.items = items.filter { seen.insert($0.id).inserted }.sorted {
            $0.library.date == $1.library.date ? $0.id < $1.id : $0.library.date > $1.library.date
        }
        itemsByID = Dictionary(uniqueKeysWithValues: self.items.map { ($0.id, $0) })
        itemsByTopic = Publication.byTopic(self.items) { $0.verdict.topics }
        packsByTopic = Publication.byTopic(packs) { $0.items.flatMap(\.verdict.topics) }
        pathsByTopic = Publication.byTopic(paths) { $0.steps.map(\.topic) }
        pathsByID = Dictionary(paths.map { ($0.id, $0) }) { first, _ in first }
    }

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
    func items(on topic: Topic.ID) -> [ReviewedItem] {
        let found = itemsByTopic[topic] ?? []
        return found.filter { $0.verdict.topics.first == topic }
            + found.filter { $0.verdict.topics.first != topic }
    }

    /// What a mentor and a mentee read before they talk about a topic.
    public func items(onConversationAbout topic: Topic.ID) -> [ReviewedItem] {
        Array(items(on: topic).prefix(Publication.itemsOfAConversation))
    }

    /// What a step gives to read: the items that it names, or the three newest of its topic.
    func items(of step: LearningPath.Step) -> [ReviewedItem] {
        guard step.items.isEmpty else { return step.items.compactMap { itemsByID[$0] } }
        return Array(items(on: step.topic).prefix(3))
    }
}

private extension Publication {
    static func byTopic<Work>(_ works: [Work], _ topics: (Work) -> [Topic.ID]) -> [Topic.ID: [Work]] {
        var found: [Topic.ID: [Work]] = [:]
        for work in works {
            var seen: Set<Topic.ID> = []
            for topic in topics(work) where seen.insert(topic).inserted {
                found[topic, default: []].append(work)
            }
        }
        return found
    }
}
