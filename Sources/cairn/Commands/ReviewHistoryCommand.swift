// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import Model
import Storage

extension ReviewCommand {
    /// `cairn review history`.
    struct History: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "history",
            abstract:
                "Tell everything that happened to an item, oldest first. With --json one object a line.",
            discussion: """
                Example:
                  cairn review history i1a2b3c4
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The item's id or the start of it.") var item: String

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            for entry in try await store.history(of: store.item(item).id) {
                let view = HistoryView(entry)
                console.jsonLine(view)
                console.result(view.sentence)
            }
            return .allWell
        }
    }
}

/// One thing that happened to an item, as JSON.
struct HistoryView: Encodable {
    private let time: Date
    private let person: String?
    private let event: String
    private let text: String?
    private let before: String?
    private let after: String?
    private let verdict: Verdict?

    /// The same in a line.
    var sentence: String {
        let words = [text, after.map { "\(before ?? "") -> \($0)" }].compactMap { $0 }.joined(separator: ": ")
        let who = person.map { "\($0) " } ?? ""
        return "\(time.formatted(.iso8601))  \(who)\(event)\(words.isEmpty ? "" : ": " + words)"
    }

    init(_ entry: HistoryEntry) {
        time = entry.time
        person = entry.person
        var (text, before, after): (String?, String?, String?)
        var verdict: Verdict?
        switch entry.event {
        case .seen(let source): (event, text) = ("seen", source)
        case .changed(let former, let later):
            event = "changed"
            (before, after) = (former.title, later.title)
        case .decided(let given, let former):
            (event, verdict, before) = (given.decision.rawValue, given, former?.decision.rawValue)
            text = [given.why, given.note].filter { !$0.isEmpty }.joined(separator: "; ")
        case .takenBack(let given): (event, verdict) = ("undone", given)
        case .untagged(let topic): (event, text) = ("untagged", topic.rawValue)
        case .proposed(let given): (event, verdict, text) = ("proposed", given, given.why)
        case .joined(let title, let why): (event, text) = ("joined", why.isEmpty ? title : "\(title): \(why)")
        case .parted(let title): (event, text) = ("parted", title)
        case .rejoined(let title): (event, text) = ("rejoined", title)
        case .licensed(let licence, let note):
            (event, text) = ("licensed", note.isEmpty ? licence.id : "\(licence.id): \(note)")
        case .said(let words): (event, text) = ("said", words)
        }
        self.text = text.flatMap { $0.isEmpty ? nil : $0 }
        (self.before, self.after, self.verdict) = (before, after, verdict)
    }
}
