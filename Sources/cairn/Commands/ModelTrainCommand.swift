// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Classification
import Foundation
import Model

/// `cairn model train`.
struct ModelTrainCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Learn from labelled articles of a file.",
        discussion: """
            Each line of the input is {"id", "title", "text", "topics"}, oldest first; lines without topics count words only.
            The same input gives the same model, byte for byte. Where it cannot be learned from, no file is written, and one
            that is there stays as it is.

            Examples:
              cairn model train --input labelled.jsonl --output topics.cairn-model
              cairn model train --input labelled.jsonl --curriculum topics.csv --output topics.cairn-model
            """)

    @OptionGroup var options: GlobalOptions
    @OptionGroup var place: CurriculumOption
    @Option(name: .long, help: "Labelled articles as JSON Lines; - is standard input.") var input: String
    @Option(name: .long, help: "Where the model is written.") var output: String

    func perform() async throws -> Ending {
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
