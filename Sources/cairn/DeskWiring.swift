// SPDX-License-Identifier: MIT

import Catalog
import Desk
import Feeds
import Foundation
import Logging
import Model
import Pipeline
import Publishing
import Storage
import Transport

extension Workshop {
    /// What the desk's pages work with.
    func deskTools(_ store: Store, isBehindProxy: Bool, logger: Logger) throws -> DeskTools {
        let holdings = KeptHoldings(library)
        let files = DeskFolder(library, holdings: { holdings.current() }, again: { holdings.again() })
        return DeskTools(
            store: store, files: files, title: settings.title,
            door: DeskDoor(base: isBehindProxy ? settings.baseURL : nil, isBehindProxy: isBehindProxy),
            runs: try deskRuns(store), needsSecond: settings.desk.needsSecondApproval, clock: clock,
            logger: logger)
    }

    /// What the desk lets others do.
    private func deskRuns(_ store: Store) throws -> DeskRuns {
        let client = try client()
        return DeskRuns(
            finder: FeedFinder(client: client), width: settings.fetch.jobs,
            look: { [clock] feed in
                let (feeds, _) = try await atWork(on: store, as: "cairn serve") { worker in
                    try await collecting(
                        into: store, client: try self.client(worker: worker), worker: worker
                    ).perform(.one(feed), now: clock())
                }
                try await store.queue.catchUp()
                return feeds.first?.sentence ?? "nothing was fetched."
            },
            tryRule: { rule, since in
                let unpaused = Rule(
                    id: rule.id, title: rule.title, condition: rule.condition, consequence: rule.consequence)
                return try await RuleRun(store: store).look(at: rule.id, unpaused, since: since)
            },
            applyRule: { id, rule, since, signature in
                try await RuleRun(store: store).apply(id, rule, since: since, by: signature).outlook
            },
            tryTopics: { before, after, since, limit in
                try await TopicRun(store: store).look(
                    from: try await classifier(before, in: store).classifier,
                    to: try await classifier(after, in: store).classifier, since: since, limit: limit)
            }, works: deskWorks(store))
    }
}

extension Workshop {
    /// What makes works at the desk and publishes them.
    private func deskWorks(_ store: Store) -> DeskWorks {
        let shelf = CardShelf()
        return DeskWorks(
            compose: { theme in
                let holdings = library.read()
                let run = try publishing(store, try curriculum(holdings))
                return try await run.pack(of: theme, feeds: holdings.feeds, shelf)?.sections ?? []
            },
            draft: { newsletter in
                let run = DraftRun(store: store, curriculum: try curriculum(library.read()), shelf: shelf)
                let composition = try await run.perform(newsletter, isReplacingEdits: true, now: clock())
                return composition.work == nil ? composition.reason ?? "there is too little" : nil
            },
            preview: { try await preview($0, store, shelf) },
            publish: {
                let holdings = library.read()
                try insistOnCuratedFiles(holdings)
                let folder = PublishedFolder(path: library.resolve(settings.publish.to).path)
                let outcome = try await publishing(store, try curriculum(holdings)).perform(
                    plan(holdings), to: folder, now: clock())
                let packs = outcome.packs.count(where: \.isMade)
                return "Published: \(counted(packs, "pack")), \(counted(outcome.issues.count, "issue")); "
                    + "\(counted(outcome.change.written.count, "file")) written, \(outcome.change.removed.count) removed."
            }, style: (try? template("style.css")) ?? PageLayout.styleSheet)
    }

    private func plan(_ holdings: Holdings) -> PublishRun.Plan {
        PublishRun.Plan(
            themes: holdings.themes, paths: holdings.paths, feeds: holdings.feeds, moves: holdings.moves)
    }

    /// A work as it will go out; nil where there is nothing in it.
    private func preview(
        _ subject: DeskPreview.Subject, _ store: Store, _ shelf: CardShelf
    ) async throws -> DeskPreview? {
        let (work, issue): (PublishRun.Subject, Issue?) =
            switch subject {
            case .pack(let theme): (.pack(theme), nil)
            case .path(let path): (.path(path.id), nil)
            case .issue(let issue): (.issue(issue), issue)
            }
        let holdings = library.read()
        let curriculum = try curriculum(holdings)
        let page = try await publishing(store, curriculum).page(of: work, plan(holdings), shelf)
        guard let page else { return nil }
        let mail = try issue.map { try mailing(curriculum).mail(of: $0) }
        // Nobody's address: each reader gets one of their own.
        let root = settings.baseURL.map { $0.text.hasSuffix("/") ? $0.text : $0.text + "/" }
        let address = (root ?? "https://example.org/") + "unsubscribe/each-reader-has-an-address-of-their-own"
        return DeskPreview(
            html: page.html.text, markdown: page.markdown.text,
            mail: mail.map {
                DeskPreview.Mail(
                    subject: $0.subject, text: $0.text(unsubscribe: address),
                    html: $0.html(unsubscribe: address),
                    problem: $0.excess?.description)
            })
    }
}

private extension CollectedFeed {
    /// How the fetch went, to go on from the feed's name.
    var sentence: String {
        switch result {
        case .ok: "it was fetched, \(counted(new, "new item")), \(counted(changed, "changed one"))."
        case .notModified, .empty: "it was fetched; nothing is new."
        default: "it could not be fetched: \(reason)."
        }
    }
}
