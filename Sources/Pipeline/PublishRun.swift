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

    /// Publishes.
    ///
    /// A theme with nothing to read gives a note and no pack.
    ///
    /// - Parameters:
    ///   - paths: the learning paths, in the order in which they are shown.
    ///   - isWhole: with the approved issues, and with every approved item on the pages of its topics; otherwise with no
    ///     other items than the packs and the paths have.
    public func perform(
        _ themes: [Theme], paths: [LearningPath] = [], isWhole: Bool = true, to folder: PublishedFolder,
        now: Date
    ) async throws(Failure) -> Outcome {
        let reviewed: [ReviewedItem]
        let issues: [Issue]
        do throws(StorageError) {
            reviewed = try await store.verdicts.reviewed()
            issues = isWhole ? try await store.issues.approved() : []
        } catch {
            throw .storage(error)
        }
        let packs: [ComposedPack]
        let change: PublishedFolder.Change
        do throws(PublishingError) {
            let composing = PackComposer(curriculum: curriculum)
            var made: [ComposedPack] = []
            for theme in themes {
                made.append(
                    ComposedPack(theme: theme, composition: try composing.compose(theme, from: reviewed)))
            }
            packs = made
            let works = packs.compactMap(\.composition.work)
            change = try folder.write(
                composer.files(
                    Publication(
                        packs: works, issues: issues, paths: paths,
                        items: isWhole || !paths.isEmpty ? reviewed : works.flatMap(\.items))))
        } catch {
            throw .publishing(error)
        }
        let report = PublishRun.report(on: packs, issues, change, at: now)
        do throws(StorageError) { try await store.runs.save(report) } catch { throw .storage(error) }
        return Outcome(packs: packs, issues: issues, change: change, report: report)
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
