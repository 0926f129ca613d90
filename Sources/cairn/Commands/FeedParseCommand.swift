// SPDX-License-Identifier: MIT

import ArgumentParser
import Feeds
import Foundation
import Markup
import Model

/// `cairn feed parse`.
struct FeedParseCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse", abstract: "Print feed documents as JSON Feed 1.1.",
        discussion: """
            Reads RSS, Atom and JSON Feed, also damaged ones; what was odd stands in _cairn.warnings. A document that is no
            feed gives _cairn.error and exit status 2. Of several files each gives one line, in their order; the status is
            1 when some are no feeds and 2 when all are none. Needs no library.

            Example:
              cairn feed parse feed.xml --base https://blog.example.org/feed/
              cairn feed parse archive/*.xml > archive.jsonl
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The documents' files.") var files: [String]
    @Option(name: .long, help: "The address that all came from; relative links resolve against it.") var base:
        String?
    @Option(name: .long, help: "The Content-Type that the server sent with all.") var contentType: String?
    @Flag(name: .long, help: "Read without making JSON; print the number of entries. For timing.") var count =
        false

    func perform() async throws -> Ending {
        var failures: [any Error] = []
        for file in files {
            do { try parse(file) } catch { failures.append(error) }
        }
        guard let last = failures.last else { return .allWell }
        if failures.count == files.count { throw last }
        for failure in failures { Console.complain("\(failure)") }
        return .needsAttention
    }

    private func parse(_ file: String) throws {
        let document = FeedDocument(
            bytes: try Reading.bytes(of: URL(filePath: file)), base: base.flatMap { WebAddress($0) },
            contentType: contentType)
        // The result is JSON with or without --json, also when the document is no feed.
        do throws(FeedError) {
            let feed = try FeedParser.parse(document)
            if count { Console.write(line: Array(String(feed.entries.count).utf8)) }
            if !count {
                Console.write(
                    line: feed.jsonFeedUTF8 { HTMLCleaner(readAt: $1).cleanOrWords($0) })
            }
        } catch {
            Console.write(line: Array(ParsedFeed.jsonFeed(for: error).utf8))
            throw error
        }
    }
}
