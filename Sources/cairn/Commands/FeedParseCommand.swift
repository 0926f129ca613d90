// SPDX-License-Identifier: MIT

import ArgumentParser
import Feeds
import Foundation
import Model

/// `cairn feed parse`.
struct FeedParseCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse", abstract: "Print a feed document as JSON Feed 1.1.",
        discussion: """
            Reads RSS, Atom and JSON Feed, also damaged ones; what was odd stands in _cairn.warnings. A document that is no
            feed gives _cairn.error and exit status 2. Needs no library.

            Example:
              cairn feed parse feed.xml --base https://blog.example.org/feed/
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The document's file.") var file: String
    @Option(name: .long, help: "The address that it came from; relative links resolve against it.") var base:
        String?
    @Option(name: .long, help: "The Content-Type that the server sent with it.") var contentType: String?

    func perform() async throws -> Ending {
        let document = FeedDocument(
            bytes: try Reading.bytes(of: URL(filePath: file)), base: base.flatMap { WebAddress($0) },
            contentType: contentType)
        // The result is JSON with or without --json, also when the document is no feed.
        do throws(FeedError) {
            print(try FeedParser.parse(document).jsonFeed())
            return .allWell
        } catch {
            print(ParsedFeed.jsonFeed(for: error))
            throw error
        }
    }
}
