// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Model
import Pipeline
import Storage

extension NewsletterCommand {
    /// `cairn newsletter correct`.
    struct Correct: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "correct",
            abstract: "Put a dated correction above an approved issue; the issue itself stays as it was.",
            discussion: """
                Example:
                  cairn newsletter correct digital-leaders-monthly --words "The second item is by Ada Obi."
                """)
        @OptionGroup var options: GlobalOptions
        @OptionGroup var amending: Amending

        @Flag(name: .long, help: "Also mail it to those who were sent the issue, and to nobody else.")
        var mail = false

        func perform() async throws -> Ending {
            try await amending.perform(.correction, options, console, isMailed: mail)
        }
    }

    /// `cairn newsletter withdraw`.
    struct Withdraw: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "withdraw",
            abstract: "Take an approved issue back: its address then says when and why.",
            discussion: """
                Example:
                  cairn newsletter withdraw digital-leaders-monthly --issue 3 --words "It was sent by mistake."
                """)
        @OptionGroup var options: GlobalOptions
        @OptionGroup var amending: Amending

        func perform() async throws -> Ending { try await amending.perform(.withdrawal, options, console) }
    }

    /// What both are told.
    struct Amending: ParsableArguments {
        @Argument(help: "The newsletter's id.") var newsletter: String
        @Option(name: .long, help: "What was wrong, in a sentence or two for readers.") var words: String
        @Option(name: .long, help: "The issue's number; the newest approved one unless said otherwise.")
        var issue: Int?
        @Option(name: .customLong("as"), help: "The name to sign with.") var name: String?

        func perform(
            _ kind: IssueAmendment.Kind, _ options: GlobalOptions, _ console: Console,
            isMailed: Bool = false
        ) async throws -> Ending {
            guard words.contains(where: { !$0.isWhitespace }), words.count <= 2000 else {
                throw ValidationError("--words needs a sentence or two for readers")
            }
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            let issues = try await store.issues.all(of: Newsletter.ID(newsletter))
            guard let number = issue ?? issues.first(where: { $0.state != .draft })?.number else {
                throw Complaint("\(newsletter) has no approved issue")
            }
            let amendment = IssueAmendment(
                newsletter: Newsletter.ID(newsletter), number: number, kind: kind, words: words,
                by: workshop.signature(as: name))
            let base = workshop.settings.baseURL
            guard !isMailed || base != nil else {
                throw Complaint("--mail needs base_url, so that readers find the issue and can unsubscribe")
            }
            try await store.amendments.add(amendment)
            var letters = 0
            if isMailed, let base, let issue = issues.first(where: { $0.number == number }) {
                letters = try await CorrectionLetters(store: store, base: base).queue(
                    amendment, of: issue, now: workshop.now)
            }
            console.json(AmendmentView(amendment, letters: isMailed ? letters : nil))
            console.result("issue \(number) of \(newsletter): \(kind.rawValue) noted")
            if isMailed { console.result("\(counted(letters, "mail")) to be sent; cairn run sends them") }
            console.result("Next: cairn publish.")
            return .allWell
        }
    }
}

/// An amendment as JSON.
struct AmendmentView: Encodable {
    private let newsletter: String
    private let number: Int
    private let kind: String
    private let words: String
    private let by: Verdict.Signature
    private let letters: Int?

    init(_ amendment: IssueAmendment, letters: Int?) {
        self.letters = letters
        newsletter = amendment.newsletter.rawValue
        number = amendment.number
        kind = amendment.kind.rawValue
        words = amendment.words
        by = amendment.by
    }
}
