// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Feeds
import Foundation
import Model

/// `cairn feed add`.
struct FeedAddCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Subscribe to a feed, or to the feed of a site.",
        discussion: """
            The address may be a feed or any page of a site; https:// may be left out. What the page names as
            its feeds is fetched and read, then addresses at which feeds usually are. One feed is added; of
            several none is, unless --first says to take the best. The line goes to an OPML file of the library.

            Examples:
              cairn feed add blog.example.org
              cairn feed add https://blog.example.org/ --first --group "Local government"
              cairn feed add --no-discover https://blog.example.org/feed/ --title "A blog"
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The feed's address, or a page of its site.") var address: String
    @Flag(name: .long, help: "Take the address as it is, without asking it.") var noDiscover = false
    @Flag(name: .long, help: "Of several feeds take the best, which is listed first.") var first = false
    @Option(name: .long, help: "The feed's name; what it calls itself unless said otherwise.") var title:
        String?
    @Option(name: .long, help: "The group that it stands in; a slash parts groups in groups.") var group:
        String?
    @Option(name: .long, help: "The licence of its items where they do not say, such as CC-BY-4.0.")
    var licence: String?
    @Option(name: .long, help: "Why it is here.") var note: String?
    @Option(name: .long, help: "The OPML file, in feeds/.") var file = "feeds/library.opml"

    /// What came of it as JSON; the keys are part of the command line's contract.
    fileprivate struct Result: Encodable {
        var id: String?
        var url: String?
        var title: String?
        var file: String?
        var found: String?
        var feeds: [FoundFeedView] = []
        var tried: [AttemptView] = []
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let place = try file(of: workshop.library)
        let licence = try chosenLicence()
        guard let typed = TypedAddress.addresses(address).first else {
            throw Complaint("\(address) is not a web address, such as https://blog.example.org/")
        }
        let holdings = workshop.library.read()
        try holdings.insistIsNew(typed)
        if noDiscover {
            return try save(feed(at: typed, nil, licence), to: place, workshop, Result())
        }
        let search = try await workshop.finder().find(typed: address) { console.progress("asking \($0) ...") }
        guard let search, !search.feeds.isEmpty else { throw nothingFound(search) }
        var result = Result(
            feeds: search.feeds.map { FoundFeedView($0, listed: holdings.place(of: $0.address)) },
            tried: search.attempts.map(AttemptView.init))
        guard let chosen = choice(of: search) else { return list(search, holdings, result) }
        try holdings.insistIsNew(chosen.address)
        result.found = chosen.origin.rawValue
        if chosen.origin != .asked { console.progress("\(chosen.address): \(chosen.origin.words)") }
        return try save(feed(at: chosen.address, chosen, licence), to: place, workshop, result)
    }
}

private extension FeedAddCommand {
    func file(of library: Library) throws -> URL {
        let place = library.resolve(file).standardizedFileURL
        guard place.deletingLastPathComponent().path == library.feedsFolder.standardizedFileURL.path,
            place.pathExtension == "opml"
        else { throw Complaint("--file is an OPML file in feeds/, such as feeds/library.opml") }
        return place
    }

    func chosenLicence() throws -> Licence {
        guard let licence else { return .unknown }
        guard let known = Licence(id: licence) else {
            throw Complaint("there is no licence \(licence) that Cairn knows")
        }
        return known
    }

    /// The feed to add: the only one that carries posts, the one that was named, or the best where that is
    /// wanted.
    func choice(of search: FeedSearch) -> FoundFeed? {
        let main = search.mainFeeds
        if first || search.start == .feed { return search.feeds.first }
        return main.count == 1 ? main.first : nil
    }

    func feed(at address: WebAddress, _ found: FoundFeed?, _ licence: Licence) -> Feed {
        Feed(
            address: address, title: title ?? found?.title ?? address.host, site: found?.document.homePage,
            standing: Feed.Standing(
                groups: group.map { $0.split(separator: "/").map(String.init) } ?? [],
                language: found?.document.language, licence: licence, note: note))
    }

    func save(_ feed: Feed, to place: URL, _ workshop: Workshop, _ result: Result) throws -> Ending {
        try workshop.library.add(feed, to: place)
        var result = result
        (result.id, result.url, result.title) = (feed.id.rawValue, feed.address.text, feed.title)
        result.file = file
        console.json(result)
        let source = feed.address.text == address ? "" : ", from \(feed.address)"
        console.result("Added \(feed.title) (\(feed.id)) to \(file)\(source).")
        return .allWell
    }

    /// Shows several feeds to choose from.
    func list(_ search: FeedSearch, _ holdings: Holdings, _ result: Result) -> Ending {
        console.json(result)
        for (index, feed) in search.feeds.enumerated() {
            let lines = feed.lines(number: index + 1, listed: holdings.place(of: feed.address))
            for line in lines { console.result(line) }
        }
        Console.complain(
            "\(counted(search.feeds.count, "feed")) found, nothing saved; name one of them: "
                + "cairn feed add --no-discover ADDRESS")
        return .needsAttention
    }

    func nothingFound(_ search: FeedSearch?) -> Complaint {
        let attempts = search?.attempts ?? []
        console.json(Result(tried: attempts.map(AttemptView.init)))
        let tried = attempts.map { "\n  \($0.address): \($0.outcome)" }.joined()
        return Complaint("no feed was found at \(address); tried:\(tried)")
    }
}

private extension Holdings {
    /// Where an address is listed, as file and line.
    func place(of address: WebAddress) -> String? { listed(address)?.placeInWords }

    /// Refuses an address that is in the list already.
    func insistIsNew(_ address: WebAddress) throws {
        if let known = listed(address) { throw CatalogError.feedExists(file: known.file, line: known.line) }
    }

    func listed(_ address: WebAddress) -> ListedFeed? {
        listedFeeds.first { $0.feed.address.canonicalKey == address.canonicalKey }
    }
}
