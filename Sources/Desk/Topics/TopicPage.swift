// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// One topic: its numbers, how well it is suggested, and its terms, tried on past items before they are saved.
struct TopicPage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/topics/{topic}", for: .contributor) { visit in .page(try await page(visit)) },
        .post("desk/topics/{topic}/try", for: .curator) { visit in .page(try await look(visit)) },
        .post("desk/topics/{topic}/save", for: .curator) { visit in try await save(visit) },
    ]

    let id: String
    let name: String
    let definition: String
    let place: String
    let retired: String?
    let numbers: String
    let months: [Month]
    let hasMonths: Bool
    let chart: RecordChart?
    let wrong: [TermRecord]
    let hasWrong: Bool
    let terms: String
    let termsError: String?
    let weakTerms: String
    let outlook: TopicOutlookView?
    let days: Int
    let mayChange: Bool
    let canSave: Bool
    let queueHref: String

    struct Month: Sendable {
        let month: String
        let kept: Int
        let rejected: Int
        let added: Int
        let precision: String
        let recall: String
    }

    /// The topic that a path names, and its curriculum.
    static func topic(_ visit: Visit) throws -> (topic: Topic, curriculum: Curriculum) {
        guard let curriculum = visit.tools.holdings().curriculum,
            let topic = curriculum.topic(Topic.ID(try visit.parameter("topic")))
        else { throw DeskError.notFound }
        return (topic, curriculum)
    }

    private static func page(
        _ visit: Visit, words: Topic.Vocabulary? = nil, outlook: TopicOutlookView? = nil,
        errors: [FieldError] = []
    ) async throws -> DeskPage {
        let (topic, curriculum) = try topic(visit)
        let coverage = try await visit.store.queue.coverage()
        let months = try await visit.store.tagVerdicts.months(of: topic.id)
        let wrong = try await visit.store.tagVerdicts.wrongTerms(for: topic.id)
        let words = words ?? topic.vocabulary
        let strand = curriculum.strand(topic.strand)?.name ?? ""
        let values = TopicPage(
            id: topic.id.rawValue, name: topic.name, definition: topic.definition,
            place: "\(strand) · \(topic.place.level.rawValue)",
            retired: topic.place.replacedBy.map { curriculum.topic($0)?.name ?? $0.rawValue },
            numbers:
                "\(coverage.count([topic.id], .approved)) approved, \(coverage.count([topic.id], .waiting)) waiting.",
            months: months.reversed().prefix(24).map {
                Month(
                    month: $0.month, kept: $0.record.kept, rejected: $0.record.rejected,
                    added: $0.record.added, precision: DeskWords.percent($0.record.precision),
                    recall: DeskWords.percent($0.record.recall))
            }, hasMonths: !months.isEmpty, chart: months.count < 2 ? nil : RecordChart(months.suffix(12)),
            wrong: Array(wrong.prefix(20)), hasWrong: !wrong.isEmpty,
            terms: words.terms.joined(separator: "\n"),
            termsError: errors.first { $0.field == "terms" }?.message,
            weakTerms: words.weakTerms.joined(separator: "\n"), outlook: outlook,
            days: TopicForms.days(visit.form),
            mayChange: visit.person.role >= .curator && !topic.isRetired,
            canSave: outlook != nil && words != topic.vocabulary,
            queueHref: visit.tools.door.root + "desk/queue?topic=\(topic.id)&state=any")
        return DeskPage(topic.name, "topic", values, errors: errors)
    }

    private static func look(_ visit: Visit) async throws -> DeskPage {
        let (topic, curriculum) = try topic(visit)
        let words = TopicForms.vocabulary(visit.form)
        if let error = TopicForms.objection(to: words) {
            return try await page(visit, words: words, errors: [error])
        }
        let changed = curriculum.replacing([topic.with(words)])
        let outlook = try await TopicForms.outlook(curriculum, changed, visit)
        return try await page(visit, words: words, outlook: outlook)
    }

    private static func save(_ visit: Visit) async throws -> DeskAnswer {
        let (topic, _) = try topic(visit)
        let words = TopicForms.vocabulary(visit.form)
        if let error = TopicForms.objection(to: words) {
            return .page(try await page(visit, words: words, errors: [error]))
        }
        let (files, file) = (CuratedFiles(visit), try TopicForms.file(of: topic, visit))
        let text = try files.text(of: file)
        let new = try TopicWriter.text(text ?? "", with: words, file: file)
        try await files.change(
            [FileChange(file: file, before: text, after: new)], "terms of \(topic.name) changed")
        return .goTo(
            "desk/topics/\(topic.id)",
            saying:
                "The terms are saved. What waits is looked at with them at the next run, or by “cairn classify”."
        )
    }
}

/// What forms about topics have in common.
enum TopicForms {
    /// Terms of one list at the most, and items that a try looks at.
    private static let (termLimit, itemLimit) = (300, 20_000)

    static func vocabulary(_ form: FormFields) -> Topic.Vocabulary {
        Topic.Vocabulary(terms: lines(form["terms"]), weakTerms: lines(form["weak_terms"]))
    }

    static func lines(_ text: String) -> [String] {
        var seen: Set<String> = []
        return text.prefix(40_000).split(whereSeparator: { $0.isNewline || $0 == "," })
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .filter { !$0.isEmpty && seen.insert($0).inserted }
    }

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

    /// How far back a form wants to look, days.
    static func days(_ form: FormFields) -> Int { min(max(Int(form.trimmed("days")) ?? 90, 1), 36_500) }

    static func file(of topic: Topic, _ visit: Visit) throws -> String {
        guard let file = try TopicWriter.file(of: topic, in: visit.tools.files.library) else {
            throw DeskError.refused(
                "The file of that topic is not where it should be, in the folder of its strand.")
        }
        return file
    }

    /// What another curriculum would change.
    static func outlook(
        _ before: Curriculum, _ after: Curriculum, _ visit: Visit
    ) async throws -> TopicOutlookView {
        let days = days(visit.form)
        let since = visit.now.addingTimeInterval(-Double(days) * 86_400)
        let outlook = try await visit.tools.runs.tryTopics(before, after, since, itemLimit)
        return TopicOutlookView(outlook, after, root: visit.tools.door.root)
    }
}

/// What other terms or topics would change, for the page.
struct TopicOutlookView: Sendable {
    let sentence: String
    let changes: [Line]
    let more: String?

    struct Line: Sendable {
        let href: String
        let title: String
        let what: String
    }

    /// Items that are listed at the most.
    private static let limit = 200

    init(_ outlook: TopicOutlook, _ curriculum: Curriculum, root: String) {
        sentence = outlook.sentence
        func names(_ topics: [Topic.ID]) -> String {
            topics.map { curriculum.topic($0)?.name ?? $0.rawValue }.joined(separator: ", ")
        }
        changes = outlook.changes.prefix(TopicOutlookView.limit).map { change in
            let gained = change.gained.isEmpty ? nil : "gets \(names(change.gained))"
            let lost = change.lost.isEmpty ? nil : "loses \(names(change.lost))"
            let decided = change.verdict.map { "stays as it is: \($0.decision.rawValue) by \($0.by.name)" }
            return Line(
                href: root + "desk/items/\(change.item.rawValue)", title: change.title,
                what: [gained, lost, decided].compactMap { $0 }.joined(separator: "; "))
        }
        let rest = outlook.changes.count - TopicOutlookView.limit
        more = rest > 0 ? "And \(rest) more." : nil
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
