// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage

/// One choice among several.
struct Choice: Sendable {
    let value: String
    let label: String
    let isChosen: Bool

    init(_ value: String, _ label: String, chosen: String) {
        self.init(value, label, isChosen: value == chosen)
    }

    init(_ value: String, _ label: String, isChosen: Bool) {
        self.value = value
        self.label = label
        self.isChosen = isChosen
    }
}

/// Choices under a heading.
struct ChoiceGroup: Sendable {
    let label: String
    let choices: [Choice]
}

/// The form that narrows the queue.
struct FilterForm: Sendable {
    let words: String
    let strands: [Choice]
    let topicGroups: [ChoiceGroup]
    let isUnsorted: Bool
    let sources: [Choice]
    let audiences: [Choice]
    let stages: [Choice]
    let formats: [Choice]
    let licences: [Choice]
    let states: [Choice]
    let orders: [Choice]
    let from: String
    let until: String
    let sure: String
    let unsure: String
    /// What is in hand, which stays so.
    let kept: String
    /// Whether anything but words and order is set, so that the form is shown open.
    let isOpen: Bool

    init(_ look: QueueLook, _ holdings: Holdings) {
        let curriculum = holdings.curriculum
        words = look.words
        let topic = look.topics.count == 1 ? look.topics[0] : ""
        isUnsorted = topic == QueueLook.unsorted
        strands =
            [Choice("", "Any strand", chosen: look.strand)]
            + (curriculum?.strands ?? []).map { Choice($0.id.rawValue, $0.name, chosen: look.strand) }
        topicGroups = (curriculum?.strands ?? []).map { strand in
            ChoiceGroup(
                label: strand.name,
                choices: (curriculum?.topics(in: strand.id) ?? []).map {
                    Choice($0.id.rawValue, $0.name, chosen: topic)
                })
        }
        sources =
            [Choice("", "Any source", chosen: look.source)]
            + holdings.feeds.sorted { $0.title.lowercased() < $1.title.lowercased() }.map {
                Choice($0.id.rawValue, $0.title, chosen: look.source)
            }
        func facets(_ facets: [Curriculum.Facet], _ any: String, _ chosen: String) -> [Choice] {
            [Choice("", any, chosen: chosen)] + facets.map { Choice($0.id.rawValue, $0.name, chosen: chosen) }
        }
        audiences = facets(curriculum?.audiences ?? [], "Any audience", look.audience)
        stages = facets(curriculum?.stages ?? [], "Any stage", look.stage)
        formats =
            [Choice("", "Any format", chosen: look.format)]
            + (curriculum?.formats ?? []).map { Choice($0, $0, chosen: look.format) }
        licences =
            [Choice("", "Any licence", chosen: look.licence)]
            + Licence.known.map { Choice($0.id, $0.label, chosen: look.licence) }
        states = FilterForm.stateNames.map { Choice($0.value, $0.label, chosen: look.state) }
        let order = look.order.isEmpty ? look.words.isEmpty ? "usefulness" : "match" : look.order
        orders = FilterForm.orderNames.map { Choice($0.value, $0.label, chosen: order) }
        from = look.from
        until = look.until
        sure = look.sure
        unsure = look.unsure
        kept = look.hand
        var rest = look
        (rest.words, rest.order, rest.state, rest.hand) = ("", "", "", "")
        isOpen = rest != QueueLook()
    }

    static let stateNames: [(value: String, label: String)] = [
        ("", "Waiting"), ("half", "Half approved"), ("held", "Held"), ("approved", "Approved"),
        ("rejected", "Rejected"), ("any", "Any state"),
    ]

    static let orderNames: [(value: String, label: String)] = [
        ("usefulness", "Most useful first"), ("newest", "Newest first"), ("oldest", "Oldest first"),
        ("confidence", "Surest first"), ("match", "Best match first"),
    ]
}
