// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Publishing
import Storage

/// `cairn subscriber add`.
struct SubscriberAddCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add somebody, who confirms by mail unless --confirmed.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The address.", transform: MailAddress.argument) var address: MailAddress
    @Option(name: .long, help: "The newsletter's id; needed where there are several.") var newsletter: String?
    @Flag(name: .long, help: "They have said yes elsewhere; nothing is mailed to ask.") var confirmed = false
    @Option(name: .long, help: "Where they said so, or asked.") var source = "command line"
    @Option(name: .long, help: "The words that they agreed to.") var wording: String?
    @OptionGroup(title: "What they want") var chosen: ChoiceOptions

    func perform() async throws -> Ending {
        let desk = try await SubscriberDesk(Workshop(options))
        let newsletter = try desk.newsletter(newsletter)
        let choices = try chosen.choices(in: desk.holdings.curriculum)
        // Before anything is kept: whether a mail could ask them.
        if !confirmed { _ = try await desk.letters() }
        let consent = Consent(
            confirmed ? .elsewhere : .asked, at: desk.workshop.now, source: source,
            wording: wording ?? SubscriberLetters.wording(for: newsletter))
        let prospect = try await desk.store.subscribers.add(
            [NewSubscriber(address: address, choices: choices, consent: consent)], to: newsletter.id,
            by: desk.workshop.commandAuthor, at: desk.workshop.now
        ).first
        guard let prospect else { return .allWell }
        if let refusal = prospect.refusal { throw Complaint("not added: \(refusal)") }
        if case .toConfirm(let id) = prospect { try await desk.askToConfirm([(id, address)], newsletter) }
        switch prospect {
        case .added(let id), .toConfirm(let id), .known(let id):
            console.progress(prospect.word)
            return try await show(id, desk.store)
        case .left, .suppressed: return .allWell
        }
    }
}

/// `cairn subscriber import`.
struct SubscriberImportCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Add the people of a list (CSV).",
        discussion: """
            The first line names the columns: address, and as far as there are topics, audience, stage, rhythm, only_unread,
            consent_time, consent_source, consent_wording. Other columns are left out.

            A line that cannot be added is named with its reason, and then nobody is added; --skip-refused adds the others.
            Whoever gets the newsletter already stays as they are, so a list can be read twice.

            Examples:
              cairn subscriber import list.csv --newsletter digital-leaders-monthly --dry-run
              cairn subscriber import list.csv --newsletter digital-leaders-monthly --confirmed --source "conference 2026"
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The list.") var file: String
    @Option(name: .long, help: "The newsletter's id; needed where there are several.") var newsletter: String?
    @Flag(name: .long, help: "They have said yes elsewhere; nothing is mailed to ask.") var confirmed = false
    @Option(name: .long, help: "Where they said so, or asked; the file's name unless said otherwise.")
    var source: String?
    @Option(name: .long, help: "The words that they agreed to.") var wording: String?
    @Flag(name: .long, help: "Say what would come of it, and change nothing.") var dryRun = false
    @Flag(name: .long, help: "Leave out the lines that cannot be added, and add the others.")
    var skipRefused = false

    private struct Result: Encodable {
        let newsletter: String
        let saved: Bool
        let added: Int
        let toConfirm: Int
        let known: Int
        let refused: [MistakeView]
        let leftOutColumns: [String]

        private enum CodingKeys: String, CodingKey {
            case newsletter, saved, added, known, refused
            case toConfirm = "to_confirm"
            case leftOutColumns = "left_out_columns"
        }
    }

    func perform() async throws -> Ending {
        let desk = try await SubscriberDesk(Workshop(options))
        let newsletter = try desk.newsletter(newsletter)
        let list = try read(desk, newsletter)
        if !confirmed { _ = try await desk.letters() }
        let trial = try await add(list.lines, to: newsletter, desk, isTrial: true)
        let refused = (list.mistakes + refusals(list.lines, trial)).sorted()
        let saves = !dryRun && (refused.isEmpty || skipRefused)
        var prospects = trial
        if saves {
            prospects = try await add(list.lines, to: newsletter, desk, isTrial: false)
            try await desk.askToConfirm(asked(list.lines, prospects), newsletter)
        }
        show(prospects, refused, list.unknownColumns, of: newsletter, saves)
        if !refused.isEmpty, !saves, !dryRun { throw ExitCode(2) }
        return refused.isEmpty ? .allWell : .needsAttention
    }
}

private extension SubscriberImportCommand {
    var name: String { URL(filePath: file).lastPathComponent }

    func read(_ desk: SubscriberDesk, _ newsletter: Newsletter) throws -> SubscriberList {
        let bytes = file == "-" ? try Reading.bytesOfInput() : try Reading.bytes(of: URL(filePath: file))
        return try SubscriberList(
            csv: bytes, file: name,
            standing: .init(
                isConfirmed: confirmed, source: source ?? name,
                wording: wording ?? SubscriberLetters.wording(for: newsletter), now: desk.workshop.now),
            curriculum: desk.holdings.curriculum)
    }

    func add(
        _ lines: [SubscriberList.Line], to newsletter: Newsletter, _ desk: SubscriberDesk, isTrial: Bool
    ) async throws -> [SubscriberTable.Prospect] {
        try await desk.store.subscribers.add(
            lines.map(\.subscriber), to: newsletter.id, by: desk.workshop.commandAuthor,
            at: desk.workshop.now, isTrial: isTrial)
    }

    func refusals(_ lines: [SubscriberList.Line], _ prospects: [SubscriberTable.Prospect]) -> [Mistake] {
        zip(lines, prospects).compactMap { line, prospect in
            prospect.refusal.map { Mistake(file: name, line: line.number, message: $0) }
        }
    }

    func asked(
        _ lines: [SubscriberList.Line], _ prospects: [SubscriberTable.Prospect]
    ) -> [(id: Subscriber.ID, address: MailAddress)] {
        zip(lines, prospects).compactMap { line, prospect in
            if case .toConfirm(let id) = prospect { (id, line.subscriber.address) } else { nil }
        }
    }

    func show(
        _ prospects: [SubscriberTable.Prospect], _ refused: [Mistake], _ columns: [String],
        of newsletter: Newsletter, _ isSaved: Bool
    ) {
        let words = prospects.map(\.word)
        func count(_ word: String) -> Int { words.count { $0 == word } }
        let (added, asked, known) = (count("added"), count("asked to confirm"), count("known already"))
        console.json(
            Result(
                newsletter: newsletter.id.rawValue, saved: isSaved, added: added, toConfirm: asked,
                known: known, refused: refused.map(MistakeView.init), leftOutColumns: columns))
        for mistake in refused { console.result("refused    \(mistake)") }
        if !columns.isEmpty { console.progress("left out: \(columns.joined(separator: ", "))") }
        let parts = [(added, "added"), (asked, "asked to confirm"), (known, "known already")]
            .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let sentence = parts.isEmpty ? "nobody to add" : parts.joined(separator: ", ")
        if isSaved {
            console.result("\(newsletter.id): \(sentence); \(refused.count) refused.")
        } else {
            console.result("Nothing is changed. It would be: \(sentence); \(refused.count) refused.")
            if !refused.isEmpty, !dryRun {
                Console.complain(
                    "\(counted(refused.count, "line")) cannot be added, so nobody was; mend the list, or say --skip-refused"
                )
            }
        }
    }
}
