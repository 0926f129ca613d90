// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage

/// One pack, path or newsletter as lists show it.
struct WorkLine: Sendable {
    /// `packs`, `paths` or `issues`.
    let kind: String
    let id: String
    let title: String
    /// Where it stands, in some words.
    let words: String

    var path: String { "\(kind)/\(id)" }

    /// Newsletters, packs and paths, in this order.
    static func all(_ sitting: Sitting) async throws -> [WorkLine] {
        let holdings = sitting.holdings
        var lines: [WorkLine] = []
        for newsletter in holdings.newsletters {
            let issues = try await sitting.store.issues.all(of: newsletter.id)
            lines.append(
                WorkLine(
                    kind: "issues", id: newsletter.id.rawValue, title: newsletter.title,
                    words: words(issues) + next(newsletter, now: sitting.now)))
        }
        return lines + holdings.themes.map(line) + holdings.paths.map(line)
    }

    private static func line(_ theme: Theme) -> WorkLine {
        let picked = theme.sections.flatMap(\.picked).count
        return WorkLine(
            kind: "packs", id: theme.id.rawValue, title: theme.title,
            words:
                "\(counted(theme.sections.count, "section")), up to \(counted(theme.size.items, "item")), "
                + (picked == 0 ? "chosen by Cairn" : "\(picked) chosen by curators"))
    }

    private static func line(_ path: LearningPath) -> WorkLine {
        let picked = path.steps.flatMap(\.items).count
        return WorkLine(
            kind: "paths", id: path.id.rawValue, title: path.title,
            words: "\(counted(path.steps.count, "step")), \(path.minutes) min, "
                + (picked == 0 ? "items chosen by Cairn" : "\(counted(picked, "item")) chosen by curators"))
    }

    /// When a newsletter goes out next.
    private static func next(_ newsletter: Newsletter, now: Date) -> String {
        guard let slot = newsletter.slots(after: now, count: 1).first else { return "" }
        return "; goes out next \(newsletter.local(slot.due)), \(newsletter.rhythm.timeZone)"
    }

    private static func words(_ issues: [Issue]) -> String {
        let draft = issues.first { $0.state == .draft }.map {
            "Issue \($0.number) is a draft of \(counted($0.items.count, "item"))"
        }
        let newest = issues.first { $0.state != .draft }.map {
            "issue \($0.number) of \(DeskWords.day($0.date)) is approved"
        }
        return [draft ?? "No draft", newest].compactMap { $0 }.joined(separator: "; ")
    }
}
