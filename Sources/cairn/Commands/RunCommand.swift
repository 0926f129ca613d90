// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Classification
import Foundation
import Model
import Pipeline
import Publishing
import Storage

/// `cairn run`.
struct RunCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Do everything that is due, once: collect, enrich, learn, classify, publish, check links.",
        discussion: """
            What cron or a systemd timer calls. A stage that fails is reported and the others go on. Two runs never work on
            one library at once.

            Examples:
              cairn run
              cairn run --dry-run
            """)

    @OptionGroup var options: GlobalOptions
    @Flag(name: .long, help: "Say what would be done, and do nothing.") var dryRun = false

    private struct Result: Encodable {
        let dryRun: Bool
        let stages: [RunReport]

        private enum CodingKeys: String, CodingKey {
            case stages
            case dryRun = "dry_run"
        }
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let holdings = workshop.library.read()
        let stages = dryRun ? try await foretell(workshop, holdings) : try await work(workshop, holdings)
        console.json(Result(dryRun: dryRun, stages: stages))
        for stage in stages {
            console.result(stage.sentence)
            for note in stage.notes { console.result("    \(note)") }
            console.problems(stage.problems, more: "cairn feed list and cairn check name them")
        }
        return Ending(stages.flatMap(\.problems))
    }

    private func work(_ workshop: Workshop, _ holdings: Holdings) async throws -> [RunReport] {
        let lock = try RunLock(folder: workshop.library.folder.path)
        defer { lock.release() }
        let store = try await workshop.store()
        let mistakes = try await workshop.subscribe(store, holdings)
        // One client for both, since it keeps the pause between two requests to one host.
        let client = try workshop.client()
        let collecting = workshop.collecting(into: store, client: client)
        var stages = [try await collecting.perform(.due, now: workshop.now).report.adding(mistakes)]
        let enriching = workshop.enriching(store, client: client)
        let limit = workshop.settings.enrich.limit
        stages.append(try await enriching.perform(.due(limit: limit), now: workshop.now).report)
        do {
            let curriculum = try workshop.curriculum(holdings)
            if let training = try await learn(workshop, store, curriculum) { stages.append(training) }
            stages.append(
                try await classify(workshop, store, curriculum, holdings)
                    .adding(workshop.mistakesInRules(holdings)))
            try await workshop.queueing(store, curriculum, holdings.themes).perform(now: workshop.now)
            try workshop.insistOnCuratedFiles(holdings)
            let folder = PublishedFolder(path: workshop.library.resolve(workshop.settings.publish.to).path)
            let publishing = try workshop.publishing(store, curriculum)
            let outcome = try await publishing.perform(
                PublishRun.Plan(
                    themes: holdings.themes, paths: holdings.paths, feeds: holdings.feeds,
                    moves: holdings.moves), to: folder, now: workshop.now)
            stages.append(outcome.report)
        } catch {
            // What was published before stays; the next run tries again.
            stages.append(failed("publish", "nothing was published: \(error)", workshop))
        }
        let links = workshop.settings.links
        if links.days > 0 {
            let checking = workshop.checkingLinks(store, client: client)
            stages.append(try await checking.perform(limit: links.limit, now: workshop.now))
        }
        return stages
    }

    /// Learns where enough was decided since the last time; where it cannot, the model in use stays.
    private func learn(
        _ workshop: Workshop, _ store: Store, _ curriculum: Curriculum
    ) async throws -> RunReport? {
        let after = workshop.settings.classify.trainAfter
        let count = try await decisionCount(store)
        guard after > 0, count >= after else { return nil }
        let order = TrainRun.Order(
            why: "\(counted(count, "decision")) since the last training",
            by: Verdict.Signature(name: "cairn run", time: workshop.now, isRule: true))
        do throws(TrainRun.Failure) {
            return try await workshop.training(store, curriculum).perform(order, now: workshop.now).report
        } catch .storage(let error) {
            throw error
        } catch {
            return RunReport(
                name: "train", started: workshop.now, finished: workshop.now,
                counts: [.init("decisions since the last training", count)], problems: [],
                notes: ["nothing was learned: \(error)"])
        }
    }

    /// On how many items' topics curators decided since the last training.
    private func decisionCount(_ store: Store?) async throws(StorageError) -> Int {
        guard let store else { return 0 }
        let last = try await store.models.all().last?.model.span.lastAction ?? 0
        return try await store.verdicts.decisionCount(after: last)
    }

    /// Tags by the model in use; one that cannot be used is a problem, and nothing is tagged by another in its place.
    private func classify(
        _ workshop: Workshop, _ store: Store, _ curriculum: Curriculum, _ holdings: Holdings
    ) async throws -> RunReport {
        let classifier: Classifier
        do throws(ModelShelf.Failure) {
            classifier = try await workshop.classifier(curriculum, in: store).classifier
        } catch .storage(let error) {
            throw error
        } catch {
            return failed("classify", "nothing was tagged: \(error)", workshop)
        }
        return try await workshop.classifying(store, classifier, holdings).perform(now: workshop.now)
    }

    private func foretell(_ workshop: Workshop, _ holdings: Holdings) async throws -> [RunReport] {
        let store = try await workshop.lookingStore()
        let known = try await store?.feeds.all() ?? []
        let due = holdings.feeds.count { feed in
            known.first { $0.feed.id == feed.id }?.isDue(at: workshop.now) ?? true
        }
        let wanted = try await store?.articles.dueCount(at: workshop.now) ?? 0
        let links = workshop.settings.links
        let dueLinks =
            links.days > 0 ? try await store?.links.due(at: workshop.now, limit: links.limit).count ?? 0 : 0
        let untagged = try await store?.items.undecidedCount() ?? 0
        let decisions = try await decisionCount(store)
        func report(_ name: String, _ what: String, _ number: Int, _ problems: [Mistake]) -> RunReport {
            RunReport(
                name: name, started: workshop.now, finished: workshop.now, counts: [.init(what, number)],
                problems: problems.map(\.description))
        }
        let isFeeds: (Mistake) -> Bool = { $0.file.hasPrefix("feeds/") }
        return [
            report("collect", "feeds due", due, holdings.mistakes.filter(isFeeds)),
            report("enrich", "pages due", min(wanted, workshop.settings.enrich.limit), []),
            report("train", "decisions since the last training", decisions, []),
            report("classify", "undecided items to look at", untagged, workshop.mistakesInRules(holdings)),
            report(
                "publish", "themes", holdings.themes.count,
                holdings.mistakes.filter { !isFeeds($0) && !$0.isInRule }),
            report("links", "links due", dueLinks, []),
        ]
    }

    private func failed(_ name: String, _ problem: String, _ workshop: Workshop) -> RunReport {
        RunReport(name: name, started: workshop.now, finished: workshop.now, counts: [], problems: [problem])
    }
}

private extension RunReport {
    /// The report with mistakes in the library's files among its problems.
    func adding(_ mistakes: [Mistake]) -> RunReport {
        RunReport(
            name: name, started: started, finished: finished, counts: counts,
            problems: mistakes.map(\.description) + problems, notes: notes)
    }
}
