// SPDX-License-Identifier: MIT

public import Foundation
public import Model
public import Publishing
public import Storage

/// Drafts the next issue of a newsletter from what curators approved and no earlier issue has used.
public struct DraftRun: Sendable {
    private let store: Store
    private let composer: IssueComposer
    private let shelf: CardShelf

    /// - Parameters:
    ///   - store: where reviewed items and issues are.
    ///   - curriculum: names the topics.
    ///   - shelf: where the cards of the store's items are kept.
    public init(store: Store, curriculum: Curriculum, shelf: CardShelf = CardShelf()) {
        self.store = store
        self.shelf = shelf
        composer = IssueComposer(curriculum: curriculum)
    }

    /// Drafts, in place of an earlier draft of the same number.
    ///
    /// An approved issue is never touched. A draft for a slot keeps the slot's date.
    ///
    /// - Parameter isReplacingEdits: also where a person has changed the earlier draft by hand.
    /// - Returns: the draft, or why there is none, with what was left out.
    /// - Throws: `StorageError.refused` when a person has changed the earlier draft, and that is not to be lost.
    public func perform(
        _ newsletter: Newsletter, isReplacingEdits: Bool = false, now: Date
    ) async throws(PublishRun.Failure) -> Composition<Issue> {
        let imprint: IssueComposer.Imprint
        do throws(StorageError) {
            let number = try await store.issues.nextNumber(of: newsletter.id)
            let slot = try await store.slots.record(of: number, of: newsletter.id)?.slot
            imprint = IssueComposer.Imprint(number: number, date: slot?.due ?? now)
        } catch {
            throw .storage(error)
        }
        let composition = try await compose(newsletter, imprint)
        guard let draft = composition.work else { return composition }
        do throws(StorageError) {
            try await store.issues.save(draft: draft, isReplacingEdits: isReplacingEdits)
        } catch {
            throw .storage(error)
        }
        return composition
    }

    /// The draft that an issue would be; keeps nothing.
    public func compose(
        _ newsletter: Newsletter, _ imprint: IssueComposer.Imprint
    ) async throws(PublishRun.Failure) -> Composition<Issue> {
        let choice: IssueComposer.Choice
        let chosen: [ReviewedItem]
        do throws(StorageError) {
            // Cards tell which items fit; the texts of all would not go into memory.
            let cards = try await shelf.cards(of: store)
            let used = Set(try await store.issues.used(by: newsletter.id).keys)
            choice = composer.choose(newsletter, from: cards, used: used)
            chosen = try await store.verdicts.reviewed(choice.items)
        } catch {
            throw .storage(error)
        }
        do throws(PublishingError) {
            return try composer.compose(newsletter, imprint, of: choice, chosen)
        } catch {
            throw .publishing(error)
        }
    }
}
