// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Feeds
import Foundation
import Model
import Transport

/// `cairn feed add`.
struct FeedAddCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Subscribe to a feed.",
        discussion: """
            The address is fetched first, and must answer with a feed. The line goes to an OPML file of the library.

            Examples:
              cairn feed add https://blog.example.org/feed/
              cairn feed add --no-discover https://blog.example.org/feed/ --title "A blog"
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The feed's address.") var address: String
    @Flag(name: .long, help: "Take the address as it is, without asking it.") var noDiscover = false
    @Option(name: .long, help: "The feed's name; what it calls itself unless said otherwise.") var title:
        String?
    @Option(name: .long, help: "The group that it stands in; a slash parts groups in groups.") var group:
        String?
    @Option(name: .long, help: "The licence of its items where they do not say, such as CC-BY-4.0.")
    var licence: String?
    @Option(name: .long, help: "Why it is here.") var note: String?
    @Option(name: .long, help: "The OPML file, in feeds/.") var file = "feeds/library.opml"

    private struct Result: Encodable {
        let id: String
        let url: String
        let title: String
        let file: String
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        guard let address = WebAddress(address) else {
            throw Complaint("\(address) is not a web address; it begins with http:// or https://")
        }
        let place = workshop.library.resolve(file).standardizedFileURL
        guard place.deletingLastPathComponent().path == workshop.library.feedsFolder.standardizedFileURL.path,
            place.pathExtension == "opml"
        else { throw Complaint("--file is an OPML file in feeds/, such as feeds/library.opml") }
        let known = workshop.library.read().listedFeeds.first {
            $0.feed.address.canonicalKey == address.canonicalKey
        }
        if let known { throw CatalogError.feedExists(file: known.file, line: known.line) }
        let feed = try await feed(at: address, workshop)
        try workshop.library.add(feed, to: place)
        console.json(Result(id: feed.id.rawValue, url: feed.address.text, title: feed.title, file: file))
        console.result("Added \(feed.title) (\(feed.id)) to \(file).")
        return .allWell
    }

    private func feed(at address: WebAddress, _ workshop: Workshop) async throws -> Feed {
        var found: ParsedFeed?
        if !noDiscover {
            console.progress("asking \(address.host) ...")
            let response = try await workshop.client().get(HTTPRequest(address: address))
            guard response.status == 200 else {
                throw Complaint("\(address): the server answered with status \(response.status)")
            }
            found = try FeedParser.parse(
                FeedDocument(
                    bytes: response.body, base: response.address, contentType: response.field("content-type"))
            )
        }
        var chosen = Licence.unknown
        if let licence {
            guard let known = Licence(id: licence) else {
                throw Complaint("there is no licence \(licence) that Cairn knows")
            }
            chosen = known
        }
        let own = found?.title ?? ""
        return Feed(
            address: address, title: title ?? (own.isEmpty ? address.host : own), site: found?.homePage,
            standing: Feed.Standing(
                groups: group.map { $0.split(separator: "/").map(String.init) } ?? [],
                language: found?.language,
                licence: chosen, note: note))
    }
}
