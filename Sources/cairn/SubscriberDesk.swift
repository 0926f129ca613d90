// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Publishing
import Storage

/// What the commands of `cairn subscriber` work with.
struct SubscriberDesk: Sendable {
    let workshop: Workshop
    let holdings: Holdings
    let store: Store

    init(_ workshop: Workshop) async throws {
        self.workshop = workshop
        holdings = workshop.library.read()
        store = try await workshop.store()
    }

    /// The newsletter with an id, or the only one there is.
    func newsletter(_ id: String?) throws -> Newsletter {
        if let id { return try holdings.named(id) }
        guard holdings.newsletters.count <= 1 else {
            let names = holdings.newsletters.map(\.id.rawValue).sorted().joined(separator: ", ")
            throw Complaint("say which newsletter: --newsletter with one of \(names)")
        }
        guard let only = holdings.newsletters.first else {
            throw Complaint("the library has no newsletter; curated/newsletters/ has one a file")
        }
        return only
    }

    /// The one subscriber that an address is, with a newsletter.
    func subscriber(_ address: MailAddress, of newsletter: String?) async throws -> Subscriber {
        let found = try await store.subscribers.find(address)
        let fitting = found.filter { newsletter == nil || $0.newsletter.rawValue == newsletter }
        guard let first = fitting.first else {
            throw Complaint("nobody with that address\(newsletter.map { " gets \($0)" } ?? " is known")")
        }
        guard fitting.count == 1 else {
            let names = fitting.map(\.newsletter.rawValue).joined(separator: ", ")
            throw Complaint("that address gets \(names); say which with --newsletter")
        }
        return first
    }

    /// Writes the letters that subscribers get; needs an address under which the library's pages are.
    func letters() async throws -> SubscriberLetters {
        try workshop.insistOnMail()
        guard let base = workshop.settings.baseURL else {
            throw Complaint(
                "base_url is not set, and a mail to confirm by must lead to it; with --confirmed none is needed"
            )
        }
        return SubscriberLetters(
            site: workshop.settings.title,
            links: SubscriberLinks(key: try await store.subscribers.linkKey(), base: base))
    }

    /// Asks people to confirm; whoever was asked within the last days by the same link is not asked again.
    func askToConfirm(_ people: [(id: Subscriber.ID, address: MailAddress)], _ newsletter: Newsletter)
        async throws
    {
        guard !people.isEmpty else { return }
        let letters = try await letters()
        for person in people {
            let letter = try letters.confirmation(of: newsletter, to: person.address, person.id)
            let day = Int(workshop.now.timeIntervalSince1970 / SubscriberTable.confirmingTerm)
            let key = "confirm \(person.id) \(day)"
            try await workshop.queue(letter, key: key, in: store, at: workshop.now)
        }
    }
}

extension MailAddress {
    /// An address, as an argument of a command.
    static func argument(_ text: String) throws -> MailAddress {
        do {
            return try MailAddress(reading: text)
        } catch {
            throw ValidationError("\(error)")
        }
    }
}

/// What somebody wants of a newsletter, as options of a command.
struct ChoiceOptions: ParsableArguments {
    @Option(name: .long, help: "Only these topics or strands, parted by commas; empty for all.")
    var topics: String?
    @Option(name: .long, help: "Only what is for these people; empty for all.") var audience: String?
    @Option(name: .long, help: "Only what fits this stage; empty for all.") var stage: String?
    @Option(name: .long, help: "issue: each on its day; month: one mail a month.") var rhythm: String?
    @Flag(name: .long, inversion: .prefixedNo, help: "Leave out what they said they have read.")
    var onlyUnread: Bool?

    /// What is chosen, on top of what was.
    func choices(
        changing old: SubscriberChoices = SubscriberChoices(), in curriculum: Curriculum?
    ) throws -> SubscriberChoices {
        do {
            return try SubscriberChoices(
                reading: topics?.split { $0 == "," || $0 == " " }.map(String.init)
                    ?? old.topics.map(\.rawValue),
                audience: audience ?? old.audience?.rawValue ?? "",
                stage: stage ?? old.stage?.rawValue ?? "", rhythm: rhythm ?? old.rhythm.rawValue,
                onlyUnread: onlyUnread ?? old.onlyUnread, in: curriculum)
        } catch {
            throw Complaint("\(error)")
        }
    }
}
