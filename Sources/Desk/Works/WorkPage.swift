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
    /// Whether there is a button in a part.
    let canArrange: Bool
    let mayApprove: Bool
    let mayDefine: Bool
    /// The queue of what is approved, with this in hand.
    let pickPath: String
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

    private static func keeping(_ visit: Visit, isToChange: Bool = false) async throws -> WorkKeeping {
        try await WorkKeeping(
            try visit.parameter("kind"), try visit.parameter("work"), visit.sitting, isToChange: isToChange)
    }

    private static func page(_ visit: Visit) async throws -> WebPage {
        let keeping = try await keeping(visit)
        let (work, assembly) = (keeping.work, keeping.assembly)
        let mayChange = visit.person.role >= .curator
        var (isIssue, isApproved) = (false, false)
        if case .issue(_, let issue) = work {
            (isIssue, isApproved) = (true, issue.map { $0.state != .draft } ?? false)
        }
        let draft = try await keeping.standing()
        let hasWork = !isIssue || draft != nil
        let words = String(visit.query.trimmed("q").prefix(200))
        let suggestions = mayChange && hasWork ? try await keeping.suggestions(words) : []
        let minutes = assembly.items.map(\.library.minutes).reduce(0, +)
        let values = WorkPage(
            path: "desk/works/\(work.path)", title: work.title,
            words: "\(counted(assembly.items.count, "item")), \(minutes) min of reading",
            parts: assembly.parts.enumerated().map { part($1, number: $0, canRelease: !isIssue, visit) },
            mark: assembly.mark, query: words,
            suggestions: suggestions.map { suggestion($0, assembly, visit) },
            hasSuggestions: !suggestions.isEmpty, isIssue: isIssue, hasWork: hasWork,
            canRelease: !isIssue, mayChange: mayChange && hasWork,
            canArrange: mayChange && assembly.parts.contains { !$0.items.isEmpty || !isIssue && $0.isPicked },
            mayApprove: visit.person.role >= .publisher && isIssue && draft != nil && !isApproved,
            mayDefine: mayChange,
            pickPath: "desk/queue?state=approved&hand=\(QueueLook.escaped(work.path))", draft: draft)
        return WebPage(work.title, "work", values)
    }

    private static func part(
        _ part: Assembly.Part, number: Int, canRelease: Bool, _ visit: Visit
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

    private static func suggestion(
        _ suggestion: WorkKeeping.Suggestion, _ assembly: Assembly, _ visit: Visit
    ) -> Suggestion {
        let entry = entry(suggestion.item, visit)
        return Suggestion(
            id: entry.id, title: entry.title, href: entry.href, words: entry.words,
            parts: assembly.parts.enumerated().map {
                Choice(String($0), $1.title, isChosen: $0 == suggestion.part)
            })
    }

    private static func arrange(_ visit: Visit) async throws -> DeskAnswer {
        let keeping = try await keeping(visit, isToChange: true)
        try keeping.assembly.insist(on: visit.form["seen"])
        try await keeping.arrange(try await move(visit.form, keeping))
        return .goTo("desk/works/\(keeping.work.path)" + anchor(visit.form), saying: nil)
    }

    /// Where to go on, so that the eye stays at the item.
    private static func anchor(_ form: FormFields) -> String {
        let id = (form["up"] + form["down"]).filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return id.isEmpty ? "" : "#entry-\(id)"
    }

    private static func move(_ form: FormFields, _ keeping: WorkKeeping) async throws -> Assembly.Move {
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
        guard let part = Int(form["part"]), let item = try await keeping.approved(Item.ID(form["add"])) else {
            throw DeskError.unreadable
        }
        return .add(item, to: part)
    }

    private static func draft(_ visit: Visit) async throws -> DeskAnswer {
        let keeping = try await keeping(visit)
        let reason = try await keeping.draft()
        return .goTo(
            "desk/works/\(keeping.work.path)",
            saying: reason.map { "There is no draft: \($0)." }
                ?? "Here is a draft of what fits. Change what you like.")
    }

    private static func approve(_ visit: Visit) async throws -> DeskAnswer {
        guard try visit.parameter("kind") == "issues" else { throw DeskError.notFound }
        let sentence = try await WorkKeeping.approve(
            try visit.parameter("work"), seen: visit.form["seen"], visit.sitting)
        return .goTo("desk/works", saying: sentence)
    }
}
