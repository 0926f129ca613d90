// SPDX-License-Identifier: MIT

import ArgumentParser
import Model
import Storage

/// `cairn run`.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract:
            "Do everything that is due, once: collect, enrich, learn, classify, issues, publish, check links.",
        discussion: """
            What cron or a systemd timer calls. A stage that fails is reported and the others go on. Two runs never work on
            one library at once.

            Examples:
              cairn run
              cairn run --dry-run
              cairn run --dry-run newsletter    the issues in full, and nothing changed
              cairn run list                    what was run, and how it went
              cairn run show 12
            """,
        subcommands: [Once.self, List.self, Show.self], defaultSubcommand: Once.self)

    /// A part of all that is due.
    enum Part: String, ExpressibleByArgument, CaseIterable {
        /// Issues, and publishing them.
        case newsletter
    }

    /// `cairn run` itself.
    struct Once: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "once",
            abstract: "Do everything that is due; what cairn run does without a word more.")
        @OptionGroup var options: GlobalOptions
        @Flag(name: .long, help: "Say what would be done, and do nothing.") var dryRun = false
        @Argument(help: "Leave out all but newsletters: newsletter.") var part: Part?

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            if dryRun { return try await foretell(DueOutlook(workshop)) }
            let work = DueWork(
                workshop, by: "cairn run", now: workshop.now, isNewslettersOnly: part == .newsletter)
            let record = try await work.perform()
            console.json(RunView(record))
            console.stages(record.stages)
            return Ending(record.problems)
        }

        private func foretell(_ outlook: DueOutlook) async throws -> Ending {
            let issues = try await outlook.issues()
            let stages = part == nil ? try await outlook.stages() : []
            console.json(RunView(stages, issues))
            console.stages(stages)
            if part == .newsletter { for line in issues.flatMap(\.lines) { console.result(line) } }
            return Ending(stages.flatMap(\.problems))
        }
    }

    /// `cairn run list`.
    struct List: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the newest runs and how they went.")
        @OptionGroup var options: GlobalOptions
        @Option(name: .long, help: "How many at the most.") var limit = 20
        @Flag(name: .long, help: "Only runs with something that needs a person, or that never ended.")
        var problems = false

        func validate() throws {
            guard (1...RunRecordTable.limit).contains(limit) else {
                throw ValidationError("--limit is from 1 to \(RunRecordTable.limit)")
            }
        }

        func perform() async throws -> Ending {
            let store = try await Workshop(options).store()
            let all = try await store.runRecords.newest(problems ? RunRecordTable.limit : limit)
            let records = all.filter { !problems || !$0.problems.isEmpty || $0.ended == nil }.prefix(limit)
            for record in records {
                console.jsonLine(RunView(record))
                console.result(RunView.line(record))
            }
            return .allWell
        }
    }

    /// `cairn run show`.
    struct Show: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show what each stage of a run did.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The run's number; the newest unless said otherwise.") var number: Int?

        func perform() async throws -> Ending {
            let store = try await Workshop(options).store()
            let newest = try await store.runRecords.newest(1).first
            guard let number = number ?? newest?.number,
                let record = try await store.runRecords.record(number)
            else { throw Complaint(number.map { "there is no run \($0)" } ?? "nothing was run yet") }
            console.json(RunView(record))
            console.result(RunView.line(record))
            for stage in record.stages {
                console.result(stage.sentence)
                for note in stage.notes { console.result("    \(note)") }
                for problem in stage.problems { console.result("    needs a person: \(problem)") }
            }
            return .allWell
        }
    }
}

private extension Console {
    /// Prints what each stage did, and says what needs a person.
    func stages(_ stages: [RunReport]) {
        for stage in stages {
            result(stage.sentence)
            for note in stage.notes { result("    \(note)") }
            problems(stage.problems, more: "cairn feed list and cairn check name them")
        }
    }
}
