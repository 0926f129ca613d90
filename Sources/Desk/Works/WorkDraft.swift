// SPDX-License-Identifier: MIT

import Foundation
import Model

/// What somebody says of a pack, a path or a newsletter, before it becomes one.
struct WorkDraft: Sendable, Hashable {
    var title = ""
    /// Ids; empty for none.
    var audience = ""
    var stage = ""
    var sector = ""
    /// Items at the most, and at the least in an issue.
    var size = 0
    var minimum = 0
    /// Minutes of reading of a pack.
    var minutes = 0
    var unusedIssues = 0
    var questions: [String] = []
    var outcomes: [String] = []
    /// Paths that come before and after a path.
    var before: [String] = []
    var next: [String] = []
    var rhythm = Rhythm()
    var rows: [Row] = []
    /// The words at its start, as Markdown.
    var opening = ""

    /// When a newsletter goes out, and what then.
    struct Rhythm: Sendable, Hashable {
        var every = "month"
        var on = ""
        var at = ""
        var timeZone = ""
        var reviewHours = 0
        var unapproved = Newsletter.Policy().unapproved.rawValue
        var missed = Newsletter.Policy().missed.rawValue
    }

    /// A section of a pack or a newsletter, or a step of a path.
    struct Row: Sendable, Hashable {
        /// Which one it was, from 0; nil for a new one.
        var was: Int?
        /// A section's title; a step's module.
        var title = ""
        var topics: [String] = []
        /// Items of a newsletter's section.
        var size = 0
        /// Minutes of a step, what to do in it, and its questions.
        var minutes = 0
        var words = ""
        var questions: [String] = []

        /// Whether nothing is said about it.
        var isEmpty: Bool { title.isEmpty && topics.isEmpty && words.isEmpty && questions.isEmpty }
    }
}

extension WorkDraft {
    init(_ theme: Theme) {
        self.init(title: theme.title, aim: theme.aim, opening: theme.opening)
        size = theme.size.items
        minutes = theme.size.minutes
        unusedIssues = theme.size.unusedIssues
        questions = theme.questions
        rows = theme.sections.enumerated().map {
            Row(was: $0, title: $1.title, topics: $1.topics.map(\.rawValue))
        }
    }

    init(_ path: LearningPath) {
        self.init(title: path.title, aim: path.aim, opening: path.introduction)
        outcomes = path.outcomes
        before = path.before.map(\.rawValue)
        next = path.next.map(\.rawValue)
        let titles = path.modules.flatMap { module in module.steps.map { _ in module.title } }
        rows = zip(path.steps, titles).enumerated().map { index, pair in
            Row(
                was: index, title: pair.1, topics: [pair.0.topic.rawValue], minutes: pair.0.minutes,
                words: pair.0.words, questions: pair.0.questions)
        }
    }

    init(_ newsletter: Newsletter) {
        self.init(
            title: newsletter.title, aim: Theme.Aim(audience: newsletter.audience),
            opening: newsletter.opening)
        (size, minimum) = (newsletter.size.upperBound, newsletter.size.lowerBound)
        let (when, policy) = (newsletter.rhythm, newsletter.policy)
        rhythm = Rhythm(
            every: when.every.rawValue, on: when.on, at: when.at, timeZone: when.timeZone,
            reviewHours: when.reviewWindowHours, unapproved: policy.unapproved.rawValue,
            missed: policy.missed.rawValue)
        rows = newsletter.sections.enumerated().map {
            Row(was: $0, title: $1.title, topics: $1.topics.map(\.rawValue), size: $1.size)
        }
    }

    private init(title: String, aim: Theme.Aim, opening: String) {
        self.init()
        self.title = title
        audience = aim.audience?.rawValue ?? ""
        stage = aim.stage?.rawValue ?? ""
        sector = aim.sector ?? ""
        self.opening = opening
    }

    private var aim: Theme.Aim {
        func facet(_ id: String) -> Curriculum.Facet.ID? { id.isEmpty ? nil : Curriculum.Facet.ID(id) }
        return Theme.Aim(
            audience: facet(audience), stage: facet(stage), sector: sector.isEmpty ? nil : sector)
    }

