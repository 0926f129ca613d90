// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

/// Writes the front page: what this is, the packs, and the issues, newest first.
struct IndexMarkdown {
    let site: Site
    let curriculum: Curriculum

    /// The front page of what is published; its links go to the Markdown files beside it.
    func page(packs: [Pack], issues: [Issue]) -> PublishedPage {
        let title = MarkdownEscape.plainLine(site.title, limit: 200)
        let masthead = Passage(
            .masthead,
            of: [
                Passage(.heading, "# \(MarkdownEscape.line(title))"),
                Passage(.opening, IndexMarkdown.welcome),
                Passage(.meta, count(packs, issues)),
            ])
        let lists = [packList(packs)] + newsletters(issues).map(issueList)
        let licence = Licence.ccBy.address.map { "[\(Licence.ccBy.label)](\($0.text))" } ?? Licence.ccBy.label
        let about = Passage(
            .about,
            """
            ## Free to use

            Our own words are free to share under \(licence). Each item keeps its own licence. \
            There are no adverts and no tracking.
            """)
        return PublishedPage(
            title: title, summary: IndexMarkdown.welcome, language: curriculum.scheme.language,
            frontMatter: facts(title, packs, issues), passages: [masthead] + lists + [about])
    }
}

private extension IndexMarkdown {
    static let welcome =
        "Cairn finds good writing for people who lead. "
        + "Curators read it, say why it matters, and build it into short packs and newsletters."

    func count(_ packs: [Pack], _ issues: [Issue]) -> String {
        let items = packs.flatMap(\.items) + issues.flatMap(\.items)
        let known = Set(curriculum.topics.map(\.id))
        let topics = Set(items.flatMap(\.verdict.topics)).intersection(known).count
        let sources = Set(items.compactMap { $0.library.sources.first?.title }).count
        return "\(Words.count(Set(items.map(\.id)).count, "item", "items")) from "
            + "\(Words.count(sources, "source", "sources")), on \(topics) of "
            + Words.count(curriculum.topics.count, "topic", "topics")
    }

    func packList(_ packs: [Pack]) -> Passage {
        let heading = Passage(.heading, "## Reading packs")
        guard !packs.isEmpty else {
            return Passage(.section, of: [heading, Passage(.opening, "There are no packs yet.")])
        }
        return Passage(.section, of: [heading] + packs.map(entry))
    }

    func entry(_ pack: Pack) -> Passage {
        let parts = ReadingParts(
            curriculum: curriculum, isCommercial: site.isCommercial, title: pack.theme.title,
            sections: pack.sections)
        let audience = pack.theme.aim.audience.map {
            " · For: \(MarkdownEscape.line(curriculum.name(of: $0), limit: 80))"
        }
        let title = MarkdownEscape.line(pack.theme.title, limit: 200)
        let sections = pack.sections.map { MarkdownEscape.line($0.title, limit: 120) }.joined(
            separator: " · ")
        return Passage(
            .listing,
            of: [
                Passage(.title, "### [\(title)](packs/\(pack.theme.id).md)"),
                Passage(.meta, parts.size + (audience ?? "")),
                Passage(.topics, "In it: \(sections)"),
            ])
    }

    /// The issues by newsletter, in the order of the newsletters' titles.
    func newsletters(_ issues: [Issue]) -> [[Issue]] {
        let groups = Dictionary(grouping: issues) { $0.newsletter.id }.values
        return groups.map { $0.sorted { $0.number > $1.number } }.sorted {
            ($0[0].newsletter.title, $0[0].newsletter.id) < ($1[0].newsletter.title, $1[0].newsletter.id)
        }
    }

    func issueList(_ issues: [Issue]) -> Passage {
        let lines = issues.map { issue in
            let parts = ReadingParts(
                curriculum: curriculum, isCommercial: site.isCommercial, title: "", sections: issue.sections)
            return "- [Issue \(issue.number)](issues/\(issue.newsletter.id)/\(issue.number).md) · "
                + "\(PlainDate(issue.date).words) · \(parts.size)"
        }
        let title = MarkdownEscape.line(issues[0].newsletter.title, limit: 200)
        return Passage(
            .section,
            of: [
                Passage(.heading, "## Newsletter: \(title)"),
                Passage(.contents, lines.joined(separator: "\n")),
            ])
    }

    func facts(_ title: String, _ packs: [Pack], _ issues: [Issue]) -> FrontMatter {
        var facts = FrontMatter()
        facts.add("title", title)
        facts.add("kind", "index")
        facts.add("packs", packs.count)
        facts.add("issues", issues.count)
        facts.add("language", curriculum.scheme.language)
        facts.add("licence", Licence.ccBy.id)
        return facts
    }
}
