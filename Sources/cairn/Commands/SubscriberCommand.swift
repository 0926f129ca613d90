// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import Model
import Storage

/// `cairn subscriber`.
struct SubscriberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subscriber", abstract: "Look after those who get newsletters.",
        discussion: """
            Whoever is added gets a mail to confirm by, and no issue before. With --confirmed they are known to have said yes
            elsewhere, such as on paper; where, when and to which words is kept. Addresses are shown in part, but with
            --addresses and in export.

            Examples:
              cairn subscriber add ada@example.org --newsletter digital-leaders-monthly
              cairn subscriber add bea@example.org --confirmed --source "paper form, May" --topics leadership
              cairn subscriber import list.csv --newsletter digital-leaders-monthly --confirmed --dry-run
              cairn subscriber list --state confirmed
              cairn subscriber choose ada@example.org --rhythm month
              cairn subscriber pause ada@example.org --until 2026-08-31
              cairn subscriber remove ada@example.org          leaves; only they come back
              cairn subscriber export ada@example.org          all that is kept of one person
              cairn subscriber export --to list.csv            all, for another program
              cairn subscriber erase ada@example.org           nothing of them stays
            """,
        subcommands: [
            SubscriberAddCommand.self, SubscriberImportCommand.self, List.self, Confirm.self,
            SubscriberChooseCommand.self, SubscriberPauseCommand.self, SubscriberResumeCommand.self,
            Remove.self, SubscriberExportCommand.self, Erase.self, Suppress.self, Allow.self,
        ])

    /// `cairn subscriber list`.
    struct List: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List subscribers. With --json one object a line.")
        @OptionGroup var options: GlobalOptions
        @Option(name: .long, help: "Of one newsletter.") var newsletter: String?
        @Option(
            name: .long, help: "waiting, confirmed or left.", transform: Subscriber.State.option("state"))
        var state: Subscriber.State?
        @Flag(name: .long, help: "Show whole addresses.") var addresses = false
        @Flag(name: .long, help: "Only how many there are.") var count = false

        private struct CountView: Encodable {
            let newsletter: String
            let state: String
            let number: Int
            let suppressed: Int
        }

        func perform() async throws -> Ending {
            let store = try await Workshop(options).store()
            if count { return try await showCounts(store) }
            var last: Subscriber.ID?
            while true {
                let page = try await store.subscribers.page(
                    of: newsletter.map { Newsletter.ID($0) }, in: state, after: last, limit: 1_000)
                for subscriber in page {
                    let view = SubscriberView(subscriber, isWhole: addresses)
                    console.jsonLine(view)
                    console.result(view.line)
                }
                guard let end = page.last else { break }
                last = end.id
            }
            if last == nil { console.progress("nobody") }
            return .allWell
        }

        private func showCounts(_ store: Store) async throws -> Ending {
            for count in try await store.subscribers.counts()
            where (newsletter == nil || newsletter == count.newsletter.rawValue)
                && (state == nil || state == count.state)
            {
                console.jsonLine(
                    CountView(
                        newsletter: count.newsletter.rawValue, state: count.state.rawValue,
                        number: count.number, suppressed: count.suppressed))
                let without =
                    count.suppressed == 0 ? "" : ", to \(count.suppressed) of them nothing is mailed"
                console.result("\(count.newsletter): \(count.number) \(count.state.rawValue)\(without)")
            }
            return .allWell
        }
    }

    /// `cairn subscriber confirm`.
    struct Confirm: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "confirm",
            abstract: "Note that somebody has said yes elsewhere, such as on paper or by telephone.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The address.", transform: MailAddress.argument) var address: MailAddress
        @Option(name: .long, help: "The newsletter, where there are several.") var newsletter: String?
        @Option(name: .long, help: "Where they said so.") var source: String
        @Option(name: .long, help: "The words that they agreed to.") var wording = ""

        func perform() async throws -> Ending {
            let desk = try await SubscriberDesk(Workshop(options))
            let subscriber = try await desk.subscriber(address, of: newsletter)
            guard subscriber.state != .left else {
                throw Complaint("\(subscriber.id) has left; only they themselves can come back")
            }
            try await desk.store.subscribers.confirm(
                subscriber.id,
                by: Consent(.elsewhere, at: desk.workshop.now, source: source, wording: wording),
                author: desk.workshop.commandAuthor, at: desk.workshop.now)
            return try await show(subscriber.id, desk.store)
        }
    }

    /// `cairn subscriber remove`.
    struct Remove: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Let an address leave: from the next mail on, also in the middle of a send.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The address.", transform: MailAddress.argument) var address: MailAddress
        @Option(name: .long, help: "Only this newsletter; all unless said otherwise.") var newsletter: String?

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            var left: [Subscriber.ID] = []
            for subscriber in try await store.subscribers.find(address)
            where newsletter == nil || subscriber.newsletter.rawValue == newsletter {
                if try await store.subscribers.leave(
                    subscriber.id, source: "command line", at: workshop.now)
                {
                    left.append(subscriber.id)
                }
            }
            guard !left.isEmpty else { throw Complaint("nobody with that address gets anything") }
            for id in left { _ = try await show(id, store) }
            return .allWell
        }
    }

    /// `cairn subscriber erase`.
    struct Erase: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "erase",
            abstract: "Remove all that is kept of an address, for good.",
            discussion: """
                What stays is a mark without the address, by which no list brings it back; they themselves may. Copies of
                the database that were made before hold what they hold.
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The address.", transform: MailAddress.argument) var address: MailAddress

        private struct Result: Encodable {
            let subscriptions: Int
        }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            let count = try await store.subscribers.erase(
                address, by: workshop.commandAuthor, at: workshop.now)
            guard let count else { throw Complaint("nothing is kept of that address") }
            console.json(Result(subscriptions: count))
            console.result("Erased: \(counted(count, "subscription")) and all that belonged to them.")
            return .allWell
        }
    }

    /// `cairn subscriber suppress`.
    struct Suppress: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "suppress", abstract: "Mail nothing to an address any more, whoever adds it.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The address.", transform: MailAddress.argument) var address: MailAddress
        @Option(
            name: .long, help: "asked, bounced or complained.", transform: Suppression.Reason.named)
        var reason: Suppression.Reason = .asked
        @Option(name: .long, help: "What more there is to say; no address.") var note = ""

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            try await store.suppressions.add(
                Suppression(reason, at: workshop.now, note: note), of: address)
            console.json(SuppressionView(try await store.suppressions.find(address)))
            console.result("Nothing is mailed to that address any more.")
            return .allWell
        }
    }

    /// `cairn subscriber allow`.
    struct Allow: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "allow", abstract: "Let mails go to an address again, such as after a full mailbox.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The address.", transform: MailAddress.argument) var address: MailAddress

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            let found = try await store.suppressions.remove(
                address, by: workshop.commandAuthor, at: workshop.now)
            guard let found else { throw Complaint("mails may go to that address already") }
            console.json(SuppressionView(found))
            console.result("Mails may go to that address again; the reason was: \(found.reason.rawValue).")
            return .allWell
        }
    }
}

private struct SuppressionView: Encodable {
    let reason: String?
    let since: Date?
    let note: String?

    init(_ suppression: Suppression?) {
        reason = suppression?.reason.rawValue
        since = suppression?.time
        note = suppression?.note
    }
}

extension LibraryCommand {
    /// Prints a subscriber as they are now.
    func show(_ id: Subscriber.ID, _ store: Store) async throws -> Ending {
        guard let subscriber = try await store.subscribers.find(id) else { return .allWell }
        let view = SubscriberView(subscriber, isWhole: false)
        console.jsonLine(view)
        console.result(view.line)
        return .allWell
    }
}

private extension Suppression.Reason {
    static func named(_ text: String) throws -> Suppression.Reason {
        guard let reason = Suppression.Reason(rawValue: text), reason != .erased else {
            throw ValidationError("the reason is asked, bounced or complained")
        }
        return reason
    }
}
