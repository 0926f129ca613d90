// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage

/// A rule for programs: the same words as in its file.
struct RuleView: Encodable, Sendable {
    let id, title: String
    let paused: String?
    let why, sentence: String
    let `if`: Condition
    let then: Consequence
    let items: Int
    let seen: String?

    struct Condition: Encodable, Sendable {
        let feeds, words, allWords, noWords: [String]
        let `in`: String
        let licences: [String]
    }

    struct Consequence: Encodable, Sendable {
        let topics, audiences: [String]
        let reject: String?

        init(_ consequence: Rule.Consequence) {
            topics = consequence.topics.map(\.rawValue)
            audiences = consequence.audiences.map(\.rawValue)
            reject = consequence.rejection
        }

        static let shape = APIShape.object([
            .needed("topics", .list(.words)), .needed("audiences", .list(.words)), .free("reject", .words),
        ])
    }

    init(_ rule: Rule, items: Int, _ holdings: Holdings, seen: String? = nil) {
        id = rule.id.rawValue
        title = rule.title
        paused = rule.paused
        why = rule.why
        sentence = RuleWords(holdings, usesNames: true).sentence(rule).capitalizedStart + "."
        let words = rule.condition.words
        self.if = Condition(
            feeds: rule.condition.feeds.map(\.rawValue), words: words.any, allWords: words.all,
            noWords: words.none, in: words.place.rawValue, licences: rule.condition.licences.map(\.id))
        then = Consequence(rule.consequence)
        self.items = items
        self.seen = seen
    }

    /// One rule with what was seen of its file.
    static func read(_ id: Rule.ID, _ call: APICall) async throws -> RuleView {
        let rule = try RuleKeeping(call.sitting).rule(id)
        let counts = try await call.store.rules.counts()
        return RuleView(
            rule, items: counts[id] ?? 0, call.sitting.holdings,
            seen: try CuratedFiles(call.sitting).mark(of: Library.file(of: id)))
    }

    static let shape = APIShape.object([
        .needed("id", .words), .needed("title", .words), .free("paused", .words, "Why it is not applied."),
        .needed("why", .words), .needed("sentence", .words, "What it says, in a sentence."),
        .needed(
            "if",
            .object([
                .needed("feeds", .list(.words)), .needed("words", .list(.words)),
                .needed("all_words", .list(.words)), .needed("no_words", .list(.words)),
                .needed("in", .oneOf(["anywhere", "title"])), .needed("licences", .list(.words)),
            ])), .needed("then", Consequence.shape),
        .needed("items", .whole(0...1_000_000_000), "On how many items it has its say."),
        .free("seen", APIShapes.mark, "What `changeRule` wants back."),
    ])

    private static let words = APIShape.list(.text(1...200), 0...500)

    /// What a program sends of a rule.
    static let content: [APIField] = [
        .needed("title", .text(1...200), "What it does, in a line."),
        .free("paused", .text(0...200), "Why it is not applied; empty for one that is."),
        .free("why", .text(0...20_000), "Why it is there."),
        .needed(
            "if",
            .object([
                .free("feeds", .list(.id, 0...500), "From one of these."),
                .free("words", words, "One of these stands in it."),
                .free("all_words", words, "All of these do."),
                .free("no_words", words, "None of these does."),
                .free("in", .oneOf(["anywhere", "title"])),
                .free("licences", .list(SourceAPI.licence, 0...100), "Its licence is one of these."),
            ]), "All that it says must hold."),
        .needed(
            "then",
            .object([
                .free("topics", .list(.slug, 0...20)), .free("audiences", .list(.slug, 0...20)),
                .free("reject", .text(1...200), "Rejects the item, because it is this."),
            ])),
    ]

    /// The rule that a program sends, whether or not it makes sense.
    ///
    /// - Parameter id: the rule that it takes the place of; nil for a new one, which is named after its title.
    static func rule(_ body: APIValue, id: Rule.ID?, _ holdings: Holdings) -> Rule {
        let (condition, then) = (body["if"], body["then"])
        let title = body["title"].line ?? ""
        func text(_ value: APIValue) -> String? { value.line.flatMap { $0.isEmpty ? nil : $0 } }
        return Rule(
            id: id ?? RuleKeeping.newID(title, holdings), title: title,
            condition: .init(
                feeds: condition["feeds"].lines.map { Feed.ID($0) },
                words: .init(
                    any: condition["words"].lines, all: condition["all_words"].lines,
                    none: condition["no_words"].lines,
                    place: condition["in"].text == "title" ? .title : .anywhere),
                licences: condition["licences"].lines.compactMap { Licence(id: $0) }),
            consequence: .init(
                topics: then["topics"].lines.map { Topic.ID($0) },
                audiences: then["audiences"].lines.map { Curriculum.Facet.ID($0) },
                rejection: text(then["reject"])), paused: text(body["paused"]), why: body["why"].text ?? "")
    }
}

/// What a rule would change or changed, for programs.
struct RuleOutlookView: Encodable, Sendable {
    let sentence: String
    let days, looked: Int
    let changes: [Change]

    struct Change: Encodable, Sendable {
        let item, title, change: String
        let gets, loses: RuleView.Consequence?
        let words: [String]
        let verdict: VerdictView?
    }

    init(_ outlook: RuleOutlook, days: Int, isDone: Bool = false) {
        sentence = outlook.sentence(days: days, isDone: isDone) + "."
        self.days = days
        looked = outlook.looked
        changes = outlook.changes.map { change in
            var seen: Set<String> = []
            return Change(
                item: change.item.rawValue, title: change.title, change: change.kind.rawValue,
                gets: change.finding.map { RuleView.Consequence($0.consequence) },
                loses: change.former.map { RuleView.Consequence($0.consequence) },
                words: (change.finding?.evidence ?? []).map(\.words).filter {
                    seen.insert($0.lowercased()).inserted
                }, verdict: change.verdict.map(VerdictView.init))
        }
    }

    static let shape = APIShape.object([
        .needed("sentence", .words), .needed("days", .whole(1...36_500)),
        .needed("looked", .whole(0...1_000_000_000), "Items that were looked at."),
        .needed(
            "changes",
            .list(
                .object([
                    .needed("item", .id), .needed("title", .words),
                    .needed("change", .oneOf(RuleChange.Kind.allCases.map(\.rawValue))),
                    .free("gets", RuleView.Consequence.shape), .free("loses", RuleView.Consequence.shape),
                    .needed("words", .list(.words), "The words that are the reason."),
                    .free("verdict", .named("Verdict"), "What a curator decided, which stays."),
                ]))),
    ])
}

/// What a rule did at one time, for programs.
struct RuleStepView: Encodable, Sendable {
    let number: Int
    let rule, by: String
    let time: Date
    let items, rejected: Int
    let undone: Date?

    init(_ step: RuleStep) {
        number = step.number
        rule = step.rule.rawValue
        by = step.by.name
        time = step.by.time
        items = step.items
        rejected = step.rejected
        undone = step.undone
    }

    static let shape = APIShape.object([
        .needed("number", .whole(1...1_000_000_000)), .needed("rule", .words), .needed("by", .words),
        .needed("time", .moment), .needed("items", .whole(0...1_000_000_000)),
        .needed("rejected", .whole(0...1_000_000_000)), .free("undone", .moment),
    ])
}
