// SPDX-License-Identifier: MIT

import Markup
public import Model

/// What a mentor and a mentee need for one good hour about a topic.
extension SitePages {
    /// The sheet of a topic; nil where nothing approved is about it.
    ///
    /// - Parameter root: leads from the sheet to the front page; nil for a sheet by itself, which leads nowhere in the site.
    func conversationSheet(_ topic: Topic, root: String?) throws(PublishingError) -> PublishedPage? {
        let items = publication.items(onConversationAbout: topic.id)
        guard !items.isEmpty else { return nil }
        let name = MarkdownEscape.plainLine(topic.name, limit: 120)
        let minutes = items.map(\.minutes).reduce(0, +)
        // By itself it leads to no page of the site, so it says of no item that its whole text is here.
        let writing =
            root == nil ? ItemPassage(curriculum: curriculum, isCommercial: site.isCommercial) : itemPassage
        let entries = try self.entries(of: items, as: writing, root: root ?? "")
        let whole = root.map { "[Everything on this topic](\($0)topics/\(topic.id).md)" }
        let parts = [
            masthead(
                "\(name): conversation sheet",
                opening:
                    "For a mentor and a mentee. Both read the same before they meet, and talk for an hour.",
                meta: "60 minutes together · \(Words.minutes(minutes)) of reading before"),
            section("What it is about", about(topic)), section("Read before you meet", [entries]),
            sharedQuestions(topic),
            section("For the mentee", [Passage(.words, ConversationSheet.mentee)]),
            section("For the mentor", [Passage(.words, ConversationSheet.mentor)]),
            section("Your hour", [Passage(.agenda, ConversationSheet.agenda)]),
            section("What follows", [Passage(.sheet, GroupKit.sheet)]),
            whole.map { Passage(.more, $0) },
        ]
        return page(
            "\(name): conversation sheet", kind: "conversation",
            summary: "What a mentor and a mentee need for one good hour about a topic.",
            facts: {
                $0.add("topic", topic.id.rawValue)
                $0.add("minutes", minutes)
            }, parts.compactMap(\.self))
    }

    /// Where the sheet of a topic stands, without its ending.
    static func conversationPlace(of topic: Topic.ID) -> String { "topics/\(topic)/conversation" }

    /// The way from a topic's page to its sheet; nil where there is none.
    func conversationLink(_ topic: Topic) -> Passage? {
        guard publication.itemsByTopic[topic.id]?.isEmpty == false else { return nil }
        return Passage(
            .more, "[Talk about it with a mentor: a conversation sheet](\(topic.id)/conversation.md)")
    }
}

private extension SitePages {
    /// What the topic is, and what one can after it.
    func about(_ topic: Topic) -> [Passage] {
        let lines = topic.outcomes.map { "- \(MarkdownEscape.line($0, limit: 300))" }
        return [
            Passage(.words, MarkdownEscape.line(topic.definition, limit: 600)),
            lines.isEmpty
                ? nil
                : Passage(.words, "Whoever knows it can:\n\n" + lines.joined(separator: "\n")),
        ].compactMap(\.self)
    }

    func sharedQuestions(_ topic: Topic) -> Passage? {
        guard !topic.questions.isEmpty else { return nil }
        let lines = topic.questions.enumerated().map {
            "\($0.offset + 1). \(MarkdownEscape.line($0.element, limit: 400))"
        }
        return Passage(.questions, "## Questions for both\n\n" + lines.joined(separator: "\n"))
    }
}

/// The words of the sheet.
private enum ConversationSheet {
    static let mentee = """
        - Mark one line in what you read that fits where you work, and one that does not.
        - Bring one thing that you have to decide soon and are not sure about.
        - Say what you want from this hour: an opinion, a way to think, or somebody who listens.
        """

    static let mentor = """
        - Let them tell it to the end before you say anything. Write down words that come twice.
        - Ask before you advise. One question from above, one of your own.
        - Tell of something that went wrong for you. It helps more than what went well.
        - What is said stays between you.
        """

    static let agenda = """
        1. **Arrive** (5 minutes). Each says which line of the reading stayed with them.
        2. **What is on your mind** (15 minutes). The mentee tells; the mentor listens.
        3. **Questions** (25 minutes). Take two of those above. Think for a minute before each answer.
        4. **What you will do** (10 minutes). The mentee fills in one row below, with a day.
        5. **Close** (5 minutes). Say what was of use, and when you meet again.
        """
}

extension SiteComposer {
    /// The conversation sheet of a topic by itself, in Markdown and HTML.
    ///
    /// **Shape**: nothing where nothing approved is about the topic; else two files and the style sheet.
    /// **Errors**: as ``files(_:)``.
    public func conversationFiles(
        on topic: Topic, from publication: Publication
    ) throws(PublishingError) -> [PublishedFile] {
        let pages = SitePages(site: site, curriculum: curriculum, publication: publication)
        guard let page = try pages.conversationSheet(topic, root: nil) else { return [] }
        return [
            PublishedFile(
                path: "\(topic.id).html",
                bytes: try layout.bytes(of: page, at: "\(topic.id).html", isAlone: true)),
            PublishedFile(path: "\(topic.id).md", text: page.markdown),
            PublishedFile(path: "style.css", text: styleSheet),
        ]
    }
}
