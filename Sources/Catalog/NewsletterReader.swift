// SPDX-License-Identifier: MIT

import Foundation
import Model

/// Reads one file of `curated/newsletters`.
enum NewsletterReader {
    private static let keys = [
        "id", "title", "audience", "rhythm", "time_zone", "review_window_hours", "size", "minimum",
        "sections", "policy",
    ]

    /// The newsletter; nil, and notes, where something is missing that it cannot be without.
    static func read(_ page: Page, _ references: References) -> Newsletter? {
        guard let fields = Fields(page.tree, keys: keys, notes: page.notes) else { return nil }
        let (id, title) = (fields.id(named: page.name), fields.text("title"))
        let audience = references.facet("audience", in: fields, among: references.curriculum?.audiences)
        let (rhythm, size) = (rhythm(in: fields), size(in: fields))
        let sections = fields.maps(
            "sections", keys: ["title", "strands", "topics", "size", "audience", "stage"]
        )
        .compactMap { section($0, references) }
        let policy = policy(in: fields)
        guard let id, let title, let rhythm, let size, !sections.isEmpty else { return nil }
        return Newsletter(
            id: Newsletter.ID(id), title: title, audience: audience, rhythm: rhythm, size: size,
            sections: sections, policy: policy, opening: page.front.body)
    }
}

private extension NewsletterReader {
    static func rhythm(in fields: Fields) -> Newsletter.Rhythm? {
        let zone = timeZone(in: fields)
        let hours = fields.whole("review_window_hours", in: 0...744)
        guard let rhythm = fields.map("rhythm", keys: ["every", "on", "at"], isRequired: true) else {
            return nil
        }
        let every: Newsletter.Rhythm.Every? = rhythm.choice("every")
        let (day, time) = (rhythm.text("on"), time(in: rhythm))
        guard let every, let day, let time, let zone, let hours else { return nil }
        guard Newsletter.Rhythm.Day(day, every: every) != nil else {
            rhythm.notes.note(
                every == .week
                    ? "on must be a weekday, such as thursday"
                    : "on must be a weekday of the month, such as first thursday, fifth monday or last friday",
                line: rhythm.line(of: "on"))
            return nil
        }
        return Newsletter.Rhythm(
            every: every, on: day.lowercased(), at: time, timeZone: zone, reviewWindowHours: hours)
    }

    static func time(in fields: Fields) -> String? {
        guard let text = fields.text("at") else { return nil }
        guard text.wholeMatch(of: /([01][0-9]|2[0-3]):[0-5][0-9]/) != nil else {
            fields.notes.note("at must be a time such as \"07:00\", not \(text)", line: fields.line(of: "at"))
            return nil
        }
        return text
    }

    static func timeZone(in fields: Fields) -> String? {
        guard let text = fields.text("time_zone") else { return nil }
        guard isTimeZone(text) else {
            fields.notes.note(
                "unknown time zone \(text); it is called like Europe/London",
                line: fields.line(of: "time_zone"))
            return nil
        }
        return text
    }

    static func size(in fields: Fields) -> ClosedRange<Int>? {
        let (most, fewest) = (fields.whole("size", in: 1...100), fields.whole("minimum", in: 0...100))
        guard let most, let fewest else { return nil }
        guard fewest <= most else {
            fields.notes.note(
                "minimum \(fewest) is more than size \(most)", line: fields.line(of: "minimum"))
            return nil
        }
        return fewest...most
    }

    static func section(_ fields: Fields, _ references: References) -> Newsletter.Section? {
        let (title, size) = (fields.text("title"), fields.whole("size", in: 1...100))
        let all =
            references.topicsOfStrands("strands", in: fields)
            + references.topics("topics", in: fields, isRequired: false)
        if fields.texts("strands").isEmpty, fields.texts("topics").isEmpty {
            fields.notes.note("a section needs strands or topics", line: fields.line)
        }
        let audience = references.facet("audience", in: fields, among: references.curriculum?.audiences)
        let stage = references.facet("stage", in: fields, among: references.curriculum?.stages)
        var seen: Set<Topic.ID> = []
        let topics = all.filter { seen.insert($0).inserted }
        guard let title, let size, !topics.isEmpty else { return nil }
        return Newsletter.Section(
            title: title, topics: topics, size: size, audience: audience, stage: stage)
    }

    static func policy(in fields: Fields) -> Newsletter.Policy {
        let standard = Newsletter.Policy()
        let keys = ["unapproved", "too_little", "missed"]
        guard let policy = fields.map("policy", keys: keys, isRequired: false) else { return standard }
        return Newsletter.Policy(
            unapproved: policy.choice("unapproved", or: standard.unapproved) ?? standard.unapproved,
            tooLittle: policy.choice("too_little", or: standard.tooLittle) ?? standard.tooLittle,
            missed: policy.choice("missed", or: standard.missed) ?? standard.missed)
    }
}

/// Whether a text is the name of a time zone, such as `Europe/London`.
func isTimeZone(_ name: String) -> Bool {
    (name == "UTC" || name.contains("/")) && TimeZone(identifier: name) != nil
}
