// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Storage

/// `cairn set`.
struct SetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Bring people together in action learning sets.",
        discussion: """
            Examples:
              cairn set list
              cairn set open spring --until 2027-01-15
              cairn set join spring --name "Ann Example" --choices "leeds-general;york-outcomes"
              cairn set join spring --people signups.csv
              cairn set allocate spring                    groups, as a proposal
              cairn set confirm spring                     closes them, and tells everybody
              cairn set show spring
              cairn set export spring --set g1f… --to set.ics
              cairn set allocate --offers offers.yaml --people people.csv
            """,
        subcommands: [
            List.self, Open.self, SetJoinCommand.self, SetLockCommand.self, SetLeaveCommand.self,
            SetEraseCommand.self, SetAllocateCommand.self, SetConfirmCommand.self, Show.self,
            SetSessionCommand.self, SetExportCommand.self, SetLogCommand.self, SetProblemCommand.self,
            SetActionCommand.self, SetLearnCommand.self, SetShareCommand.self, SetKeepCommand.self,
            SetPackCommand.self,
        ])

    /// `cairn set list`.
    struct List: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the programmes of sets. With --json one object a line.")
        @OptionGroup var options: GlobalOptions

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let programmes = workshop.library.read().programmes
            let store = try await workshop.store()
            let openings = try await store.signUps.openings()
            for programme in programmes {
                let view = ProgrammeView(
                    programme, openings.first { $0.programme == programme.id },
                    try await store.signUps.list(of: programme.id),
                    try await store.sets.list(of: programme.id))
                console.jsonLine(view)
                console.result(view.line)
            }
            if programmes.isEmpty { console.progress("no programme; curated/sets/ has one a file") }
            return .allWell
        }
    }

    /// `cairn set open`.
    struct Open: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "open", abstract: "Let people sign up for a programme.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The programme's id.") var programme: String
        @Option(
            name: .long, help: "The last day of sign-ups, such as 2027-01-15; without it there is no end.")
        var until: String?

        func perform() async throws -> Ending {
            let desk = try await SetDesk(Workshop(options), programme)
            let end = try until.map { text in
                guard let day = LocalDay(text) else { throw Complaint("--until is a day such as 2027-01-15") }
                return (day + 1).moment(atMinutes: 0, in: desk.zone)
            }
            try await desk.store.signUps.open(
                desk.programme.id, until: end, by: desk.workshop.commandAuthor, at: desk.workshop.now)
            let view = ProgrammeView(
                desk.programme,
                try await desk.store.signUps.openings().first { $0.programme == desk.programme.id },
                try await desk.store.signUps.list(of: desk.programme.id),
                try await desk.store.sets.list(of: desk.programme.id))
            console.json(view)
            console.result(view.line)
            return .allWell
        }
    }

    /// `cairn set show`.
    struct Show: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show the sets of a programme, and who waits for a place.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The programme's id.") var programme: String
        @Option(name: .long, help: "Only this set.") var set: String?

        private struct Result: Encodable {
            let sets: [LearningSetView]
            let waiting: [SignUpView]
        }

        func perform() async throws -> Ending {
            let desk = try await SetDesk(Workshop(options), programme)
            let people = try await desk.people()
            var sets = try await desk.store.sets.list(of: desk.programme.id)
            if let set { sets = sets.filter { $0.id.rawValue == set } }
            if let set, sets.isEmpty { throw Complaint("there is no set \(set) in \(programme)") }
            let inSet = Set(sets.flatMap(\.group.members).map(\.person))
            let waiting = try await desk.waiting().filter { set == nil && !inSet.contains($0.id) }
            let views = (sets.map { LearningSetView($0, people) }, waiting.map(SignUpView.init))
            console.json(Result(sets: views.0, waiting: views.1))
            for line in views.0.flatMap(\.lines) { console.result(line) }
            for view in views.1 { console.result(view.line) }
            return .allWell
        }
    }
}
