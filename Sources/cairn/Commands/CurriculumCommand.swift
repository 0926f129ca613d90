// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Publishing

/// `cairn curriculum`.
struct CurriculumCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "curriculum", abstract: "Take the curriculum to other programs.",
        subcommands: [Export.self])

    /// `cairn curriculum export`.
    struct Export: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Print the curriculum as SKOS, CASE 1.1, a table for Moodle, or JSON.",
            discussion: """
                Examples:
                  cairn curriculum export --format skos > curriculum.ttl
                  cairn curriculum export --format csv --to moodle.csv
                """)
        @OptionGroup var options: GlobalOptions
        @Option(
            name: .long, help: "skos (Turtle), skos-json (JSON-LD), case, csv (Moodle) or json.",
            transform: Export.form)
        var format: CurriculumForm
        @Option(name: .long, help: "The file to write, instead of standard output.") var to: String?

        private static func form(_ name: String) throws -> CurriculumForm {
            if let form = CurriculumForm(rawValue: name) { return form }
            let known = CurriculumForm.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("there is no format \(name); known: \(known)")
        }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let curriculum = try workshop.curriculum(workshop.library.read())
            let text = format.text(of: curriculum)
            let topics = curriculum.topics.count
            if let to {
                try FileWriter.writeAtomically(text, to: URL(filePath: to))
                console.result("\(counted(topics, "topic")) written to \(to).")
            } else {
                console.whole(text)
            }
            console.json(
                ExportView(format: format.rawValue, topics: topics, file: to, text: to == nil ? text : nil))
            return .allWell
        }
    }
}

/// What `cairn curriculum export --json` prints.
private struct ExportView: Encodable {
    let format: String
    let topics: Int
    let file: String?
    let text: String?
}
