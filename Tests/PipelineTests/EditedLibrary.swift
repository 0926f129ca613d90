// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pipeline
import Publishing
import Storage
import TestSupport

/// A library that is edited by chance, each time in one way out of all in which people and machines change what is published.
final class EditedLibrary {
    let home: URL
    var chance: Chance
    private var store: Store
    private var topics: [Topic]
    private var feeds: [Feed]
    private var items: [Item] = []
    private var site = Settings()
    private var themes: [Theme]
    private var paths: [LearningPath]
    private var moves: [MovedPage] = []
    private var template: String?
    private var style: String?
    private var maker = "1"
    private var count = 0
    private let shelf = CardShelf()

    struct Settings {
        var title = "Cairn"
        var base: WebAddress? = .sample("https://learn.example.org/")
        var isCommercial = false
        var room: WebAddress?
    }

    var folder: PublishedFolder { PublishedFolder(path: home.appending(path: "site").path) }

    init(seed: UInt64, in home: URL) async throws {
        self.home = home
        chance = Chance(state: seed)
        store = try await Store.inMemory()
        topics = ["digital-strategy", "user-research", "data-protection", "cyber-security"].map {
            .sample(Topic.ID($0), name: $0.replacing("-", with: " "))
        }
        feeds = ["a", "b"].map { (name: String) -> Feed in
            Feed(
                address: .sample("https://\(name).example.org/feed"), title: "Blog \(name)",
                standing: Feed.Standing(licence: name == "a" ? .ccBy : .allRightsReserved, sector: name))
        }
        themes = [.about("digital-strategy", id: "strategy"), .about("user-research", id: "research")]
        paths = [EditedLibrary.path("begin", words: "Read a plan.")]
        try await store.feeds.subscribe(to: feeds)
        for _ in 0..<30 { try await addItem() }
    }

    /// Publishes over what is there.
    func publish() async throws -> PublishOutcome { try await publish(to: folder) }

    /// Publishes to a new folder.
    func publishClean() async throws -> URL {
        count += 1
        let place = home.appending(path: "clean-\(count)")
        _ = try await publish(to: PublishedFolder(path: place.path))
        return place
    }

    /// Each work as people look at it before it goes out; the shelf has been there from the first edit on.
    func previews() async throws -> [PublishedFile] {
        let (run, plan) = try publishing()
        let subjects: [PublishRun.Subject] =
            themes.map { .pack($0) } + paths.map { .path($0.id) }
            + (try await store.issues.approved()).map { .issue($0) }
        var files: [PublishedFile] = []
        for subject in subjects {
            if let page = try await run.page(of: subject, plan, shelf) {
                files += [page.html, page.markdown]
            }
        }
        return files
    }

    private func publish(to folder: PublishedFolder) async throws -> PublishOutcome {
        let (run, plan) = try publishing()
        return try await run.perform(plan, to: folder, now: now)
    }

    private func publishing() throws -> (PublishRun, PublishRun.Plan) {
        let curriculum = Curriculum.sample(topics)
        let composer = try SiteComposer(
            site: Site(
                title: site.title, base: site.base, isCommercial: site.isCommercial, room: site.room),
            curriculum: curriculum, template: template, styleSheet: style, maker: maker)
        return (
            PublishRun(store: store, curriculum: curriculum, composer: composer),
            PublishRun.Plan(themes: themes, paths: paths, feeds: feeds, moves: moves)
        )
    }

    private var now: Date { Date.sample().addingTimeInterval(Double(count) * 3600) }

    /// Makes one change and says which.
    func edit() async throws -> String {
        count += 1
        let edits: [(String, () async throws -> Void)] = [
            ("a new item", addItem), ("an item said anew", approveAgain), ("an item rejected", reject),
            ("a verdict taken back", { [self] in _ = try await store.verdicts.undo(at: now) }),
            ("an item changed at its source", change), ("a word on a licence", license),
            ("a link checked", checkLink), ("a page read", readPage), ("a feed renamed", renameFeed),
            ("the site's settings", changeSettings), ("the curriculum", changeCurriculum),
            ("the frame or the style sheet", changeLook), ("the themes", changeThemes),
            ("the paths", changePaths), ("a page moved", movePage), ("an issue", addIssue),
            ("an issue corrected", correctIssue), ("another program", { [self] in maker += "1" }),
            ("a file edited by hand", spoil), ("a file lost", lose), ("the memory", damageMemory),
            ("the twin", damageTwin), ("nothing", {}),
        ]
        let (name, work) = edits[chance.below(edits.count)]
        try await work()
        return name
    }
}

private extension EditedLibrary {
    func text(_ words: Int) -> String {
        (0..<words).map { _ in ["we", "plan", "people", "service", "data", "stop."][chance.below(6)] }
            .joined(separator: " ")
    }

    func makeItem(_ number: Int) -> Item {
        let feed = feeds[number % feeds.count]
        return .sample(
            feed: feed.id, guid: "post-\(number)", title: "\(["Plan", "data", "Zeal"][number % 3]) \(number)",
            address: "https://\(number % 2 == 0 ? "a" : "b").example.org/\(number)/",
            body: text(number % 4 == 0 ? 40 : 200),
            licence: number % 3 == 0 ? nil : .ccBy,
            published: Date.sample().addingTimeInterval(-Double(number % 7) * 86_400))
    }

    func save(_ item: Item) async throws {
        let fetch = FetchRecord(feed: item.identity.feed, time: .sample(), result: .ok, reason: "read")
        _ = try await store.items.save([item], noting: fetch) { _ in
            NextTry(due: .sample(), why: "", intervalMinutes: 60)
        }
    }

