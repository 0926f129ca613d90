// SPDX-License-Identifier: MIT

import FoundationEssentials
import Model
import TestSupport

@testable import Publishing

/// A small library as a charity's curators might have it; the sources and their words are made up.
enum SampleLibrary {
    static let curriculum = Curriculum(
        scheme: Curriculum.Scheme(
            id: "sample", uri: "https://example.org/sample/", title: "Sample curriculum", version: "1.0.0",
            language: "en-GB", licence: .ccBy),
        strands: [
            Curriculum.Strand(
                id: "leadership", name: "Leadership and strategy", definition: "Deciding where to go.")
        ],
        topics: [
            .sample(
                "digital-strategy", name: "Digital strategy",
                questions: [
                    "What will be different for the people you serve?", "What have you decided to stop?",
                ]
            ),
            .sample(
                "board-oversight", name: "Board oversight",
                questions: [
                    "Who on your board could challenge a plan for a new system?",
                    "What would you want to know before you say yes?",
                ]),
            .sample(
                "user-research", name: "User research",
                questions: ["When did you last watch someone use your service?"]),
            .sample(
                "data-protection", name: "Data protection",
                questions: ["What do you hold about people that you no longer need?"]),
            .sample(
                "digital-inclusion", name: "Digital inclusion",
                questions: ["Who is shut out when a service goes online?"]),
            .sample("cyber-security", name: "Cyber security", questions: []),
        ],
        audiences: [
            Curriculum.Facet(id: "board", name: "Trustee or board member", about: "assurance, risk"),
            Curriculum.Facet(
                id: "senior-leader", name: "Chief executive or senior leader", about: "decisions"),
        ],
        stages: [Curriculum.Facet(id: "awareness", name: "Awareness", about: "Sees why it matters.")])

    static let theme = Theme(
        id: "board-essentials", title: "Digital for boards: where to begin",
        aim: Theme.Aim(audience: "board", stage: "awareness"), size: Theme.Size(items: 8, minutes: 40),
        sections: [
            Theme.Section(title: "Set a direction", topics: ["digital-strategy", "board-oversight"]),
            Theme.Section(title: "Start from people", topics: ["user-research", "digital-inclusion"]),
            Theme.Section(title: "Keep people safe", topics: ["data-protection", "cyber-security"]),
        ],
        questions: ["Which one thing in this pack will you raise at your next board meeting?"],
        opening: """
            You do not need to be an expert. You need enough to ask good questions and to know a weak answer. Read one \
            piece before each meeting, or all of them on a quiet afternoon.
            """)

    static let newsletter = Newsletter(
        id: "monthly-reading", title: "Reading for leaders", audience: nil,
        rhythm: Newsletter.Rhythm(
            every: .month, on: "first thursday", at: "07:00", timeZone: "Europe/London", reviewWindowHours: 48
        ),
        size: 3...5,
        sections: [
            Newsletter.Section(title: "Lead", topics: ["digital-strategy", "board-oversight"], size: 2),
            Newsletter.Section(title: "Listen", topics: ["user-research", "digital-inclusion"], size: 2),
            Newsletter.Section(title: "Protect", topics: ["data-protection", "cyber-security"], size: 1),
        ],
        policy: Newsletter.Policy(), opening: "Five good reads for the train or the kettle.")

    static let items: [ReviewedItem] = [
        item(
            "one-page", "Your strategy should fit on one page", "Fern & Field Trust blog", "Ada Example",
            licence: .ccBy, topics: ["digital-strategy"], minutes: 4,
            why: "A short plan gets read. It also shows what you have chosen not to do.",
            summary: """
                We threw away a plan of 60 pages and wrote one page instead. It says whom we serve, what will change \
                for them this year, and what we will stop. Staff pinned it to the wall. Trustees quoted it back to us.
                """),
        item(
            "ten-questions", "Ten questions a trustee can ask about any new system", "The Board Table",
            "Rosa Sample", topics: ["board-oversight", "digital-strategy"], minutes: 6,
            why: "You can judge a plan without knowing the technology. These questions show you how.",
            summary: """
                No trustee should nod through a system that they do not understand. Ask who will use it on a wet \
                Tuesday. Ask what happens if the supplier goes under, and who can leave with the data. Then ask the \
                question that matters most: what will we stop doing when this goes live, and who has told the people \
                who do it now?
                """),
        item(
            "watching-five", "What we learned by watching five people fill in our form",
            "Harbour Council service team", "Jo Instance and Sam Placeholder",
            licence: Licence(id: "OGL-UK-3.0"), topics: ["user-research"], minutes: 5,
            why: "Five short visits changed more than a year of meetings had.",
            summary: """
                We thought the form was clear. Five people sat down with it and four gave up on page two. They did \
                not know what we meant by household. We changed nine words and took out three questions. Calls to \
                our help line fell by a third in one month.
                """),
        item(
            "offline", "When the only way in is online", "Signal Street Charity", nil,
            licence: Licence(id: "CC-BY-SA-4.0"), topics: ["digital-inclusion"], minutes: 7,
            why: "A cheaper service can cost the people who need it most.",
            summary: """
                One in ten of the people we help has no way to get online at home. When the benefit form moved to the \
                web, they came to us instead. This is what we saw over one winter, and what three councils did about \
                it.
                """),
        item(
            "keep-less", "Keep less: a data clear-out in a week", "Plain Privacy", "Lin Muster",
            licence: .allRightsReserved, topics: ["data-protection"], minutes: 3,
            why: "What you do not hold cannot leak. This is a week's work that lowers risk for years.",
            summary: """
                Every charity we visit holds files that nobody has opened since the last office move. On Monday, list \
                them. On Tuesday, ask who needs each one. By Friday most of it is gone.
                """),
        item(
            "phish", "The morning we clicked: an honest account of a phishing attack", "Mill Lane Hospice",
            "Pat Example", licence: Licence(id: "CC-BY-NC-ND-4.0"), topics: ["cyber-security"], minutes: 8,
            why: "It can happen to careful people. Read how a small team told the truth and got through.",
            summary: """
                At 9.14 a colleague opened an invoice. By 9.40 somebody in another country was sending mail in her \
                name. We had no plan, so we made one on the back of a rota. Here is the rota, and what we would do \
                now.
                """),
        item(
            "co-op", "Small boards, big choices: how four charities share one digital lead",
            "Quarterly of Trusts",
            "A. Writer, B. Writer and C. Writer", topics: ["board-oversight"], minutes: 9,
            why: "You may not be able to hire alone. Together you can.",
            summary: """
                Four charities in one town each wanted a digital lead and none could pay for one. They now share one \
                person, one day a week each, with the same three goals. The boards meet twice a year to check that \
                the deal is still fair.
                """),
        item(
            "library", "Tea, tablets and time: a library's door to the web", "Upland Libraries",
            "Mair Enghraifft",
            licence: Licence(id: "CC0-1.0"), topics: ["digital-inclusion", "user-research"], minutes: 4,
            why: "Trust comes first. The tablets only worked because someone had time to sit down.",
            summary: """
                People do not come for the tablets. They come because someone has time for them. We ran a weekly hour \
                with tea and no plan, and let them bring their own question.
                """),
    ]

