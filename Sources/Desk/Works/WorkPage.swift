// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// Putting together a pack, a path or an issue: its parts with their items, and what could be added.
struct WorkPage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/works/{kind}/{work}", for: .contributor) { visit in .page(try await page(visit)) },
        .post("desk/works/{kind}/{work}/arrange", for: .curator) { visit in try await arrange(visit) },
        .post("desk/works/{kind}/{work}/draft", for: .curator) { visit in try await draft(visit) },
        .post("desk/works/{kind}/{work}/approve", for: .publisher) { visit in try await approve(visit) },
    ]

    let path: String
    let title: String
    let words: String
    let parts: [Part]
    let mark: String
    let query: String
    let suggestions: [Suggestion]
    let hasSuggestions: Bool
    let isIssue: Bool
    let hasWork: Bool
    let canRelease: Bool
    let mayChange: Bool
    let mayApprove: Bool
    let draft: String?

    struct Part: Sendable {
        let number: Int
        let title: String
        let state: String?
        let items: [Entry]
        let isEmpty: Bool
        let canRelease: Bool
    }

    struct Entry: Sendable {
        let id: String
        let title: String
        let href: String
        let words: String
    }

    /// An approved item that could be added.
    struct Suggestion: Sendable {
        let id: String
        let title: String
        let href: String
        let words: String
        let parts: [Choice]
    }

    /// Suggestions at the most.
    private static let limit = 20

    static func work(_ visit: Visit) async throws -> Work {
        try await Work.named(try visit.parameter("kind"), try visit.parameter("work"), visit)
    }

    private static func page(_ visit: Visit) async throws -> DeskPage {
        let work = try await work(visit)
        let reviewed = try await visit.store.verdicts.reviewed()
        let assembly = try await work.assembly(reviewed, visit)
        let mayChange = visit.person.role >= .curator
        var (isIssue, draft, canRelease) = (false, nil as String?, true)
        var isApproved = false
        if case .issue(let newsletter, let issue) = work {
            (isIssue, canRelease) = (true, false)
            isApproved = issue.map { $0.state != .draft } ?? false
            if let issue { draft = try await stateWords(issue, of: newsletter, visit) }
        }
        let hasWork = !isIssue || draft != nil
        let suggestions =
            mayChange && hasWork ? try await suggestions(for: work, assembly, reviewed, visit) : []
        let minutes = assembly.items.map(\.library.minutes).reduce(0, +)
        let values = WorkPage(
            path: "desk/works/\(work.path)", title: work.title,
            words: "\(counted(assembly.items.count, "item")), \(minutes) min of reading",
            parts: assembly.parts.enumerated().map { part($1, number: $0, canRelease, visit) },
            mark: assembly.mark, query: String(visit.query.trimmed("q").prefix(200)),
            suggestions: suggestions, hasSuggestions: !suggestions.isEmpty, isIssue: isIssue,
            hasWork: hasWork,
            canRelease: canRelease, mayChange: mayChange && hasWork,
            mayApprove: visit.person.role >= .publisher && isIssue && draft != nil && !isApproved,
            draft: draft)
        return DeskPage(work.title, "work", values)
    }

    /// Where an issue stands, and when it goes out.
    private static func stateWords(
        _ issue: Issue, of newsletter: Newsletter, _ visit: Visit
    ) async throws -> String {
        let record = try await visit.store.slots.record(of: issue.number, of: newsletter.id)
        let due = record.map {
            "; it goes out \(newsletter.local($0.slot.due)), \(newsletter.rhythm.timeZone)"
        }
        guard issue.state == .draft else {
            return "Issue \(issue.number) is approved\(due ?? ""). A change takes the approval back."
        }
        let held = record.map { $0.state == .drafted ? "" : " Its time came: \($0.why)." } ?? ""
        return "Draft of issue \(issue.number)\(due.map { $0 + " if it is approved by then" } ?? "").\(held)"
    }

    private static func part(
        _ part: Assembly.Part, number: Int, _ canRelease: Bool, _ visit: Visit
    ) -> Part {
        Part(
            number: number, title: part.title,
            state: part.isPicked ? nil : "Chosen by Cairn, until you change something here.",
            items: part.items.map { entry($0, visit) }, isEmpty: part.items.isEmpty,
            canRelease: canRelease && part.isPicked)
    }

    private static func entry(_ item: ReviewedItem, _ visit: Visit) -> Entry {
        Entry(
            id: item.id.rawValue, title: item.item.displayTitle,
            href: visit.tools.door.root + "desk/items/\(item.id)", words: words(item))
    }

    private static func words(_ item: ReviewedItem) -> String {
        let source = item.library.sources.map(\.title).joined(separator: " + ")
        return "\(source) · \(item.library.minutes) min · \(DeskWords.day(item.library.date))"
    }

    /// Approved items that fit a part, the newest first; with words to look for, those that have them.
    private static func suggestions(
        for work: Work, _ assembly: Assembly, _ reviewed: [ReviewedItem], _ visit: Visit
    ) async throws -> [Suggestion] {
        var taken = Set(assembly.items.map(\.id))
        if case .issue(let newsletter, _) = work {
            taken.formUnion(try await visit.store.issues.used(by: newsletter.id).keys)
        }
        let words = visit.query.trimmed("q")
        var found: Set<Item.ID>?
        if !words.isEmpty {
            var filter = QueueFilter()
            (filter.words, filter.states, filter.order) = (words, [.approved], .match)
            found = Set(try await visit.store.queue.page(filter, after: nil, limit: 100).items.map(\.id))
        }
        let fitting = reviewed.filter { item in
            if taken.contains(item.id) { return false }
            return found.map { $0.contains(item.id) } ?? (best(of: item, assembly) != nil)
        }
        return fitting.prefix(limit).map { item in
            let best = best(of: item, assembly) ?? 0
            let entry = entry(item, visit)
            return Suggestion(
                id: entry.id, title: entry.title, href: entry.href, words: entry.words,
                parts: assembly.parts.enumerated().map {
                    Choice(String($0), $1.title, isChosen: $0 == best)
                })
        }
    }

    /// The part that wants an item most.
    private static func best(of item: ReviewedItem, _ assembly: Assembly) -> Int? {
        let ranks = assembly.parts.map { part in
            item.verdict.topics.firstIndex { part.topics.contains($0) } ?? Int.max
        }
        guard let best = ranks.min(), best < Int.max else { return nil }
        return ranks.firstIndex(of: best)
    }

    private static func arrange(_ visit: Visit) async throws -> DeskAnswer {
        let work = try await work(visit)
        let reviewed = try await visit.store.verdicts.reviewed()
        let assembly = try await work.assembly(reviewed, visit)
        guard visit.form["seen"] == assembly.mark else {
            throw DeskError.refused(
                "Somebody has changed it since you saw it. Go back, load the page anew and look at it again.")
        }
        let move = try move(visit.form, reviewed)
        let next = assembly.after(move)
        if next != assembly { try await work.save(next, instead: assembly, visit) }
        return .goTo("desk/works/\(work.path)" + anchor(visit.form), saying: nil)
    }

    /// Where to go on, so that the eye stays at the item.
    private static func anchor(_ form: FormFields) -> String {
        let id = (form["up"] + form["down"]).filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return id.isEmpty ? "" : "#entry-\(id)"
    }

    private static func move(_ form: FormFields, _ reviewed: [ReviewedItem]) throws -> Assembly.Move {
        if form.has("up") { return .up(Item.ID(form["up"])) }
        if form.has("down") { return .down(Item.ID(form["down"])) }
        if form.has("remove") { return .remove(Item.ID(form["remove"])) }
        if form.has("release"), let part = Int(form["release"]) { return .release(part) }
        if form.has("order") {
            return .arrange(
                form["order"].split(separator: ";", omittingEmptySubsequences: false).map { part in
                    part.split(separator: ",").map { Item.ID(String($0)) }
                })
        }
        guard let item = reviewed.first(where: { $0.id.rawValue == form["add"] }),
            let part = Int(form["part"])
        else { throw DeskError.unreadable }
        return .add(item, to: part)
    }

    private static func draft(_ visit: Visit) async throws -> DeskAnswer {
        guard case .issue(let newsletter, _) = try await work(visit) else { throw DeskError.notFound }
        let reason = try await visit.tools.runs.works.draft(newsletter)
        return .goTo(
            "desk/works/issues/\(newsletter.id)",
            saying: reason.map { "There is no draft: \($0)." }
                ?? "Here is a draft of what fits. Change what you like.")
    }

    private static func approve(_ visit: Visit) async throws -> DeskAnswer {
        // Read first, so that an edit from here on is one that was not seen.
        let standings = try await visit.store.issues.standings(of: Newsletter.ID(try visit.parameter("work")))
        let work = try await work(visit)
        guard case .issue(let newsletter, let issue?) = work else { throw DeskError.notFound }
        let assembly = try await work.assembly([], visit)
        guard visit.form["seen"] == assembly.mark else {
            throw DeskError.refused("Somebody has changed the draft since you saw it. Look at it again.")
        }
        guard issue.items.count >= max(1, newsletter.size.lowerBound) else {
            throw DeskError.refused(
                "An issue of “\(newsletter.title)” needs \(counted(max(1, newsletter.size.lowerBound), "item"))."
            )
        }
        _ = try await visit.store.issues.approve(
            newsletter.id, number: issue.number, revision: standings[issue.number]?.revision,
            by: visit.signature)
        let name = "Issue \(issue.number) of “\(newsletter.title)”"
        let record = try await visit.store.slots.record(of: issue.number, of: newsletter.id)
        return .goTo(
            "desk/works",
            saying: record.map { "\(name) is approved, and goes out \(newsletter.local($0.slot.due))." }
                ?? "\(name) is approved, and never changes again.")
    }
}
