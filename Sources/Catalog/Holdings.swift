// SPDX-License-Identifier: MIT

public import Model

/// What a library's files hold, with every mistake in them.
///
/// **Shape**: a file with a mistake still gives what can be understood of it (a theme without the topic that does not
/// exist); it is left out where something is missing that it cannot be without. Whoever runs a pipeline decides from
/// ``mistakes`` whether that will do.
public struct Holdings: Sendable {
    /// The curriculum; nil where `curriculum.md` is missing or cannot be understood.
    public let curriculum: Curriculum?
    /// The themes, by id.
    public let themes: [Theme]
    /// The newsletters, by id.
    public let newsletters: [Newsletter]
    /// What is offered of action learning sets, by id; a file with a mistake is left out.
    public let programmes: [SetProgramme]
    /// The learning paths with where their steps name items, by id.
    public let listedPaths: [ListedPath]
    /// Pages whose address changed, as `curated/moved.yaml` says.
    public let moves: [MovedPage]
    /// The curators' rules, by id; one with a mistake is left out.
    public let rules: [Rule]
    /// The feeds with where each is listed, by file and line; an address stands only once.
    public let listedFeeds: [ListedFeed]
    /// Every mistake, by file and line; empty when all is well.
    public let mistakes: [Mistake]

    /// The feeds, by file and line.
    public var feeds: [Feed] { listedFeeds.map(\.feed) }

    /// The feed with an id, and where it is listed.
    public func listedFeed(_ id: Feed.ID) -> ListedFeed? { listedFeeds.first { $0.feed.id == id } }

    /// The learning paths, by id.
    public var paths: [LearningPath] { listedPaths.map(\.path) }

    /// The theme with an id.
    public func theme(_ id: Theme.ID) -> Theme? { themes.first { $0.id == id } }

    /// The newsletter with an id.
    public func newsletter(_ id: Newsletter.ID) -> Newsletter? { newsletters.first { $0.id == id } }

    /// The programme of sets with an id.
    public func programme(_ id: SetProgramme.ID) -> SetProgramme? { programmes.first { $0.id == id } }

    /// The rule with an id.
    public func rule(_ id: Rule.ID) -> Rule? { rules.first { $0.id == id } }

    /// The learning path with an id.
    public func path(_ id: LearningPath.ID) -> LearningPath? { paths.first { $0.id == id } }
}

/// A feed and the line on which it is listed.
public struct ListedFeed: Hashable, Sendable {
    /// The feed.
    public let feed: Feed
    /// The OPML file, relative to the library.
    public let file: String
    /// The line, counted from 1.
    public let line: Int

    /// Holds what it is given.
    public init(feed: Feed, file: String, line: Int) {
        self.feed = feed
        self.file = file
        self.line = line
    }
}

extension Library {
    /// Reads everything that the library's people keep as files, but the settings (see ``Settings``).
    ///
    /// **Shape**: never fails as a whole; a mistake in one file hides nothing of another. Files over 1 MB, more than
    /// 5,000 files and links out of the library are not read, and that is a mistake too. A folder that does not exist
    /// is empty; only `curated/curriculum/curriculum.md` must be there.
    public func read() -> Holdings {
        var reading = HoldingsReading(self)
        return reading.read()
    }
}
