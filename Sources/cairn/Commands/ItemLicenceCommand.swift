// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import Model
import Storage

/// `cairn item licence`.
struct ItemLicenceCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "licence", abstract: "Show what is stated about an item's licence, or confirm one.",
        discussion: """
            What you confirm counts before everything that the source says, until you take it back. A page's footer is only
            a suggestion and counts for nothing before you confirm it. LicenseRef-Unknown says that nothing counts.

            Examples:
              cairn item licence i1a2b3c4
              cairn item licence i1a2b3c4 CC-BY-4.0 --note "the author's mail of 2 May"
              cairn item licence i1a2b3c4 --undo
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The item's id or the start of it.") var item: String
    @Argument(help: "The licence to confirm, such as CC-BY-4.0.", transform: ItemLicenceCommand.licence)
    var licence: Licence?
    @Option(name: .long, help: "Where you saw it, or who gave it.") var note = ""
    @Option(name: .customLong("as"), help: "The name to sign with.") var name: String?
    @Flag(name: .long, help: "Take back what was confirmed last.") var undo = false

    func validate() throws {
        if undo, licence != nil { throw ValidationError("--undo takes no licence") }
        if licence == nil, !note.isEmpty || name != nil {
            throw ValidationError("--note and --as go with a licence to confirm")
        }
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let store = try await workshop.store()
        let id = try await store.item(item).id
        if let licence {
            try await store.licences.record(
                LicenceConfirmation(
                    item: id, licence: licence, note: note, by: workshop.signature(as: name)))
        }
        if undo {
            guard let undone = try await store.licences.undo(for: id, at: workshop.now) else {
                throw Complaint("nobody has confirmed a licence of \(id)")
            }
            console.progress("took back: \(undone.licence.id) by \(undone.by.name)")
        }
        let found = try await store.item(id.rawValue).library
        console.json(ItemLicenceView(found, history: try await store.licences.history(of: id)))
        console.result("\(id)  \(found.item.displayTitle)")
        for line in found.licenceLines { console.result(line) }
        return .allWell
    }

    private static func licence(_ id: String) throws -> Licence {
        guard let known = Licence(id: id) else {
            throw ValidationError(
                "there is no licence \(id) that Cairn knows; an id is one such as CC-BY-SA-4.0")
        }
        return known
    }
}

/// What is stated about an item's licence, as JSON.
private struct ItemLicenceView: Encodable {
    private let id: String
    private let licence: String
    private let statement: LicenceStatement?
    private let licences: [LicenceStatement]
    private let confirmations: [LicenceWord]

    private enum CodingKeys: String, CodingKey {
        case id, licence, licences, confirmations
        case statement = "licence_statement"
    }

    init(_ item: LibraryItem, history: [LicenceWord]) {
        id = item.id.rawValue
        licence = item.licence.id
        statement = item.licenceStatement
        licences = item.licenceStatements
        confirmations = history
    }
}

extension LicenceStatement {
    /// The licence, its place, its words and its day in one line.
    var line: String {
        let day = seen.map { ", \($0.formatted(.iso8601.year().month().day()))" } ?? ""
        return "\(licence.label) (\(place.rawValue)\(day)): \(words)"
    }
}

extension LibraryItem {
    /// The licence to act by, and what a curator could confirm.
    var licenceLines: [String] {
        var lines = ["    licence: " + (licenceStatement?.line ?? licence.label)]
        lines += licenceStatements.filter { $0 != licenceStatement }.map { "    also stated: " + $0.line }
        if let suggestedLicence {
            lines.append("    to act by the footer: cairn item licence \(id) \(suggestedLicence.licence.id)")
        }
        return lines
    }
}
