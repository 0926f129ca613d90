// SPDX-License-Identifier: MIT

import Model
import Publishing
import Storage

/// How a site is published from what changed since the last time.
extension PublishRun {
    /// What the store says without decoding anything.
    struct Marks {
        var items: [ItemMark]
        let issues: [String: InputKey]
        let amendments: InputKey
    }

    /// Items that are read at once: more would be faster by little, and all of them would not fit into memory.
    private static let batch = 250

    /// Publishes, and says what was made and what changed.
    ///
    /// - Parameter isForgetting: whether to make everything anew, whatever the last build has left.
    func perform(
        _ plan: Plan, to folder: PublishedFolder, isForgetting: Bool
    ) async throws(Failure) -> (ToldOfPublishing, PublishedFolder.Change) {
        let writing = try mended { () throws(PublishingError) in
            try folder.begin(isForgetting: isForgetting)
        }
        do throws(Failure) {
            let marks = try await marks()
            let key = key(of: plan, marks)
            if !plan.isExplained, plan.facilitators == nil,
                let told = writing.told(by: key).flatMap({ ToldOfPublishing($0) })
            {
                writing.abandon()
                return (told, PublishedFolder.Change())
            }
            if let made = try await make(plan, marks, key, writing) { return made }
            writing.abandon()
        } catch {
            writing.abandon()
            throw error
        }
        // A page that was left alone may lead nowhere now.
        return try await perform(plan, to: folder, isForgetting: true)
    }
}

private extension PublishRun {
    func marks() async throws(Failure) -> Marks {
        do throws(StorageError) {
            return Marks(
                items: try await store.verdicts.marks(), issues: try await store.issues.approvedKeys(),
                amendments: try await store.amendments.key())
        } catch {
            throw .storage(error)
        }
    }

    /// A digest of everything that a plan's files are made from.
    func key(of plan: Plan, _ marks: Marks) -> InputKey {
        let digest = InputDigest()
        digest.add(composer.key)
        digest.add(composer.styleSheet)
        digest.add(encoded: plan.themes)
        digest.add(encoded: plan.paths)
        digest.add(encoded: plan.feeds)
        digest.add(encoded: plan.moves)
        digest.add(plan.isWhole ? 1 : 0)
        digest.add(marks.amendments)
        for (issue, key) in marks.issues.sorted(by: { $0.key < $1.key }) {
            digest.add(issue)
            digest.add(key)
        }
        for mark in marks.items {
            digest.add(mark.id.rawValue)
            digest.add(mark.key)
        }
        return digest.end()
    }

