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
              cairn collect --all           all feeds, due or not
              cairn collect --feed f1a2b3   one feed, now
              cairn collect --feed f1a2b3 --older   with the older items that its first fetch left

            With --json: one object a feed, as it is done.
            """)

    @OptionGroup var options: GlobalOptions
    @Flag(name: .long, help: "All feeds, due or not, but those that are paused or asked to be left alone.")
    var all = false
    @Option(name: .long, help: "Only this feed, by its id.") var feed: String?
    @Flag(name: .long, help: "With --feed: also the older items that its first fetch left.") var older = false
    @Option(name: .long, help: "Hosts asked side by side, instead of fetch.jobs.") var jobs: Int?

    func validate() throws {
        if all && feed != nil { throw ValidationError("--all and --feed exclude each other") }
        if older && feed == nil { throw ValidationError("--older needs --feed") }
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs is from 1 to 256") }
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let store = try await workshop.store()
        let mistakes = try await workshop.subscribe(store, workshop.library.read())
        if older, let feed { try await store.feeds.takeOlder(Feed.ID(feed)) }
        let choice: CollectRun.Choice = feed.map { .one(Feed.ID($0)) } ?? (all ? .all : .due)
        let line = ProgressLine(options: options)
        let report = try await workshop.atWork(on: store, as: "cairn collect") { worker in
            let run = workshop.collecting(
                into: store, client: try workshop.client(worker: worker), jobs: jobs,
                firstLimit: older ? .max : nil, worker: worker)
            return try await run.perform(choice, now: workshop.now) { feed in
                line.step(feed.title)
                console.jsonLine(feed)
                console.detail("\(feed.title): \(feed.result.rawValue), \(feed.new) new")
            } begin: {
                line.expect($0)
            }.report
        }
        line.end()
        console.problems(mistakes.map(\.description) + report.problems, more: "cairn feed list names them")
        console.result(report.sentence)
        return Ending(report.problems + mistakes.map(\.description))
    }
}
