// SPDX-License-Identifier: MIT

import Markup
import Model

/// What a group needs to talk about a pack: an agenda, its questions and a sheet for what follows.
extension SitePages {
    /// The kit that anybody may have.
    func groupKit(_ pack: Pack) -> PublishedPage {
        let title = "\(MarkdownEscape.plainLine(pack.theme.title, limit: 160)): group kit"
        let parts = [
            masthead(
                title,
                opening: "Everything that four to eight people need for one good hour. Read "
                    + "\(link(to: pack, root: "../../")) before you meet.",
                meta: (["60 minutes together"] + ["\(Words.minutes(pack.minutes)) of reading before"])
                    .joined(separator: " · ")),
            section("Agenda", [Passage(.agenda, GroupKit.agenda)]),
            groupQuestions(pack), actionSheet,
        ]
        return page(
            title, kind: "kit", summary: "An agenda, questions and an action sheet for a group.",
            facts: { $0.add("pack", pack.theme.id.rawValue) }, parts.compactMap(\.self))
    }

    /// The edition for who leads the group; it is never part of the public site.
    func facilitatorEdition(_ pack: Pack) throws(PublishingError) -> PublishedPage {
        let title = "\(MarkdownEscape.plainLine(pack.theme.title, limit: 160)): for the facilitator"
        var items: [Passage] = []
        for item in pack.items {
            let credit = try ItemCredit(item)
            let link = MarkdownEscape.link(credit.title, to: credit.address.text, limit: 300)
            let why = MarkdownEscape.line(item.verdict.why, limit: 600)
            let note = MarkdownEscape.line(item.verdict.note, limit: 600)
            let words = [
                "### \(link)", why.isEmpty ? nil : "Why it is here: \(why)",
                note.isEmpty ? nil : "Curator's note: \(note)",
            ]
            items.append(Passage(.entry, words.compactMap(\.self).joined(separator: "\n\n")))
        }
        let own = pack.theme.facilitation
        let parts = [
            masthead(
                title, opening: "This is for you alone. The group gets the kit without these notes.",
                meta: "Not part of the public site"),
            own.isEmpty ? nil : section("Notes for this pack", [Passage(.words, own)]),
            section("Your hour", [Passage(.agenda, GroupKit.facilitatorAgenda)]),
            groupQuestions(pack), section("The items, and why they were chosen", items), actionSheet,
        ]
        return page(
            title, kind: "facilitator", summary: "Notes for who leads the group.",
            facts: { $0.add("pack", pack.theme.id.rawValue) }, parts.compactMap(\.self))
    }
}

private extension SitePages {
    func groupQuestions(_ pack: Pack) -> Passage? {
        ReadingParts(
            curriculum: curriculum, isCommercial: site.isCommercial, title: "", sections: pack.sections
        ).questions(own: pack.theme.questions)
    }

    var actionSheet: Passage { section("Action sheet", [Passage(.sheet, GroupKit.sheet)]) }
}

/// The words of the kit.
enum GroupKit {
    static let agenda = """
        1. **Arrive** (5 minutes). Each says in one sentence what stayed with them from the reading.
        2. **What it says** (10 minutes). Agree on the two points that matter most here. No debate yet.
        3. **Questions** (25 minutes). Take two or three. Think alone for one minute, then go round once before you talk.
        4. **What we will do** (15 minutes). Each fills in one row of the action sheet and reads it out.
        5. **Close** (5 minutes). Say when you will look at the sheet again, and who brings it.
        """

    static let facilitatorAgenda = """
        1. **Arrive** (5 minutes). Ask everybody, and start with who speaks least. If some have not read, pair them with \
        one who has.
        2. **What it says** (10 minutes). Write two points where all can see them. If debate starts, park it under the \
        questions.
        3. **Questions** (25 minutes). Choose the two that this group would rather not be asked. Keep the minute of quiet: \
        it is what lets slower thinkers in.
        4. **What we will do** (15 minutes). Ask "by when?" and "who will notice?" until each row has an answer. One small \
        step beats three big ones.
        5. **Close** (5 minutes). Thank by name. Take a photo of the sheet and send it the same day.
        """

    static let sheet = """
        | What I will do | By when | Who will help | How we will know |
        | --- | --- | --- | --- |
        | &nbsp; | &nbsp; | &nbsp; | &nbsp; |
        | &nbsp; | &nbsp; | &nbsp; | &nbsp; |
        | &nbsp; | &nbsp; | &nbsp; | &nbsp; |
        | &nbsp; | &nbsp; | &nbsp; | &nbsp; |
        """
}
