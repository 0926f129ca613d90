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
    let mayMake: Bool
    let steps: [StepLine]
    let hasSteps: Bool

    struct Row: Sendable {
        let href: String
        let title: String
        let words: String
    }

    private static func page(_ visit: Visit) async throws -> WebPage {
        let root = visit.tools.door.root
        let lines = try await WorkLine.all(visit.sitting)
        func rows(_ kind: String) -> [Row] {
            lines.filter { $0.kind == kind }.map {
                Row(href: root + "desk/works/\($0.path)", title: $0.title, words: $0.words)
            }
        }
        let files = CuratedFiles(visit.sitting)
        let steps =
            try await files.lines(under: "curated/themes/") + files.lines(under: "curated/paths/")
            + files.lines(under: "curated/newsletters/")
        let values = WorkListPage(
            newsletters: rows("issues"), packs: rows("packs"), paths: rows("paths"),
            mayPublish: visit.person.role >= .publisher, mayMake: visit.person.role >= .curator, steps: steps,
            hasSteps: !steps.isEmpty)
        return WebPage("Packs, paths and issues", "works", values)
    }
}
