// SPDX-License-Identifier: MIT

public import Foundation
public import Model
public import Publishing
public import Storage

/// Makes packs of the themes and publishes them with the approved issues.
public struct PublishRun: Sendable {
    let store: Store
    let curriculum: Curriculum
    let composer: SiteComposer

    /// What can stop publishing; what was published before is whole then.
    public enum Failure: Error, CustomStringConvertible {
        /// The store could not be read.
        case storage(StorageError)
        /// The files could not be made or written.
        case publishing(PublishingError)

        /// One sentence that a curator can act on.
        public var description: String {
            switch self {
            case .storage(let error): error.description
            case .publishing(let error): error.description
            }
        }
    }

    /// - Parameters:
    ///   - store: where reviewed items and issues are.
    ///   - curriculum: names the topics.
    ///   - composer: makes files.
    public init(store: Store, curriculum: Curriculum, composer: SiteComposer) {
        self.store = store
        self.curriculum = curriculum
        self.composer = composer
    }

    /// What is to be published.
    public struct Plan: Sendable {
        /// The themes, each to become a pack.
        public var themes: [Theme]
        /// The learning paths, in the order in which they are shown.
        public var paths: [LearningPath]
        /// The feeds that the items come from.
        public var feeds: [Feed]
        /// Pages whose address changed.
        public var moves: [MovedPage]
        /// With the approved issues, and with every approved item on the pages of its topics; otherwise with no other items
        /// than the packs and the paths have.
        public var isWhole: Bool
        /// Where the editions for who leads a group go; nil for nowhere.
        public var facilitators: PublishedFolder?
        /// Whether to say of each pack what is not in it, and why.
        public var isExplained = false

        /// Holds what it is given.
        public init(
            themes: [Theme], paths: [LearningPath] = [], feeds: [Feed] = [], moves: [MovedPage] = [],
            isWhole: Bool = true, facilitators: PublishedFolder? = nil
        ) {
            self.themes = themes
            self.paths = paths
            self.feeds = feeds
            self.moves = moves
            self.isWhole = isWhole
            self.facilitators = facilitators
        }
    }

    /// Publishes.
    ///
    /// A theme with nothing to read gives a note and no pack. Where everything is as the last run left it, nothing is made.
    public func perform(
        _ plan: Plan, to folder: PublishedFolder, now: Date
    ) async throws(Failure) -> PublishOutcome {
        let (told, change) = try await perform(plan, to: folder, isForgetting: false)
        let report = PublishRun.report(on: told, change, at: now)
        do throws(StorageError) { try await store.runs.save(report) } catch { throw .storage(error) }
        return PublishOutcome(packs: told.packs, issues: told.issues, change: change, report: report)
    }
}

extension PublishRun {
    func mended<Value>(_ work: () throws(PublishingError) -> Value) throws(Failure) -> Value {
        do throws(PublishingError) { return try work() } catch { throw .publishing(error) }
    }

    func packing(_ plan: Plan) -> PackComposer {
        let sectors = plan.feeds.compactMap { feed in feed.standing.sector.map { (feed.id, $0) } }
        return PackComposer(curriculum: curriculum, sectors: Dictionary(sectors) { first, _ in first })
    }

    static func report(
        on told: ToldOfPublishing, _ change: PublishedFolder.Change, at now: Date
    ) -> RunReport {
        RunReport(
            name: "publish", started: now, finished: now,
            counts: [
                .init("packs", told.packs.count(where: \.isMade)),
                .init("themes without a pack", told.packs.count { !$0.isMade }),
                .init("issues", told.issues.count), .init("files written", change.written.count),
                .init("files removed", change.removed.count),
            ], problems: [])
    }
}
