// SPDX-License-Identifier: MIT

/// The standing definition of a pack: what it is about, for whom, how long, and how it opens.
public struct Theme: Hashable, Sendable, Codable {
    /// Names one theme.
    public typealias ID = Identifier<Theme>

    /// Its id, a slug; also its file's name and its pack's address.
    public let id: ID
    /// Its title.
    public let title: String
    /// For whom it is, and for which stage.
    public let aim: Aim
    /// The largest pack that it may become.
    public let size: Size
    /// Its sections in order; at least one.
    public let sections: [Section]
    /// Questions for the whole pack.
    public let questions: [String]
    /// The opening words, Markdown of ours.
    public let opening: String
    /// Notes for who leads a group with the pack, Markdown of ours; never on the public site.
    public let facilitation: String

    /// For whom something is, and for which stage.
    public struct Aim: Hashable, Sendable, Codable {
        /// The audience, if there is one in mind.
        public let audience: Curriculum.Facet.ID?
        /// The stage, if there is one in mind.
        public let stage: Curriculum.Facet.ID?
        /// The sector in which the readers work, if there is one in mind.
        public let sector: String?

        /// Holds what it is given.
        public init(
            audience: Curriculum.Facet.ID? = nil, stage: Curriculum.Facet.ID? = nil, sector: String? = nil
        ) {
            self.audience = audience
            self.stage = stage
            self.sector = sector
        }
    }

    /// How much a pack may hold.
    public struct Size: Hashable, Sendable, Codable {
        /// Items at the most.
        public let items: Int
        /// Minutes of reading at the most.
        public let minutes: Int
        /// How many of the newest issues must not have an item already; 0 for none.
        public let unusedIssues: Int

        /// Holds what it is given.
        public init(items: Int, minutes: Int, unusedIssues: Int = 0) {
            self.items = items
            self.minutes = minutes
            self.unusedIssues = unusedIssues
        }
    }

    /// One part of a pack.
    public struct Section: Hashable, Sendable, Codable {
        /// Its heading.
        public let title: String
        /// The topics that it draws on; may be empty where items are picked.
        public let topics: [Topic.ID]
        /// Items that were picked by hand, in order; they come first, whatever their topics and readers are.
        public let picked: [Item.ID]
        /// Whether it holds just what was picked, and nothing that is found by its topics.
        public let isClosed: Bool

        /// Holds what it is given.
        public init(
            title: String, topics: [Topic.ID], picked: [Item.ID] = [], isClosed: Bool = false
        ) {
            self.title = title
            self.topics = topics
            self.picked = picked
            self.isClosed = isClosed
        }
    }

    /// Holds what it is given.
    public init(
        id: ID, title: String, aim: Aim = Aim(), size: Size, sections: [Section], questions: [String] = [],
        opening: String = "", facilitation: String = ""
    ) {
        self.id = id
        self.title = title
        self.aim = aim
        self.size = size
        self.sections = sections
        self.questions = questions
        self.opening = opening
        self.facilitation = facilitation
    }

    /// Every topic of every section, each once.
    public var topics: [Topic.ID] {
        var seen: Set<Topic.ID> = []
        return sections.flatMap(\.topics).filter { seen.insert($0).inserted }
    }
}

/// What a theme becomes: reviewed items in sections.
public struct Pack: Hashable, Sendable, Codable {
    /// The theme.
    public let theme: Theme
    /// The sections that have something to read, in the theme's order.
    public let sections: [ReadingSection]

    /// Holds what it is given.
    public init(theme: Theme, sections: [ReadingSection]) {
        self.theme = theme
        self.sections = sections
    }

    /// The items of all sections, in order.
    public var items: [ReviewedItem] { sections.flatMap(\.items) }

    /// Minutes of reading in all.
    public var minutes: Int { items.map(\.library.minutes).reduce(0, +) }
}

/// A heading with items to read under it, in a pack or an issue.
public struct ReadingSection: Hashable, Sendable, Codable {
    /// Its heading.
    public let title: String
    /// Its items, in reading order; never empty.
    public let items: [ReviewedItem]

    /// Holds what it is given.
    public init(title: String, items: [ReviewedItem]) {
        self.title = title
        self.items = items
    }
}
