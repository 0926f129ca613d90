// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Classification
import Model
import Pipeline
import Storage

/// `cairn classify`.
struct ClassifyCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify", abstract: "Suggest topics for items, with the words that speak for them.",
        discussion: """
            Examples:
              cairn classify                      items that the present model has not looked at
              cairn classify --again              all items on which no curator has decided
              cairn classify --explain i1a2b3c4   every topic that one item might have, and why
            """)

    @OptionGroup var options: GlobalOptions
    @Flag(name: .long, help: "Look again at every item on which nobody has decided.") var again = false
    @Option(name: .long, help: "Explain one item instead, by its id or the start of it.") var explain: String?

    private struct Explanation: Encodable {
        let id: String
        let title: String
        let version: Int
        let model: String
        let threshold: Double
        let suggestions: [TagView]
        let rejected: [String]

        private enum CodingKeys: String, CodingKey {
            case id, title, version, model, threshold, suggestions
            case rejected = "rejected_topics"
        }
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let holdings = workshop.library.read()
        let curriculum = try workshop.curriculum(holdings)
        let store = try await workshop.store()
        let (classifier, version, model) = try await workshop.classifier(curriculum, in: store)
        if let explain {
            let item = try await store.item(explain)
            let rejected = try await store.tagVerdicts.rejected(of: item.id)
            tell(item, classifier, curriculum, version: version, rejected: rejected)
            for finding in RuleBook(holdings.rules).findings(for: item.library) {
                console.result("the rule \(finding.rule) is about it (\(finding.evidenceWords))")
            }
            return .allWell
        }
        if let lost = model?.strangers(to: curriculum), !lost.isEmpty {
            console.progress(
                "model version \(version) knows what the curriculum has no more: "
                    + "\(lost.map(\.rawValue).joined(separator: ", ")); cairn model train learns anew")
        }
        let report = try await workshop.atWork(on: store, as: "cairn classify") { worker in
            try await workshop.classifying(store, classifier, holdings, worker: worker)
                .perform(again: again, now: workshop.now) { done in
                    console.detail("\(done) items looked at")
                }
        }
        try await workshop.queueing(store, curriculum, holdings.themes).perform(now: workshop.now)
        console.json(report)
        console.result(report.sentence)
        let mistakes = workshop.mistakesInRules(holdings).map(\.description)
        console.problems(mistakes, more: "cairn check names them")
        return Ending(mistakes)
    }

    private func tell(
        _ item: TaggedItem, _ classifier: Classifier, _ curriculum: Curriculum, version: Int,
        rejected: [Topic.ID]
    ) {
        let prediction = classifier.prediction(for: item.library.readable)
        let tags = prediction.suggestions
        let chosen = Set(prediction.tags.map(\.topic)).subtracting(rejected)
        console.json(
            Explanation(
                id: item.id.rawValue, title: item.library.item.displayTitle, version: version,
                model: classifier.model, threshold: classifier.threshold,
                suggestions: tags.map(TagView.init), rejected: rejected.map(\.rawValue)))
        console.result("\(item.id)  \(item.library.item.displayTitle)")
        if tags.isEmpty { console.result("No word of the curriculum stands in it.") }
        for tag in tags where tag.confidence >= 0.02 {
            let name = curriculum.topic(tag.topic)?.name ?? tag.topic.rawValue
            let mark = chosen.contains(tag.topic) ? "*" : rejected.contains(tag.topic) ? "x" : " "
            console.result("\(mark) \(tag.confidence.shown)  \(name)")
            for piece in tag.evidence.prefix(6) { console.result("          \(piece.line)") }
        }
        console.result(
            "* a tag: the surest one from \(classifier.threshold.shown) on"
                + (version == 0 ? ", and others from 4/5 of that" : ", and others likewise")
                + "; by model version \(version)")
        if !rejected.isEmpty { console.result("x rejected by a curator; it never returns for this item") }
    }
}

extension Tag.Evidence {
    /// The piece in one line, its share first.
    fileprivate var line: String {
        let often = count > 1 ? " \u{d7}\(count)" : ""
        switch kind {
        case .term:
            let isSame = words.lowercased() == term.lowercased()
            return "\(weight.shown)  \(words)\(often), in the \(place.rawValue)\(isSame ? "" : " (\(term))")"
        case .learned: return "\(weight.shown)  \(words)\(often), in the \(place.rawValue) (learned)"
        case .neighbour: return "\(weight.shown)  like \u{201C}\(words)\u{201D}"
        case .rule: return "\(weight.shown)  \(words)\(often), in the \(place.rawValue) (rule \(term))"
        }
    }
}
