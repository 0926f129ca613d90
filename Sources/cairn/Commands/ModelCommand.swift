// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Classification
import Foundation
import Model
import Pipeline

/// `cairn model`.
struct ModelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract:
            "Learn from verdicts or labels, go back, tag articles of a file, measure how good the tags are.",
        discussion: """
            Examples:
              cairn model train
              cairn model show
              cairn model train --input labelled.jsonl --output topics.cairn-model
              cairn model predict --input articles.jsonl --model topics.cairn-model
              cairn model evaluate
              cairn model evaluate --gold labelled.jsonl
            """,
        subcommands: [
            ModelTrainCommand.self, ModelListCommand.self, ModelShowCommand.self, ModelBackCommand.self,
            ModelPredictCommand.self, ModelEvaluateCommand.self,
        ])
}

/// Which curriculum a model is asked about.
struct CurriculumOption: ParsableArguments {
    @Option(
        name: .long,
        help: """
            Another curriculum: a folder with curriculum.md, a JSON list or a CSV table of topics, or a vocabulary in SKOS \
            (.ttl, .nt, .rdf, .xml).
            """)
    var curriculum: String?

    /// The curriculum that is named, else the library's own; with what is wrong with it.
    func curriculum(_ options: GlobalOptions) throws -> (curriculum: Curriculum, mistakes: [String]) {
        guard let curriculum else {
            let workshop = try Workshop(options)
            return (try workshop.curriculum(workshop.library.read()), [])
        }
        let reading = try CurriculumSource.read(URL(filePath: curriculum))
        return (reading.curriculum, reading.mistakes.map { "\($0)" })
    }
}

/// Which curriculum and which model.
struct ModelOptions: ParsableArguments {
    @OptionGroup var place: CurriculumOption
    @Option(
        name: .long,
        help: """
            A model that cairn model train has written, or the number of one of the library's versions; without it the \
            library's model in use, and beside another curriculum its terms alone.
            """)
    var model: String?

    /// The curriculum and what tags by it.
    func classifier(_ options: GlobalOptions) async throws -> (
        classifier: Classifier, curriculum: Curriculum, problems: [String]
    ) {
        let (curriculum, mistakes) = try place.curriculum(options)
        let threshold =
            place.curriculum == nil
            ? try Workshop(options).settings.classify.threshold : Classifier.standardThreshold
        guard let learned = try await learned(options) else {
            return (Classifier(curriculum: curriculum, threshold: threshold), curriculum, mistakes)
        }
        let lost = learned.strangers(to: curriculum).map {
            "the model knows a topic \($0) that the curriculum does not have; it lies idle"
        }
        return (
            Classifier(curriculum: curriculum, threshold: threshold, learned: learned), curriculum,
            mistakes + lost
        )
    }

    /// What stands beside the terms; nil where that is nothing.
    private func learned(_ options: GlobalOptions) async throws -> LearnedModel? {
        let number = model.flatMap { Int($0) }
        if let model, number == nil { return try LearnedModel.read(model) }
        if number == 0 || number == nil && place.curriculum != nil { return nil }
        let workshop = try Workshop(options)
        guard let store = try await workshop.lookingStore() else {
            if let number { throw ModelShelf.Failure.missing(number) }
            return nil
        }
        let shelf = ModelShelf(store: store)
        if let number { return try await shelf.model(number) }
        return try await shelf.inUse().model
    }
}

extension LearnedModel {
    /// The model in a file.
    static func read(_ path: String) throws -> LearnedModel {
        let bytes = try Reading.bytes(of: URL(filePath: path))
        do {
            return try LearnedModel(bytes: bytes)
        } catch {
            throw Complaint("\(path): \(error)")
        }
    }
}

extension Curriculum {
    /// Topics that people gave and the curriculum does not have, each with what follows.
    func strangers(among labelled: [LabelledItem], they consequence: String) -> [String] {
        let unknown = Set(labelled.flatMap(\.topics)).subtracting(topics.map(\.id)).sorted()
        return unknown.map { "there is no topic \($0) in the curriculum; \(consequence)" }
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
        let (classifier, _, problems) = try await model.classifier(options)
        var rows = try ArticleRows(input, labelled: false)
        var output = LineWriter()
        var memory = WordMemory()
        while let row = try rows.next() {
            output.write(classifier.prediction(for: row.labelled.item, remembering: &memory).line(row.id))
        }
        output.end()
        let all = problems + rows.problems
        console.problems(all, more: "mend the first ones and run it again")
        return Ending(all)
    }
}
