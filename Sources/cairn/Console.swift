// SPDX-License-Identifier: MIT

import Foundation

/// Where commands print: results on standard output, everything else on standard error.
struct Console: Sendable {
    private let isQuiet: Bool
    private let isVerbose: Bool
    private let isJSON: Bool

    init(_ options: GlobalOptions) {
        isQuiet = options.quiet
        isVerbose = options.verbose
        isJSON = options.json
    }

    /// Prints a line of the result, unless JSON is wanted.
    func result(_ line: String) {
        if !isJSON { Console.write(Console.tame(line) + "\n", to: .standardOutput) }
    }

    /// Prints a text of our own just as it is, unless JSON is wanted.
    func whole(_ text: String) {
        if !isJSON { Console.write(text, to: .standardOutput) }
    }

    /// Prints the whole result as one JSON document, if JSON is wanted.
    func json(_ value: some Encodable) {
        if isJSON { Console.write(Console.text(value, isPretty: true) + "\n", to: .standardOutput) }
    }

    /// Prints one line of a stream of JSON documents, if JSON is wanted.
    func jsonLine(_ value: some Encodable) {
        if isJSON { Console.write(Console.text(value, isPretty: false) + "\n", to: .standardOutput) }
    }

    /// Says what is going on.
    func progress(_ line: String) {
        if !isQuiet { Console.write(Console.tame(line) + "\n", to: .standardError) }
    }

    /// Says what needs a person, also when only results are wanted; of many the first ten.
    func problems(_ sentences: [String], more: String) {
        for sentence in sentences.prefix(10) { Console.complain(sentence) }
        if sentences.count > 10 { Console.complain("and \(sentences.count - 10) more; \(more)") }
    }

    /// Says what only somebody who looks closely wants to know.
    func detail(_ line: String) {
        if isVerbose { Console.write(Console.tame(line) + "\n", to: .standardError) }
    }

    /// Says what went wrong.
    static func complain(_ sentence: String) {
        write("cairn: \(tame(sentence))\n", to: .standardError)
    }

    /// A value as JSON text, keys in order.
    static func text(_ value: some Encodable, isPretty: Bool) -> String {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting =
            isPretty
            ? [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes] : [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return "null" }
        return String(decoding: data, as: UTF8.self)
    }

    /// A text without what would command a terminal: a feed's title must not move the cursor or colour the
    /// screen.
    private static func tame(_ text: String) -> String {
        func isTame(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.generalCategory != .control || ["\n", "\r", "\t"].contains(scalar)
        }
        if text.unicodeScalars.allSatisfy(isTame) { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isTame($0) ? $0 : "\u{FFFD}" }))
    }

    /// Prints a line of bytes as they are; a reader that has gone away is no fault of ours.
    static func write(line: consuming [UInt8]) {
        line.append(UInt8(ascii: "\n"))
        try? FileHandle.standardOutput.write(contentsOf: line)
    }

    /// Writes to a file handle; a reader that has gone away is no fault of ours.
    private static func write(_ text: String, to handle: FileHandle) {
        try? handle.write(contentsOf: Data(text.utf8))
    }
}

/// One line on a terminal that counts up while something is done; silent in a pipe.
final class ProgressLine {
    private let isShown: Bool
    private var total: Int
    private var done = 0

    init(total: Int = 0, options: GlobalOptions) {
        self.total = total
        isShown = !options.quiet && !options.json && isatty(STDERR_FILENO) == 1
    }

    /// Sets how many there will be, where that was not known from the start.
    func expect(_ total: Int) { self.total = total }

    /// Counts one more.
    func step(_ what: String) {
        done += 1
        guard isShown else { return }
        let width = 24
        let filled = total == 0 ? width : width * done / total
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
        FileHandle.standardError.write(Data("\r[\(bar)] \(done)/\(total) \(what.prefix(40))\u{1B}[K".utf8))
    }

    /// Clears the line.
    func end() {
        if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
