// SPDX-License-Identifier: MIT

import Markup
import Model

/// The pages that list all packs, all paths and all issues.
extension SitePages {
    /// All packs, by whom they are for.
    func packList() -> PublishedPage {
        let groups = grouped(publication.packs) { $0.theme.aim.audience }
        let lists = groups.map { name, packs in
            section(name, [Passage(.cards, of: packs.map { card($0, root: "../") })])
        }
        let opening =
            "A pack is a short set of good reads on one theme. Each comes with a line on why it matters, "
            + "and with questions to think about alone or in a group."
        return page(
            "Reading packs", kind: "packs", summary: opening,
            [
                masthead(
                    "Reading packs", opening: opening,
                    meta: Words.count(publication.packs.count, "pack", "packs"))
            ] + (lists.isEmpty ? [Passage(.opening, "There are no packs yet.")] : lists))
    }

    /// All paths, by whom they are for.
    func pathList() -> PublishedPage {
        let groups = grouped(publication.paths) { $0.aim.audience }
        let lists = groups.map { name, paths in
            section(name, [Passage(.cards, of: paths.map { card($0, root: "../") })])
        }
        let opening =
            "A path takes you through a subject step by step. Go at your own pace: an hour a week is plenty. "
            + "The order is advice, so start where it helps you most."
        return page(
            "Learning paths", kind: "paths", summary: opening,
            [
                masthead(
                    "Learning paths", opening: opening,
                    meta: Words.count(publication.paths.count, "path", "paths"))
            ] + (lists.isEmpty ? [Passage(.opening, "There are no paths yet.")] : lists))
    }

    /// All issues of all newsletters, newest first.
    func issueList() -> PublishedPage {
        let lists = publication.newsletters.map { issues in
            section(
                MarkdownEscape.line(issues[0].newsletter.title, limit: 200), [list(issues, root: "../")])
        }
        let opening = "Every issue stays here for good, under its own number."
        return page(
            "Newsletter archive", kind: "issues", summary: opening,
            [
                masthead(
                    "Newsletter archive", opening: opening,
                    meta: Words.count(publication.issues.count, "issue", "issues"))
            ] + (byMail.map { [Passage(.more, $0)] } ?? [])
                + (lists.isEmpty ? [Passage(.opening, "There are no issues yet.")] : lists))
    }
}

private extension SitePages {
    /// Works by audience in the curriculum's order; those for everybody last.
    func grouped<Work>(
        _ works: [Work], _ audience: (Work) -> Curriculum.Facet.ID?
    ) -> [(name: String, works: [Work])] {
        let known = curriculum.audiences.map { facet in
            (MarkdownEscape.line(facet.name, limit: 120), works.filter { audience($0) == facet.id })
        }
        let ids = Set(curriculum.audiences.map(\.id))
        let others = works.filter { audience($0).map { !ids.contains($0) } ?? true }
        return (known + [("Everybody who leads", others)]).filter { !$0.1.isEmpty }
    }
}
