// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
public import Model

/// What a set has before it for one session: open actions, what its members bring, what to read.
public struct SessionSheet: Sendable {
    /// The set.
    public let set: LearningSet
    /// The session.
    public let session: SetSession
    /// What is read before it.
    public let pack: Pack
    /// What members bring to it.
    public let problems: [SetProblem]
    /// What members said they would do, and has not ended.
    public let actions: [SetAction]
    /// What the people of the set are called.
    public let names: [SignUp.Person: String]

    /// Holds what it is given.
    public init(
        set: LearningSet, session: SetSession, pack: Pack, problems: [SetProblem], actions: [SetAction],
        names: [SignUp.Person: String]
    ) {
        self.set = set
        self.session = session
        self.pack = pack
        self.problems = problems
        self.actions = actions
        self.names = names
    }
}

extension SiteComposer {
    /// The sheet of a session in both editions, Markdown and HTML: `members` for the set, `facilitator` for who leads it.
    ///
    /// **Shape**: never among ``files(_:)``, since members' names and words are in it; meant for a folder of the set's own.
    /// **Errors**: as ``files(_:)``.
    public func files(of sheet: SessionSheet) throws(PublishingError) -> [PublishedFile] {
        let pages = SitePages(
            site: site, curriculum: curriculum, publication: Publication(packs: [sheet.pack]))
        var files = [PublishedFile(path: "style.css", text: styleSheet)]
        for (name, isForFacilitator) in [("members", false), ("facilitator", true)] {
            let page = try pages.sessionPage(sheet, isForFacilitator: isForFacilitator)
            files.append(PublishedFile(path: "\(name).md", text: page.markdown))
            files.append(
                PublishedFile(
                    path: "\(name).html", bytes: try layout.bytes(of: page, at: "\(name).html", isAlone: true)
                ))
        }
        return files.sorted { $0.path < $1.path }
    }
}

private extension SitePages {
    func sessionPage(
        _ sheet: SessionSheet, isForFacilitator: Bool
    ) throws(PublishingError) -> PublishedPage {
        let pack = sheet.pack
        let place = MarkdownEscape.plainLine(sheet.set.group.offer.words, limit: 120)
        let title =
            "\(place): session \(sheet.session.number)" + (isForFacilitator ? ", for the facilitator" : "")
        let parts = ReadingParts(
            curriculum: curriculum, isCommercial: site.isCommercial, title: title, sections: pack.sections)
        var passages = [
            masthead(
                title,
                meta: ["\(sheet.session.day.words), \(sheet.session.slot.words)", parts.size].joined(
                    separator: " · ")),
            actions(sheet), problems(sheet),
        ].compactMap(\.self)
        passages += try parts.written()
        passages += [parts.questions(own: [])].compactMap(\.self)
        passages.append(isForFacilitator ? try notes(for: pack) : reflection)
        return page(
            title, kind: "session", summary: "For one set alone.",
            facts: { facts in
                facts.add("session", sheet.session.number)
                facts.add("minutes", pack.minutes)
                facts.add("items", pack.items.count)
            }, passages)
    }

    /// What was said and is still to be done; nil where there is nothing.
    func actions(_ sheet: SessionSheet) -> Passage? {
        guard !sheet.actions.isEmpty else { return nil }
        let lines = sheet.actions.map { action in
            let who = action.person.flatMap { sheet.names[$0] } ?? "All of us"
            let due = action.due.map { ", by \($0.words)" } ?? ""
            return
                "- **\(MarkdownEscape.line(who, limit: 100))**: \(MarkdownEscape.line(action.what, limit: 400))\(due)"
        }
        return section("What we said we would do", [Passage(.words, lines.joined(separator: "\n"))])
    }

    /// What members bring; nil where there is nothing yet.
    func problems(_ sheet: SessionSheet) -> Passage? {
        guard !sheet.problems.isEmpty else { return nil }
        let lines = sheet.problems.map { problem in
            let topics = problem.topics.map { curriculum.topic($0)?.name ?? $0.rawValue }
            let about =
                topics.isEmpty
                ? "" : " (\(topics.map { MarkdownEscape.line($0, limit: 80) }.joined(separator: ", ")))"
            return "- \(MarkdownEscape.line(problem.words, limit: 600))\(about)"
        }
        return section("What we bring", [Passage(.words, lines.joined(separator: "\n"))])
    }

    /// For each member alone: nobody collects it.
    var reflection: Passage {
        section(
            "For yourself",
            [
                Passage(
                    .words,
                    """
                    Nobody collects this.

                    - What did I learn about myself?
                    - Where else could I use it?
                    - What will I do, and by when?
                    """)
            ])
    }

    func notes(for pack: Pack) throws(PublishingError) -> Passage {
        var lines: [String] = []
        for item in pack.items {
            let credit = try ItemCredit(item)
            let words = [item.verdict.why, item.verdict.note].filter { !$0.isEmpty }
            let said = words.map { MarkdownEscape.line($0, limit: 600) }.joined(separator: " ")
            lines.append("- **\(MarkdownEscape.line(credit.title, limit: 300))**: \(said)")
        }
        let agenda = """
            Begin with what was said last time. Give each problem its own time: who brings it speaks first, the others ask
            before they advise. End with one action for each, with a day.
            """
        return section(
            "For you alone",
            [Passage(.words, agenda)]
                + (lines.isEmpty ? [] : [Passage(.words, lines.joined(separator: "\n"))]))
    }
}
