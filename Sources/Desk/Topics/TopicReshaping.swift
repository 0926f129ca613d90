// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// Splitting a topic in two, and merging one into another; each is seen before it is done, and is one step.
struct TopicReshaping: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/topics/{topic}/split", for: .curator) { visit in .page(try splitPage(visit)) },
        .post("desk/topics/{topic}/split/try", for: .curator) { visit in try await split(visit, isDone: false)
        },
        .post("desk/topics/{topic}/split/save", for: .curator) { visit in try await split(visit, isDone: true)
        },
        .get("desk/topics/{topic}/merge", for: .curator) { visit in .page(try mergePage(visit)) },
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
    let outlook: TopicOutlookView?
    let days: Int

    private static func values(
        _ topic: Topic, _ curriculum: Curriculum, _ visit: Visit, outlook: TopicOutlookView?,
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

    private static func topicInUse(_ visit: Visit) throws -> (topic: Topic, curriculum: Curriculum) {
        let found = try TopicPage.topic(visit)
        guard !found.topic.isRetired else { throw DeskError.refused("That topic is retired already.") }
        return found
    }

    // MARK: - Split

    private static func splitPage(
        _ visit: Visit, outlook: TopicOutlookView? = nil, errors: [FieldError] = []
    ) throws -> DeskPage {
        let (topic, curriculum) = try topicInUse(visit)
        return DeskPage(
            "Split \(topic.name)", "topic-split",
            values(topic, curriculum, visit, outlook: outlook, errors: errors), errors: errors)
    }

    private static func split(_ visit: Visit, isDone: Bool) async throws -> DeskAnswer {
        let (topic, curriculum) = try topicInUse(visit)
        let (old, new, errors) = halves(of: topic, visit.form, curriculum)
        if !errors.isEmpty { return .page(try splitPage(visit, errors: errors)) }
        guard isDone else {
            let outlook = try await TopicForms.outlook(curriculum, curriculum.replacing([old, new]), visit)
            return .page(try splitPage(visit, outlook: outlook))
        }
        let (files, file) = (CuratedFiles(visit), try TopicForms.file(of: topic, visit))
        let text = try files.text(of: file)
        let changes = [
            FileChange(
                file: file, before: text,
                after: try TopicWriter.text(text ?? "", with: old.vocabulary, file: file)),
            FileChange(
                file: "curated/curriculum/\(topic.strand)/\(new.id).md", before: nil,
                after: TopicWriter.text(of: new)),
        ]
        try await files.change(changes, "\(topic.name) split: \(new.name) made")
        return .goTo("desk/topics/\(new.id)", saying: "“\(new.name)” is made of “\(topic.name)”.")
    }

    /// The two topics that a form makes of one, and what is wrong in it.
    private static func halves(
        of topic: Topic, _ form: FormFields, _ curriculum: Curriculum
    ) -> (old: Topic, new: Topic, errors: [FieldError]) {
        let name = String(form.trimmed("name").prefix(100))
        let definition = String(form.trimmed("definition").prefix(500))
        let id = Topic.ID(slug(from: name))
        let moved = topic.vocabulary.terms.filter(Set(form.all("move")).contains)
        let weak = topic.vocabulary.weakTerms.filter(Set(form.all("move_weak")).contains)
        let (outcomes, questions) = (texts(form["outcomes"]), texts(form["questions"]))
        var errors: [FieldError] = []
        func wrong(_ field: String, _ message: String) {
            errors.append(FieldError(field: field, message: message))
        }
        if name.isEmpty { wrong("name", "Enter a name") }
        if !name.isEmpty, curriculum.topic(id) != nil {
            wrong("name", "Enter a name that no topic has or had")
        }
        if definition.isEmpty { wrong("definition", "Say what the new topic means") }
        if moved.isEmpty { wrong("terms", "Tick a term that goes to the new topic") }
        if moved.count == topic.vocabulary.terms.count { wrong("terms", "Leave a term to the old topic") }
        if outcomes.isEmpty || questions.isEmpty {
            wrong("outcomes", "Enter an outcome and a question at the least")
        }
        let old = topic.with(
            Topic.Vocabulary(
                terms: topic.vocabulary.terms.filter { !moved.contains($0) },
                weakTerms: topic.vocabulary.weakTerms.filter { !weak.contains($0) }))
        let new = Topic(
            id: id, name: name, definition: definition,
            place: Topic.Place(
                strand: topic.strand, level: topic.place.level, related: [topic.id],
                audiences: topic.place.audiences),
            vocabulary: Topic.Vocabulary(terms: moved, weakTerms: weak), outcomes: outcomes,
            questions: questions)
        return (old, new, errors)
    }

    private static func texts(_ text: String) -> [String] {
        text.prefix(4_000).split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }

    // MARK: - Merge

    private static func mergePage(
        _ visit: Visit, outlook: TopicOutlookView? = nil, errors: [FieldError] = []
    ) throws -> DeskPage {
        let (topic, curriculum) = try topicInUse(visit)
        return DeskPage(
            "Merge \(topic.name)", "topic-merge",
            values(topic, curriculum, visit, outlook: outlook, errors: errors), errors: errors)
    }

    private static func merge(_ visit: Visit, isDone: Bool) async throws -> DeskAnswer {
        let (topic, curriculum) = try topicInUse(visit)
        guard let into = curriculum.topic(Topic.ID(visit.form["into"])), !into.isRetired, into.id != topic.id
        else {
            let error = FieldError(field: "into", message: "Choose the topic that it becomes part of")
            return .page(try mergePage(visit, errors: [error]))
        }
        let words = Topic.Vocabulary(
            terms: into.vocabulary.terms
                + topic.vocabulary.terms.filter { !into.vocabulary.terms.contains($0) },
            weakTerms: into.vocabulary.weakTerms
                + topic.vocabulary.weakTerms.filter { !into.vocabulary.weakTerms.contains($0) })
        guard isDone else {
            let changed = curriculum.replacing([
                into.with(words), topic.with(topic.vocabulary, replacedBy: into.id),
            ])
            let outlook = try await TopicForms.outlook(curriculum, changed, visit)
            return .page(try mergePage(visit, outlook: outlook))
        }
        let files = CuratedFiles(visit)
        let (old, kept) = (try TopicForms.file(of: topic, visit), try TopicForms.file(of: into, visit))
        let (oldText, keptText) = (try files.text(of: old), try files.text(of: kept))
        let changes = [
            FileChange(
                file: old, before: oldText,
                after: try TopicWriter.text(oldText ?? "", replacedBy: into.id, file: old)),
            FileChange(
                file: kept, before: keptText,
                after: try TopicWriter.text(keptText ?? "", with: words, file: kept)),
        ]
        try await files.change(changes, "\(topic.name) merged into \(into.name)")
        return .goTo("desk/topics/\(into.id)", saying: "“\(topic.name)” is part of “\(into.name)” now.")
    }
}
