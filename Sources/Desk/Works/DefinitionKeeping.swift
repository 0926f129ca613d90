// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// Making packs, paths and newsletters, and changing what they are.
struct DefinitionKeeping: Sendable {
    let sitting: Sitting
    let kind: Kind

    /// What is made.
    enum Kind: String, CaseIterable, Sendable {
        case packs, paths, issues

        /// One of them, in a sentence.
        var one: String {
            switch self {
            case .packs: "pack"
            case .paths: "path"
            case .issues: "newsletter"
            }
        }
    }

    /// Rows of one work at the most, and topics of a row.
    private static let (rowLimit, topicLimit) = (60, 200)

    init(_ kind: Kind, _ sitting: Sitting) {
        self.kind = kind
        self.sitting = sitting
    }

    /// - Parameter kind: as addresses have it.
    ///
    /// **Errors**: `DeskError.notFound`.
    init(named kind: String, _ sitting: Sitting) throws {
        guard let kind = Kind(rawValue: kind) else { throw DeskError.notFound }
        self.init(kind, sitting)
    }

    /// What one is now.
    ///
    /// **Errors**: `DeskError.notFound`.
    func draft(of id: String) throws -> WorkDraft {
        let holdings = sitting.holdings
        let found: WorkDraft? =
            switch kind {
            case .packs: holdings.theme(Theme.ID(id)).map { WorkDraft($0) }
            case .paths: holdings.path(LearningPath.ID(id)).map { WorkDraft($0) }
            case .issues: holdings.newsletter(Newsletter.ID(id)).map { WorkDraft($0) }
            }
        guard let found else { throw DeskError.notFound }
        return found
    }

    /// What tells its file as it is now from others.
    func mark(of id: String) throws -> String { try CuratedFiles(sitting).mark(of: file(of: id)) }

    /// Makes a new one.
    ///
    /// **Errors**: ``FieldErrors``.
    ///
    /// - Returns: its id, made of its title.
    func make(_ draft: WorkDraft) async throws -> String {
        let files = CuratedFiles(sitting)
        let base = slug(from: String(draft.title.prefix(60)))
        let names = [base] + (2...99).map { "\(base)-\($0)" }
        guard let id = try names.first(where: { try files.text(of: file(of: $0)) == nil }) else {
            throw FieldErrors([FieldError(field: "title", message: "Choose another title")])
        }
        try await write(draft, as: id, instead: nil, "\(kind.one) made: \(draft.title)")
        return id
    }

    /// Changes one.
    ///
    /// **Errors**: ``FieldErrors``; `CatalogError.overtaken` where its file is not as it was seen.
    ///
    /// - Parameter mark: of the file as it was seen; nil where that is not said.
    func change(_ id: String, to draft: WorkDraft, seen mark: String?) async throws {
        _ = try self.draft(of: id)
        let text = try CuratedFiles(sitting).text(of: file(of: id), seen: mark)
        try await write(draft, as: id, instead: text, "\(kind.one) changed: \(draft.title)")
    }

    private func file(of id: String) -> String {
        switch kind {
        case .packs: DefinitionWriter.file(of: Theme.ID(id))
        case .paths: DefinitionWriter.file(of: LearningPath.ID(id))
        case .issues: DefinitionWriter.file(of: Newsletter.ID(id))
        }
    }

    private func write(
        _ draft: WorkDraft, as id: String, instead text: String?, _ what: String
    ) async throws {
        let draft = draft.withEachRowOnce
        let errors = objections(to: draft)
        guard errors.isEmpty else { throw FieldErrors(errors) }
        let (file, holdings) = (file(of: id), sitting.holdings)
        let new = try self.text(of: draft, as: id, in: text, holdings)
        let mistakes = DefinitionWriter.mistakes(in: new, file: file, holdings)
        guard mistakes.isEmpty else { throw FieldErrors(mistakes.map { DefinitionKeeping.error($0) }) }
        try await CuratedFiles(sitting).change([FileChange(file: file, before: text, after: new)], what)
    }

