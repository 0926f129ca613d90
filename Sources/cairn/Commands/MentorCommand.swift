// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Learning
import Model
import Publishing
import Storage

/// `cairn mentor`.
struct MentorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mentor",
        abstract: "Bring mentors and mentees together, and give them something to talk about.",
        discussion: """
            Examples:
              cairn mentor pair --mentors mentors.csv --mentees mentees.csv
              cairn mentor sheet digital-strategy
              cairn mentor sheet digital-strategy --to /tmp/sheet
            """,
        subcommands: [Pair.self, Sheet.self])

    /// `cairn mentor pair`.
    struct Pair: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "pair", abstract: "Say who talks with whom, and about which topic.",
            discussion: """
                Both lists are CSV with the columns person, organisation and topics (ids, parted by semicolons; mentees name what
                they want most first); mentors have capacity too, how many people each takes. No library is needed, and nothing is
                kept.

                As many mentees as possible have a mentor; then as many as possible with the topic that they want most; then
                better topics; then pairs of two organisations; then mentors with about as many as each other.

                Examples:
                  cairn mentor pair --mentors mentors.csv --mentees mentees.csv --seed 7 --json
                """)
        @OptionGroup var options: GlobalOptions
        @Option(name: .long, help: "A list of mentors (CSV); - is standard input.") var mentors: String
        @Option(name: .long, help: "A list of mentees (CSV); - is standard input.") var mentees: String
        @Option(name: .long, help: "Decides among pairings that are just as good (0 unless said).")
        var seed = 0

        func validate() throws {
            guard mentors != "-" || mentees != "-" else {
                throw ValidationError("only one of the lists can be standard input")
            }
        }

        func perform() async throws -> Ending {
            let (mentorBytes, mentorFile) = try read(mentors)
            let (menteeBytes, menteeFile) = try read(mentees)
            let pairing = try Pairing(
                of: MentoringList.mentees(csv: menteeBytes, file: menteeFile),
                with: MentoringList.mentors(csv: mentorBytes, file: mentorFile), seed: seed)
            let view = PairingView(pairing)
            console.json(view)
            for line in view.lines { console.result(line) }
            return .allWell
        }

        private func read(_ path: String) throws -> ([UInt8], String) {
            path == "-"
                ? (try Reading.bytesOfInput(), "standard input")
                : (try Reading.bytes(of: URL(filePath: path)), path)
        }
    }

    /// `cairn mentor sheet`.
    struct Sheet: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "sheet",
            abstract: "Make the conversation sheet of a topic: what it is, three approved reads, questions.",
            discussion: """
                Published pages have one for each topic that has something approved to read; this makes one by itself.

                Examples:
                  cairn mentor sheet digital-strategy              Markdown on standard output
                  cairn mentor sheet digital-strategy --to FOLDER  Markdown and HTML
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The topic's id.") var topic: String
        @Option(name: .long, help: "A folder for the sheet in Markdown and HTML.") var to: String?

        private struct Result: Encodable {
            let topic: String
            let items: [String]
            let minutes: Int
            let markdown: String
            let folder: String?
        }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let curriculum = try workshop.curriculum(workshop.library.read())
            guard let topic = curriculum.topic(Topic.ID(topic)) else {
                throw Complaint("there is no topic \(topic) in the curriculum")
            }
            let publication = Publication(items: try await workshop.store().verdicts.reviewed())
            let composer = try SiteComposer(
                site: Site(
                    title: workshop.settings.title, isCommercial: workshop.settings.publish.isCommercial),
                curriculum: curriculum)
            let files = try composer.conversationFiles(on: topic, from: publication)
            guard let markdown = files.first(where: { $0.path.hasSuffix(".md") })?.text else {
                throw Complaint("nothing approved is about \(topic.id) yet")
            }
            if let to {
                try FileManager.default.createDirectory(
                    at: URL(filePath: to), withIntermediateDirectories: true)
                for file in files {
                    try FileWriter.writeAtomically(
                        file.text, to: URL(filePath: to).appending(path: file.path))
                }
            }
            let items = publication.items(onConversationAbout: topic.id)
            console.json(
                Result(
                    topic: topic.id.rawValue, items: items.map(\.id.rawValue),
                    minutes: items.map(\.minutes).reduce(0, +), markdown: markdown, folder: to))
            console.result(to.map { "\($0)/\(topic.id).html" } ?? markdown)
            return .allWell
        }
    }
}

/// A pairing as JSON.
private struct PairingView: Encodable {
    struct PairView: Encodable {
        let mentor: String
        let mentee: String
        let topic: String
        let rank: Int
        let sameOrganisation: Bool

        enum CodingKeys: String, CodingKey {
            case mentor, mentee, topic, rank
            case sameOrganisation = "same_organisation"
        }
    }

    struct UnpairedView: Encodable {
        let mentee: String
        let reason: String
        let missing: [String]
        let full: [String]
    }

    struct MeasuresView: Encodable {
        let mentees: Int
        let paired: Int
        let firstTopic: Int
        let sameOrganisation: Int
        let mentors: Int
        let most: Int

        init(_ measures: Pairing.Measures) {
            (mentees, paired, firstTopic) = (measures.mentees, measures.paired, measures.firstTopic)
            (sameOrganisation, mentors, most) = (
                measures.sameOrganisation, measures.mentors, measures.most
            )
        }

        enum CodingKeys: String, CodingKey {
            case mentees, paired, mentors, most
            case firstTopic = "first_topic"
            case sameOrganisation = "same_organisation"
        }
    }

    let pairs: [PairView]
    let unpaired: [UnpairedView]
    let measures: MeasuresView
    let firstCome: MeasuresView

    enum CodingKeys: String, CodingKey {
        case pairs, unpaired, measures
        case firstCome = "first_come"
    }

    init(_ pairing: Pairing) {
        pairs = pairing.pairs.map {
            PairView(
                mentor: $0.mentor.id.rawValue, mentee: $0.mentee.id.rawValue, topic: $0.topic.rawValue,
                rank: $0.rank, sameOrganisation: $0.isOfOneOrganisation)
        }
        unpaired = pairing.unpaired.map {
            UnpairedView(
                mentee: $0.mentee.id.rawValue, reason: $0.sentence, missing: $0.missing.map(\.rawValue),
                full: $0.full.map(\.rawValue))
        }
        measures = MeasuresView(pairing.measures)
        firstCome = MeasuresView(pairing.firstCome)
    }

    /// The same in lines.
    var lines: [String] {
        let together = pairs.map { pair in
            "\(pair.mentee) with \(pair.mentor), about \(pair.topic)"
                + (pair.rank == 1 ? "" : " (choice \(pair.rank))")
                + (pair.sameOrganisation ? ", of one organisation" : "")
        }
        let alone = unpaired.map { "\($0.mentee) has no mentor: \($0.reason)" }
        return together + alone + [
            "Paired: \(measures.paired) of \(measures.mentees), \(measures.firstTopic) with the topic they want most; \(counted(measures.mentors, "mentor")), \(measures.most) at the most",
            "First come, first served: \(firstCome.paired) paired, \(firstCome.firstTopic) with the topic they want most",
        ]
    }
}
