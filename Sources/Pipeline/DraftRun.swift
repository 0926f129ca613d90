// SPDX-License-Identifier: MIT

public import Foundation
public import Model
public import Publishing
public import Storage

/// Drafts the next issue of a newsletter from what curators approved and no earlier issue has used.
public struct DraftRun: Sendable {
    private let store: Store
    private let composer: IssueComposer

    /// - Parameters:
    ///   - store: where reviewed items and issues are.
    ///   - curriculum: names the topics.
    public init(store: Store, curriculum: Curriculum) {
        self.store = store
        composer = IssueComposer(curriculum: curriculum)
    }

    /// Drafts, in place of an earlier draft of the same number.
    ///
    /// An approved issue is never touched.
    ///
    /// - Returns: the draft, or why there is none, with what was left out.
    public func perform(
        _ newsletter: Newsletter, now: Date
    ) async throws(PublishRun.Failure) -> Composition<Issue> {
        let number: Int
        let reviewed: [ReviewedItem]
        let used: Set<Item.ID>
        do throws(StorageError) {
            number = try await store.issues.nextNumber(of: newsletter.id)
            reviewed = try await store.verdicts.reviewed()
            used = Set(try await store.issues.used(by: newsletter.id).keys)
        } catch {
            throw .storage(error)
        }
        let composition: Composition<Issue>
        do throws(PublishingError) {
            let slot = IssueComposer.Slot(number: number, date: now)
            composition = try composer.compose(newsletter, slot, from: reviewed, used: used)
        } catch {
            throw .publishing(error)
        }
        guard let draft = composition.work else { return composition }
        do throws(StorageError) { try await store.issues.save(draft: draft) } catch { throw .storage(error) }
        return composition
    }
}
