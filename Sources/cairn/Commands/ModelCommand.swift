// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Classification
import Foundation
import Model

/// `cairn model`.
struct ModelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Tag articles of a file, and measure how good the tags are.",
        discussion: """
            Examples:
              cairn model predict --input articles.jsonl
              cairn model evaluate --gold labelled.jsonl
            """,
        subcommands: [ModelPredictCommand.self, ModelEvaluateCommand.self])
}

/// Which curriculum a model is asked about.
struct ModelOptions: ParsableArguments {
    @Option(
        name: .long,
        help: "Another curriculum: a folder with curriculum.md, a JSON list or a CSV table of topics.")
    var curriculum: String?

    /// The curriculum and what tags by it; the library's own unless another is named.
    func classifier(_ options: GlobalOptions) throws -> (
        classifier: Classifier, curriculum: Curriculum, problems: [String]
    ) {
        guard let curriculum else {
            let workshop = try Workshop(options)
            let own = try workshop.curriculum(workshop.library.read())
            return (workshop.classifier(own), own, [])
        }
        let reading = try CurriculumSource.read(URL(filePath: curriculum))
        return (
            Classifier(curriculum: reading.curriculum), reading.curriculum, reading.mistakes.map { "\($0)" }
        )
    }
}

/// `cairn model predict`.
struct ModelPredictCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Tag the articles of a file; one JSON object a line.",
        discussion: """
            Each line of the input is {"id", "title", "text"}. Each line of the output has id, scores (how sure each topic
            is, 0 to 1), topics (the tags, most sure first; labels says the same) and evidence (the words behind each tag).

            Examples:
              cairn model predict --input articles.jsonl > predictions.jsonl
              cairn model predict --input articles.jsonl --curriculum topics.csv
              cat articles.jsonl | cairn model predict --input -
            """)

    @OptionGroup var options: GlobalOptions
    @OptionGroup var model: ModelOptions
    @Option(name: .long, help: "The articles as JSON Lines; - is standard input.") var input: String

    func perform() async throws -> Ending {
        let (classifier, _, problems) = try model.classifier(options)
        var rows = try ArticleRows(input, labelled: false)
        var output = LineWriter()
        while let row = try rows.next() {
            output.write(PredictionView(row.id, classifier.prediction(for: row.labelled.item)))
        }
        output.end()
        let all = problems + rows.problems
        console.problems(all, more: "mend the first ones and run it again")
        return Ending(all)
    }
}

/// `cairn model evaluate`.
struct ModelEvaluateCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measure tags against what people said.",
        discussion: """
            Each line of the gold file is {"id", "title", "text", "topics"}, and may have "maybe": topics that count neither
            for nor against.

            Examples:
              cairn model evaluate --gold labelled.jsonl
              cairn model evaluate --gold labelled.jsonl --curriculum topics.json --json
            """)

    @OptionGroup var options: GlobalOptions
    @OptionGroup var model: ModelOptions
    @Option(name: .long, help: "Labelled articles as JSON Lines; - is standard input.") var gold: String

    func perform() async throws -> Ending {
        let (classifier, curriculum, mistakes) = try model.classifier(options)
        var rows = try ArticleRows(gold, labelled: true)
        var judged: [(LabelledItem, Prediction)] = []
        while let row = try rows.next() {
            judged.append((row.labelled.withoutText, classifier.prediction(for: row.labelled.item)))
        }
        guard !judged.isEmpty else { throw Complaint("there is no labelled article in \(gold)") }
        let evaluation = Evaluation(judged)
        console.json(evaluation)
        for line in evaluation.lines(curriculum) { console.result(line) }
        let problems = mistakes + rows.problems + strangers(in: judged.map(\.0), curriculum)
        console.problems(problems, more: "mend the first ones and run it again")
        return Ending(problems)
    }

    /// Topics that people gave and the curriculum does not have: they can only be missed.
    private func strangers(in labelled: [LabelledItem], _ curriculum: Curriculum) -> [String] {
        let known = Set(curriculum.topics.map(\.id))
        let unknown = Set(labelled.flatMap(\.topics)).subtracting(known).sorted()
        return unknown.map { "there is no topic \($0) in the curriculum; it counts as missed" }
    }
}
