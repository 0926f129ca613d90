// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Storage

extension ReviewCommand {
    /// `cairn review list`.
    struct List: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List what waits for a decision, most useful first. With --json one object a line.",
            discussion: """
                Examples:
                  cairn review list
                  cairn review list --search "risk register" --topic cyber-security
                  cairn review list --state approved --audience board --order newest
                """)
        @OptionGroup var options: GlobalOptions
        @Option(name: .long, help: "Only with these words; \"words between quotes\" stay together.")
        var search = ""
        @Option(name: .long, help: "Only this topic, by its id; unsorted for none. May be repeated.")
        var topic: [String] = []
        @Option(name: .long, help: "Only the topics of this strand, by its id.") var strand: String?
        @Option(name: .long, help: "Only this feed, by its id.") var source: String?
        @Option(name: .long, help: "Only what is approved for this audience.") var audience: String?
        @Option(name: .long, help: "Only what is approved for this stage.") var stage: String?
        @Option(name: .long, help: "Only this format.") var format: String?
        @Option(name: .long, help: "Only this licence, by its id.") var licence: String?
        @Option(name: .long, help: "Only from this day on, as 2026-11-02.", transform: DayOption.day)
        var since: Date?
        @Option(name: .long, help: "Only before this day.", transform: DayOption.day) var until: Date?
        @Option(
            name: .long, help: "Another state: approved, rejected or held.",
            transform: ItemState.option("state"))
        var state: ItemState = .waiting
        @Option(
            name: .long, help: "usefulness, newest, oldest, confidence or match.",
            transform: QueueFilter.Order.option("order"))
        var order: QueueFilter.Order?
        @Option(name: .long, help: "This many at the most.") var limit = 20

        func validate() throws {
            if limit < 1 { throw ValidationError("--limit is 1 or more") }
        }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            try await store.queue.catchUp()
            let curriculum = workshop.library.read().curriculum
            let filter = filter(curriculum)
            for queued in try await store.queue.page(filter, limit: limit).items {
                console.jsonLine(QueueView(queued))
                for line in queued.tagged.lines(curriculum) { console.result(line) }
                if !queued.reason.isEmpty { console.result("    \(queued.reason)") }
            }
            let count = try await store.queue.count(filter)
            let many = count > QueueTable.countLimit ? "more than 1,000 items" : counted(count, "item")
            console.progress("\(many) \(state.rawValue)")
            return .allWell
        }

        private func filter(_ curriculum: Curriculum?) -> QueueFilter {
            var filter = QueueFilter()
            filter.words = search
            filter.states = [state]
            filter.topics = topic.map { $0 == "unsorted" ? QueueFilter.unsorted : Topic.ID($0) }
            if topic.isEmpty, let strand {
                filter.topics = curriculum?.topics(in: Curriculum.Strand.ID(strand)).map(\.id) ?? []
            }
            filter.source = source.map { Feed.ID($0) }
            filter.audience = audience.map { Curriculum.Facet.ID($0) }
            filter.stage = stage.map { Curriculum.Facet.ID($0) }
            filter.format = format
            filter.licence = licence
            filter.from = since
            filter.until = until
            filter.order = order ?? (search.isEmpty ? .usefulness : .match)
            return filter
        }
    }
}

/// A day as an option's value.
enum DayOption {
    static func day(_ text: String) throws -> Date {
        guard text.count == 10, let day = try? Date(text + "T00:00:00Z", strategy: .iso8601) else {
            throw ValidationError("\(text) is not a day like 2026-11-02")
        }
        return day
    }
}

/// An item of the queue as JSON: as items are, with why it stands where it stands.
struct QueueView: Encodable {
    private let item: ItemView
    private let state: String
    private let usefulness: Double
    private let reason: String
    private let issues: [IssueUse]

    init(_ queued: QueuedItem) {
        item = ItemView(queued.tagged)
        state = queued.state.rawValue
        usefulness = queued.usefulness
        reason = queued.reason
        issues = queued.issues
    }

    private enum CodingKeys: String, CodingKey { case state, usefulness, reason, issues }

    func encode(to encoder: any Encoder) throws {
        try item.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(state, forKey: .state)
        try container.encode(usefulness, forKey: .usefulness)
        try container.encode(reason, forKey: .reason)
        try container.encode(issues, forKey: .issues)
    }
}
