// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Classification
import Foundation
import Model
import Pipeline
import Storage

/// `cairn topic`.
struct TopicCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topic",
        abstract: "How well topics are covered and suggested, and what other terms would change.",
        discussion: """
            Examples:
              cairn topic list
              cairn topic show cyber-security
              cairn topic try ../curriculum-draft --days 90
            """,
        subcommands: [List.self, Show.self, Try.self])

    /// `cairn topic list`.
    struct List: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the topics with their numbers. With --json one object a line.")
        @OptionGroup var options: GlobalOptions

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let curriculum = try workshop.curriculum(workshop.library.read())
            let store = try await workshop.store()
            let coverage = try await store.queue.coverage()
            let months = Dictionary(grouping: try await store.tagVerdicts.months(), by: \.topic)
            for topic in curriculum.topics where !topic.isRetired {
                let view = TopicView(topic, coverage, months[topic.id] ?? [])
                console.jsonLine(view)
                console.result(view.line)
            }
            return .allWell
        }
    }

    /// `cairn topic show`.
    struct Show: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show a topic, month by month, with the terms that were wrong.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The topic's id.") var topic: String

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let curriculum = try workshop.curriculum(workshop.library.read())
            guard let topic = curriculum.topic(Topic.ID(topic)) else {
                throw Complaint("there is no topic \(topic)")
            }
            let store = try await workshop.store()
            let months = try await store.tagVerdicts.months(of: topic.id)
            let wrong = try await store.tagVerdicts.wrongTerms(for: topic.id)
            let view = TopicView(topic, try await store.queue.coverage(), months, wrong: wrong)
            console.json(view)
            console.result(view.line)
            for month in months {
                let record = month.record
                console.result(
                    "    \(month.month): \(record.kept) kept, \(record.rejected) rejected, \(record.added) added by hand"
                )
            }
            for term in wrong.prefix(20) {
                console.result("    wrong: \(term.term) (\(term.wrong) wrong, \(term.right) right)")
            }
            return .allWell
        }
    }

    /// `cairn topic try`.
    struct Try: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "try",
            abstract: "Say what another curriculum would change in the items that are there; change nothing.",
            discussion: """
                Copy curated/curriculum, change terms, split or retire topics in the copy, and try it.

                Examples:
                  cairn topic try ../curriculum-draft
                  cairn topic try ../curriculum-draft --days 365 --json
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "A folder with a curriculum, a .json or a .csv file.") var curriculum: String
        @Option(name: .long, help: "Items first seen in this many days.") var days = 90

        func validate() throws {
            if !(1...36_500).contains(days) { throw ValidationError("--days is from 1 to 36500") }
        }

        private struct Result: Encodable {
            let days: Int
            let looked: Int
            let changes: [Change]

            struct Change: Encodable {
                let item: String
                let title: String
                let gained: [String]
                let lost: [String]
                let decided: String?
            }
        }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let present = try workshop.curriculum(workshop.library.read())
            let reading = try CurriculumSource.read(URL(filePath: curriculum))
            guard let store = try await workshop.lookingStore() else {
                throw Complaint("there are no items yet; cairn collect gets some")
            }
            let since = workshop.now.addingTimeInterval(-Double(days) * 86_400)
            let outlook = try await TopicRun(store: store).look(
                from: try await workshop.classifier(present, in: store).classifier,
                to: try await workshop.classifier(reading.curriculum, in: store).classifier, since: since)
            console.json(
                Result(
                    days: days, looked: outlook.looked,
                    changes: outlook.changes.map {
                        Result.Change(
                            item: $0.item.rawValue, title: $0.title, gained: $0.gained.map(\.rawValue),
                            lost: $0.lost.map(\.rawValue), decided: $0.verdict?.decision.rawValue)
                    }))
            for change in outlook.changes {
                console.result("\(change.item)  \(change.title)")
                let parts = change.gained.map { "+\($0)" } + change.lost.map { "-\($0)" }
                let decided = change.verdict.map { ["stays: \($0.decision.rawValue) by \($0.by.name)"] } ?? []
                console.result("    \((parts + decided).joined(separator: ", "))")
            }
            console.result(outlook.sentence)
            console.problems(reading.mistakes.map(\.description), more: "those parts of it were left out")
            return Ending(reading.mistakes.map(\.description))
        }
    }
}

/// A topic as JSON; the keys are part of the command line's contract.
private struct TopicView: Encodable {
    private let id: String
    private let name: String
    private let strand: String
    private let level: String
    private let approved: Int
    private let waiting: Int
    private let precision: Double?
    private let recall: Double?
    private let months: [TopicMonth]?
    private let wrongTerms: [TermRecord]?

    private enum CodingKeys: String, CodingKey {
        case id, name, strand, level, approved, waiting, precision, recall, months
        case wrongTerms = "wrong_terms"
    }

    /// - Parameter wrong: the terms that were wrong, where months and terms are asked for.
    init(_ topic: Topic, _ coverage: Coverage, _ months: [TopicMonth], wrong: [TermRecord]? = nil) {
        id = topic.id.rawValue
        name = topic.name
        strand = topic.strand.rawValue
        level = topic.place.level.rawValue
        approved = coverage.count([topic.id], .approved)
        waiting = coverage.count([topic.id], .waiting)
        precision = months.total.precision
        recall = months.total.recall
        self.months = wrong == nil ? nil : months
        wrongTerms = wrong
    }

    /// The topic in one line.
    var line: String {
        let shares = [("precision", precision), ("recall", recall)].compactMap { name, share in
            share.map { ", \(name) \(Int(($0 * 100).rounded())) %" }
        }
        return "\(id)  \(name): \(approved) approved, \(waiting) waiting\(shares.joined())"
    }
}
