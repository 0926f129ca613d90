// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages

/// What a curator fills in about a rule, and how it becomes one.
struct RuleForm: Sendable {
    let id: String
    let title: FormField
    let words: String
    let allWords: String
    let noWords: String
    let isInTitle: Bool
    let feeds: [Choice]
    let hasFeeds: Bool
    let licences: [Choice]
    let hasLicences: Bool
    let topics: [ChoiceGroup]
    let hasTopics: Bool
    let audiences: [Choice]
    let isRejecting: Bool
    let rejection: String
    let why: String
    let paused: String
    let days: String

    /// Letters of each text at the most.
    private static let letterLimit = 20_000

    init(_ rule: Rule?, days: Int = 30, errors: [FieldError] = [], _ holdings: Holdings) {
        let condition = rule?.condition ?? .init()
        let consequence = rule?.consequence ?? .init()
        id = rule?.id.rawValue ?? ""
        title = FormField(
            "title", "What it does, in a line", value: rule?.title ?? "",
            hint: "For other curators: Job adverts are not for our readers", errors: errors)
        words = condition.words.any.joined(separator: "\n")
        allWords = condition.words.all.joined(separator: "\n")
        noWords = condition.words.none.joined(separator: "\n")
        isInTitle = condition.words.place == .title
        let known = holdings.feeds.sorted { $0.title.lowercased() < $1.title.lowercased() }
        feeds =
            known.map {
                Choice($0.id.rawValue, $0.title, isChosen: condition.feeds.contains($0.id))
            }
            + condition.feeds.filter { id in !known.contains { $0.id == id } }.map {
                Choice($0.rawValue, $0.rawValue, isChosen: true)
            }
        hasFeeds = !condition.feeds.isEmpty
        licences = Licence.known.map { Choice($0.id, $0.label, isChosen: condition.licences.contains($0)) }
        hasLicences = !condition.licences.isEmpty
        let curriculum = holdings.curriculum
        topics = (curriculum?.strands ?? []).map { strand in
            ChoiceGroup(
                label: strand.name,
                choices: (curriculum?.topics(in: strand.id) ?? []).filter { !$0.isRetired }.map {
                    Choice($0.id.rawValue, $0.name, isChosen: consequence.topics.contains($0.id))
                })
        }
        hasTopics = !consequence.topics.isEmpty
        audiences = (curriculum?.audiences ?? []).map {
            Choice($0.id.rawValue, $0.name, isChosen: consequence.audiences.contains($0.id))
        }
        isRejecting = consequence.rejection != nil
        rejection = consequence.rejection ?? ""
        why = rule?.why ?? ""
        paused = rule?.paused ?? ""
        self.days = String(days)
    }

    /// The rule that a form describes, whether or not it makes sense.
    ///
    /// - Parameter id: the rule that is edited; nil for a new one, which is named after its title.
    static func rule(_ form: FormFields, id: Rule.ID?, _ holdings: Holdings) -> Rule {
        let title = String(form.trimmed("title").prefix(200))
        let rejection = String(form.trimmed("reject").prefix(200))
        let paused = String(form.trimmed("paused").prefix(200))
        let isRejecting = form["then"] == "reject"
        return Rule(
            id: id ?? RuleKeeping.newID(title, holdings), title: title,
            condition: .init(
                feeds: form.all("feeds").prefix(500).map { Feed.ID($0) },
                words: .init(
                    any: lines(form["words"]), all: lines(form["all_words"]), none: lines(form["no_words"]),
                    place: form["in"] == "title" ? .title : .anywhere),
                licences: form.all("licences").compactMap { Licence(id: $0) }),
            consequence: .init(
                topics: form.all("topics").prefix(20).map { Topic.ID($0) },
                audiences: form.all("audiences").prefix(20).map { Curriculum.Facet.ID($0) },
                rejection: isRejecting ? (rejection.isEmpty ? "not for our readers" : rejection) : nil),
            paused: paused.isEmpty ? nil : paused, why: String(form.trimmed("why").prefix(letterLimit)))
    }

    /// How far back a form wants to look, days.
    static func days(_ form: FormFields) -> Int { min(max(Int(form.trimmed("days")) ?? 30, 1), 36_500) }

    private static func lines(_ text: String) -> [String] {
        text.prefix(letterLimit).split(whereSeparator: { $0.isNewline || $0 == "," })
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
