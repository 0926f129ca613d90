// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages

/// What a curator fills in about a pack, a path or a newsletter.
struct DefinitionForm: Sendable {
    let isPack: Bool
    let isPath: Bool
    let isIssue: Bool
    let title: FormField
    let audiences: [Choice]
    let stages: [Choice]
    let sectors: [Choice]
    let hasSectors: Bool
    let size: FormField
    let minimum: FormField
    let minutes: FormField
    let unusedIssues: FormField
    let everies: [Choice]
    let on: FormField
    let at: FormField
    let timeZone: FormField
    let reviewHours: FormField
    let unapproved: [Choice]
    let missed: [Choice]
    let outcomes: String
    let outcomesError: String?
    let questions: String
    let earlier: [Choice]
    let later: [Choice]
    let opening: String
    let rows: [Row]
    let rowCount: Int

    /// A section or a step.
    struct Row: Sendable {
        let number: Int
        let legend: String
        let was: String
        let name: String
        let groups: [ChoiceGroup]
        /// How many topics are chosen, in words.
        let chosen: String
        let isNew: Bool
        let place: Int
        let items: String
        let length: String
        let doing: String
        let asking: String
        let errors: [FieldError]
    }

    /// - Parameter own: the path's own id, which is no path before or after itself.
    init(
        _ draft: WorkDraft, _ kind: DefinitionKeeping.Kind, own: String, errors: [FieldError],
        _ holdings: Holdings
    ) {
        let curriculum = holdings.curriculum
        (isPack, isPath, isIssue) = (kind == .packs, kind == .paths, kind == .issues)
        func number(_ id: String, _ label: String, _ value: Int, _ hint: String? = nil) -> FormField {
            FormField(
                id, label, type: "number", value: value == 0 ? "" : "\(value)", hint: hint, errors: errors)
        }
        func facets(_ facets: [Curriculum.Facet], _ none: String, _ chosen: String) -> [Choice] {
            [Choice("", none, chosen: chosen)]
                + facets.map { Choice($0.id.rawValue, $0.name, chosen: chosen) }
        }
        title = FormField("title", "Title", value: draft.title, errors: errors)
        audiences = facets(curriculum?.audiences ?? [], "Everybody", draft.audience)
        stages = facets(curriculum?.stages ?? [], "Any stage", draft.stage)
        sectors =
            [Choice("", "Any sector", chosen: draft.sector)]
            + (curriculum?.sectors ?? []).map { Choice($0, $0, chosen: draft.sector) }
        hasSectors = sectors.count > 1
        size = number("size", "Items at the most", draft.size)
        minimum = number("minimum", "Items at the least", draft.minimum, "With fewer, no issue goes out.")
        minutes = number("minutes", "Minutes of reading at the most", draft.minutes)
        unusedIssues = number(
            "unused_issues", "Leave out what stood in this many issues before", draft.unusedIssues)
        let rhythm = draft.rhythm
        everies = [("month", "Every month"), ("week", "Every week")].map {
            Choice($0.0, $0.1, chosen: rhythm.every)
        }
        on = FormField(
            "on", "On", value: rhythm.on,
            hint: "A weekday, such as thursday; every month, such as first thursday or last friday.",
            errors: errors)
        at = FormField("at", "At", type: "time", value: rhythm.at, errors: errors)
        timeZone = FormField(
            "time_zone", "Time zone", value: rhythm.timeZone, hint: "Such as Europe/London.", errors: errors)
        reviewHours = number(
            "review_hours", "Hours to look at a draft", rhythm.reviewHours,
            "So long before it goes out, it is drafted.")
        unapproved = [
            ("hold", "wait until it is approved"), ("send-approved", "send what is approved by then"),
            ("skip", "leave it out"),
        ].map { Choice($0.0, $0.1, chosen: rhythm.unapproved) }
        missed = [("once-late", "goes out late, once"), ("ask", "waits until somebody decides")].map {
            Choice($0.0, $0.1, chosen: rhythm.missed)
        }
        outcomes = draft.outcomes.joined(separator: "\n")
        outcomesError = errors.first { $0.field == "outcomes" }?.message
        questions = draft.questions.joined(separator: "\n")
        let paths = holdings.paths.filter { $0.id.rawValue != own }
        earlier = paths.map {
            Choice($0.id.rawValue, $0.title, isChosen: draft.before.contains($0.id.rawValue))
        }
        later = paths.map {
            Choice($0.id.rawValue, $0.title, isChosen: draft.next.contains($0.id.rawValue))
        }
        opening = draft.opening
        rows = draft.rows.enumerated().map { index, row in
            DefinitionForm.row(row, at: index, kind, errors: errors, curriculum)
        }
        rowCount = rows.count
    }