    /// The same; a second row that says it was the same as another is a new one.
    var withEachRowOnce: WorkDraft {
        var draft = self
        var seen: Set<Int> = []
        for (index, row) in rows.enumerated() {
            if let was = row.was, !seen.insert(was).inserted { draft.rows[index].was = nil }
        }
        return draft
    }

    /// The theme of it; sections that were there keep what curators chose.
    func theme(_ id: Theme.ID, instead old: Theme?) -> Theme {
        Theme(
            id: id, title: title, aim: aim,
            size: Theme.Size(items: size, minutes: minutes, unusedIssues: unusedIssues),
            sections: rows.map { row in
                let former = row.was.flatMap { old?.sections.element(at: $0) }
                return Theme.Section(
                    title: row.title, topics: row.topics.map { Topic.ID($0) }, picked: former?.picked ?? [],
                    isClosed: former?.isClosed ?? false)
            }, questions: questions, opening: opening, facilitation: old?.facilitation ?? "")
    }

    /// The path of it; steps that were there keep their ids and what curators chose.
    func path(_ id: LearningPath.ID, instead old: LearningPath?) -> LearningPath {
        let steps = old?.steps ?? []
        var taken = Set(rows.compactMap { $0.was.flatMap { steps.element(at: $0)?.id } })
        var modules: [(title: String, steps: [LearningPath.Step])] = []
        for row in rows {
            let former = row.was.flatMap { steps.element(at: $0) }
            let topic = row.topics.first ?? ""
            let step = LearningPath.Step(
                id: former?.id ?? WorkDraft.freeID(topic, &taken), topic: Topic.ID(topic),
                minutes: row.minutes, words: row.words, items: former?.items ?? [], questions: row.questions)
            if modules.last?.title == row.title, !modules.isEmpty {
                modules[modules.count - 1].steps.append(step)
            } else {
                modules.append((row.title, [step]))
            }
        }
        var names: Set<String> = []
        let isPlain = modules.allSatisfy { $0.title.isEmpty }
        return LearningPath(
            id: id, title: title, aim: aim, outcomes: outcomes,
            modules: modules.map { module in
                let former = old?.modules.first { $0.title == module.title && !$0.id.isEmpty }
                if let former { names.insert(former.id) }
                return LearningPath.Module(
                    id: isPlain ? "" : former?.id ?? WorkDraft.freeID(module.title, &names),
                    title: module.title, outcomes: former?.outcomes ?? [], before: former?.before ?? [],
                    steps: module.steps)
            }, before: before.map { LearningPath.ID($0) }, next: next.map { LearningPath.ID($0) },
            introduction: opening)
    }

    /// The newsletter of it.
    func newsletter(_ id: Newsletter.ID, instead old: Newsletter?) -> Newsletter {
        Newsletter(
            id: id, title: title, audience: aim.audience,
            rhythm: Newsletter.Rhythm(
                every: Newsletter.Rhythm.Every(rawValue: rhythm.every) ?? .month, on: rhythm.on,
                at: rhythm.at, timeZone: rhythm.timeZone, reviewWindowHours: rhythm.reviewHours),
            size: min(minimum, size)...size,
            sections: rows.map { row in
                let former = row.was.flatMap { old?.sections.element(at: $0) }
                return Newsletter.Section(
                    title: row.title, topics: row.topics.map { Topic.ID($0) }, size: row.size,
                    audience: former?.audience, stage: former?.stage)
            },
            policy: Newsletter.Policy(
                unapproved: Newsletter.Policy.Unapproved(rawValue: rhythm.unapproved) ?? .hold,
                tooLittle: old?.policy.tooLittle ?? .skip,
                missed: Newsletter.Policy.Missed(rawValue: rhythm.missed) ?? .onceLate), opening: opening)
    }

    /// An id after some words that is not taken yet.
    private static func freeID(_ words: String, _ taken: inout Set<String>) -> String {
        let base = slug(from: words)
        let id = ([base] + (2...999).map { "\(base)-\($0)" }).first { !taken.contains($0) } ?? base
        taken.insert(id)
        return id
    }
}

private extension Array {
    /// The element at a place; nil where there is none.
    func element(at index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
