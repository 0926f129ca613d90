// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import Markup
import Model

/// `cairn markdown`.
struct MarkdownCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "markdown", abstract: "Print foreign Markdown as HTML that is safe to show.",
        discussion: """
            Reads GitHub's Markdown with tables, strikethrough, autolinks and footnotes. HTML in it is cleaned as by cairn
            sanitize. Headings and footnotes get ids, the same every time. With --jsonl each line of standard input is a
            JSON string and gives one, at once; a line that is none, or too large, gives null, and the status is then 1.
            Needs no library.

            Examples:
              cairn markdown README.md --shift-headings 1
              cairn markdown --jsonl < texts.jsonl > pages.jsonl
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The Markdown's file; standard input without one.") var file: String?
    @Option(name: .long, help: "By how many levels headings go down, 0 to 5.") var shiftHeadings = 0
    @Option(name: .long, help: "Where the text was read; relative links become absolute by it.") var base:
        String?
    @Flag(name: .long, help: "Read JSON strings from standard input, one a line, and print HTML.") var jsonl =
        false

    func validate() throws {
        if jsonl, file != nil { throw ValidationError("--jsonl takes no file") }
        guard (0...5).contains(shiftHeadings) else { throw ValidationError("--shift-headings is 0 to 5") }
        if let base, WebAddress(base) == nil {
            throw ValidationError("\(base.prefix(200)) is no address of a web page")
        }
    }

    func perform() async throws -> Ending {
        let cleaner = MarkdownCleaner(
            headingShift: shiftHeadings, cleaner: HTMLCleaner(readAt: base.flatMap { WebAddress($0) }))
        if jsonl { return StringLines.each(cleaner.html) }
        let bytes = try file.map { try Reading.bytes(of: URL(filePath: $0)) } ?? Reading.bytesOfInput()
        let html = try cleaner.html(String(decoding: DocumentText(bytes).utf8, as: UTF8.self))
        console.json(html)
        console.result(html)
        return .allWell
    }
}
