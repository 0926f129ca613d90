// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// Splitting a topic in two, and merging one into another; each is seen before it is done, and is one step.
struct TopicReshaping: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/topics/{topic}/split", for: .curator) { visit in
            .page(splitPage(try keeping(visit), visit))
        },
        .post("desk/topics/{topic}/split/try", for: .curator) { visit in try await split(visit, isDone: false)
        },
        .post("desk/topics/{topic}/split/save", for: .curator) { visit in try await split(visit, isDone: true)
        },
        .get("desk/topics/{topic}/merge", for: .curator) { visit in
            .page(mergePage(try keeping(visit), visit))
        },
        .post("desk/topics/{topic}/merge/try", for: .curator) { visit in try await merge(visit, isDone: false)
        },
        .post("desk/topics/{topic}/merge/save", for: .curator) { visit in try await merge(visit, isDone: true)
        },
    ]

    let id: String
    let topicName: String
    let name: FormField
    let definition: FormField
    let terms: [Choice]
    let weakTerms: [Choice]
    let outcomes: String
    let questions: String
    let linesError: String?
    let others: [ChoiceGroup]
    let outlook: OutlookView?
    let days: Int

    private static func values(
        _ topic: Topic, _ curriculum: Curriculum, _ visit: Visit, outlook: OutlookView?,
        errors: [FieldError]
    ) -> TopicReshaping {
        let form = visit.form
        let (moved, weak) = (Set(form.all("move")), Set(form.all("move_weak")))
        return TopicReshaping(
            id: topic.id.rawValue, topicName: topic.name,
            name: FormField(
                "name", "Name of the new topic", value: String(form["name"].prefix(100)), errors: errors),
            definition: FormField(
                "definition", "What it means, in a sentence", value: String(form["definition"].prefix(500)),
                errors: errors),
            terms: topic.vocabulary.terms.map { Choice($0, $0, isChosen: moved.contains($0)) },
            weakTerms: topic.vocabulary.weakTerms.map { Choice($0, $0, isChosen: weak.contains($0)) },
            outcomes: String(form["outcomes"].prefix(4_000)),
            questions: String(form["questions"].prefix(4_000)),
            linesError: errors.first { $0.field == "outcomes" }?.message,
            others: curriculum.strands.map { strand in
                ChoiceGroup(
                    label: strand.name,
                    choices: curriculum.topics(in: strand.id).filter { !$0.isRetired && $0.id != topic.id }
                        .map {
                            Choice($0.id.rawValue, $0.name, chosen: form["into"])
                        })
            }, outlook: outlook, days: TopicForms.days(form))
    }

    private static func keeping(_ visit: Visit) throws -> TopicKeeping {
        try TopicPage.keeping(visit).inUse()
    }

    private static func page(
        _ verb: String, _ template: String, _ keeping: TopicKeeping, _ visit: Visit,
        outlook: TopicOutlook? = nil, errors: [FieldError] = []
    ) -> WebPage {
        let view = outlook.map { OutlookView($0, keeping.curriculum, visit.sitting) }
        return WebPage(
            "\(verb) \(keeping.topic.name)", template,
            values(keeping.topic, keeping.curriculum, visit, outlook: view, errors: errors), errors: errors)
    }

    // MARK: - Split

    private static func splitPage(
        _ keeping: TopicKeeping, _ visit: Visit, outlook: TopicOutlook? = nil, errors: [FieldError] = []
    ) -> WebPage {
        page("Split", "topic-split", keeping, visit, outlook: outlook, errors: errors)
    }

    private static func split(_ visit: Visit, isDone: Bool) async throws -> DeskAnswer {
        let keeping = try keeping(visit)
        let split = TopicSplit(keeping.topic, wish(visit.form))
        let errors = split.objections(in: keeping.curriculum)
        if !errors.isEmpty { return .page(splitPage(keeping, visit, errors: errors)) }
        guard isDone else {
            let outlook = try await keeping.look(at: split, days: TopicForms.days(visit.form))
            return .page(splitPage(keeping, visit, outlook: outlook))
        }
        try await keeping.save(split)
        return .goTo(
            "desk/topics/\(split.new.id)", saying: "“\(split.new.name)” is made of “\(keeping.topic.name)”.")
    }

    private static func wish(_ form: FormFields) -> TopicSplit.Wish {
        TopicSplit.Wish(
            name: String(form.trimmed("name").prefix(100)),
            definition: String(form.trimmed("definition").prefix(500)), terms: form.all("move"),
            weakTerms: form.all("move_weak"), outcomes: texts(form["outcomes"]),
            questions: texts(form["questions"]))
    }

    private static func texts(_ text: String) -> [String] {
        text.prefix(4_000).split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }

    // MARK: - Merge

    private static func mergePage(
        _ keeping: TopicKeeping, _ visit: Visit, outlook: TopicOutlook? = nil, errors: [FieldError] = []
    ) -> WebPage {
        page("Merge", "topic-merge", keeping, visit, outlook: outlook, errors: errors)
    }

    private static func merge(_ visit: Visit, isDone: Bool) async throws -> DeskAnswer {
        let keeping = try keeping(visit)
        guard let into = keeping.other(Topic.ID(visit.form["into"])) else {
            let error = FieldError(field: "into", message: "Choose the topic that it becomes part of")
            return .page(mergePage(keeping, visit, errors: [error]))
        }
        guard isDone else {
            let outlook = try await keeping.look(atMergingInto: into, days: TopicForms.days(visit.form))
            return .page(mergePage(keeping, visit, outlook: outlook))
        }
        try await keeping.merge(into: into)
        return .goTo(
            "desk/topics/\(into.id)", saying: "“\(keeping.topic.name)” is part of “\(into.name)” now.")
    }
}
