// SPDX-License-Identifier: MIT

/// How things look that come in more than one answer, by their names in the document.
enum APIShapes {
    static let named: [String: APIShape] = [
        "Problem": APIProblem.shape, "Item": ItemView.shape, "WholeItem": WholeItemView.shape,
        "Verdict": VerdictView.shape, "Draft": DraftView.shape, "Claim": ClaimView.shape,
        "Comment": CommentView.shape, "Event": EventView.shape, "Filter": FilterView.shape,
        "Feed": FeedView.shape, "Person": PersonView.shape, "Token": TokenView.shape,
        "AuditLine": AuditView.shape, "Topic": TopicView.shape, "Content": ContentView.shape,
        "Concern": ConcernView.shape, "WholeFeed": WholeFeedView.shape, "Rule": RuleView.shape,
        "RuleOutlook": RuleOutlookView.shape, "RuleStep": RuleStepView.shape,
        "TopicStanding": TopicStandingView.shape, "WholeTopic": WholeTopicView.shape,
        "TopicOutlook": TopicOutlookView.shape, "Work": WorkView.shape, "Entry": EntryView.shape,
        "Change": ChangeView.shape,
    ]

    /// What the parts of paths look like.
    static let parameters: [String: APIShape] = [
        "item": .id, "feed": .id, "person": .id, "token": .id,
        "comment": number, "filter": number, "step": number, "rule": .slug, "topic": .slug, "work": .slug,
        "kind": .oneOf(["packs", "paths", "issues"]), "session": .text(16...16, pattern: "^[0-9a-f]{16}$"),
    ]

    private static let number = APIShape.text(1...15, pattern: "^[0-9]+$")

    /// What tells a state from others, as it was seen.
    static let mark = APIShape.text(16...16, pattern: "^[0-9a-f]{16}$")

    /// How far back a dry run looks.
    static let days = APIField.free(
        "days", .whole(1...36_500),
        "Items first seen in so many days: 30 for rules and 90 for topics unless said otherwise.")

    /// What somebody saw of a file, sent back with a change.
    static let seen = APIField.free(
        "seen", mark, "As it was shown: refused when somebody has changed it since.")

    /// What narrows the queue, as the desk's address has it.
    static let look: [APIField] = [
        .free("q", .text(0...200), "Words to look for; \"between quotes\" only together."),
        .free("topic", .list(.slug, 0...60), "Only these topics; `unsorted` for none at all."),
        .free("strand", .slug, "Only the topics of a strand."), .free("source", .id, "Only one feed."),
        .free("audience", .slug), .free("stage", .slug), .free("format", .slug),
        .free("licence", .text(1...80), "By its id, such as `CC-BY-4.0`."),
        .free("state", .oneOf(["waiting", "held", "approved", "rejected", "half", "any"])),
        .free("from", .day), .free("until", .day, "With this day."),
        .free("sure", .whole(0...100), "The surest topic is this sure or more, percent."),
        .free("unsure", .whole(0...100), "The surest topic is less sure than this, percent."),
        .free("order", .oneOf(["usefulness", "newest", "oldest", "confidence", "match"])),
    ]

    /// What a curator fills in about an item.
    static let content: [APIField] = [
        .free("topics", .list(.slug, 0...20)), .free("audiences", .list(.slug, 0...20)),
        .free("stage", .slug), .free("format", .slug),
        .free("why", .text(0...2000), "Why it matters to the readers' mission."),
        .free("note", .text(0...2000), "For other curators."),
    ]
}
