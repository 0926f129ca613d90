// SPDX-License-Identifier: MIT

import Model
import Pages

/// The part of a form in which people choose what of a newsletter they get: the partial `choosing`.
struct Choosing: Sendable {
    /// A box, a button or a line of a list.
    struct Option: Sendable {
        let value: String
        let label: String
        /// What it means; nil where the label says all.
        let about: String?
        let isChosen: Bool
    }

    /// A strand with its topics.
    struct Strand: Sendable {
        let label: String
        let topics: [Option]
        /// Whether it is shown with its topics in sight.
        let isOpen: Bool
        /// How many of them are chosen, in words.
        let chosen: String?
    }

    let strands: [Strand]
    let audiences: [Option]
    let stages: [Option]
    let rhythms: [Option]
    let onlyUnread: Bool

    init(_ choices: SubscriberChoices, _ curriculum: Curriculum?) {
        let chosen = Set(choices.topics)
        strands = (curriculum?.strands ?? []).compactMap { strand in
            let topics = curriculum?.topics.filter { $0.place.strand == strand.id } ?? []
            guard !topics.isEmpty else { return nil }
            let count = topics.count { chosen.contains($0.id) }
            return Strand(
                label: strand.name,
                topics: topics.map {
                    Option(
                        value: $0.id.rawValue, label: $0.name, about: nil, isChosen: chosen.contains($0.id))
                }, isOpen: count > 0, chosen: count > 0 ? "\(count) chosen" : nil)
        }
        audiences = Choosing.options(curriculum?.audiences, choices.audience, all: "Everybody")
        stages = Choosing.options(curriculum?.stages, choices.stage, all: "All stages")
        rhythms = [
            Option(
                value: "issue", label: "Each issue, on its day", about: nil,
                isChosen: choices.rhythm == .issue),
            Option(
                value: "month", label: "One mail a month, with all that there was", about: nil,
                isChosen: choices.rhythm == .month),
        ]
        onlyUnread = choices.onlyUnread
    }

    /// What was chosen in a form.
    ///
    /// **Errors**: `ChoiceFlaw` for what no form of ours offers.
    static func choices(in form: FormFields, _ curriculum: Curriculum?) throws(ChoiceFlaw)
        -> SubscriberChoices
    {
        try SubscriberChoices(
            reading: Array(form.all("topics").prefix(500)), audience: form["audience"],
            stage: form["stage"], rhythm: form["rhythm"], onlyUnread: form.has("only-unread"), in: curriculum)
    }

    private static func options(
        _ facets: [Curriculum.Facet]?, _ chosen: Curriculum.Facet.ID?, all: String
    ) -> [Option] {
        guard let facets, !facets.isEmpty else { return [] }
        return [Option(value: "", label: all, about: nil, isChosen: chosen == nil)]
            + facets.map {
                Option(value: $0.id.rawValue, label: $0.name, about: $0.about, isChosen: chosen == $0.id)
            }
    }
}
