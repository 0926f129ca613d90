// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Storage

/// `cairn subscriber choose`.
struct SubscriberChooseCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "choose", abstract: "Set what of a newsletter somebody gets.",
        discussion: "What is not named stays as it is; an empty text takes a choice away: --audience \"\".")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The address.", transform: MailAddress.argument) var address: MailAddress
    @Option(name: .long, help: "The newsletter, where they get several.") var newsletter: String?
    @OptionGroup(title: "What they want") var chosen: ChoiceOptions

    func perform() async throws -> Ending {
        let desk = try await SubscriberDesk(Workshop(options))
        let subscriber = try await desk.subscriber(address, of: newsletter)
        let choices = try chosen.choices(changing: subscriber.choices, in: desk.holdings.curriculum)
        try await desk.store.subscribers.choose(
            choices, for: subscriber.id, source: "command line", at: desk.workshop.now)
        return try await show(subscriber.id, desk.store)
    }
}

/// `cairn subscriber pause`.
struct SubscriberPauseCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Leave somebody alone until a day; then one mail brings what there was.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The address.", transform: MailAddress.argument) var address: MailAddress
    @Option(name: .long, help: "The newsletter, where they get several.") var newsletter: String?
    @Option(name: .long, help: "The day, as 2026-08-31.") var until: String

    func perform() async throws -> Ending {
        let desk = try await SubscriberDesk(Workshop(options))
        guard let end = try? Date("\(until)T00:00:00Z", strategy: .iso8601) else {
            throw ValidationError("--until is a day, as 2026-08-31")
        }
        let subscriber = try await desk.subscriber(address, of: newsletter)
        try await desk.store.subscribers.pause(
            subscriber.id, until: end, source: "command line", at: desk.workshop.now)
        return try await show(subscriber.id, desk.store)
    }
}

/// `cairn subscriber resume`.
struct SubscriberResumeCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "End somebody's pause; the next run mails what there was.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The address.", transform: MailAddress.argument) var address: MailAddress
    @Option(name: .long, help: "The newsletter, where they get several.") var newsletter: String?

    func perform() async throws -> Ending {
        let desk = try await SubscriberDesk(Workshop(options))
        let subscriber = try await desk.subscriber(address, of: newsletter)
        try await desk.store.subscribers.resume(
            subscriber.id, source: "command line", at: desk.workshop.now)
        return try await show(subscriber.id, desk.store)
    }
}

/// `cairn subscriber export`.
struct SubscriberExportCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "All that is kept of one person, as JSON; without an address all subscribers, as CSV.",
        discussion: """
            Addresses are whole here. A file that is made may be read by its owner alone.

            Examples:
              cairn subscriber export ada@example.org --to ada.json
              cairn subscriber export --newsletter digital-leaders-monthly --confirmed --to list.csv
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "One person's address.", transform: MailAddress.argument) var address: MailAddress?
    @Option(name: .long, help: "Only those of one newsletter.") var newsletter: String?
    @Flag(name: .long, help: "Only those who get it: neither waiting nor left.") var confirmed = false
    @Option(name: .long, help: "The file; standard output unless said otherwise.") var to: String?

    private struct Result: Encodable {
        let file: String?
        let subscribers: Int
        let text: String?
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let store = try await workshop.store()
        let text: String
        let count: Int
        if let address {
            (text, count) = try await record(of: address, store)
        } else {
            (text, count) = try await list(store)
        }
        if let to {
            try FileWriter.writeForOwner(text, to: to)
            console.json(Result(file: to, subscribers: count, text: nil))
            console.result("\(to): \(counted(count, "subscriber"))")
        } else {
            console.json(Result(file: nil, subscribers: count, text: text))
            console.whole(text)
        }
        return .allWell
    }
}

private extension SubscriberExportCommand {
    func record(of address: MailAddress, _ store: Store) async throws -> (String, Int) {
        let record = try await store.subscribers.record(of: address)
        guard !record.isEmpty else { throw Complaint("nothing is kept of that address") }
        return (Console.text(record, isPretty: true) + "\n", record.subscriptions.count)
    }

    func list(_ store: Store) async throws -> (String, Int) {
        var (text, count) = (SubscriberList.heading, 0)
        var last: Subscriber.ID?
        while true {
            let page = try await store.subscribers.page(
                of: newsletter.map { Newsletter.ID($0) }, in: confirmed ? .confirmed : nil, after: last,
                limit: 1_000)
            guard let end = page.last else { break }
            for subscriber in page {
                let consents = try await store.subscribers.consents(of: subscriber.id)
                let given = consents.last { [.confirmed, .elsewhere].contains($0.kind) }
                text += SubscriberList.line(of: subscriber, consent: given)
            }
            count += page.count
            last = end.id
        }
        return (text, count)
    }
}

extension FileWriter {
    /// Makes a file for its owner alone before anything is in it; one that is there keeps its permissions.
    static func writeForOwner(_ text: String, to path: String) throws {
        let files = FileManager.default
        guard
            files.fileExists(atPath: path)
                || files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw Complaint("\(path) cannot be written") }
        try writeAtomically(text, to: URL(filePath: path))
    }
}
