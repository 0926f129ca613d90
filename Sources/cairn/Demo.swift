// SPDX-License-Identifier: MIT

import Catalog
import Classification
import Foundation
import Model
import Pipeline
import Publishing
import Storage

/// The whole way on the bundled sample: from feeds on loopback to packs and an issue.
struct Demo: Sendable {
    /// What the demo made; as JSON it is what `cairn demo --json` prints.
    struct Outcome: Encodable, Sendable {
        var feeds = 0
        var items = 0
        var joined = 0
        var sorted = 0
        var approved = 0
        var rule = Demo.rule
        var packs: [String] = []
        var issue: String?
        var index = ""
        var problems: [String] = []
    }

    /// How sure a tag must be for the demo to approve its item.
    private static let sureEnough = 0.6
    private static let rule =
        "an item is approved when a topic stands at \(sureEnough) or more; why it matters is that topic's first outcome"

    private let workshop: Workshop
    private let holdings: Holdings
    private let curriculum: Curriculum
    private let store: Store
    private let folder: String
    private let console: Console
    private let feeds: [Feed]

    /// Prepares a store of its own, made anew.
    init(_ workshop: Workshop, folder: String?, console: Console) async throws {
        self.workshop = workshop
        self.console = console
        self.folder = folder ?? workshop.library.resolve(workshop.settings.publish.to).path
        holdings = workshop.library.read()
        curriculum = try workshop.curriculum(holdings)
        try workshop.insistOnCuratedFiles(holdings)
        let list = workshop.library.sampleFolder.appending(path: "sample.opml")
        let (listed, mistakes) = try OPML.read(Reading.bytes(of: list), file: "feeds/sample/sample.opml")
            .feeds
        if !mistakes.isEmpty { throw CatalogError.mistakes(mistakes) }
        feeds = listed.map(\.feed)
        let path = workshop.library.resolve("demo.sqlite").path
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        store = try await Store.open(at: path)
    }

    /// Goes the whole way.
    func perform() async throws -> Outcome {
        var outcome = Outcome()
        try await collect(&outcome)
        try await classify(&outcome)
        try await approve(&outcome)
        try await draft(&outcome)
        try await publish(&outcome)
        return outcome
    }
}

private extension Demo {
    func collect(_ outcome: inout Outcome) async throws {
        let sample = workshop.library.sampleFolder
        try await store.feeds.subscribe(to: feeds)
        let report = try await SampleServer.run(folder: sample) { server in
            console.result(
                "1. Collecting \(feeds.count) feeds from \(server.address) (feeds/sample on this machine)")
            let client = SampleHTTPClient(
                server: server, client: try workshop.client(allowing: server.allowed, pause: .zero))
            // One host after the other: which feed gives a shared article first is then the same every time.
            return try await workshop.collecting(into: store, client: client, jobs: 1, firstLimit: .max)
                .perform(.all, now: workshop.now).report
        }
        outcome.problems += report.problems
        outcome.feeds = feeds.count
        let copies = report.number("items joined by their text")
        outcome.items = report.number("new items") - copies
        outcome.joined = report.number("items from a further source") + copies
        console.result(
            "   \(outcome.items) items; \(outcome.joined) came from a second feed too and counts once")
    }

    func classify(_ outcome: inout Outcome) async throws {
        let report = try await workshop.classifying(store, workshop.classifier(curriculum), holdings).perform(
            now: workshop.now)
        outcome.sorted = report.number("items with a topic")
        console.result("2. Classifying against \(curriculum.topics.count) topics")
        console.result(
            "   \(outcome.sorted) items got a topic, \(report.number("unsorted items")) stay unsorted")
    }

    func approve(_ outcome: inout Outcome) async throws {
        let items = try await store.items.list(ItemFilter(state: .waiting, limit: 1000))
        let verdicts = items.compactMap(verdict)
        try await store.verdicts.record(verdicts)
        outcome.approved = verdicts.count
        console.result("3. Approving by a rule of this demo (a curator decides in a real library):")
        console.result("   \(Demo.rule)")
        console.result("   \(verdicts.count) approved, \(items.count - verdicts.count) wait for a person")
    }

    func verdict(on item: TaggedItem) -> Verdict? {
        let sure = item.tags.filter { $0.confidence >= Demo.sureEnough }
        guard let first = sure.first, let topic = curriculum.topic(first.topic),
            let gain = topic.outcomes.first
        else {
            return nil
        }
        let verdict = Verdict(
            item: item.id, decision: .approve, topics: sure.map(\.topic),
            why: "After reading it you are better able to \(gain).", note: "approved by the rule of the demo",
            by: Verdict.Signature(name: "the demo's rule", time: workshop.now, isRule: true))
        return verdict.objections(to: item.library, in: curriculum).isEmpty ? verdict : nil
    }

    func draft(_ outcome: inout Outcome) async throws {
        guard let newsletter = holdings.newsletters.first else { return }
        let composition = try await DraftRun(store: store, curriculum: curriculum)
            .perform(newsletter, now: workshop.now)
        guard let draft = composition.work else {
            outcome.problems.append(
                "no issue of \(newsletter.id): \(composition.reason ?? "there is too little")")
            return
        }
        let issue = try await store.issues.approve(
            newsletter.id, number: draft.number,
            by: Verdict.Signature(name: "the demo's rule", time: workshop.now, isRule: true))
        outcome.issue = "issues/\(newsletter.id)/\(issue.number).html"
        console.result("4. Drafting and approving issue \(issue.number) of \(newsletter.title)")
        console.result("   \(counted(issue.items.count, "item")), \(issue.minutes) minutes of reading")
    }

    func publish(_ outcome: inout Outcome) async throws {
        let published = try await workshop.publishing(
            store, curriculum, base: WebAddress("https://cairn.example.org/")
        )
        .perform(
            PublishRun.Plan(
                themes: holdings.themes, paths: holdings.paths, feeds: feeds, moves: holdings.moves),
            to: PublishedFolder(path: folder), now: workshop.now)
        console.result("5. Publishing")
        for pack in published.packs {
            if let reason = pack.reason {
                outcome.problems.append("no pack for \(pack.theme): \(reason)")
            } else {
                outcome.packs.append("packs/\(pack.theme).html")
                console.result(
                    "   \(pack.title): \(counted(pack.items, "item")), \(pack.minutes) minutes")
            }
        }
        outcome.index = folder + "/index.html"
        console.result("")
        console.result("Open \(outcome.index) in a browser.")
        console.result("Everything is there in Markdown too: \(folder)/packs/*.md, \(folder)/issues/*/*.md")
    }
}

private extension RunReport {
    func number(_ what: String) -> Int { counts.first { $0.what == what }?.number ?? 0 }
}
