// SPDX-License-Identifier: MIT

public import Model
public import Publishing
import Storage

/// How a work would go out, for people who still work on it; nothing is written, and nothing but the work is made.
extension PublishRun {
    /// What somebody looks at.
    public enum Subject: Sendable {
        /// The pack that a theme would become.
        case pack(Theme)
        /// A path of the plan.
        case path(LearningPath.ID)
        /// An issue, as if it were approved.
        case issue(Issue)
    }

    /// The pack that a theme would become today; nil for none.
    ///
    /// **Errors**: as of ``perform(_:to:now:)``.
    ///
    /// - Parameter shelf: where the cards of the store's items are kept.
    public func pack(of theme: Theme, feeds: [Feed], _ shelf: CardShelf) async throws(Failure) -> Pack? {
        try await pack(of: theme, Plan(themes: [theme], feeds: feeds), try await cards(shelf))
    }

    /// A work's page in HTML and Markdown; nil where there is nothing in it.
    ///
    /// **Errors**: as of ``perform(_:to:now:)``. Its links are not followed.
    ///
    /// - Parameter shelf: where the cards of the store's items are kept.
    public func page(
        of subject: Subject, _ plan: Plan, _ shelf: CardShelf
    ) async throws(Failure) -> (html: PublishedFile, markdown: PublishedFile)? {
        var issues: [Issue] = []
        var cards: [ItemCard] = []
        if case .issue(let issue) = subject { issues = [issue] } else { cards = try await self.cards(shelf) }
        let amendments = try await stored { store throws(StorageError) in try await store.amendments.all() }
        var publication = Publication(
            issues: issues, paths: plan.paths, cards: cards, sources: plan.feeds, moves: [],
            amendments: amendments)
        let work: PublishedWork
        switch subject {
        case .path(let id): work = .path(id)
        case .issue(let issue): work = .issue(issue.newsletter.id, issue.number)
        case .pack(let theme):
            guard let pack = try await pack(of: theme, plan, cards) else { return nil }
            publication.add([pack], texts: [:])
            work = .pack(theme.id)
        }
        return try mended { () throws(PublishingError) in try composer.page(of: work, in: publication) }
    }
}

private extension PublishRun {
    func stored<Value>(
        _ work: (Store) async throws(StorageError) -> Value
    ) async throws(Failure) -> Value {
        do throws(StorageError) { return try await work(store) } catch { throw .storage(error) }
    }

    func cards(_ shelf: CardShelf) async throws(Failure) -> [ItemCard] {
        try await stored { store throws(StorageError) in try await shelf.cards(of: store) }
    }

    func pack(of theme: Theme, _ plan: Plan, _ cards: [ItemCard]) async throws(Failure) -> Pack? {
        let issues = try await stored { store throws(StorageError) in try await store.issues.approved() }
        let choice = packing(plan).choose(theme, from: cards, issues: issues, isExplained: false)
        let items = try await stored { store throws(StorageError) in
            try await store.verdicts.reviewed(choice.items)
        }
        let texts = Dictionary(items.map { ($0.id, $0) }) { first, _ in first }
        return try mended { () throws(PublishingError) in try choice.pack(of: theme, texts) }
    }
}
