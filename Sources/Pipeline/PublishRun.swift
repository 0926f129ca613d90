// SPDX-License-Identifier: MIT

public import Foundation
public import Model
public import Publishing
public import Storage

/// Makes packs of the themes and publishes them with the approved issues.
public struct PublishRun: Sendable {
    private let store: Store
    private let curriculum: Curriculum
    private let composer: SiteComposer

    /// One theme and what came of it.
    public struct ComposedPack: Sendable {
        /// The theme.
        public let theme: Theme
        /// Its pack, or why there is none, with what was left out.
        public let composition: Composition<Pack>
    }

    /// What publishing did.
    public struct Outcome: Sendable {
        /// Each theme's pack, in the themes' order.
        public let packs: [ComposedPack]
        /// The issues that were published.
        public let issues: [Issue]
        /// What changed in the folder.
        public let change: PublishedFolder.Change
        /// The report, which is kept in the store too.
        public let report: RunReport
    }

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
    /// A theme with nothing to read gives a note and no pack.
    public func perform(
        _ plan: Plan, to folder: PublishedFolder, now: Date
    ) async throws(Failure) -> Outcome {
        let stock = try await stock(plan)
        let packs: [ComposedPack]
        let change: PublishedFolder.Change
        do throws(PublishingError) {
            packs = try compose(plan, stock)
            let works = packs.compactMap(\.composition.work)
            let publication = Publication(
                packs: works, issues: plan.isWhole ? stock.issues : [], paths: plan.paths,
                items: plan.isWhole || !plan.paths.isEmpty ? stock.reviewed : works.flatMap(\.items),
                sources: plan.feeds, moves: plan.isWhole ? plan.moves : [], notes: stock.notes,
                amendments: stock.amendments)
            change = try folder.write { take throws(PublishingError) in
                try composer.write(publication, to: take)
            }
            if let place = plan.facilitators {
                _ = try place.write(composer.facilitatorFiles(publication))
            }
        } catch {
            throw .publishing(error)
        }
        let issues = plan.isWhole ? stock.issues : []
        let report = PublishRun.report(on: packs, issues, change, at: now)
        do throws(StorageError) { try await store.runs.save(report) } catch { throw .storage(error) }
        return Outcome(packs: packs, issues: issues, change: change, report: report)
    }

    /// All files as they would be published, without writing any.
    ///
    /// - Parameter issue: one more issue, such as a draft that is shown as if it were approved.
    public func files(_ plan: Plan, with issue: Issue? = nil) async throws(Failure) -> [PublishedFile] {
        let stock = try await stock(plan)
        do throws(PublishingError) {
            let works = try compose(plan, stock).compactMap(\.composition.work)
            return try composer.files(
                Publication(
                    packs: works, issues: stock.issues + [issue].compactMap { $0 }, paths: plan.paths,
                    items: stock.reviewed, sources: plan.feeds, moves: plan.moves, notes: stock.notes,
                    amendments: stock.amendments))
        } catch {
            throw .publishing(error)
        }
    }

    /// The pack that a theme would become.
    public func composition(
        of theme: Theme, feeds: [Feed]
    ) async throws(Failure) -> Composition<Pack> {
        let plan = Plan(themes: [theme], feeds: feeds)
        let stock = try await stock(plan)
        do throws(PublishingError) {
            return try compose(plan, stock)[0].composition
        } catch {
            throw .publishing(error)
        }
    }

    /// What the store has to publish.
    private struct Stock {
        let reviewed: [ReviewedItem]
        let issues: [Issue]
        let notes: ItemNotes
        let amendments: [IssueAmendment]
    }

    private func stock(_ plan: Plan) async throws(Failure) -> Stock {
        do throws(StorageError) {
            var checked: [Item.ID: Date] = [:]
            for link in try await store.links.published() {
                guard let last = link.last, last.result == .works || last.result == .moved else { continue }
                checked[link.item] = last.time
            }
            return Stock(
                reviewed: try await store.verdicts.reviewed(), issues: try await store.issues.approved(),
                notes: ItemNotes(checked: checked), amendments: try await store.amendments.all())
        } catch {
            throw .storage(error)
        }
    }

    private func compose(_ plan: Plan, _ stock: Stock) throws(PublishingError) -> [ComposedPack] {
        let sectors = plan.feeds.compactMap { feed in feed.standing.sector.map { (feed.id, $0) } }
        let composing = PackComposer(
            curriculum: curriculum, sectors: Dictionary(sectors) { first, _ in first })
        var made: [ComposedPack] = []
        for theme in plan.themes {
            let composition = try composing.compose(theme, from: stock.reviewed, issues: stock.issues)
            made.append(ComposedPack(theme: theme, composition: composition))
        }
        return made
    }

    private static func report(
        on packs: [ComposedPack], _ issues: [Issue], _ change: PublishedFolder.Change, at now: Date
    ) -> RunReport {
        RunReport(
            name: "publish", started: now, finished: now,
            counts: [
                .init("packs", packs.count { $0.composition.work != nil }),
                .init("themes without a pack", packs.count { $0.composition.work == nil }),
                .init("issues", issues.count), .init("files written", change.written.count),
                .init("files removed", change.removed.count),
            ], problems: [])
    }
}
