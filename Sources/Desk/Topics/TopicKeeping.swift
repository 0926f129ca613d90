// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// Changing, splitting and merging topics: each is tried on past items, then done as one step.
struct TopicKeeping: Sendable {
    let sitting: Sitting
    let topic: Topic
    let curriculum: Curriculum

    /// Terms of one list at the most, and items that a try looks at.
    private static let (termLimit, itemLimit) = (300, 20_000)

    /// Looks a topic up.
    ///
    /// **Errors**: `DeskError.notFound`.
    init(_ id: Topic.ID, _ sitting: Sitting) throws {
        guard let curriculum = sitting.holdings.curriculum, let topic = curriculum.topic(id) else {
            throw DeskError.notFound
        }
        (self.sitting, self.topic, self.curriculum) = (sitting, topic, curriculum)
    }

    /// The same.
    ///
    /// **Errors**: `DeskError.refused` for a topic that is retired.
    func inUse() throws -> TopicKeeping {
        guard !topic.isRetired else { throw DeskError.refused("That topic is retired already.") }
        return self
    }

    /// What the topic's file is at present, for ``CuratedFiles/text(of:seen:)``; nothing where it has none of its own.
    func mark() throws -> String? {
        guard let file = try TopicWriter.file(of: topic, in: sitting.tools.files.library) else { return nil }
        return try CuratedFiles(sitting).mark(of: file)
    }

    /// What is wrong with terms.
    static func objection(to words: Topic.Vocabulary) -> FieldError? {
        if words.terms.isEmpty { return FieldError(field: "terms", message: "Enter a term at the least") }
        let all = words.terms + words.weakTerms
        if words.terms.count > termLimit || words.weakTerms.count > termLimit {
            return FieldError(field: "terms", message: "Enter \(termLimit) terms at the most")
        }
        if let long = all.first(where: { $0.count > 100 }) {
            return FieldError(field: "terms", message: "Shorten the term that begins “\(long.prefix(40))”")
        }
        return nil
    }

    /// What other terms would change; nothing is changed.
    func look(at words: Topic.Vocabulary, days: Int) async throws -> TopicOutlook {
        try await outlook([topic.with(words)], days: days)
    }

    /// Gives the topic other terms.
    ///
    /// **Errors**: `CatalogError.overtaken` where its file is not as it was seen.
    func save(_ words: Topic.Vocabulary, seen mark: String?) async throws {
        let (files, file) = (CuratedFiles(sitting), try file(of: topic))
        let text = try files.text(of: file, seen: mark)
        let new = try TopicWriter.text(text ?? "", with: words, file: file)
        try await files.change(
            [FileChange(file: file, before: text, after: new)], "terms of \(topic.name) changed")
    }

    /// What a split would change; nothing is changed.
    func look(at split: TopicSplit, days: Int) async throws -> TopicOutlook {
        try await outlook([split.old, split.new], days: days)
    }

    /// Makes two topics of one.
    func save(_ split: TopicSplit) async throws {
        let (files, file) = (CuratedFiles(sitting), try file(of: topic))
        let text = try files.text(of: file)
        let changes = [
            FileChange(
                file: file, before: text,
                after: try TopicWriter.text(text ?? "", with: split.old.vocabulary, file: file)),
            FileChange(
                file: "curated/curriculum/\(topic.strand)/\(split.new.id).md", before: nil,
                after: TopicWriter.text(of: split.new)),
        ]
        try await files.change(changes, "\(topic.name) split: \(split.new.name) made")
    }

    /// The topic that this one may become part of.
    func other(_ id: Topic.ID) -> Topic? {
        guard let other = curriculum.topic(id), !other.isRetired, other.id != topic.id else { return nil }
        return other
    }

    /// What a merge would change; nothing is changed.
    func look(atMergingInto other: Topic, days: Int) async throws -> TopicOutlook {
        try await outlook(
            [
                other.with(other.vocabulary.adding(topic.vocabulary)),
                topic.with(topic.vocabulary, replacedBy: other.id),
            ], days: days)
    }

    /// Retires the topic; its terms go to another.
    func merge(into other: Topic) async throws {
        let files = CuratedFiles(sitting)
        let (old, kept) = (try file(of: topic), try file(of: other))
        let (oldText, keptText) = (try files.text(of: old), try files.text(of: kept))
        let words = other.vocabulary.adding(topic.vocabulary)
        let changes = [
            FileChange(
                file: old, before: oldText,
                after: try TopicWriter.text(oldText ?? "", replacedBy: other.id, file: old)),
            FileChange(
                file: kept, before: keptText,
                after: try TopicWriter.text(keptText ?? "", with: words, file: kept)),
        ]
        try await files.change(changes, "\(topic.name) merged into \(other.name)")
    }

