// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Storage

extension NewsletterCommand {
    /// `cairn newsletter reopen`.
    struct Reopen: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "reopen",
            abstract: "Take an approval back, as long as the issue has not gone out.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The newsletter's id.") var newsletter: String
        @Option(name: .long, help: "The issue's number; the newest approved one unless said otherwise.")
        var issue: Int?

        func perform() async throws -> Ending {
            let store = try await Workshop(options).store()
            let id = Newsletter.ID(newsletter)
            let approved = try await store.issues.all(of: id).filter { $0.state != .draft }
            guard let number = issue ?? approved.first?.number else {
                throw Complaint("\(newsletter) has no approved issue")
            }
            try await store.issues.reopen(id, number: number)
            let issues = try await store.issues.all(of: id)
            if let reopened = issues.first(where: { $0.number == number }) {
                console.json(IssueView(reopened))
                console.result(IssueView(reopened).line)
            }
            return .allWell
        }
    }

    /// `cairn newsletter release`.
    struct Release: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "release",
            abstract: "Let an approved issue go out whose time was missed.",
            discussion: """
                Cairn asks when nothing ran for six hours after a newsletter's time. The issue goes out with the next cairn run.
                """)
        @OptionGroup var options: GlobalOptions
        @OptionGroup var choice: Choice

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            let id = Newsletter.ID(choice.newsletter)
            let open = try await store.slots.open(of: id).filter { $0.state != .drafted }
            guard let record = try choice.record(among: open) else {
                throw Complaint("no slot of \(choice.newsletter) waits for a person's word")
            }
            let issues = try await store.issues.all(of: id)
            guard let issue = issues.first(where: { $0.number == record.issue }), issue.state != .draft,
                let revision = try await store.issues.standings(of: id)[issue.number]?.revision
            else {
                throw Complaint(
                    "its issue is not approved; cairn newsletter approve \(choice.newsletter) lets it go out")
            }
            let name = workshop.signature(as: choice.name).name
            let isDone = try await store.slots.release(
                record, revision: revision, why: "\(name) said so", now: workshop.now)
            guard isDone else { throw Complaint("somebody was quicker; look at cairn newsletter list") }
            console.json(IssueView(issue))
            console.result("issue \(issue.number) of \(id) goes out with the next cairn run")
            return .allWell
        }
    }

    /// `cairn newsletter skip`.
    struct Skip: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "skip",
            abstract: "Leave a slot empty, for good: one that waits, or one to come.",
            discussion: """
                An issue that was drafted or approved for it is a draft again.

                Examples:
                  cairn newsletter skip monthly --reason "Holidays."
                  cairn newsletter skip monthly --day 2026-12-24 --reason "Holidays."
                """)
        @OptionGroup var options: GlobalOptions
        @OptionGroup var choice: Choice
        @Option(name: .long, help: "Why, in a sentence.") var reason: String

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let definition = try workshop.library.read().named(choice.newsletter)
            let store = try await workshop.store()
            let why = "\(workshop.signature(as: choice.name).name): \(reason)"
            let open = try await store.slots.open(of: definition.id)
            let slot: Slot
            let isDone: Bool
            if let record = try choice.record(among: open) {
                slot = record.slot
                isDone = try await store.slots.move(record, to: .skipped, why: why, now: workshop.now)
            } else {
                guard let found = try choice.coming(of: definition, now: workshop.now) else {
                    throw Complaint(
                        "\(definition.id) has no slot to skip then; cairn newsletter list names them")
                }
                slot = found
                isDone = try await store.slots.begin(
                    SlotRecord(slot: slot, issue: nil, state: .skipped, why: why, since: workshop.now))
            }
            let name = "slot \(definition.local(slot.due)) of \(definition.id)"
            guard isDone else { throw Complaint("\(name) is done already") }
            console.json(SlotView(slot, definition))
            console.result("\(name) is skipped")
            return .allWell
        }
    }

    /// Which slot is meant.
    struct Choice: ParsableArguments {
        @Argument(help: "The newsletter's id.") var newsletter: String
        @Option(name: .long, help: "The slot's day, such as 2026-12-24; the next one unless said otherwise.")
        var day: String?
        @Option(name: .customLong("as"), help: "The name to sign with.") var name: String?

        func validate() throws { _ = try localDay }

        private var localDay: LocalDay? {
            get throws {
                guard let day else { return nil }
                guard let found = LocalDay(day) else {
                    throw ValidationError("--day is a day such as 2026-12-24, not \(day)")
                }
                return found
            }
        }

        /// The slot among those that something was done about; the earliest unless said otherwise.
        func record(among records: [SlotRecord]) throws -> SlotRecord? {
            guard let day = try localDay else { return records.first }
            return records.first { $0.slot.day == day }
        }

        /// The slot among those to come.
        func coming(of newsletter: Newsletter, now: Date) throws -> Slot? {
            guard let day = try localDay else { return newsletter.slots(after: now, count: 1).first }
            return newsletter.slot(on: day).flatMap { $0.due > now ? $0 : nil }
        }
    }
}
