// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// Packs, paths and issues: what there is, what waits to be approved, and publishing it all.
struct WorkListPage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/works", for: .contributor) { visit in .page(try await page(visit)) },
        .post("desk/works/publish", for: .publisher) { visit in
            .goTo("desk/works", saying: try await visit.tools.runs.works.publish())
        },
    ]

    let newsletters: [Row]
    let packs: [Row]
    let paths: [Row]
    let mayPublish: Bool
    let steps: [StepLine]
    let hasSteps: Bool

    struct Row: Sendable {
        let href: String
        let title: String
        let words: String
    }

    private static func page(_ visit: Visit) async throws -> DeskPage {
        let holdings = visit.tools.holdings()
        let root = visit.tools.door.root
        var newsletters: [Row] = []
        for newsletter in holdings.newsletters {
            let issues = try await visit.store.issues.all(of: newsletter.id)
            newsletters.append(
                Row(
                    href: root + "desk/works/issues/\(newsletter.id)", title: newsletter.title,
                    words: words(issues) + next(newsletter, now: visit.now)))
        }
        let files = CuratedFiles(visit)
        let steps = try await files.lines(under: "curated/themes/") + files.lines(under: "curated/paths/")
        let values = WorkListPage(
            newsletters: newsletters,
            packs: holdings.themes.map { theme in
                let picked = theme.sections.flatMap(\.picked).count
                return Row(
                    href: root + "desk/works/packs/\(theme.id)", title: theme.title,
                    words:
                        "\(counted(theme.sections.count, "section")), up to \(counted(theme.size.items, "item")), "
                        + (picked == 0 ? "chosen by Cairn" : "\(picked) chosen by curators"))
            },
            paths: holdings.paths.map { path in
                let picked = path.steps.flatMap(\.items).count
                return Row(
                    href: root + "desk/works/paths/\(path.id)", title: path.title,
                    words: "\(counted(path.steps.count, "step")), \(path.minutes) min, "
                        + (picked == 0
                            ? "items chosen by Cairn" : "\(counted(picked, "item")) chosen by curators"))
            }, mayPublish: visit.person.role >= .publisher, steps: steps, hasSteps: !steps.isEmpty)
        return DeskPage("Packs, paths and issues", "works", values)
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
