// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Pipeline
import Storage

/// `cairn check`.
struct CheckCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read every file and the database, ask the mail server, and name what is wrong.",
        discussion: """
            Changes nothing. Exit status 1 when there is something to mend.

            Examples:
              cairn check
              cairn check --feeds     ask every feed too, and say which answer
              cairn check --deep      read every row of the database, and hold one against the other
              cairn check --links     ask for every published link too, and say which are dead or have moved
            """)

    @OptionGroup var options: GlobalOptions
    @Flag(name: .long, help: "Fetch every feed too; nothing is saved.") var feeds = false
    @Flag(name: .long, help: "Ask for every published link too; nothing is saved.") var links = false

    @Flag(name: .long, help: "Read every row of the database too.") var deep = false

    private struct Result: Encodable {
        let mistakes: [MistakeView]
        let warnings: [MistakeView]
        let database: String
        let flaws: [String]?
        let mail: String
        let topics: Int
        let themes: Int
        let paths: Int
        let newsletters: Int
        let rules: Int
        let sets: Int
        let feeds: [CollectedFeed]?
        let links: [LinkView]?
        let subscribed: Int
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let holdings = workshop.library.read()
        let mistakes = holdings.mistakes + workshop.mistakesInTemplates()
        let warnings = await warnings(holdings, workshop)
        let database = await state(ofDatabase: workshop)
        let flaws = deep ? try await flaws(workshop) : nil
        let mail = await workshop.mailHealth()
        let answers = feeds ? try await ask(holdings.feeds, workshop) : nil
        let checked = links ? try await checkLinks(workshop) : nil
        console.json(
            Result(
                mistakes: mistakes.map(MistakeView.init), warnings: warnings.map(MistakeView.init),
                database: database.words, flaws: flaws, mail: mail.words,
                topics: holdings.curriculum?.topics.count ?? 0, themes: holdings.themes.count,
                paths: holdings.paths.count, newsletters: holdings.newsletters.count,
                rules: holdings.rules.count, sets: holdings.programmes.count, feeds: answers,
                links: checked?.map(LinkView.init),
                subscribed: holdings.feeds.count))
        tell(
            holdings, mistakes, warnings, ["database: \(database.words)", "mail: \(mail.words)"], answers)
        for flaw in flaws ?? [] { console.result("database: \(flaw)") }
        if let checked { tell(checked) }
        let silent = (answers ?? []).filter { !$0.result.isSuccess }.map(\.title)
        return Ending(
            (mistakes + warnings).map(\.description) + silent
                + (checked ?? []).filter { $0.check.result.isDead }.map(\.link.address.text)
                + (flaws ?? []) + (database.isSound ? [] : [database.words])
                + (mail.isSound ? [] : [mail.words]))
    }

    private func tell(
        _ holdings: Holdings, _ mistakes: [Mistake], _ warnings: [Mistake], _ states: [String],
        _ answers: [CollectedFeed]?
    ) {
        for mistake in mistakes { console.result("\(mistake)") }
        for warning in warnings { console.result("\(warning)") }
        for feed in answers ?? [] {
            console.result("\(feed.result.rawValue)  \(feed.title)  \(feed.url)  \(feed.reason)")
        }
        let topics = holdings.curriculum?.topics.count ?? 0
        console.result(
            "\(counted(topics, "topic")), \(counted(holdings.themes.count, "theme")), \(counted(holdings.paths.count, "path")), "
                + "\(counted(holdings.newsletters.count, "newsletter")), \(counted(holdings.rules.count, "rule")), "
                + counted(holdings.feeds.count, "feed")
                + (holdings.programmes.isEmpty
                    ? "" : ", \(counted(holdings.programmes.count, "programme")) of sets")
        )
        for state in states { console.result(state) }
        console.result(
            mistakes.isEmpty ? "No mistake in the files." : "\(counted(mistakes.count, "mistake")).")
        if !warnings.isEmpty {
            console.result("\(counted(warnings.count, "thing")) that readers will stumble over.")
        }
    }

    /// What is wrong with the items that files name; nothing where the database cannot be read, which is told by itself.
    private func warnings(_ holdings: Holdings, _ workshop: Workshop) async -> [Mistake] {
        guard let store = try? await workshop.lookingStore() else { return [] }
        return (try? await NamedItems(store: store).warnings(holdings, in: workshop.library)) ?? []
    }

    /// What is wrong with the rows of the database.
    private func flaws(_ workshop: Workshop) async throws -> [String] {
        guard let store = try await workshop.lookingStore() else { return [] }
        let check = try await store.checkDeeply { [console] in console.detail("reading \($0)") }
        if check.flaws.isEmpty {
            console.result(
                "database: \(counted(check.rows, "row")) of \(counted(check.tables, "table")) read, all well")
        }
        return check.flaws
    }

    private func state(ofDatabase workshop: Workshop) async -> (words: String, isSound: Bool) {
        do {
            guard let store = try await workshop.lookingStore() else { return ("not made yet", true) }
            let items = try await store.items.counts().values.reduce(0, +)
            let free = workshop.freeBytes
            guard free.map({ $0 > 100 << 20 }) ?? true else {
                return ("\(counted(items, "item")); under 100 MB are free on its disk", false)
            }
            return ("\(counted(items, "item")), \(try await StoreGrowth(store).words)", true)
        } catch {
            return ("\(error)", false)
        }
    }

    private func tell(_ links: [CheckedLink]) {
        for link in links where link.check.result != .works {
            console.result("\(link.check.result.rawValue)  \(link.link.title)  \(link.link.address)")
            console.result("    \(link.link.item): \(link.check.sentence)")
        }
        let dead = links.count { $0.check.result.isDead }
        console.result("\(counted(links.count, "published link")), \(dead) dead")
    }

    /// Asks for every link that readers are given; what was found before stays as it is.
    private func checkLinks(_ workshop: Workshop) async throws -> [CheckedLink] {
        guard let store = try await workshop.lookingStore() else { return [] }
        let line = ProgressLine(options: options)
        defer { line.end() }
        let run = workshop.checkingLinks(store, client: try workshop.client())
        return try await run.look(now: workshop.now) {
            line.step($0.link.title)
        } begin: {
            line.expect($0)
        }
    }

    /// Asks every feed, with a store in memory that is thrown away.
    private func ask(_ feeds: [Feed], _ workshop: Workshop) async throws -> [CollectedFeed] {
        let store = try await Store.inMemory()
        try await store.feeds.subscribe(to: feeds)
        let line = ProgressLine(total: feeds.count, options: options)
        defer { line.end() }
        let run = workshop.collecting(into: store, client: try workshop.client())
        return try await run.perform(.all, now: workshop.now) { line.step($0.title) }.feeds
    }
}
