// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import Markup
import Model

/// `cairn sanitize`.
struct SanitizeCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "sanitize", abstract: "Print foreign HTML without what could harm a reader.",
        discussion: """
            Reads HTML as browsers do and writes it anew with allowed elements, attributes and addresses only; cleaning
            it again changes nothing. With --jsonl each line of standard input is a JSON string and gives one, at once;
            a line that is none, or too large, gives null, and the status is then 1. Needs no library.

            Examples:
              cairn sanitize page.html --base https://blog.example.org/2026/a-page
              curl -s https://blog.example.org/ | cairn sanitize
              cairn sanitize --jsonl < pieces.jsonl > clean.jsonl
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The HTML's file; standard input without one.") var file: String?
    @Option(name: .long, help: "Where the HTML was read; relative links become absolute by it.") var base:
        String?
    @Flag(name: .long, help: "Read JSON strings from standard input, one a line, and print them cleaned.")
    var jsonl = false

    func validate() throws {
        if jsonl, file != nil { throw ValidationError("--jsonl takes no file") }
        if let base, WebAddress(base) == nil {
            throw ValidationError("\(base.prefix(200)) is no address of a web page")
        }
    }

    func perform() async throws -> Ending {
        let cleaner = HTMLCleaner(readAt: base.flatMap { WebAddress($0) })
        if jsonl { return StringLines.each(cleaner.clean) }
        let bytes = try file.map { try Reading.bytes(of: URL(filePath: $0)) } ?? Reading.bytesOfInput()
        let clean = try cleaner.clean(fragment: String(decoding: DocumentText(bytes).utf8, as: UTF8.self))
        console.json(clean)
        console.result(clean)
        return .allWell
    }
}