    /// Makes and writes what is different; nil where all has to be made anew.
    ///
    /// What somebody changes meanwhile may be on the pages or not: each page is noted with what it was made from. But then
    /// the whole is made from no state of the store, and the next build looks at each page again.
    func make(
        _ plan: Plan, _ marks: Marks, _ key: InputKey, _ writing: FolderWriting
    ) async throws(Failure) -> (ToldOfPublishing, PublishedFolder.Change)? {
        let job = composer.job(in: writing)
        var texts: [Item.ID: ReviewedItem] = [:]
        if plan.isWhole {
            let wanted = try mended { () throws(PublishingError) in
                try job.wanted(marks.items.map { ($0.id, $0.key) })
            }
            for start in stride(from: 0, to: wanted.count, by: PublishRun.batch) {
                let ids = Array(wanted[start..<min(start + PublishRun.batch, wanted.count)])
                for item in try await read(ids) {
                    try mended { () throws(PublishingError) in
                        try job.add(item.reviewed, key: item.key, checked: item.checked)
                    }
                }
            }
        }
        var cards: [ItemCard]
        if plan.isWhole {
            cards = job.cards
        } else {
            let items = try await read(marks.items.map(\.id))
            cards = items.map { ItemCard($0.reviewed, key: $0.key, checked: $0.checked) }
            for item in items { texts[item.reviewed.id] = item.reviewed }
        }
        let (issues, amendments) = try await papers()
        var told = chosen(plan, cards, issues, writing)
        if !plan.isWhole { told.issues = [] }
        var publication = publication(plan, cards, told, issues, marks, amendments)
        if plan.isWhole {
            let needed = Set(told.choices.flatMap(\.items) + publication.itemsOfPaths)
            let found = cards.enumerated().lazy.filter { needed.contains($1.id) }.map { ($1.id, $0) }
            let places = Dictionary(found) { first, _ in first }
            var isOther = false
            for item in try await read(needed.sorted()) {
                texts[item.reviewed.id] = item.reviewed
                guard let place = places[item.reviewed.id], cards[place].key != item.key else { continue }
                cards[place] = ItemCard(item.reviewed, key: item.key, checked: item.checked)
                isOther = true
            }
            if isOther { publication = self.publication(plan, cards, told, issues, marks, amendments) }
        }
        let noted = try await isSteady(marks, cards) ? key : InputKey(of: "something changed in between")
        return try mended { () throws(PublishingError) in
            var packs: [Pack] = []
            for (theme, choice) in zip(plan.themes, told.choices) {
                if let pack = try choice.pack(of: theme, texts) { packs.append(pack) }
            }
            publication.add(packs, texts: texts)
            guard try job.finish(publication) else { return nil }
            let change = try writing.finish(as: noted, telling: told.bytes)
            if let place = plan.facilitators {
                _ = try place.write(composer.facilitatorFiles(publication))
            }
            return (told, change)
        }
    }

    func read(_ ids: [Item.ID]) async throws(Failure) -> [MarkedItem] {
        do throws(StorageError) { return try await store.verdicts.marked(ids) } catch {
            throw .storage(error)
        }
    }

    /// Whether what was read is what the marks spoke of.
    func isSteady(_ marks: Marks, _ cards: [ItemCard]) async throws(Failure) -> Bool {
        guard cards.count == marks.items.count,
            zip(cards, marks.items).allSatisfy({ $0.id == $1.id && $0.key == $1.key })
        else { return false }
        do throws(StorageError) {
            let issues = try await store.issues.approvedKeys()
            let amendments = try await store.amendments.key()
            return issues == marks.issues && amendments == marks.amendments
        } catch {
            throw .storage(error)
        }
    }

    func papers() async throws(Failure) -> ([Issue], [IssueAmendment]) {
        do throws(StorageError) {
            return (try await store.issues.approved(), try await store.amendments.all())
        } catch {
            throw .storage(error)
        }
    }

    /// The items of each theme's pack; those of the last time where nothing has changed that a choice depends on.
    func chosen(
        _ plan: Plan, _ cards: [ItemCard], _ issues: [Issue], _ writing: FolderWriting
    ) -> ToldOfPublishing {
        let packing = packing(plan)
        let key = packing.key(of: plan.themes, base: composer.key, from: cards, issues: issues)
        let last = ToldOfPublishing(writing.lastTold)
        if let last, !plan.isExplained, last.choosing == [key.high, key.low] {
            return ToldOfPublishing(plan.themes, last.choices, from: key, issues: issues)
        }
        let choices = plan.themes.map { theme in
            packing.choose(theme, from: cards, issues: issues, isExplained: plan.isExplained)
        }
        return ToldOfPublishing(plan.themes, choices, from: key, issues: issues)
    }

    func publication(
        _ plan: Plan, _ cards: [ItemCard], _ told: ToldOfPublishing, _ issues: [Issue], _ marks: Marks,
        _ amendments: [IssueAmendment]
    ) -> Publication {
        let used = Set(told.choices.flatMap(\.items))
        return Publication(
            issues: plan.isWhole ? issues : [], issueKeys: marks.issues, paths: plan.paths,
            cards: plan.isWhole || !plan.paths.isEmpty ? cards : cards.filter { used.contains($0.id) },
            sources: plan.feeds, moves: plan.isWhole ? plan.moves : [], amendments: amendments)
    }
}