    private func outlook(_ changed: [Topic], days: Int) async throws -> TopicOutlook {
        try await sitting.tools.runs.tryTopics(
            curriculum, curriculum.replacing(changed), sitting.back(days), TopicKeeping.itemLimit)
    }

    private func file(of topic: Topic) throws -> String {
        guard let file = try TopicWriter.file(of: topic, in: sitting.tools.files.library) else {
            throw DeskError.refused(
                "The file of that topic is not where it should be, in the folder of its strand.")
        }
        return file
    }
}

/// Two topics of one: some of its terms go to a new topic in the same strand.
struct TopicSplit: Sendable {
    let old: Topic
    let new: Topic

    /// What somebody says about the new topic.
    struct Wish: Sendable {
        let name: String
        let definition: String
        /// The terms that go to it.
        let terms: [String]
        let weakTerms: [String]
        let outcomes: [String]
        let questions: [String]
    }

    /// - Parameter wish: terms that the topic does not have are left out.
    init(_ topic: Topic, _ wish: Wish) {
        let (words, wanted, weak) = (topic.vocabulary, Set(wish.terms), Set(wish.weakTerms))
        old = topic.with(
            Topic.Vocabulary(
                terms: words.terms.filter { !wanted.contains($0) },
                weakTerms: words.weakTerms.filter { !weak.contains($0) }))
        new = Topic(
            id: Topic.ID(slug(from: wish.name)), name: wish.name, definition: wish.definition,
            place: Topic.Place(
                strand: topic.strand, level: topic.place.level, related: [topic.id],
                audiences: topic.place.audiences),
            vocabulary: Topic.Vocabulary(
                terms: words.terms.filter(wanted.contains), weakTerms: words.weakTerms.filter(weak.contains)),
            outcomes: wish.outcomes, questions: wish.questions)
    }

    /// What is wrong with it.
    func objections(in curriculum: Curriculum) -> [FieldError] {
        var errors: [FieldError] = []
        func wrong(_ field: String, _ message: String) {
            errors.append(FieldError(field: field, message: message))
        }
        if new.name.isEmpty { wrong("name", "Enter a name") }
        if !new.name.isEmpty, curriculum.topic(new.id) != nil {
            wrong("name", "Enter a name that no topic has or had")
        }
        if new.definition.isEmpty { wrong("definition", "Say what the new topic means") }
        if new.vocabulary.terms.isEmpty { wrong("terms", "Tick a term that goes to the new topic") }
        if old.vocabulary.terms.isEmpty { wrong("terms", "Leave a term to the old topic") }
        if new.outcomes.isEmpty || new.questions.isEmpty {
            wrong("outcomes", "Enter an outcome and a question at the least")
        }
        return errors
    }
}

extension Topic.Vocabulary {
    /// With the terms of another that are not in it yet.
    func adding(_ other: Topic.Vocabulary) -> Topic.Vocabulary {
        Topic.Vocabulary(
            terms: terms + other.terms.filter { !terms.contains($0) },
            weakTerms: weakTerms + other.weakTerms.filter { !weakTerms.contains($0) })
    }
}

extension Topic {
    /// The same topic with other words.
    func with(_ vocabulary: Vocabulary, replacedBy other: ID? = nil) -> Topic {
        Topic(
            id: id, name: name, definition: definition,
            place: Place(
                strand: place.strand, level: place.level, broader: place.broader, related: place.related,
                audiences: place.audiences, replacedBy: other ?? place.replacedBy),
            vocabulary: vocabulary, outcomes: outcomes, questions: questions, maps: maps)
    }
}

extension Curriculum {
    /// The same curriculum with some topics as they are given; those that it does not have come in addition.
    func replacing(_ changed: [Topic]) -> Curriculum {
        let new = changed.filter { topic($0.id) == nil }
        let kept = topics.map { topic in changed.first { $0.id == topic.id } ?? topic }
        return Curriculum(
            scheme: scheme, strands: strands, topics: kept + new, audiences: audiences, stages: stages,
            formats: formats, sectors: sectors, frameworks: frameworks, notices: notices)
    }
}
