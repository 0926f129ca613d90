// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Classification
import Foundation
import Model
import Pipeline

/// `cairn model evaluate`.
struct ModelEvaluateCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure tags against what curators decided, or against labelled articles of a file.",
        discussion: """
            Without --gold it says how the tags of the library fared in what curators decided, month by month and topic by
            topic, and what has changed in the last three months.

            With --gold each line of the file is {"id", "title", "text", "topics"}, and may have "maybe": topics that count
            neither for nor against. --curve asks what more labels are worth: it learns from some of the articles, then from
            more, and measures on others.

            Examples:
              cairn model evaluate
              cairn model evaluate --months 24 --json
              cairn model evaluate --gold labelled.jsonl
              cairn model evaluate --gold labelled.jsonl --curriculum topics.json --curve --json
            """)

    @OptionGroup var options: GlobalOptions
    @OptionGroup var model: ModelOptions
    @Option(name: .long, help: "Labelled articles as JSON Lines; - is standard input.") var gold: String?
    @Flag(name: .long, help: "With --gold: also how good tags are after learning from more and more of it.")
    var curve = false
    @Option(name: .long, help: "Without --gold: how many months, with the present one (12 unless said).")
    var months: Int?

    func validate() throws {
        if gold == nil, curve || model.model != nil || model.place.curriculum != nil {
            throw ValidationError("--curve, --model and --curriculum need --gold")
        }
        if gold != nil, months != nil { throw ValidationError("--months is for verdicts, without --gold") }
        if let months, months < 1 || months > 1200 { throw ValidationError("--months is 1 to 1200") }
    }

    func perform() async throws -> Ending {
        if let gold { return try await evaluate(by: gold) }
        let workshop = try Workshop(options)
        let curriculum = try workshop.curriculum(workshop.library.read())
        let reckoning = try await TagReckoning(
            of: try await workshop.store(), curriculum: curriculum, months: months ?? 12, now: workshop.now)
        console.json(ReckoningView(reckoning, curriculum))
        for line in reckoning.lines(curriculum) { console.result(line) }
        return .allWell
    }

    private func evaluate(by gold: String) async throws -> Ending {
        let (classifier, curriculum, mistakes) = try await model.classifier(options)
        var rows = try ArticleRows(gold, labelled: true)
        var judged: [(LabelledItem, Prediction)] = []
        var examples: [LabelledItem] = []
        var memory = WordMemory()
        while let row = try rows.next() {
            let prediction = classifier.prediction(for: row.labelled.item, remembering: &memory)
            judged.append((row.labelled.withoutText, prediction))
            if curve { examples.append(row.labelled) }
        }
        guard !judged.isEmpty else { throw Complaint("there is no labelled article in \(gold)") }
        let evaluation = Evaluation(judged)
        let curve = curve ? try LearningCurve(of: examples, curriculum: curriculum) : nil
        console.json(EvaluationView(evaluation, curve))
        for line in evaluation.lines(curriculum) + (curve?.lines ?? []) { console.result(line) }
        let strangers = curriculum.strangers(among: judged.map(\.0), they: "it counts as missed")
        let problems = mistakes + rows.problems + strangers
        console.problems(problems, more: "mend the first ones and run it again")
        return Ending(problems)
    }
}
