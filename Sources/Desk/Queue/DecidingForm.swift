// SPDX-License-Identifier: MIT

import Model
import Pages
import Storage

/// What a curator fills in about an item, and how it becomes a verdict or a draft.
struct DecidingForm: Sendable {
    /// Suggested and chosen topics, the surest first.
    let topics: [Choice]
    /// All others, by strand.
    let otherTopics: [ChoiceGroup]
    let audiences: [Choice]
    let stages: [Choice]
    let formats: [Choice]
    let reasons: [Choice]
    let why: String
    let whyError: String?
    let topicsError: String?
    let note: String
    /// What the browser shows was read: the item's revision and the verdict's number.
    let seen: String
    /// The draft that it was filled from.
    let draft: Int

    /// Letters of each text at the most.
    private static let letterLimit = 2_000

    init(
        _ content: Draft.Content, suggested: [Tag], sight: VerdictTable.Sight, draft: Int,
        reason: String = "", errors: [FieldError] = [], _ words: DeskWords
    ) {
        let curriculum = words.curriculum
        let first = content.topics + suggested.map(\.topic).filter { !content.topics.contains($0) }
        let percents = Dictionary(
            suggested.map { ($0.topic, Int(($0.confidence * 100).rounded())) },
            uniquingKeysWith: { first, _ in first })
        topics = first.map { id in
            let percent = percents[id].map { " (\($0) %)" } ?? ""
            return Choice(
                id.rawValue, words.topic(id) + percent, isChosen: content.topics.contains(id))
        }
        otherTopics = (curriculum?.strands ?? []).map { strand in
            let rest = (curriculum?.topics(in: strand.id) ?? []).filter {
                !$0.isRetired && !first.contains($0.id)
            }
            return ChoiceGroup(
                label: strand.name,
                choices: rest.map { Choice($0.id.rawValue, $0.name, isChosen: false) })
        }
        audiences = (curriculum?.audiences ?? []).map {
            Choice($0.id.rawValue, $0.name, isChosen: content.fit.audiences.contains($0.id))
        }
        let stage = content.fit.stage?.rawValue ?? ""
        stages =
            [Choice("", "No one stage", chosen: stage)]
            + (curriculum?.stages ?? []).map { Choice($0.id.rawValue, $0.name, chosen: stage) }
        let format = content.fit.format ?? ""
        formats =
            [Choice("", "Not said", chosen: format)]
            + (curriculum?.formats ?? []).map { Choice($0, $0, chosen: format) }
        reasons = Rejection.choices(reason)
        why = content.why
        note = content.note
        whyError = errors.first { $0.field == "why" }?.message
        topicsError = errors.first { $0.field == "topics" }?.message
        seen = "\(sight.revision)-\(sight.verdict)"
        self.draft = draft
    }

    /// What a form holds.
    static func content(_ form: FormFields) -> Draft.Content {
        var seen: Set<String> = []
        let topics = form.all("topics").filter { !$0.isEmpty && seen.insert($0).inserted }.prefix(20)
        let (stage, format) = (form.trimmed("stage"), form.trimmed("format"))
        return Draft.Content(
            topics: topics.map { Topic.ID($0) },
            fit: Verdict.Fit(
                audiences: form.all("audiences").prefix(20).map { Curriculum.Facet.ID($0) },
                stage: stage.isEmpty ? nil : Curriculum.Facet.ID(stage), format: format.isEmpty ? nil : format
            ),
            why: String(form.trimmed("why").prefix(letterLimit)),
            note: String(form.trimmed("note").prefix(letterLimit)))
    }

    /// What a form says was read; nil where it says nothing, as forms of the queue.
    static func sight(_ form: FormFields) -> VerdictTable.Sight? {
        let parts = form["seen"].split(separator: "-").compactMap { Int($0) }
        return parts.count == 2 ? VerdictTable.Sight(revision: parts[0], verdict: parts[1]) : nil
    }

    /// The verdict that a form gives on an item.
    ///
    /// **Errors**: `DeskError.unreadable` for no decision.
    static func verdict(
        _ form: FormFields, on item: Item.ID, by signature: Verdict.Signature
    ) throws -> Verdict {
        guard let decision = Verdict.Decision(rawValue: form["decision"]) else { throw DeskError.unreadable }
        let content = content(form)
        let reason = String(form.trimmed("reason").prefix(letterLimit))
        let note = [decision == .reject ? reason : "", content.note].filter { !$0.isEmpty }
            .joined(separator: ": ")
        return Verdict(
            item: item, decision: decision, topics: decision == .reject ? [] : content.topics,
            fit: content.fit, why: decision == .approve ? content.why : "", note: note, by: signature)
    }
}
