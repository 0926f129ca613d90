// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Model
import Pipeline
import Storage

/// `cairn enrich`.
struct EnrichCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrich", abstract: "Read the web pages of items whose feed gave too little text.",
        discussion: """
            Asks each site's robots.txt first and keeps a pause between two requests to one host. What was read is not asked
            for again unless the item changes at its source.

            Examples:
              cairn enrich                   up to enrich.limit pages, newest items first
              cairn enrich --limit 20
              cairn enrich --item i1a2b3c4   one item's page, now

            With --json: one object a page, as it is done.
            """)

    @OptionGroup var options: GlobalOptions
    @Option(name: .long, help: "This many pages at the most, instead of enrich.limit.") var limit: Int?
    @Option(name: .long, help: "Only this item, by its id or the start of it, whatever its feed gave.")
    var item: String?
    @Option(name: .long, help: "Hosts asked side by side, instead of fetch.jobs.") var jobs: Int?

    func validate() throws {
        if limit != nil && item != nil { throw ValidationError("--limit and --item exclude each other") }
        if let limit, limit < 1 { throw ValidationError("--limit is 1 or more") }
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs is from 1 to 256") }
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let store = try await workshop.store()
        let choice: EnrichRun.Choice
        if let item {
            choice = .one(try await store.item(item).id)
        } else {
            choice = .due(limit: limit ?? workshop.settings.enrich.limit)
        }
        let line = ProgressLine(options: options)
        let (pages, report) = try await workshop.atWork(on: store, as: "cairn enrich") { worker in
            let run = workshop.enriching(
                store, client: try workshop.client(worker: worker), jobs: jobs, worker: worker)
            return try await run.perform(choice, now: workshop.now) { page in
                line.step(page.title)
                console.jsonLine(page)
                console.detail("\(page.url): \(page.result.rawValue), \(page.reason)")
            } begin: {
                line.expect($0)
            }
        }
        line.end()
        console.problems(report.problems, more: "cairn enrich --verbose names them")
        if item != nil, let page = pages.first {
            console.result("\(page.result.rawValue): \(page.reason), \(counted(page.words, "word"))")
            return page.result == .read ? .allWell : .needsAttention
        }
        console.result(report.sentence)
        return Ending(report.problems)
    }
}
