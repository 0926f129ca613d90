// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pipeline
import Storage

/// A rule as JSON; the keys are those of its file.
struct RuleView: Encodable {
    private let id: String
    private let title: String
    private let paused: String?
    private let condition: Condition
    private let consequence: ConsequenceView
    private let version: String
    private let items: Int
    private let why: String
    private let steps: [StepView]?

    private enum CodingKeys: String, CodingKey {
        case id, title, paused, version, items, why, steps
        case condition = "if"
        case consequence = "then"
    }

    private struct Condition: Encodable {
        let feeds: [String]
        let words: [String]
        let allWords: [String]
        let noWords: [String]
        let place: String
        let licences: [String]

        private enum CodingKeys: String, CodingKey {
            case feeds, words, licences
            case allWords = "all_words"
            case noWords = "no_words"
            case place = "in"
        }
    }

    /// - Parameters:
    ///   - items: on how many items it has its say.
    ///   - steps: what it did, where that is asked for.
    init(_ rule: Rule, items: Int, steps: [RuleStep]? = nil) {
        id = rule.id.rawValue
        title = rule.title
        paused = rule.paused
        let words = rule.condition.words
        condition = Condition(
            feeds: rule.condition.feeds.map(\.rawValue), words: words.any, allWords: words.all,
            noWords: words.none, place: words.place.rawValue, licences: rule.condition.licences.map(\.id))
        consequence = ConsequenceView(rule.consequence)
        version = rule.version
        self.items = items
        why = rule.why
        self.steps = steps.map { $0.map(StepView.init) }
    }
}

/// What a rule does, as JSON.
struct ConsequenceView: Encodable {
    private let topics: [String]
    private let audiences: [String]
    private let reject: String?

    init(_ consequence: Rule.Consequence) {
        topics = consequence.topics.map(\.rawValue)
        audiences = consequence.audiences.map(\.rawValue)
        reject = consequence.rejection
    }
}

/// What a rule says of an item, as JSON.
struct FindingView: Encodable {
    private let rule: String
    private let version: String
    private let says: ConsequenceView
    private let evidence: [Tag.Evidence]

    init(_ finding: RuleFinding) {
        rule = finding.rule.rawValue
        version = finding.version
        says = ConsequenceView(finding.consequence)
        evidence = finding.evidence
    }
}

/// What a rule did at one time, as JSON.
struct StepView: Encodable {
    private let step: Int
    private let rule: String
    private let by: String
    private let time: Date
    private let items: Int
    private let rejected: Int
    private let undone: Date?

    init(_ step: RuleStep) {
        self.step = step.number
        rule = step.rule.rawValue
        by = step.by.name
        time = step.by.time
        items = step.items
        rejected = step.rejected
        undone = step.undone
    }
}

/// What a rule would change or has changed, as JSON.
struct OutlookView: Encodable {
    private let rule: String
    private let days: Int
    private let looked: Int
    private let step: Int?
    private let changes: [Change]

    private struct Change: Encodable {
        let item: String
        let title: String
        let url: String?
        let change: String
        let says: FindingView?
        let said: FindingView?
        let verdict: Verdict?
    }

    /// - Parameter step: the number of the step in which it was done; nil where nothing was.
    init(_ outlook: RuleOutlook, of rule: Rule.ID, days: Int, step: Int? = nil) {
        self.rule = rule.rawValue
        self.days = days
        self.step = step
        looked = outlook.looked
        changes = outlook.changes.map { change in
            Change(
                item: change.item.rawValue, title: change.title, url: change.address?.text,
                change: change.kind.rawValue, says: change.finding.map(FindingView.init),
                said: change.former.map(FindingView.init), verdict: change.verdict)
        }
    }
}

extension RuleChange {
    /// What would become of the item, for people.
    var lines: [String] {
        let what =
            switch kind {
            case .gives:
                finding.map { "\(RuleWords.consequence($0.consequence)) (\($0.evidenceWords))" } ?? ""
            case .rejects: finding.map { "rejected (\($0.evidenceWords))" } ?? ""
            case .ends: "takes back: \(former.map { RuleWords.consequence($0.consequence) } ?? "")"
            case .decided:
                "stays: "
                    + (verdict.map { "\($0.decision.rawValue) by \($0.by.name)" } ?? "decided already")
            }
        return ["\(item)  \(title)", "    \(what)"]
    }
}
