// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Desk
import Feeds
import Foundation
import Model

/// `cairn feed import`.
struct FeedImportCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Subscribe to the feeds of an OPML file.",
        discussion: """
            Asks each feed and says for each line what it would bring: new, duplicate, moved, dead, no feed found
            or mistake. With --yes the new and the moved ones are saved, all or none.

            Examples:
              cairn feed import team.opml
              cairn feed import team.opml --yes --follow-moves
              cairn feed import team.opml --no-fetch --yes
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The OPML file.") var file: String
    @Flag(name: .long, help: "Save the new feeds.") var yes = false
    @Flag(name: .long, help: "Save a feed that has moved under its new address.") var followMoves = false
    @Flag(name: .long, help: "Ask nobody: every feed that is not listed yet is new.") var noFetch = false

    private struct Result: Encodable {
        let saved: String?
        let new: [String]
        let known: [String]
        let mistakes: [MistakeView]
        let lines: [ImportLineView]
    }

    func validate() throws {
        if noFetch && followMoves {
            throw ValidationError("--no-fetch and --follow-moves exclude each other")
        }
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let source = URL(filePath: file)
        let document = try OPML.read(Reading.bytes(of: source), file: file)
        let holdings = workshop.library.read()
        let list = OPMLImport(document, held: holdings.listedFeeds, sectors: holdings.curriculum?.sectors)
        let searches = noFetch ? [:] : try await asked(list, workshop)
        let preview = ImportPreview(list, answers: searches.mapValues { ImportPreview.Answer($0) })
        let chosen = preview.chosen(followingMoves: followMoves)
        let part = try list.saving(chosen)
        let saved = yes && !chosen.isEmpty ? try save(part, named: source, in: workshop.library) : nil
        show(preview, searches.mapValues(\.feeds), chosen, saved)
        return preview.complaint == nil ? .allWell : .needsAttention
    }
}

private extension FeedImportCommand {
    /// What the addresses answer that are not in the list yet.
    func asked(_ list: OPMLImport, _ workshop: Workshop) async throws -> [WebAddress: FeedSearch] {
        let addresses = list.lines.filter { $0.duplicateOf == nil }.compactMap(\.listed?.feed.address)
        guard !addresses.isEmpty else { return [:] }
        let hosts = Set(addresses.map(\.host)).count
        console.progress("asking \(counted(addresses.count, "feed")) on \(counted(hosts, "host")) ...")
        let line = ProgressLine(total: addresses.count, options: options)
        let survey = FeedSurvey(finder: try workshop.finder(), width: workshop.settings.fetch.jobs)
        let searches = await survey.ask(addresses) { line.step($0.host) }
        line.end()
        return searches
    }

    /// Writes the new feeds to a file of their own, which nothing else stands in.
    func save(_ part: OPMLDocument, named source: URL, in library: Library) throws -> String {
        let base = slug(from: source.deletingPathExtension().lastPathComponent)
        let names = ["\(base).opml"] + (2...99).map { "\(base)-\($0).opml" }
        let free = names.first {
            !FileManager.default.fileExists(atPath: library.feedsFolder.appending(path: $0).path)
        }
        guard let free else { throw Complaint("feeds/ has too many files named like \(base).opml") }
        try FileWriter.writeAtomically(OPML.write(part), to: library.feedsFolder.appending(path: free))
        return "feeds/\(free)"
    }

    func show(
        _ preview: ImportPreview, _ offers: [WebAddress: [FoundFeed]], _ chosen: [Int: WebAddress],
        _ saved: String?
    ) {
        let known = preview.entries.filter { if case .duplicate = $0.prospect { true } else { false } }
        console.json(
            Result(
                saved: saved, new: preview.entries.compactMap { chosen[$0.line.place]?.text },
                known: known.map(\.listed.feed.address.text),
                mistakes: preview.mistakes.map(MistakeView.init),
                lines: preview.entries.map {
                    ImportLineView($0, offers: offers[$0.listed.feed.address] ?? [])
                }))
        for entry in preview.entries {
            for line in entry.lines(offers: offers[entry.listed.feed.address] ?? []) { console.result(line) }
        }
        for mistake in preview.mistakes { console.result("mistake    \(mistake)") }
        if let saved {
            console.result("Saved \(counted(chosen.count, "feed")) to \(saved).")
        } else if !chosen.isEmpty {
            console.result(
                "Nothing is saved yet; the same with --yes saves \(counted(chosen.count, "feed")).")
        } else {
            console.result("Nothing to save.")
        }
        if let complaint = preview.complaint { Console.complain(complaint) }
    }
}
