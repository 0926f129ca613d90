// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import Logging
import Model
import Pages
import Pipeline
import ServiceLifecycle
import Storage
import UnixSignals

/// `cairn work`.
struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "Do everything that is due, again and again, until it is told to end.",
        discussion: """
            What cron would do with cairn run, without cron: a run every 15 minutes, and one at each moment at which a newsletter
            is drafted or goes out. SIGTERM or Ctrl-C ends it in order; what is cut off is due still, and nothing is lost.

            As many as you like share one store, on one machine or on several: one makes the run, the others help it to fetch
            feeds, read pages, tag items and send mails. Nothing is done twice, and no host is asked by two of them.

            Examples:
              cairn work
              cairn work --every 60
              cairn work --once          what is due now, with the others, and then the end
              cairn work --json          a line of JSON for each run
              cairn work list            who is at work on this store
            """,
        subcommands: [On.self, List.self], defaultSubcommand: On.self)

    /// `cairn work` itself.
    struct On: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "on",
            abstract: "Work until it is told to end; what cairn work does without a word more.")
        @OptionGroup var options: GlobalOptions
        @OptionGroup var rhythm: WorkRhythm
        @OptionGroup var metrics: MetricsOption
        @Flag(name: .long, help: "Do what is due now, help whoever is at work, and end.") var once = false

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            // What cannot be opened is said at once, and not every 15 minutes.
            _ = try await workshop.store()
            if once { return try await workOnce(workshop) }
            let logger = Logger.ofCommand(isVerbose: options.verbose)
            let scheduler = Scheduler(workshop, by: "cairn work", every: rhythm.duration, logger: logger) {
                [console] in console.tell($0)
            }
            var quiet = logger
            quiet.logLevel = .warning
            var configuration = ServiceGroupConfiguration(
                services: [.init(service: scheduler)], gracefulShutdownSignals: [.sigterm, .sigint],
                logger: quiet)
            if let server = metrics.server(workshop, logger: logger) {
                configuration.services.append(.init(service: server))
            }
            configuration.maximumGracefulShutdownDuration = .seconds(10)
            try await ServiceGroup(configuration: configuration).run()
            return .allWell
        }

        /// A whole run, or help for another process's.
        private func workOnce(_ workshop: Workshop) async throws -> Ending {
            let record: RunRecord?
            do {
                record = try await DueWork(workshop, by: "cairn work", now: workshop.now).perform()
            } catch RunLock.Failure.held {
                record = try await HelpingWork(workshop, by: "cairn work", now: workshop.now).perform()
            }
            guard let record else {
                console.result("nothing is left to help with")
                return .allWell
            }
            console.tell(record)
            return Ending(record.problems)
        }
    }

    /// `cairn work list`.
    struct List: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List who is at work on the store, on whichever machine.")
        @OptionGroup var options: GlobalOptions

        func perform() async throws -> Ending {
            let present = try await Workshop(options).lookingStore()?.workers.present() ?? []
            for worker in present {
                console.jsonLine(WorkerView(worker))
                console.result(
                    "\(worker.name), since \(worker.began.formatted(.iso8601)): "
                        + "\(counted(worker.hosts, "host")), \(counted(worker.items, "item"))")
            }
            if present.isEmpty { console.result("nobody is at work") }
            return .allWell
        }
    }
}

private extension Console {
    /// Says what came of a run.
    func tell(_ record: RunRecord) {
        jsonLine(RunView(record))
        result(RunView.line(record))
    }
}

/// One that is at work, as JSON.
private struct WorkerView: Encodable {
    private let name: String
    private let began: Date
    private let until: Date
    private let hosts: Int
    private let items: Int

    init(_ worker: WorkerTable.Presence) {
        (name, began, until, hosts, items) =
            (worker.name, worker.began, worker.until, worker.hosts, worker.items)
    }
}

/// How often everything that is due is done.
struct WorkRhythm: ParsableArguments {
    @Option(name: .long, help: "Minutes from one run to the next.") var every = 15

    /// From the end of one run to the next.
    var duration: Duration { .seconds(every * 60) }

    func validate() throws {
        guard (1...1440).contains(every) else { throw ValidationError("--every is from 1 to 1440 minutes") }
    }
}