    private func text(
        of draft: WorkDraft, as id: String, in text: String?, _ holdings: Holdings
    ) throws -> String {
        switch kind {
        case .packs:
            let old = text == nil ? nil : holdings.theme(Theme.ID(id))
            return try DefinitionWriter.text(
                of: draft.theme(Theme.ID(id), instead: old), in: text, instead: old)
        case .paths:
            let old = text == nil ? nil : holdings.path(LearningPath.ID(id))
            return try DefinitionWriter.text(
                of: draft.path(LearningPath.ID(id), instead: old), in: text, instead: old)
        case .issues:
            let old = text == nil ? nil : holdings.newsletter(Newsletter.ID(id))
            return try DefinitionWriter.text(
                of: draft.newsletter(Newsletter.ID(id), instead: old), holdings.curriculum, in: text,
                instead: old)
        }
    }
}

private extension DefinitionKeeping {
    /// What is wrong with a draft before its text is.
    func objections(to draft: WorkDraft) -> [FieldError] {
        var errors: [FieldError] = []
        func wrong(_ field: String, _ message: String) {
            errors.append(FieldError(field: field, message: message))
        }
        if draft.title.isEmpty { wrong("title", "Enter a title") }
        if kind != .paths, !(1...100).contains(draft.size) { wrong("size", "Enter how many items, 1 to 100") }
        if kind == .packs, !(1...10_000).contains(draft.minutes) {
            wrong("minutes", "Enter how many minutes of reading")
        }
        if kind == .issues, draft.minimum > draft.size {
            wrong("minimum", "Enter fewer items at the least than at the most")
        }
        if kind == .paths, draft.outcomes.isEmpty {
            wrong("outcomes", "Say what somebody can do who has walked it")
        }
        let rows = kind == .paths ? "step" : "section"
        if draft.rows.isEmpty { wrong("row-0", "Fill in a \(rows)") }
        if draft.rows.count > DefinitionKeeping.rowLimit { wrong("row-0", "There are too many \(rows)s") }
        for (index, row) in draft.rows.enumerated() {
            errors += objections(to: row, called: "\(rows) \(index + 1)", at: "row-\(index)")
        }
        if kind == .paths, draft.rows.contains(where: \.title.isEmpty),
            !draft.rows.allSatisfy(\.title.isEmpty)
        {
            wrong("row-0", "Give every step a module, or none")
        }
        return errors
    }

    func objections(to row: WorkDraft.Row, called name: String, at field: String) -> [FieldError] {
        var messages: [String] = []
        if kind != .paths, row.title.isEmpty { messages.append("Give \(name) a title") }
        if row.topics.isEmpty, !(kind == .packs && row.was != nil) {
            messages.append("Choose a topic for \(name)")
        }
        if row.topics.count > DefinitionKeeping.topicLimit {
            messages.append("Choose fewer topics for \(name)")
        }
        if kind == .issues, !(1...100).contains(row.size) {
            messages.append("Enter how many items \(name) may have")
        }
        if kind == .paths, !(1...10_000).contains(row.minutes) {
            messages.append("Enter how many minutes \(name) takes")
        }
        return messages.map { FieldError(field: field, message: $0) }
    }

    /// The field of the form that a mistake in the file is about.
    static func error(_ mistake: Mistake) -> FieldError {
        let names: [(String, String)] = [
            ("time zone", "time_zone"), ("on must", "on"), ("at must", "at"), ("minimum", "minimum"),
            ("review_window_hours", "review_hours"), ("topic", "row-0"), ("audience", "audience"),
            ("stage", "stage"), ("sector", "sector"), ("path", "next"), ("minutes", "minutes"),
            ("size", "size"), ("at", "at"),
        ]
        let field = names.first { mistake.message.contains($0.0) }?.1 ?? "title"
        return FieldError(field: field, message: mistake.message.capitalizedStart)
    }
}

/// What is wrong with several fields at once.
struct FieldErrors: Error {
    let all: [FieldError]

    init(_ all: [FieldError]) { self.all = all }
}
