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
    let outlook: OutlookView?
    let days: Int
    let mayChange: Bool
    let canSave: Bool
    /// Of the file that the form was made from.
    let seen: String
    let queueHref: String

    struct Month: Sendable {
        let month: String
        let kept: Int
        let rejected: Int
        let added: Int
        let precision: String
        let recall: String
    }

    /// The topic that a path names.
    static func keeping(_ visit: Visit) throws -> TopicKeeping {
        try TopicKeeping(Topic.ID(try visit.parameter("topic")), visit.sitting)
    }

    private static func page(
        _ visit: Visit, words: Topic.Vocabulary? = nil, outlook: OutlookView? = nil,
        errors: [FieldError] = []
    ) async throws -> WebPage {
        let keeping = try keeping(visit)
        let (topic, curriculum) = (keeping.topic, keeping.curriculum)
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
            seen: try visit.form["seen"].isEmpty
                ? keeping.mark() ?? "" : String(visit.form["seen"].prefix(40)),
            queueHref: visit.tools.door.root + "desk/queue?topic=\(topic.id)&state=any")
        return WebPage(topic.name, "topic", values, errors: errors)
    }

    private static func look(_ visit: Visit) async throws -> WebPage {
        let (keeping, words) = (try keeping(visit), TopicForms.vocabulary(visit.form))
        if let error = TopicKeeping.objection(to: words) {
            return try await page(visit, words: words, errors: [error])
        }
        let outlook = try await keeping.look(at: words, days: TopicForms.days(visit.form))
        return try await page(
            visit, words: words, outlook: OutlookView(outlook, keeping.curriculum, visit.sitting))
    }

    private static func save(_ visit: Visit) async throws -> DeskAnswer {
        let (keeping, words) = (try keeping(visit), TopicForms.vocabulary(visit.form))
        if let error = TopicKeeping.objection(to: words) {
            return .page(try await page(visit, words: words, errors: [error]))
        }
        let seen = visit.form["seen"]
        try await keeping.save(words, seen: seen.isEmpty ? nil : seen)
        return .goTo(
            "desk/topics/\(keeping.topic.id)",
            saying:
                "The terms are saved. What waits is looked at with them at the next run, or by “cairn classify”."
        )
    }
}

/// What forms about topics have in common.
enum TopicForms {
    static func vocabulary(_ form: FormFields) -> Topic.Vocabulary {
        Topic.Vocabulary(terms: terms(form["terms"]), weakTerms: terms(form["weak_terms"]))
    }

    /// Terms, one a line or between commas, each once.
    private static func terms(_ text: String) -> [String] {
        TopicForms.terms(
            text.prefix(40_000).split(whereSeparator: { $0.isNewline || $0 == "," }).map(String.init))
    }

    /// Terms with single spaces in them, each once; none that is empty.
    static func terms(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// How far back a form wants to look, days.
    static func days(_ form: FormFields) -> Int { min(max(Int(form.trimmed("days")) ?? 90, 1), 36_500) }
}
