// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Model
import Pipeline
import Storage

/// `cairn collect`.
struct CollectCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect", abstract: "Fetch feeds that are due and save their items.",
        discussion: """
            Examples:
              cairn collect                 the feeds whose time has come
              cairn collect --all           all feeds that are not paused
              cairn collect --feed f1a2b3   one feed, now

            With --json: one object a feed, as it is done.
            """)

    @OptionGroup var options: GlobalOptions
    @Flag(name: .long, help: "All feeds that are not paused, due or not.") var all = false
    @Option(name: .long, help: "Only this feed, by its id.") var feed: String?
    @Option(name: .long, help: "Hosts asked side by side, instead of fetch.jobs.") var jobs: Int?

    func validate() throws {
        if all && feed != nil { throw ValidationError("--all and --feed exclude each other") }
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs is from 1 to 256") }
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let store = try await workshop.store()
        let mistakes = try await workshop.subscribe(store, workshop.library.read())
        for mistake in mistakes { Console.complain("\(mistake)") }
        let run = workshop.collecting(into: store, client: try workshop.client(), jobs: jobs)
        let choice: CollectRun.Choice = feed.map { .one(Feed.ID($0)) } ?? (all ? .all : .due)
        let due = try await run.count(choice, now: workshop.now)
        let line = ProgressLine(total: due, options: options)
        let report = try await run.perform(choice, now: workshop.now) { feed in
            line.step(feed.title)
            console.jsonLine(feed)
            console.detail("\(feed.title): \(feed.result.rawValue), \(feed.new) new")
        }.report
        line.end()
        for problem in report.problems { console.progress(problem) }
        console.result(report.sentence)
        return Ending(report.problems + mistakes.map(\.description))
    }
}