    static func item(
        _ id: String, _ title: String, _ source: String, _ author: String?, licence: Licence? = nil,
        topics: [Topic.ID], minutes: Int, why: String, summary: String
    ) -> ReviewedItem {
        let body =
            summary + "\n" + Array(repeating: "word", count: 238 * minutes - 120).joined(separator: " ")
        let identity = Item.sample(guid: id)
        let item = Item(
            identity: identity.identity, title: title, address: .sample("https://\(id).example.org/2026/"),
            text: ItemText(summary: summary, body: body, language: "en"),
            credit: Credit(
                authors: author.map { [$0] } ?? [],
                licence: licence.map { LicenceStatement(licence: $0, place: .item, words: $0.label) }),
            dates: ItemDates(published: .sample("2026-09-\(10 + minutes)T09:00:00Z")))
        return .sample(item, source: source, topics: topics, why: why)
    }

    /// An old item on user research from a council's feed.
    static let outsider = ReviewedItem.sample(
        .sample(
            feed: "council-feed", guid: "outsider", title: "From a council", body: "Some words.",
            published: .sample("2026-01-01T09:00:00Z")), source: "A council", topics: ["user-research"])

    /// The pack of the theme.
    static func pack() throws -> Pack {
        let composed = try PackComposer(curriculum: curriculum).compose(theme, from: items)
        guard let pack = composed.work else { throw SampleError.nothing(composed.reason ?? "") }
        return pack
    }

    /// An approved issue of the newsletter.
    static func issue(_ number: Int = 3, state: Issue.State? = nil) throws -> Issue {
        let slot = IssueComposer.Imprint(number: number, date: .sample("2026-11-05T07:00:00Z"))
        let composed = try IssueComposer(curriculum: curriculum).compose(newsletter, slot, from: items)
        guard let draft = composed.work else { throw SampleError.nothing(composed.reason ?? "") }
        return Issue(
            newsletter: draft.newsletter, number: draft.number, date: draft.date, sections: draft.sections,
            state: state ?? .approved(Verdict.Signature(name: "Ada", time: .sample())))
    }

    static let path = LearningPath(
        id: "first-steps", title: "First steps", aim: Theme.Aim(audience: "board", stage: "awareness"),
        outcomes: ["ask for one page instead of sixty"],
        modules: [
            LearningPath.Module(
                id: "direction", title: "Where to go", outcomes: ["say what you will stop"],
                steps: [
                    LearningPath.Step(
                        id: "one-page", topic: "digital-strategy", minutes: 30,
                        words: "A plan that nobody reads changes nothing. Read one that fits on a page.",
                        items: [items[0].id], questions: ["Who could recite your plan?"]),
                    LearningPath.Step(
                        id: "who-asks", topic: "board-oversight", minutes: 20, words: "Questions first."),
                ]),
            LearningPath.Module(
                id: "people", title: "For whom", before: ["direction"],
                steps: [LearningPath.Step(id: "watch", topic: "user-research", minutes: 40, words: "Watch.")]),
        ], before: ["warm-up"], next: ["warm-up"],
        introduction: "Take this path with a colleague who likes to *disagree*.")

    static let warmUp = LearningPath(
        id: "warm-up", title: "Warm up", aim: Theme.Aim(), outcomes: ["begin"],
        modules: [
            LearningPath.Module(
                id: "", title: "",
                steps: [LearningPath.Step(id: "begin", topic: "cyber-security", minutes: 5, words: "Begin.")])
        ], next: [], introduction: "")

    /// Everything that there is.
    static func publication() throws -> Publication {
        Publication(
            packs: [try pack()], issues: [try issue(2), try issue(3)], paths: [path, warmUp], items: items)
    }

    /// The files of all of it.
    static func files() throws -> [PublishedFile] {
        try SiteComposer(
            site: Site(title: "Cairn", base: .sample("https://learn.example.org/")), curriculum: curriculum
        )
        .files(try publication())
    }

    enum SampleError: Error { case nothing(String) }
}
