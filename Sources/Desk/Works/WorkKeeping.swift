// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage

/// A pack, a path or an issue while somebody works on it: as it stands, what could be added, and what is done with it.
struct WorkKeeping: Sendable {
    let sitting: Sitting
    let work: Work
    /// As it stood when it was read.
    let assembly: Assembly
    private let version: WorkVersion

    /// Reads what a path of the desk names.
    ///
    /// - Parameter isToChange: whether it is to be changed, and so must be as it is at this moment.
    ///
    /// **Errors**: `DeskError.notFound`.
    init(_ kind: String, _ id: String, _ sitting: Sitting, isToChange: Bool = false) async throws {
        self.sitting = sitting
        // First, so that what is changed from here on is not written over.
        version = try await WorkVersion.now(kind, id, sitting)
        work = try await Work.named(kind, id, sitting, in: isToChange ? sitting.tools.files.now() : nil)
        assembly = try await work.assembly(sitting)
    }

    /// Suggestions at the most.
    static let suggestionLimit = 20

    /// An approved item that could be added, and the part that wants it most.
    struct Suggestion: Sendable {
        let item: ReviewedItem
        let part: Int
    }

    /// Approved items that fit a part, the newest first; with words to look for, those that have them.
    func suggestions(_ words: String) async throws -> [Suggestion] {
        var taken = Set(assembly.items.map(\.id))
        if case .issue(let newsletter, _) = work {
            taken.formUnion(try await sitting.store.issues.used(by: newsletter.id).keys)
        }
        var found: Set<Item.ID>?
        if !words.isEmpty {
            var filter = QueueFilter()
            (filter.words, filter.states, filter.order) = (words, [.approved], .match)
            let page = try await sitting.store.queue.page(filter, after: nil, limit: 100)
            found = Set(page.items.map(\.id))
        }
        // Verdicts tell which fit; only what is shown is read.
        let fitting = try await sitting.store.verdicts.approvals().lazy.compactMap {
            verdict -> (Item.ID, Int)? in
            if taken.contains(verdict.item) { return nil }
            let best = assembly.part(wanting: verdict)
            let isFound = found.map { $0.contains(verdict.item) } ?? (best != nil)
            return isFound ? (verdict.item, best ?? 0) : nil
        }
        let parts = Dictionary(fitting.prefix(WorkKeeping.suggestionLimit)) { first, _ in first }
        return try await sitting.store.verdicts.reviewed(Array(parts.keys)).map {
            Suggestion(item: $0, part: parts[$0.id] ?? 0)
        }
    }

    /// An item, if it is approved.
    func approved(_ id: Item.ID) async throws -> ReviewedItem? {
        try await sitting.store.verdicts.reviewed([id]).first
    }

    /// Makes a move; who calls has insisted on what was seen, and read it to change it.
    ///
    /// **Errors**: as ``Work/save(_:instead:at:_:)``.
    func arrange(_ move: Assembly.Move) async throws {
        let next = assembly.after(move)
        if next != assembly { try await work.save(next, instead: assembly, at: version, sitting) }
    }

    /// Drafts the next issue of a newsletter.
    ///
    /// - Returns: why there is none.
    func draft() async throws -> String? {
        guard case .issue(let newsletter, _) = work else { throw DeskError.notFound }
        return try await sitting.tools.runs.works.draft(newsletter)
    }

    /// Approves the open issue of a newsletter.
    ///
    /// **Errors**: `DeskError.refused` where it is not as somebody saw it, or holds too little.
    ///
    /// - Returns: what was approved, and when it goes out, in a sentence.
    static func approve(_ id: String, seen mark: String, _ sitting: Sitting) async throws -> String {
        let issues = sitting.store.issues
        // Read first, so that an edit from here on is one that was not seen.
        let standings = try await issues.standings(of: Newsletter.ID(id))
        let work = try await Work.named("issues", id, sitting)
        guard case .issue(let newsletter, let issue?) = work else { throw DeskError.notFound }
        try await work.assembly(sitting).insist(on: mark)
        let least = max(1, newsletter.size.lowerBound)
        guard issue.items.count >= least else {
            throw DeskError.refused("An issue of “\(newsletter.title)” needs \(counted(least, "item")).")
        }
        _ = try await issues.approve(
            newsletter.id, number: issue.number, revision: standings[issue.number]?.revision,
            by: sitting.signature)
        let name = "Issue \(issue.number) of “\(newsletter.title)”"
        let record = try await sitting.store.slots.record(of: issue.number, of: newsletter.id)
        return record.map { "\(name) is approved, and goes out \(newsletter.local($0.slot.due))." }
            ?? "\(name) is approved, and never changes again."
    }

    /// It as it will go out.
    ///
    /// **Errors**: `DeskError.refused` where there is nothing in it.
    func preview() async throws -> DeskPreview { try await work.preview(sitting) }

    /// Where an issue stands, and when it goes out; nil for what is no issue, or has no draft.
    func standing() async throws -> String? {
        guard case .issue(let newsletter, let issue?) = work else { return nil }
        let record = try await sitting.store.slots.record(of: issue.number, of: newsletter.id)
        let due = record.map {
            "; it goes out \(newsletter.local($0.slot.due)), \(newsletter.rhythm.timeZone)"
        }
        guard issue.state == .draft else {
            return "Issue \(issue.number) is approved\(due ?? ""). A change takes the approval back."
        }
        let held = record.map { $0.state == .drafted ? "" : " Its time came: \($0.why)." } ?? ""
        return "Draft of issue \(issue.number)\(due.map { $0 + " if it is approved by then" } ?? "").\(held)"
    }
}

extension Assembly {
    /// Insists that it is as somebody saw it.
    ///
    /// **Errors**: `DeskError.refused`.
    func insist(on mark: String) throws {
        guard mark == self.mark else {
            throw DeskError.refused(
                "Somebody has changed it since you saw it. Nothing was changed; load it anew and look again.")
        }
    }

    /// The part that wants an item most, by what was decided on it; nil where none does.
    func part(wanting item: Verdict) -> Int? {
        let ranks = parts.map { part in
            item.topics.firstIndex { part.topics.contains($0) } ?? Int.max
        }
        guard let best = ranks.min(), best < Int.max else { return nil }
        return ranks.firstIndex(of: best)
    }
}

extension Work {
    /// It as it will go out.
    ///
    /// **Errors**: `DeskError.refused` where there is nothing in it.
    func preview(_ sitting: Sitting) async throws -> DeskPreview {
        let subject: DeskPreview.Subject =
            switch self {
            case .pack(let theme): .pack(theme)
            case .path(let path): .path(path)
            case .issue(_, let issue?): .issue(issue.approved(by: sitting.signature))
            case .issue(_, nil): throw DeskError.refused("There is no draft yet. Make one first.")
            }
        guard let preview = try await sitting.tools.runs.works.preview(subject) else {
            throw DeskError.refused("There is nothing in it yet that could be published.")
        }
        return preview
    }
}

extension Issue {
    /// The same issue, approved.
    func approved(by signature: Verdict.Signature) -> Issue {
        Issue(
            newsletter: newsletter, number: number, date: date, sections: sections,
            state: .approved(signature))
    }
}
