// SPDX-License-Identifier: MIT

import ArgumentParser
import Logging
import Model
import Pages
import ServiceLifecycle
import UnixSignals

/// `cairn work`.
struct WorkCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "Do everything that is due, again and again, until it is told to end.",
        discussion: """
            What cron would do with cairn run, without cron: a run every 15 minutes, and one at each moment at which a newsletter
            is drafted or goes out. SIGTERM or Ctrl-C ends it in order; what is cut off is due still, and nothing is lost.

            Several at once take turns, and do nothing twice.

            Examples:
              cairn work
              cairn work --every 60
              cairn work --json          a line of JSON for each run
            """)

    @OptionGroup var options: GlobalOptions
    @OptionGroup var rhythm: WorkRhythm

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        // What cannot be opened is said at once, and not every 15 minutes.
        _ = try await workshop.store()
        var logger = Logger(label: "cairn") { OneLineLog(StreamLogHandler.standardError(label: $0)) }
        logger.logLevel = options.verbose ? .debug : .notice
        let scheduler = Scheduler(workshop, by: "cairn work", every: rhythm.duration, logger: logger) {
            [console] record in
            console.jsonLine(RunView(record))
            console.result(RunView.line(record))
        }
        var quiet = logger
        quiet.logLevel = .warning
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: scheduler)], gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet
        )
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        try await ServiceGroup(configuration: configuration).run()
        return .allWell
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
