// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Classification
import Foundation
import Model
import Pipeline
import Storage

/// `cairn model train`.
struct ModelTrainCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Learn from the library's verdicts, or from labelled articles of a file.",
        discussion: """
            Without --input it learns from what curators decided: the topics of approved items, those that they rejected, and
            items that no topic fits. The new model is compared with the one in use and with the terms alone on decided items
            that none of them has seen. It takes over if it is not worse; else the one in use stays, and the exit status is 1.

            With --input each line is {"id", "title", "text", "topics"}, oldest first; lines without topics count words only.
            The model goes to the file of --output, and the library's own stays as it is.

            The same verdicts, or the same input, give the same model, byte for byte. Where it cannot be learned from them, one
            sentence says why, and the former model stays.

            Examples:
              cairn model train
              cairn model train --force
              cairn model train --input labelled.jsonl --output topics.cairn-model
              cairn model train --input labelled.jsonl --curriculum topics.csv --output topics.cairn-model
            """)

    @OptionGroup var options: GlobalOptions
    @OptionGroup var place: CurriculumOption
    @Option(name: .long, help: "Labelled articles as JSON Lines instead of verdicts; - is standard input.")
    var input: String?
    @Option(name: .long, help: "With --input: where the model is written.") var output: String?
    @Flag(name: .long, help: "Take the new model into use even if it is worse.") var force = false
    @Option(name: .customLong("as"), help: "The name to sign with.") var name: String?

    func validate() throws {
        if input != nil, output == nil { throw ValidationError("--input needs --output") }
        if input != nil, force || name != nil {
            throw ValidationError("--force and --as are for the library's own model, without --input")
        }
        if input == nil, output != nil || place.curriculum != nil {
            throw ValidationError("--output and --curriculum need --input")
        }
    }

    func perform() async throws -> Ending {
        if let input, let output { return try learn(from: input, to: output) }
        return try await learnFromVerdicts()
    }

    private func learnFromVerdicts() async throws -> Ending {
        let workshop = try Workshop(options)
        let curriculum = try workshop.curriculum(workshop.library.read())
        let store = try await workshop.store()
        let why = "cairn model train" + (force ? " --force" : "")
        let outcome = try await workshop.training(store, curriculum).perform(
            TrainRun.Order(why: why, by: workshop.signature(as: name), isForced: force), now: workshop.now)
        console.json(TrainingView(outcome))
        for line in outcome.version?.lines ?? [] { console.result(line) }
        for note in outcome.report.notes { console.result(note) }
        guard let version = outcome.version, !version.outcome.isInUse else { return .allWell }
        Console.complain("the new model is worse; cairn model train --force takes it into use all the same")
        return .needsAttention
    }

    private func learn(from input: String, to output: String) throws -> Ending {
        let (curriculum, mistakes) = try place.curriculum(options)
        var rows = try ArticleRows(input, labelled: false)
        var examples: [LabelledItem] = []
        var backlog: [Item] = []
        while let row = try rows.next() {
            if row.isLabelled {
                examples.append(row.labelled)
                // The trainer takes the last ones; what it would pass over need not be kept.
                if examples.count >= 2 * ModelTrainer.exampleLimit {
                    examples.removeFirst(ModelTrainer.exampleLimit)
                }
            } else if backlog.count < ModelTrainer.backlogLimit {
                backlog.append(row.labelled.item)
            }
        }
        let strangers = curriculum.strangers(among: examples, they: "it is not learned")
        let model = try ModelTrainer(curriculum: curriculum).model(from: examples, backlog: backlog)
        do {
            try Data(model.bytes).write(to: URL(filePath: output), options: .atomic)
        } catch {
            throw Complaint("\(output) cannot be written: \(error.localizedDescription)")
        }
        console.json(ModelView(model))
        for line in model.lines { console.result(line) }
        let problems = mistakes + rows.problems + strangers
        console.problems(problems, more: "mend the first ones and run it again")
        return Ending(problems)
    }
}
