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
        let threshold: Double
        let suggestions: [TagView]
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let holdings = workshop.library.read()
        let curriculum = try workshop.curriculum(holdings)
        let classifier = workshop.classifier(curriculum)
        let store = try await workshop.store()
        if let explain {
            let item = try await store.item(explain)
            tell(item, classifier, curriculum, threshold: workshop.settings.classify.threshold)
            return .allWell
        }
        let run = workshop.classifying(store, classifier)
        let report = try await run.perform(again: again, now: workshop.now) { done in
            console.detail("\(done) items looked at")
        }
        try await workshop.queueing(store, curriculum, holdings.themes).perform(now: workshop.now)
        console.json(report)
        console.result(report.sentence)
        return .allWell
    }

    private func tell(
        _ item: TaggedItem, _ classifier: Classifier, _ curriculum: Curriculum, threshold: Double
    ) {
        let prediction = classifier.prediction(for: item.library.readable)
        let tags = prediction.suggestions
        let chosen = Set(prediction.tags.map(\.topic))
        console.json(
            Explanation(
                id: item.id.rawValue, title: item.library.item.displayTitle, threshold: threshold,
                suggestions: tags.map(TagView.init)))
        console.result("\(item.id)  \(item.library.item.displayTitle)")
        if tags.isEmpty { console.result("No word of the curriculum stands in it.") }
        for tag in tags where tag.confidence >= 0.02 {
            let name = curriculum.topic(tag.topic)?.name ?? tag.topic.rawValue
            let mark = chosen.contains(tag.topic) ? "*" : " "
            console.result("\(mark) \(tag.confidence.shown)  \(name)  (\(tag.evidenceWords))")
        }
        console.result("* a tag: the surest one from \(threshold.shown) on, and others from 4/5 of that")
    }
}