    func addItem() async throws {
        let item = makeItem(items.count)
        items.append(item)
        try await save(item)
        try await approve(item)
    }

    func approve(_ item: Item) async throws {
        let main = chance.below(10) < 8 ? topics[0].id : topics[1].id
        let other = topics[chance.below(topics.count)].id
        try await store.verdicts.record([
            Verdict(
                item: item.id, decision: .approve, topics: main == other ? [main] : [main, other],
                fit: Verdict.Fit(audiences: chance.below(4) == 0 ? ["board"] : []),
                why: "Because \(text(5))", by: Verdict.Signature(name: "Ada", time: now))
        ])
    }

    func anyItem() -> Item { items[chance.below(items.count)] }

    func approveAgain() async throws { try await approve(anyItem()) }

    func reject() async throws {
        try await store.verdicts.record([
            Verdict(
                item: anyItem().id, decision: .reject, topics: [], why: "", note: "no",
                by: Verdict.Signature(name: "Ada", time: now))
        ])
    }

    func change() async throws {
        let number = chance.below(items.count)
        let old = items[number]
        let new = makeItem(number)
        items[number] = Item(
            identity: old.identity, title: chance.below(2) == 0 ? old.title : "Changed \(count)",
            address: old.address, text: new.text, credit: old.credit, dates: old.dates)
        try await save(items[number])
    }

    func license() async throws {
        try await store.licences.record(
            LicenceConfirmation(
                item: anyItem().id, licence: [.ccBy, .allRightsReserved][chance.below(2)],
                by: Verdict.Signature(name: "Ada", time: now)))
    }

    func checkLink() async throws {
        let links = try await store.links.published()
        guard !links.isEmpty else { return }
        let check = LinkCheck(
            time: now, result: chance.below(4) == 0 ? .gone : .works, reason: "answers")
        try await store.links.note(check, of: links[chance.below(links.count)], next: now)
    }

    func readPage() async throws {
        let item = anyItem()
        guard let wanted = try await store.articles.wanted(item.id) else { return }
        let article = Article(
            address: wanted.address, canonical: nil, facts: ArticleFacts(), html: "", text: text(300),
            licences: [], isPaywalled: false)
        try await store.articles.save(
            PageVisit(
                item: item.id, asked: wanted.address, time: now, result: .read, reason: "read",
                article: article), next: nil)
    }

    func renameFeed() async throws {
        let place = chance.below(feeds.count)
        let old = feeds[place]
        feeds[place] = Feed(
            address: old.address, title: "Blog \(count)",
            standing: Feed.Standing(
                licence: [.ccBy, .allRightsReserved][chance.below(2)], sector: old.standing.sector))
        try await store.feeds.subscribe(to: feeds)
    }

    func changeSettings() {
        switch chance.below(4) {
        case 0: site.title = "Cairn \(count)"
        case 1: site.base = site.base == nil ? .sample("https://learn.example.org/") : nil
        case 2: site.isCommercial.toggle()
        default: site.room = site.room == nil ? .sample("https://room.example.org/") : nil
        }
    }

    func changeCurriculum() {
        let place = chance.below(topics.count)
        topics[place] = .sample(topics[place].id, name: "Topic \(count)", questions: ["What of \(count)?"])
    }

    func changeLook() {
        if chance.below(2) == 0 {
            style = style == nil ? "body { margin: 0 }" : nil
        } else {
            template =
                template == nil
                ? "<!DOCTYPE html><html lang=\"{{language}}\"><title>{{title}}</title>{{{head}}}{{{body}}}</html>"
                : nil
        }
    }

    func changeThemes() {
        switch chance.below(3) {
        case 0: themes.append(.about("data-protection", id: Theme.ID("theme-\(count)")))
        case 1 where themes.count > 1: themes.remove(at: chance.below(themes.count))
        default:
            let topic = topics[chance.below(topics.count)].id
            themes[0] = Theme(
                id: themes[0].id, title: "Theme \(count)", aim: Theme.Aim(sector: "a"),
                size: Theme.Size(items: 1 + chance.below(6), minutes: 60, unusedIssues: chance.below(2)),
                sections: [Theme.Section(title: "Read", topics: [topic])], opening: "Words of \(count).")
        }
    }

    func changePaths() {
        switch chance.below(3) {
        case 0: paths.append(EditedLibrary.path(LearningPath.ID("path-\(count)"), words: "More."))
        case 1 where paths.count > 1: paths.removeLast()
        default: paths[0] = EditedLibrary.path("begin", words: "Words \(count).", items: [anyItem().id])
        }
    }

    func movePage() {
        moves = chance.below(3) == 0 ? [] : [MovedPage(from: "packs/old-\(count)", to: "topics/index")]
    }

    func addIssue() async throws {
        let run = DraftRun(store: store, curriculum: .sample(topics))
        guard let issue = try await run.perform(.sample(), isReplacingEdits: true, now: now).work else {
            return
        }
        _ = try await store.issues.approve(
            "monthly", number: issue.number, by: Verdict.Signature(name: "Ada", time: now))
    }

    func correctIssue() async throws {
        let issues = try await store.issues.approved()
        guard !issues.isEmpty else { return }
        let issue = issues[chance.below(issues.count)]
        try? await store.amendments.add(
            IssueAmendment(
                newsletter: "monthly", number: issue.number,
                kind: chance.below(5) == 0 ? .withdrawal : .correction, words: "Words \(count).",
                by: Verdict.Signature(name: "Ada", time: now)))
    }
}