    private static func row(
        _ row: WorkDraft.Row, at index: Int, _ kind: DefinitionKeeping.Kind, errors: [FieldError],
        _ curriculum: Curriculum?
    ) -> Row {
        let groups = (curriculum?.strands ?? []).map { strand in
            let topics = (curriculum?.topics(in: strand.id) ?? []).filter {
                !$0.isRetired || row.topics.contains($0.id.rawValue)
            }
            return ChoiceGroup(
                label: strand.name,
                choices: topics.map {
                    Choice($0.id.rawValue, $0.name, isChosen: row.topics.contains($0.id.rawValue))
                })
        }
        func text(_ number: Int) -> String { number == 0 ? "" : "\(number)" }
        return Row(
            number: index, legend: "\(kind == .paths ? "Step" : "Section") \(index + 1)",
            was: row.was.map(String.init) ?? "", name: row.title, groups: groups,
            chosen: counted(row.topics.count, "topic"), isNew: row.was == nil, place: index + 1,
            items: text(row.size), length: text(row.minutes), doing: row.words,
            asking: row.questions.joined(separator: "\n"),
            errors: errors.filter { $0.field == "row-\(index)" })
    }
}

extension WorkDraft {
    /// Letters of a line and of a text at the most, and rows that are looked at.
    private static let (lineLimit, textLimit, rowLimit) = (200, 20_000, 80)

    /// What a form holds; rows that say nothing are left out, the others stand in the order of their places.
    init(_ form: FormFields) {
        self.init()
        func line(_ name: String) -> String { String(form.trimmed(name).prefix(WorkDraft.lineLimit)) }
        func number(_ name: String) -> Int { min(max(Int(form.trimmed(name)) ?? 0, 0), 1_000_000) }
        (title, audience, stage, sector) = (line("title"), line("audience"), line("stage"), line("sector"))
        (size, minimum, minutes) = (number("size"), number("minimum"), number("minutes"))
        unusedIssues = number("unused_issues")
        questions = WorkDraft.lines(form["questions"])
        outcomes = WorkDraft.lines(form["outcomes"])
        (before, next) = (Array(form.all("before").prefix(50)), Array(form.all("next").prefix(50)))
        rhythm = Rhythm(
            every: line("every"), on: line("on").lowercased(), at: line("at"), timeZone: line("time_zone"),
            reviewHours: number("review_hours"), unapproved: line("unapproved"), missed: line("missed"))
        opening = String(form.trimmed("opening").prefix(WorkDraft.textLimit))
            .replacing("\r\n", with: "\n")
        let all = (0..<min(number("rows"), WorkDraft.rowLimit)).compactMap { index -> (Int, Row)? in
            let row = WorkDraft.row(form, "row-\(index)-")
            let isKept = !form.has("row-\(index)-out") && (row.was != nil || !row.isEmpty)
            return isKept ? (number("row-\(index)-place"), row) : nil
        }
        rows = all.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
            .map(\.element.1)
    }

    private static func row(_ form: FormFields, _ prefix: String) -> Row {
        func number(_ name: String) -> Int {
            min(max(Int(form.trimmed(prefix + name)) ?? 0, 0), 1_000_000)
        }
        return Row(
            was: Int(form.trimmed(prefix + "was")),
            title: String(form.trimmed(prefix + "title").prefix(lineLimit)),
            topics: form.all(prefix + "topics").filter { !$0.isEmpty }, size: number("size"),
            minutes: number("minutes"),
            words: String(form.trimmed(prefix + "words").prefix(2_000)),
            questions: lines(form[prefix + "questions"]))
    }

    /// The lines of a text, each without spaces around it.
    private static func lines(_ text: String) -> [String] {
        text.prefix(textLimit).split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
