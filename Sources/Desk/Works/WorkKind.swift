// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage

/// What is put together at the desk, how it is read, and how it is kept.
enum Work: Sendable {
    case pack(Theme)
    case path(LearningPath)
    /// The draft of an issue; nil while there is none.
    case issue(Newsletter, Issue?)

    /// What a path of the desk names.
    ///
    /// - Parameter holdings: where packs and paths are looked for; nil for what the desk read last.
    static func named(
        _ kind: String, _ id: String, _ sitting: Sitting, in holdings: Holdings? = nil
    ) async throws -> Work {
        let holdings = holdings ?? sitting.holdings
        switch kind {
        case "packs":
            if let theme = holdings.theme(Theme.ID(id)) { return .pack(theme) }
        case "paths":
            if let path = holdings.path(LearningPath.ID(id)) { return .path(path) }
        case "issues":
            if let newsletter = holdings.newsletter(Newsletter.ID(id)) {
                return .issue(newsletter, try await openIssue(of: newsletter, sitting))
            }
        default: break
        }
        throw DeskError.notFound
    }

    /// The newest issue that may still be changed: a draft, or one that is approved and waits for its slot.
    private static func openIssue(of newsletter: Newsletter, _ sitting: Sitting) async throws -> Issue? {
        let issues = try await sitting.store.issues.all(of: newsletter.id)
        let waiting = Set(try await sitting.store.slots.open(of: newsletter.id).compactMap(\.issue))
        return issues.first { $0.state == .draft || waiting.contains($0.number) }
    }

    /// Its part of the address: `packs/board-essentials`.
    var path: String {
        switch self {
        case .pack(let theme): "packs/\(theme.id)"
        case .path(let path): "paths/\(path.id)"
        case .issue(let newsletter, _): "issues/\(newsletter.id)"
        }
    }

    var title: String {
        switch self {
        case .pack(let theme): theme.title
        case .path(let path): path.title
        case .issue(let newsletter, let issue):
            newsletter.title + (issue.map { ", issue \($0.number)" } ?? "")
        }
    }

    /// It as it stands now.
    func assembly(_ sitting: Sitting) async throws -> Assembly {
        switch self {
        case .pack(let theme):
            let composed = try await sitting.tools.runs.works.compose(theme)
            return Assembly(
                parts: theme.sections.map { section in
                    let made = composed.first { $0.title == section.title }?.items ?? []
                    return Assembly.Part(
                        title: section.title, topics: section.topics,
                        items: made, isPicked: section.isClosed || !section.picked.isEmpty)
                })
        case .path(let path):
            let topics = sitting.holdings.curriculum
            let named = try await sitting.store.verdicts.reviewed(path.steps.flatMap(\.items))
            let byID = Dictionary(named.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            return Assembly(
                parts: path.steps.map { step in
                    Assembly.Part(
                        title: topics?.topic(step.topic)?.name ?? step.topic.rawValue, topics: [step.topic],
                        items: step.items.compactMap { byID[$0] }, isPicked: !step.items.isEmpty)
                })
        case .issue(let newsletter, let issue):
            return Assembly(
                parts: newsletter.sections.map { section in
                    Assembly.Part(
                        title: section.title, topics: section.topics,
                        items: issue?.sections.first { $0.title == section.title }?.items ?? [],
                        isPicked: true)
                })
        }
    }

    /// Keeps what was put together: a draft in the store, picks of packs and paths in their files, as one step.
    ///
    /// **Errors**: `StorageError.refused` or `CatalogError.overtaken` where it is not at `version` any more.
    func save(
        _ new: Assembly, instead old: Assembly, at version: WorkVersion, _ sitting: Sitting
    ) async throws {
        switch self {
        case .pack:
            try await save(version, new, old, sitting) { text, index, items, file in
                try PickWriter.text(text, section: index, items: items, file: file)
            }
        case .path(let path):
            let steps = path.steps.map(\.id)
            try await save(version, new, old, sitting) { text, index, items, file in
                try PickWriter.text(text, step: steps[index], items: items ?? [], file: file)
            }
        case .issue(let newsletter, let issue):
            guard let issue else { throw DeskError.refused("There is no draft yet. Make one first.") }
            let sections = new.parts.filter { !$0.items.isEmpty }.map {
                ReadingSection(title: $0.title, items: $0.items)
            }
            try await sitting.store.issues.save(
                draft: Issue(
                    newsletter: newsletter, number: issue.number, date: issue.date, sections: sections,
                    state: .draft), by: sitting.person.name, at: version.revision(of: issue.number))
        }
    }

    private func save(
        _ version: WorkVersion, _ new: Assembly, _ old: Assembly, _ sitting: Sitting,
        _ write: (String, Int, [Item.ID]?, String) throws -> String
    ) async throws {
        guard case .file(let file, let before) = version else { throw DeskError.notFound }
        let files = CuratedFiles(sitting)
        var text = before
        for (index, part) in new.parts.enumerated() where part != old.parts[index] {
            text = try write(text, index, part.isPicked ? part.items.map(\.id) : nil, file)
        }
        try await files.change(
            [FileChange(file: file, before: before, after: text)], "items of \(title) chosen")
    }
}
