// SPDX-License-Identifier: MIT

import HTTPTypes
import Model
import Pages
import Storage

/// Topics, for programs: how they stand, and how they are changed, split and merged.
enum TopicAPI {
    static let routes: [APIRoute] = reading + terms + reshaping

    private static let reading: [APIRoute] = [
        .get(
            "topics", "listTopics",
            "Every topic in use: how many items it has, and how well it is suggested.",
            gives: .list(.named("TopicStanding")), canConflict: true
        ) { call in
            try await CurriculumStanding(call.sitting).topics().map(TopicStandingView.init)
        },
        .get(
            "coverage", "showCoverage",
            "How well the curriculum is covered: each strand by stage and audience, with what waits and what has nothing.",
            gives: .list(StrandView.shape), canConflict: true
        ) { call in
            let standing = try await CurriculumStanding(call.sitting)
            return standing.curriculum.strands.map { StrandView($0, standing) }
        },
        .get(
            "topics/{topic}", "showTopic",
            "One topic with its terms, month by month, and the terms that were wrong.",
            gives: .named("WholeTopic")
        ) { call in try await WholeTopicView.read(Topic.ID(call.parameter("topic")), call) },
    ]

    private static let terms: [APIRoute] = [
        .doing(
            .post, "topics/{topic}/try", for: .curator, "tryTerms",
            "See what other terms would change in the items of the last days. Nothing is saved.",
            body: .object(vocabulary + [APIShapes.days]), gives: .named("TopicOutlook")
        ) { call in
            let (keeping, words) = (try keeping(call), try vocabulary(of: call))
            return TopicOutlookView(try await keeping.look(at: words, days: days(call)))
        },
        .doing(
            .put, "topics/{topic}/terms", for: .curator, "saveTerms",
            "Give a topic other terms. What waits is looked at with them at the next run.",
            body: .object(vocabulary + [APIShapes.seen]), gives: .named("WholeTopic")
        ) { call in
            let (keeping, words) = (try keeping(call), try vocabulary(of: call))
            try await keeping.save(words, seen: call.body["seen"].text)
            return try await WholeTopicView.read(keeping.topic.id, call)
        },
    ]

    private static let reshaping: [APIRoute] = [
        .doing(
            .post, "topics/{topic}/split/try", for: .curator, "trySplit",
            "See what a split would change in the items of the last days. Nothing is saved.",
            body: .object(wish + [APIShapes.days]), gives: .named("TopicOutlook")
        ) { call in
            let (keeping, split) = try split(call)
            return TopicOutlookView(try await keeping.look(at: split, days: days(call)))
        },
        .doing(
            .post, "topics/{topic}/split", for: .curator, "splitTopic",
            "Make two topics of one: some of its terms go to a new one in the same strand. One step.",
            body: .object(wish), gives: .named("WholeTopic"), status: .created
        ) { call in
            let (keeping, split) = try split(call)
            try await keeping.save(split)
            return try await WholeTopicView.read(split.new.id, call)
        },
        .doing(
            .post, "topics/{topic}/merge/try", for: .curator, "tryMerge",
            "See what a merge would change in the items of the last days. Nothing is saved.",
            body: .object(into + [APIShapes.days]), gives: .named("TopicOutlook")
        ) { call in
            let keeping = try keeping(call)
            return TopicOutlookView(
                try await keeping.look(atMergingInto: try other(call, keeping), days: days(call)))
        },
        .doing(
            .post, "topics/{topic}/merge", for: .curator, "mergeTopic",
            "Make a topic part of another: it is retired, and its terms go there. One step.",
            body: .object(into), gives: .named("WholeTopic")
        ) { call in
            let keeping = try keeping(call)
            let other = try other(call, keeping)
            try await keeping.merge(into: other)
            return try await WholeTopicView.read(other.id, call)
        },
    ]

    private static let words = APIShape.list(.text(1...100), 0...300)

    private static let vocabulary: [APIField] = [
        .needed("terms", .list(.text(1...100), 1...300), "They count by themselves."),
        .free("weak_terms", words, "They are only hints and count less."),
    ]

    private static let wish: [APIField] = [
        .needed("name", .text(1...100)),
        .needed("definition", .text(1...500), "What it means, in a sentence."),
        .needed("terms", .list(.text(1...100), 1...300), "Terms of the old topic that go to the new one."),
        .free("weak_terms", words),
        .needed("outcomes", .list(.text(1...300), 1...20), "What somebody can do who has learned it."),
        .needed("questions", .list(.text(1...300), 1...20), "Questions to think about."),
    ]

    private static let into: [APIField] = [.needed("into", .slug, "The topic that it becomes part of.")]

    private static func days(_ call: APICall) -> Int { call.body["days"].whole ?? 90 }

    private static func keeping(_ call: APICall) throws -> TopicKeeping {
        try TopicKeeping(Topic.ID(call.parameter("topic")), call.sitting).inUse()
    }

    private static func vocabulary(of call: APICall) throws -> Topic.Vocabulary {
        let words = Topic.Vocabulary(
            terms: call.body["terms"].lines, weakTerms: call.body["weak_terms"].lines)
        if let error = TopicKeeping.objection(to: words) { throw error }
        return words
    }

    private static func split(_ call: APICall) throws -> (TopicKeeping, TopicSplit) {
        let (keeping, body) = (try keeping(call), call.body)
        let split = TopicSplit(
            keeping.topic,
            TopicSplit.Wish(
                name: body["name"].line ?? "", definition: body["definition"].line ?? "",
                terms: body["terms"].lines, weakTerms: body["weak_terms"].lines,
                outcomes: body["outcomes"].lines, questions: body["questions"].lines))
        let errors = split.objections(in: keeping.curriculum)
        guard errors.isEmpty else { throw APIProblem.refused(errors) }
        return (keeping, split)
    }

    private static func other(_ call: APICall, _ keeping: TopicKeeping) throws -> Topic {
        guard let other = keeping.other(Topic.ID(call.body["into"].text ?? "")) else {
            throw FieldError(field: "into", message: "Choose another topic, which is in use")
        }
        return other
    }
}
