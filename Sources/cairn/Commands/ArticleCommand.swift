// SPDX-License-Identifier: MIT

import ArgumentParser
import Articles
import Foundation
import Markup
import Model

/// `cairn article`.
struct ArticleCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "article", abstract: "Print a web page as a readable article, as JSON.",
        discussion: """
            Finds the main content, cleans it, and says what the page says about itself. With --jsonl each line of standard
            input names a page, {"path": FILE, "url": URL}, and gives one line; a page that cannot be read gives an object
            with "error". The status is then 1 when some could not be read and 2 when all could not. Needs no library.

            Examples:
              cairn article page.html --url https://blog.example.org/2026/a-page
              cairn article --jsonl < pages.jsonl > articles.jsonl
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The page's file.") var file: String?
    @Option(name: .long, help: "Where the page was read; relative links resolve against it.") var url: String?
    @Option(name: .long, help: "The Content-Type that the server sent.") var contentType: String?
    @Flag(name: .long, help: "Read pages' names from standard input, one JSON object a line.") var jsonl =
        false

    private struct Page: Decodable {
        let path: String
        let url: String
        let contentType: String?

        enum CodingKeys: String, CodingKey {
            case path, url
            case contentType = "content_type"
        }
    }

    func validate() throws {
        guard jsonl else {
            guard file != nil else { throw ValidationError("name the page's file, or ask for --jsonl") }
            guard url != nil else { throw ValidationError("say where the page was read: --url URL") }
            return
        }
        if file != nil || url != nil { throw ValidationError("--jsonl takes neither a file nor --url") }
    }

    func perform() async throws -> Ending {
        if jsonl { return try readAll() }
        let article = try read(Page(path: file ?? "", url: url ?? "", contentType: contentType))
        // The result is JSON with or without --json.
        print(Console.text(ArticleView(article).json, isPretty: true))
        return .allWell
    }

    private func readAll() throws -> Ending {
        var (read, failed) = (0, 0)
        while let line = readLine() {
            if line.allSatisfy(\.isWhitespace) { continue }
            do {
                printLine(ArticleView(try self.read(page(line))).json)
                read += 1
            } catch {
                failed += 1
                printLine(ArticleFailure(path: (try? page(line))?.path ?? "", error: "\(error)").json)
            }
        }
        if failed > 0, read == 0 { throw Complaint("none of \(failed) pages could be read") }
        return failed > 0 ? .needsAttention : .allWell
    }

    private func page(_ line: String) throws -> Page {
        guard let page = try? JSONDecoder().decode(Page.self, from: Data(line.utf8)) else {
            throw Complaint("a line is no object with path and url: \(line.prefix(80))")
        }
        return page
    }

    private func read(_ page: Page) throws -> Article {
        guard let address = WebAddress(page.url) else {
            throw Complaint("\(page.url.prefix(200)) is no address of a web page")
        }
        return try ArticleReader().read(
            Reading.bytes(of: URL(filePath: page.path)), contentType: page.contentType ?? contentType,
            at: address)
    }

    /// One line, there for the reader at once.
    private func printLine(_ value: JSONValue) { Console.write(line: Array(value.json.utf8)) }
}
